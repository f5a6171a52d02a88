"""When the event of a clause lies, seen from the document's date, by the form of its verb; and the date that belongs to it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts import PartialDate
from loaders.nlp import Parsed
from loaders.rules.dates import FoundDate, Tense, find_dates, resolve_date
from loaders.rules.grammar import Grammar

_FUTURE_HELPERS = frozenset(("will", "wo", "’ll", "'ll", "shall", "would"))
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


def tense_of(grammar: Grammar, token: int) -> Tense | None:
    """The tense at a token: of the nearest verb above it that shows one; None where none does."""
    n, infinitive = token, False
    for _ in range(12):
        helpers = {grammar.lower[c] for c in grammar.children[n] if grammar.dep[c] in ("aux", "auxpass")}
        if grammar.pos[n] in ("VERB", "AUX", "ADJ"):
            if helpers & _FUTURE_HELPERS or (infinitive and grammar.lemma[n] in _PROSPECTIVE):
                return Tense.FUTURE
            if grammar.tag[n] == "VBD" or (
                grammar.tag[n] == "VBN" and helpers & {"has", "have", "had", "was", "were", "’s", "'s"}
            ):
                return Tense.PAST
            if helpers & {"is", "are", "am"} and grammar.tag[n] == "VBN":
                return Tense.FUTURE if infinitive or grammar.lemma[n] in _PROSPECTIVE else None
            if grammar.tag[n] in ("VBZ", "VBP") or (grammar.tag[n] == "VBG" and helpers & {"is", "are", "am"}):
                return Tense.FUTURE
            infinitive = grammar.tag[n] == "VB" and "to" in helpers
        if grammar.head[n] == n:
            return None
        n = grammar.head[n]
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


def nearest_date(parsed: Parsed, grammar: Grammar, token: int, span: Sequence[int]) -> Dated | None:
    """Of the dates inside the tokens of `span`, the one that hangs lowest with the token, read with the tense at its place."""
    if not span:
        return None
    found = dates_in(grammar, span[0], span[-1] + 1)
    if not found:
        return None
    last, best = min(found, key=lambda pair: (_distance(grammar, token, pair[0]), abs(pair[0] - token)))
    if _distance(grammar, token, last) > _FAR:
        return None
    date = resolve_date(best.text, published=parsed.document.published, tense=tense_of(grammar, last))
    return Dated(text=" ".join(parsed.document.text[best.start : best.end].split()), date=date)


_FAR = 7
"""Steps in the parse beyond which a date belongs to something else."""


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
