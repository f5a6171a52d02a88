"""Measures that share one noun: "25% tariffs on Mexico and 10% on China", "the duties on goods, but not those on steel"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import CountryCode
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.objects import Objects, Pair, read_objects
from loaders.rules.measures.rates import Rate, rates_between
from loaders.rules.measures.reach import Limits, Side, read_reach
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is found in the whole text once: rates, and the tokens of dates."""

    rates: tuple[Rate, ...]
    dates: frozenset[int]


def read_further(actors: Actors, reading: Reading, limit: int, found: Amounts) -> Iterator[Reading]:
    """As in "25% tariffs on Mexico and 10% on China", "a 10% rate on aircraft": a rate with an object of its own."""
    grammar = actors.people.grammar
    stop = grammar.start[limit] if limit < len(grammar) else grammar.end(len(grammar) - 1)
    for rate in rates_between(found.rates, grammar.start[reading.token], stop):
        if rate.start < grammar.start[reading.token] or (reading.rate is not None and rate.start <= reading.rate.start):
            continue
        at = next((i for i in range(reading.token, limit) if grammar.start[i] >= rate.end), None)
        if at is not None and grammar.lower[at] in ("rate", "levy", "duty", "tariff", "one"):
            at += 1
        if at is None or at >= limit or grammar.lower[at] not in ("on", "for"):
            continue
        stops = rated(grammar, at, found.rates)
        reach = read_reach(actors.people, actors.vocabulary, at - 1, Limits(stops=stops, dates=found.dates))
        objects = read_objects(actors, _bare(reading, at - 1), reach)
        rest = not objects.pairs and reading.pairs and _is_rest(grammar, at + 1, limit)
        if not objects.pairs and not rest:
            continue
        yield replace(
            reading,
            token=at,
            pairs=_of_rest(grammar, reading, at) if rest else _of_same(reading, objects),
            rate=rate,
            end=max((stretch.end for stretch in reach if stretch.side is Side.ON), default=at + 2),
            pointing=False,
            exempts=(),
        )


_REST = frozenset(("else", "other", "rest", "others", "remaining", "remainder"))


def _is_rest(grammar: Grammar, start: int, limit: int) -> bool:
    """Whether the words mean all other goods: "| most other products", "| everything else", "| the rest"."""
    near = grammar.lower[start : min(start + 4, limit)]
    other = next((k for k, word in enumerate(near) if word in _REST), None)
    return other is not None and (near[other] != "other" or set(near[other + 1 : other + 2]) <= words.PLAIN)


def _of_rest(grammar: Grammar, reading: Reading, at: int) -> tuple[Pair, ...]:
    """All goods of the same countries; but behind "the first 1.2 million washers" the rest is of those."""
    if "first" in grammar.lower[reading.token : at]:
        return reading.pairs
    return tuple(dict.fromkeys((country, ALL_GOODS) for country, _ in reading.pairs))


def read_on_again(actors: Actors, reading: Reading, limit: int, found: Amounts) -> Iterator[Reading]:
    """As in "doubled the tariff on steel to 50% and on aluminum to 20%": goods with a rate behind them."""
    grammar = actors.people.grammar
    for i in range(reading.token + 1, limit):
        if not _on_again(grammar, i):
            continue
        stops = rated(grammar, i, found.rates)
        reach = read_reach(actors.people, actors.vocabulary, i - 1, Limits(stops=stops, dates=found.dates))
        objects = read_objects(actors, _bare(reading, i - 1), reach)
        end = max((stretch.end for stretch in reach if stretch.side is Side.ON), default=i)
        behind = grammar.end(end) if end < len(grammar) else grammar.start[i]
        rate = next(iter(rates_between(found.rates, grammar.start[i], behind + 8)), None)
        if not objects.pairs or rate is None or end >= limit or grammar.lower[end] not in ("to", "at", "of"):
            continue
        yield replace(
            reading, token=i, pairs=_of_same(reading, objects), rate=rate, start=i, end=end + 1, pointing=False, exempts=()
        )


def _on_again(grammar: Grammar, i: int) -> bool:
    """As in "and | on", "and that | on"."""
    before = i - 1 - (i > 1 and grammar.lower[i - 1] in ("that", "those"))
    return before >= 0 and grammar.lower[i] == "on" and grammar.lower[before] in (",", "and", ";")


def _of_same(reading: Reading, objects: Objects) -> tuple[Pair, ...]:
    """The further goods, with the countries of the first where they name none."""
    known: tuple[CountryCode | None, ...] = tuple(dict.fromkeys(country for country, _ in reading.pairs)) or (None,)
    return objects.pairs if objects.countries else tuple((country, s) for country in known for _, s in objects.pairs)


def rated(grammar: Grammar, start: int, rates: Sequence[Rate]) -> frozenset[int]:
    """Where, behind `start`, a further rate with an object of its own begins: "…, | 24% on Japan and | 10% on the UK"."""
    end = grammar.sentence_of(start).stop
    found = set[int]()
    for rate in rates_between(rates, grammar.start[start], grammar.end(end - 1)):
        first = next((i for i in range(start, end) if grammar.end(i) > rate.start), end)
        behind = next((i for i in range(first, end) if grammar.start[i] >= rate.end), end)
        if behind < end and grammar.lower[behind] in ("on", "for") and grammar.lower[first - 1] in (",", "and", ";", "or"):
            found.add(first)
        found.update(i for i in range(behind, end) if _on_again(grammar, i))
    return frozenset(found)


def with_origin(grammar: Grammar, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings of one list of rates; where only the last tells "from" whom, that holds for all."""
    last = readings[-1]
    countries = tuple(dict.fromkeys(country for country, _ in last.pairs if country is not None))
    others = all(country is None for one in readings[:-1] for country, _ in one.pairs)
    shared = len(readings) > 1 and others and "from" in grammar.lower[last.token : last.end + 1]
    for one in readings[:-1]:
        pairs = tuple((country, sector) for country in countries for _, sector in one.pairs)
        yield replace(one, pairs=pairs) if shared and pairs else one
    yield last


def read_those(actors: Actors, reading: Reading, limit: int, found: Amounts) -> Iterator[Reading]:
    """As in "the duties on Chinese goods, but not those on autos and steel": a pronoun with an object of its own."""
    grammar = actors.people.grammar
    for i in range(reading.token + 1, limit - 1):
        if grammar.lower[i] not in ("those", "ones") or grammar.lower[i + 1] != "on" or grammar.lower[i - 1] == "including":
            continue
        reach = read_reach(actors.people, actors.vocabulary, i, Limits(stops=frozenset(), dates=found.dates))
        objects = read_objects(actors, _bare(reading, i), reach)
        if objects.pairs:
            end = max(stretch.end for stretch in reach if stretch.side is Side.ON)
            yield replace(reading, token=i, pairs=objects.pairs, rate=None, end=end, pointing=False, exempts=())


def _bare(reading: Reading, token: int) -> Trigger:
    """The place of a measure whose noun is left out."""
    return Trigger(token=token, head=token, left=token, kind=reading.kind, change=None, pointing=False)
