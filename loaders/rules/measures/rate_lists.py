"""Rates told in lists without a verb or a noun of their own: "Switzerland 39%, Taiwan 20%", "India: 25%", "24% for Japan"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.facts import CountryCode, MeasureType, SectorId
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.rates import Rate
from loaders.rules.measures.reading import Reading

_WORLD = "001"
_TARIFFS = (MeasureType.TARIFF, MeasureType.RETALIATORY_TARIFF)
_JOINERS = frozenset(
    (":", ",", "-", "–", "—", "(", "at", "with", "gets", "faces", "face", "facing", "pays", "pay", "will", "would",
     "a", "is", "are", "=", "on", "as", "much", "up", "to", "about", "around", "only", "just", "got", "paying",
     "'s")
)  # fmt: skip
"""Words and marks between a country and its rate."""

_BETWEEN = frozenset(
    (",", ";", "and", ".", "while", "•", "*", "-", "–", "—", "the", ")", "plus", "or", "but", "with", "|", "for", "on", "goods",
     "from", "imports", "products", "also", "an", "a", "rate", "tariff", "levy", "duty", "of", "up", "to", "about", "some",
     "against", "another", "then", "whereas", "compared", "each", "apiece")
)  # fmt: skip
"""Words and marks between two items of a list."""

_FURTHEST = 60
"""Tokens over which a list looks back for the measure that it is a list of."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One item at the tokens [start, end): the countries or the sectors that it names, and their rate."""

    start: int
    end: int
    countries: tuple[CountryCode, ...]
    sectors: tuple[SectorId, ...]
    rate: Rate


def read_rate_lists(actors: Actors, rates: Sequence[Rate], readings: Sequence[Reading]) -> Iterator[Reading]:
    """The items of lists that stand behind a measure and whose rates no other reading has taken."""
    taken = {reading.rate.start for reading in readings if reading.rate is not None}
    headers = [reading for reading in readings if reading.kind in _TARIFFS]
    free = [rate for rate in rates if rate.start not in taken]
    grammar = actors.people.grammar
    for items in _lists(grammar, _items(actors, free)):
        header = _header(grammar, items[0], headers)
        if header is None or (len(items) == 1 and not _is_alone(actors, items[0], header)):
            continue
        if not actors.people.parsed.is_boilerplate(actors.people.parsed.doc[items[0].start]):
            yield from (_reading(header, item) for item in items)


def _items(actors: Actors, rates: Iterable[Rate]) -> Iterator[_Item]:
    grammar = actors.people.grammar
    for rate in rates:
        first = bisect_right(grammar.start, rate.start) - 1
        last = bisect_left(grammar.start, rate.end) - 1
        item = _named_behind(actors, first, last, rate) or _named_before(actors, first, last, rate)
        if item is not None:
            yield item


def _named_before(actors: Actors, first: int, last: int, rate: Rate) -> _Item | None:
    """As in "Switzerland: 39%", "steel (50%)"."""
    i = first - 1
    while i > 0 and first - i <= _FILLED and actors.people.grammar.lower[i] in _JOINERS:
        i -= 1
    return _several(actors, _item(actors, i, (i, last), rate)) if i >= 0 else None


_FILLED = 5
"""Small words between a name and its rate, at most: "ceramics as much as 25%"."""


def _several(actors: Actors, item: _Item | None) -> _Item | None:
    """The item with those of its kind right before it: "glass and ceramics 25%", "Thailand, Malaysia and Cambodia 19%"."""
    if item is None:
        return None
    lower = actors.people.grammar.lower
    joined = lower[item.start - 1] if item.start > 0 else ""
    if joined not in ("and", ",") or item.start < _SHORTEST or (joined == "," and not _has_and(lower, item)):
        return item
    before = _item(actors, item.start - 2, (item.start - 2, item.end - 1), item.rate)
    alike = before is not None and bool(before.countries) == bool(item.countries) and bool(before.sectors) == bool(item.sectors)
    if before is None or not alike or before.start >= item.start:
        return item
    both = replace(before, countries=(*before.countries, *item.countries), sectors=(*before.sectors, *item.sectors))
    return _several(actors, both)


def _has_and(lower: Sequence[str], item: _Item) -> bool:
    """Whether the item is already the end of a list: "| Malaysia and Cambodia"."""
    return len(item.countries) + len(item.sectors) > 1 and "and" in lower[item.start : item.end]


_SHORTEST = 2


