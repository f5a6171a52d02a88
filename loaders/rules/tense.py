"""When the event of a clause lies, seen from the document's date, by the form of its verb; and the date that belongs to it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts import PartialDate
from loaders.nlp import Parsed
from loaders.rules.dates import FoundDate, Tense, find_dates, resolve_date
from loaders.rules.grammar import Grammar

_FUTURE_HELPERS = frozenset(("will", "wo", "’ll", "'ll", "shall", "would", "may", "might", "could", "can", "should", "must"))
_PAST_HELPERS = frozenset(("has", "have", "had", "was", "were", "’s", "'s"))
_NOW = frozenset(("is", "are", "am"))
_STARTING = frozenset(("starting", "beginning", "effective", "upcoming"))
"""Words behind which a date lies ahead of what is told."""
_BACK = frozenset(("during", "after", "since", "at", "following", "from", "of", "in", "by"))
"""Prepositions whose nouns lie before what the verb tells, or beside it."""
_PLANNED = frozenset(("schedule", "plan", "set", "slate", "expect", "bill", "pencil", "time"))
"""Lemmas whose participle tells of something ahead: "a vote scheduled for Tuesday"."""
_PROSPECTIVE = frozenset(
    ("set", "due", "expect", "schedule", "plan", "intend", "prepare", "agree", "hope", "threaten", "vow", "promise", "want",
     "ready", "about", "go", "poise", "slate", "aim", "likely", "pledge")
)  # fmt: skip
"""Lemmas whose infinitive lies ahead of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as written and as far as it can be known."""

    text: str
    date: PartialDate | None


def tense_of(grammar: Grammar, token: int, *, inside: bool = False) -> Tense | None:
    """The tense at a token: of the nearest verb above it that shows one; None where none does.

    A present tense looks ahead for what hangs from the verb itself, not for what is inside "during his visit in May"; `inside`
    tells that the token itself is such a noun.
    """
    n, infinitive = token, False
    looking_back = inside and grammar.dep[token] == "pobj" and grammar.lower[grammar.head[token]] in _BACK
    for _ in range(12):
        if grammar.lower[n] in _STARTING or (grammar.lower[n] == "of" and grammar.lower[n - 1] == "ahead"):
            return Tense.FUTURE
        if grammar.pos[n] in ("VERB", "AUX", "ADJ"):
            tense = _shown(grammar, n, infinitive=infinitive)
            if tense is not None:
                return None if looking_back and grammar.tag[n] in ("VBZ", "VBP") else tense
            infinitive = grammar.tag[n] == "VB" and "to" in _helpers(grammar, n)
        if grammar.head[n] == n:
            return None
        looking_back = looking_back or (grammar.dep[n] == "pobj" and n != token and grammar.lower[grammar.head[n]] in _BACK)
        n = grammar.head[n]
    return None


def _helpers(grammar: Grammar, verb: int) -> set[str]:
    return {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] in ("aux", "auxpass")}


def _shown(grammar: Grammar, verb: int, *, infinitive: bool) -> Tense | None:
    """The tense that one verb shows; `infinitive` tells that it is asked for the infinitive below it."""
    helpers, tag, lemma = _helpers(grammar, verb), grammar.tag[verb], grammar.lemma[verb]
    perfect = tag == "VBN" and "have" in helpers
    if not perfect and (helpers & _FUTURE_HELPERS or (infinitive and lemma in _PROSPECTIVE)):
        return Tense.FUTURE
    planned = tag == "VBN" and lemma in _PLANNED and not helpers & {"have", "has", "had"}
    if planned or (grammar.pos[verb] == "ADJ" and lemma == "due"):
        return Tense.FUTURE
    if tag == "VBD" or perfect or (tag == "VBN" and helpers & _PAST_HELPERS):
        return Tense.PAST
    if helpers & _NOW and tag == "VBN":
        return Tense.FUTURE if infinitive or lemma in _PROSPECTIVE else None
    bare = tag == "VB" and not helpers and grammar.child(verb, "nsubj", "nsubjpass") is not None
    if bare or tag in ("VBZ", "VBP") or (tag == "VBG" and helpers & _NOW):
        return Tense.FUTURE
    return None


def dates_in(grammar: Grammar, start: int, end: int) -> tuple[tuple[int, FoundDate], ...]:
    """The date expressions inside the tokens [start, end), each with the token of its last word; offsets are the document's."""
    if start >= end:
        return ()
    offset = grammar.start[start]
    text = grammar.whole[offset : grammar.end(end - 1)]
    found = []
    for each in find_dates(text):
        last = max(i for i in range(start, end) if grammar.start[i] < offset + each.end)
        found.append((last, FoundDate(start=each.start + offset, end=each.end + offset, text=each.text)))
    return tuple(found)


