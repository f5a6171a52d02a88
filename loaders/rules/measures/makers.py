"""Rates of single makers under one measure: "BYD must pay 17 percent, Geely 18.8 percent", "17% for BYD, 18.8% for Geely"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.rules.grammar import Grammar
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.memory import TARIFFS
from loaders.rules.measures.rates import Rate
from loaders.rules.measures.reading import Reading

_BETWEEN = frozenset(("NNP", "NNPS", ",", "CC", "HYPH", "VBN", "DT", "IN", "JJ", "NN", ":"))
_ELIDED = 8
"""Tokens between two rates, or between a measure and the first, at most."""
_BARE = frozenset(("taxed", "mention"))


def read_makers(actors: Actors, rates: Sequence[Rate], readings: Sequence[Reading]) -> Iterator[Reading]:
    """What `rates` that no reading has taken say of makers, like the rate or the measure right before them."""
    grammar = actors.people.grammar
    told = {_last(grammar, one.rate): one for one in readings if one.rate is not None and one.kind in TARIFFS}
    told |= {one.end - 1: one for one in readings if one.rate is None and one.kind in TARIFFS and one.pairs}
    for rate in rates:
        first, last = bisect_right(grammar.start, rate.start) - 1, _last(grammar, rate)
        before = next((told[k] for k in range(first - 1, first - _ELIDED, -1) if k in told), None)
        if before is None or actors.people.parsed.is_boilerplate(actors.people.parsed.doc[first]):
            continue
        between = range((_last(grammar, before.rate) if before.rate is not None else before.end - 1) + 1, first)
        if _is_of_maker(actors, between) if before.rule in _BARE else _is_for_maker(actors, between, last):
            told[last] = replace(
                before, token=first, start=next((i for i in between if _is_name(actors, i)), first), end=last + 1, rate=rate,
                pointing=before.pointing or not before.pairs,
            )  # fmt: skip
            yield told[last]


def _last(grammar: Grammar, rate: Rate) -> int:
    return bisect_left(grammar.start, rate.end) - 1


def _is_of_maker(actors: Actors, between: range) -> bool:
    """As in ", Geely | 18.8 percent": names that are no country's, and small words."""
    return _are_names(actors, between) and any(_is_name(actors, i) for i in between)


def _is_for_maker(actors: Actors, between: range, last: int) -> bool:
    """As in "17% for BYD, | 18.8% for Geely", in one list."""
    grammar = actors.people.grammar
    behind = grammar.lower[last + 1 : last + 2] in (["for"], ["on"]) and last + 2 < len(grammar) and _is_name(actors, last + 2)
    return behind and _are_names(actors, between)


def _is_name(actors: Actors, i: int) -> bool:
    """Whether the word is written like a name and is no country's; taggers take makers for anything."""
    capital = actors.people.grammar.text[i][:1].isupper()
    return capital and not actors.vocabulary.countries_at(i) and not actors.vocabulary.is_sector(i)


def _are_names(actors: Actors, between: range) -> bool:
    grammar = actors.people.grammar
    return all(_is_name(actors, i) or (grammar.tag[i] in _BETWEEN and not actors.vocabulary.countries_at(i)) for i in between)