def _named_behind(actors: Actors, first: int, last: int, rate: Rate) -> _Item | None:
    """As in "24% for Japan", "20% on EU goods"."""
    grammar = actors.people.grammar
    i = last + 1
    if i >= len(grammar) or grammar.lower[i] not in ("for", "on"):
        return None
    for _ in range(3):
        i += 1
        if i >= len(grammar) or (item := _item(actors, i, (first, i), rate)) is not None:
            return item if i < len(grammar) else None
        if grammar.lower[i] not in ("the", "goods", "imports", "products", "from"):
            return None
    return None


def _item(actors: Actors, token: int, around: tuple[int, int], rate: Rate) -> _Item | None:
    """The item of the country or the sector that is named at the token."""
    first, last = around
    country = actors.vocabulary.country_at(token)
    if country is not None and country.value != _WORLD:
        return _Item(min(first, country.start), max(last + 1, country.end), (country.value,), (), rate)
    sector = actors.vocabulary.sector_at(token)
    if sector is None or sector.value == ALL_GOODS:
        return None
    owner = actors.vocabulary.country_at(sector.start - 1) if sector.start > 0 else None
    owners = (owner.value,) if owner is not None and owner.value != _WORLD else ()
    start = owner.start if owner is not None else sector.start
    return _Item(min(first, start), max(last + 1, sector.end), owners, (sector.value,), rate)


def _lists(grammar: Grammar, items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """Runs of items with nothing but marks and small words between them."""
    run: list[_Item] = []
    for item in items:
        joined = run and all(grammar.lower[i] in _BETWEEN or grammar.text[i].isspace() for i in range(run[-1].end, item.start))
        if not joined or (run[-1].countries, run[-1].sectors) == (item.countries, item.sectors):
            if run:
                yield run
            run = []
        run.append(item)
    if run:
        yield run


def _is_alone(actors: Actors, item: _Item, header: Reading) -> bool:
    """Whether one item is told without a list: "Peru faces 25% in the US, and | steel 50%", "39%, against | 15% for Chile"."""
    grammar = actors.people.grammar
    if header.rate is None or any(word in words.OTHER_THINGS for word in grammar.lower[max(item.start - 10, 0) : item.start]):
        return False
    rate_first = grammar.start[item.start] == item.rate.start
    if rate_first:
        return bool(item.countries) and grammar.lower[item.end - 2] != "on"
    between = range(header.end, item.start)
    near = grammar.sentence[header.token] == grammar.sentence[item.start] and len(between) <= 8
    joined = all(_is_between(grammar, i) or grammar.lower[i] == "in" or actors.vocabulary.countries_at(i) for i in between)
    bare = header.rule in ("mention", "taxed")
    return near and joined and (bare or grammar.end(item.start) + 1 == item.rate.start)


def _is_between(grammar: Grammar, i: int) -> bool:
    """Whether the token may stand between two items; "a mere 34%" tells the same rate as "34%"."""
    return grammar.lower[i] in _BETWEEN or grammar.text[i].isspace() or (grammar.tag[i] == "JJ" and grammar.dep[i] == "amod")


def _header(grammar: Grammar, first: _Item, headers: Sequence[Reading]) -> Reading | None:
    """The measure of the list: the nearest one before it, or one that follows in its sentence."""
    before = [one for one in headers if one.token < first.start and first.start - one.token <= _FURTHEST]
    sentence = grammar.sentence[first.start]
    rated = [one for one in before if one.rate is not None and grammar.sentence[one.token] == sentence]
    if before:
        return max(rated or before, key=lambda one: one.token)
    return next((one for one in headers if grammar.sentence[one.token] == sentence), None)


def _reading(header: Reading, item: _Item) -> Reading:
    pairs: tuple[Pair, ...]
    if item.countries and item.sectors:
        pairs = tuple((country, sector) for country in item.countries for sector in item.sectors)
    elif item.countries:
        sectors = tuple(dict.fromkeys(sector for _, sector in header.pairs)) or (ALL_GOODS,)
        pairs = tuple((country, sector) for country in item.countries for sector in sectors)
    else:
        countries = tuple(dict.fromkeys(country for country, _ in header.pairs)) or (None,)
        pairs = tuple((country, sector) for country in countries for sector in item.sectors)
    free = header.rate is not None and header.rate.rate == 0
    rate = replace(item.rate, rate=Decimal(0), previous=item.rate.rate) if free else item.rate
    return replace(
        header, token=item.start, start=item.start, end=item.end, pairs=pairs, rate=rate, pointing=False,
        pointing_back=False, fresh=True, exempts=(), sufferer=None, rule="list", confidence=min(header.confidence or 0.6, 0.7),
    )  # fmt: skip