def date_tokens(grammar: Grammar) -> frozenset[int]:
    """The tokens of all date expressions of a document."""
    found = find_dates(grammar.whole)
    starts = grammar.start
    return frozenset(
        i
        for each in found
        for i in range(bisect_right(starts, each.start) - 1, bisect_left(starts, each.end))
        if i >= 0 and starts[i] >= each.start
    )


def read_dates(parsed: Parsed, grammar: Grammar, start: int, end: int) -> tuple[tuple[int, Dated], ...]:
    """The dates inside the tokens [start, end), each with the token of its last word, read with the tense at its place.

    "Two days later" counts from the date that stands before it, in the tokens or in the sentences right before them.
    """
    told = _told_before(parsed, grammar, start) if start > 0 else None
    found: list[tuple[int, Dated]] = []
    for last, each in dates_in(grammar, start, end):
        date = _resolved(parsed, grammar, last, each, told)
        told = date or told
        found.append((last, Dated(text=" ".join(parsed.document.text[each.start : each.end].split()), date=date)))
    return tuple(found)


def _told_before(parsed: Parsed, grammar: Grammar, start: int) -> PartialDate | None:
    """The last date of the sentences right before a token."""
    first = start
    while first > 0 and grammar.sentence[start - 1] - grammar.sentence[first - 1] < _SENTENCES:
        first -= 1
    for last, each in reversed(dates_in(grammar, first, start)):
        date = _resolved(parsed, grammar, last, each, None)
        if date is not None:
            return date
    return None


def _resolved(parsed: Parsed, grammar: Grammar, last: int, found: FoundDate, told: PartialDate | None) -> PartialDate | None:
    tense = Tense.FUTURE if _is_granted(grammar, last, found) else tense_of(grammar, last)
    return resolve_date(found.text, published=parsed.document.published, tense=tense, anchor=told)


_MOVING = frozenset(("adjourn", "delay", "defer", "extend", "move", "postpone", "push", "put", "reschedule", "shift"))
"""Verbs behind whose "to" the new day stands."""


def _above(grammar: Grammar, token: int) -> tuple[int, int]:
    """The two tokens above one."""
    return grammar.head[token], grammar.head[grammar.head[token]]


def _is_granted(grammar: Grammar, last: int, found: FoundDate) -> bool:
    """Whether somebody is given time: "gave Delhi until Wednesday", "has until Thursday", "postponed it to June 5"."""
    moved = any(grammar.lower[n] == "to" and grammar.lemma[grammar.head[n]] in _MOVING for n in _above(grammar, last))
    if moved or found.text.split()[0].lower() not in ("until", "till"):
        return moved
    n = last
    for _ in range(_STEPS):
        n = grammar.head[n]
        if grammar.pos[n] in ("VERB", "AUX"):
            return grammar.lemma[n] in ("give", "have", "grant", "allow")
    return False


def nearest_date(parsed: Parsed, grammar: Grammar, token: int, span: Sequence[int]) -> Dated | None:
    """Of the dates inside the tokens of `span`, the one that hangs lowest with the token, read with the tense at its place."""
    found = date_near(parsed, grammar, token, span)
    return found[1] if found is not None else None


def date_near(parsed: Parsed, grammar: Grammar, token: int, span: Sequence[int], *, reach: int = 7) -> tuple[int, Dated] | None:
    """The date that `nearest_date` tells, with the token of its last word.

    `reach` is how many steps of the parse may lie between them; beyond, the date belongs to something else.
    """
    found = read_dates(parsed, grammar, span[0], span[-1] + 1) if span else ()
    if not found:
        return None
    last, best = min(found, key=lambda pair: (_distance(grammar, token, pair[0]), abs(pair[0] - token)))
    return (last, best) if _distance(grammar, token, last) <= reach else None


_SENTENCES = 2
"""How many sentences back a date is told from."""
_STEPS = 4


def _distance(grammar: Grammar, first: int, second: int) -> int:
    """How many steps of the parse lie between two tokens."""
    depth = {first: 0}
    n, steps = first, 0
    while grammar.head[n] != n and steps < 40:
        n, steps = grammar.head[n], steps + 1
        depth[n] = steps
    n, steps = second, 0
    while n not in depth and grammar.head[n] != n and steps < 40:
        n, steps = grammar.head[n], steps + 1
    return steps + depth.get(n, 40)
