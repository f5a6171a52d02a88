"""What stands behind a measure's noun: on whom and on what it lies, from where, by whom, up to where its clause goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.lists import list_end
from loaders.rules.measures.relatives import told_of
from loaders.rules.people import People
from loaders.rules.vocabulary import Vocabulary

_VERB_TAGS = frozenset(("VBG", "VBN", "VBD", "VBZ", "VBP", "VB"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LONGEST = 60


class Side(StrEnum):
    """What a stretch behind the noun tells."""

    ON = "on"
    FROM = "from"
    BY = "by"
    TO = "to"


_SIDES = {"from": Side.FROM, "by": Side.BY, "to": Side.TO, "into": Side.TO, "entering": Side.TO}

_Opened = tuple[Side | None, int]
"""The side that begins at a token and where its words start; (None, j) goes on at j, (None, i) ends the reach at i."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens [start, end) behind a preposition or a verb such as "hammering"."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Tokens where another measure begins, and those of date expressions, which are passed over."""

    stops: frozenset[int]
    dates: frozenset[int]


def read_reach(people: People, vocabulary: Vocabulary, head: int, limits: Limits) -> tuple[Stretch, ...]:
    """The stretches behind the noun at `head`, in the order of the text."""
    return tuple(_stretches(people, vocabulary, head, limits))


def _stretches(people: People, vocabulary: Vocabulary, head: int, limits: Limits) -> Iterator[Stretch]:
    grammar = people.grammar
    i = head + 1
    on = False
    while i < min(len(grammar), head + _LONGEST) and grammar.sentence[i] == grammar.sentence[head] and i not in limits.stops:
        side, start = (None, i + 1) if i in limits.dates else _opens(grammar, vocabulary, head, i, on=on)
        if side is None:
            start = start if start > i else _including(grammar, i)
            if start <= i:
                return
            i = start
            continue
        while start < len(grammar) and grammar.lower[start] in words.QUANTITY:
            start += 1
        end = list_end(people, vocabulary, start, limits.stops | limits.dates)
        if end > start:
            yield Stretch(side, start, end)
        on = on or side is Side.ON
        i = max(end, start)


def _opens(grammar: Grammar, vocabulary: Vocabulary, head: int, i: int, *, on: bool) -> _Opened:
    """What begins at the token; `on` tells that the measure's object has been read."""
    opened = _preposition(grammar, vocabulary, i)
    if opened is not None:
        return opened
    verb = _relative_verb(grammar, head, i)
    told = told_of(grammar, head) if verb is None and i == head + 1 else None
    if told is not None:
        return None, told[1] + 1
    if verb is not None and i < verb and grammar.left[verb] <= i + 1:
        return None, verb if grammar.lemma[verb] in words.HITTING else verb + 1
    if grammar.tag[i] in _VERB_TAGS and grammar.lemma[i] in words.HITTING and not on:
        return _hit(grammar, i)
    if grammar.tag[i] == "VBN" and (grammar.lemma[i] in words.VERBS or grammar.lemma[i] in words.STATUSES):
        return (Side.BY, i + 2) if grammar.lower[i + 1 : i + 2] == ["by"] else (None, i + 1)
    word, tag = grammar.lower[i], grammar.tag[i]
    passed = word in words.PASSED or word in words.MADE or tag in ("CD", "RB", "MD") or grammar.lemma[i] in ("be", "have")
    joined = word == "and" and ((grammar.tag[i + 1 : i + 2] == ["CD"] and not on) or grammar.lower[i + 1 : i + 2] == ["on"])
    return None, i + 1 if passed or joined else i


def _preposition(grammar: Grammar, vocabulary: Vocabulary, i: int) -> _Opened | None:
    word = grammar.lower[i]
    if word == "for":
        return (Side.ON, i + 1) if _names_something(vocabulary, i) else (None, i)
    if word in words.ON:
        idiom = i + 1 < len(grammar) and grammar.lower[i + 1] in words.IDIOMS
        return (None, i + 2) if idiom else (Side.ON, i + 1)
    if word in _SIDES:
        up_to = word == "to" and grammar.lower[i - 1] in ("up", "subject")
        return None if up_to else _SIDES[word], i + 1
    if word == "in" and grammar.lower[i - 1] in words.MADE:
        return Side.FROM, i + 1
    if word == "including":
        again = grammar.lower[i + 2 : i + 3] == ["on"] and grammar.lower[i + 1] in ("those", "tariffs", "duties")
        return Side.ON, i + (3 if again else 1)
    return None


def _including(grammar: Grammar, i: int) -> int:
    """Where a list opened by "including" begins, past a short phrase that says nothing of it; `i` where there is none."""
    for k in range(i, min(i + 9, len(grammar))):
        if grammar.sentence[k] != grammar.sentence[i] or grammar.tag[k] in _FINITE:
            return i
        if grammar.lower[k] == "including" and k > i:
            return k
    return i


def _names_something(vocabulary: Vocabulary, i: int) -> bool:
    """Whether a country or a sector stands right behind "for": "for Canadian steel", not "for 90 days"."""
    return bool(vocabulary.countries_in(i + 1, i + 4) or vocabulary.sectors_in(i + 1, i + 4))


def _relative_verb(grammar: Grammar, head: int, i: int) -> int | None:
    """The verb of "(that) China imposed on", "it had planned to put on": a relative clause with a subject of its own."""
    for verb in grammar.children[head]:
        if verb <= i or grammar.dep[verb] not in ("relcl", "acl"):
            continue
        who = grammar.child(verb, "nsubj")
        if who is None or grammar.tag[who] in ("WDT", "WP") or grammar.lower[who] == "that":
            continue
        for candidate in (verb, grammar.child(verb, "xcomp")):
            laid = candidate is not None and any(grammar.lower[c] == "on" for c in grammar.children[candidate])
            if candidate is not None and (laid or grammar.lemma[candidate] in words.HITTING | _BRINGING):
                return candidate
    return None


_BRINGING = frozenset(("introduce", "announce", "raise"))


def _hit(grammar: Grammar, i: int) -> _Opened:
    """As in "hammering Canadian steel", "imposed on", "imposed by", "putting pressure on", "aimed at"."""
    after = grammar.lower[i + 1 : i + 4]
    if after[:1] in (["on"], ["at"], ["to"], ["against"]):
        return Side.ON, i + 2
    if after[:1] == ["by"]:
        return Side.BY, i + 2
    if after[:2] in (["pressure", "on"], ["strain", "on"], ["heavily", "on"], ["directly", "at"]):
        return Side.ON, i + 3
    if grammar.tag[i] == "VBN":
        return None, i + 1
    return (None, i) if grammar.lemma[i] in words.NEEDING else (Side.ON, i + 1)
