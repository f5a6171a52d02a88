"""Countries told apart from the measure's phrase: "countries without a trade deal, among them China", "That means India"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.facts import CountryCode
from kg.lexicon import ALL_GOODS
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.lists import list_end
from loaders.rules.measures.reading import Reading

_WORLD = "001"
_NATIONS = frozenset(("countries", "nations", "economies", "partners", "states", "suppliers", "origins"))
_MARKERS = frozenset(
    ("including", "notably", "mainly", "chiefly", "primarily", "especially", "particularly", "like", "namely", "above")
)
_TAKING_UP = frozenset(("that", "this", "these", "those", "they", "it"))
_MEANING = frozenset(("mean", "include", "be", "cover", "target", "affect", "hit", "concern", "comprise"))
_NOT = frozenset(("not", "n't", "n’t", "except", "excluding", "unlike"))
_BEHIND = 25
"""Tokens behind a measure over which its countries are named as such."""


def narrowed(actors: Actors, reading: Reading) -> Reading:
    """The reading on the countries that are named behind "countries that have no deal" or in the sentence after it."""
    if any(country is not None for country, _ in reading.pairs):
        return reading
    grammar = actors.people.grammar
    end = grammar.sentence_of(reading.token).stop
    nations = (i for i in range(reading.start, min(reading.end + _BEHIND, end)) if grammar.lower[i] in _NATIONS)
    noun = next(nations, None)
    if noun is None:
        return reading
    if reading.imposing is None:
        imposing = _without_deal(actors, noun, end)
        reading = replace(reading, imposing=imposing, rule="relative", confidence=0.6) if imposing is not None else reading
    found = tuple(country for country in _named(actors, noun, end) if country not in (_WORLD, reading.imposing))
    sectors = tuple(sector for _, sector in reading.pairs) or (ALL_GOODS,)
    pairs = tuple((country, sector) for country in dict.fromkeys(found) for sector in sectors)
    return replace(reading, pairs=pairs, pointing=False) if pairs else reading


def _without_deal(actors: Actors, noun: int, end: int) -> CountryCode | None:
    """Whose measure it is that falls on "countries with which Mexico has no trade deal"."""
    lower = actors.people.grammar.lower
    which = next((i for i in range(noun + 1, min(noun + 4, end)) if lower[i] == "which"), None)
    if which is None:
        return None
    word = actors.vocabulary.country_at(which + 1)
    return word.value if word is not None and lower[word.end : word.end + 1] in (["has"], ["have"], ["had"], ["does"]) else None


def _named(actors: Actors, noun: int, end: int) -> Iterator[CountryCode]:
    """The countries behind "among them", "including", "mainly" in the sentence, else those of the sentence that says more."""
    grammar = actors.people.grammar
    told = False
    for i in range(noun + 1, end):
        among = grammar.lower[i] == "among" and grammar.lower[i + 1 : i + 2] == ["them"]
        such = grammar.lower[i] == "such" and grammar.lower[i + 1 : i + 2] == ["as"]
        if not (among or such or grammar.lower[i] in _MARKERS) or grammar.lower[i - 1] in _NOT:
            continue
        first = i + 1 + (among or such)
        last = list_end(actors.people, actors.vocabulary, first, frozenset())
        inside = actors.vocabulary.countries_in(first, max(last, first + 1))
        told = told or bool(inside)
        yield from (word.value for word in inside)
    if told or end >= len(grammar):
        return
    verb = next((i for i in range(end + 1, min(end + 4, len(grammar))) if grammar.lemma[i] in _MEANING), None)
    after = grammar.sentence_of(end)
    if grammar.lower[end] in _TAKING_UP and verb is not None and not _NOT & set(grammar.lower[end : after.stop]):
        yield from (word.value for word in actors.vocabulary.countries_in(verb, after.stop))
