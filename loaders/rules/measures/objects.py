"""What a measure lies on: the pairs of country and sector that its phrase tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts import CountryCode, SectorId
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.reach import Side, Stretch
from loaders.rules.measures.triggers import Trigger
from loaders.rules.roles.holders import is_headline
from loaders.rules.vocabulary import Word

Pair = tuple[CountryCode | None, SectorId]


OTHER_GOODS = SectorId("other-goods")
"""The sector of goods that the scheme has no concept for."""

_LOOKING_BACK = 600
"""Tokens over which a noun looks back for the longer word that it stands for."""

_KINDS = {
    "industrial": SectorId("manufacturing"), "agricultural": SectorId("agriculture"), "farm": SectorId("agriculture"),
    "automotive": SectorId("automobiles"), "pharmaceutical": SectorId("pharmaceuticals"),
}  # fmt: skip
"""Adjectives of goods before a measure's noun that name no goods by themselves: "industrial tariffs"."""

POINTERS = frozenset(("volumes", "amounts", "quantities", "anything", "whatever"))
"""Nouns that stand for the goods of a measure named before: "a tariff on volumes above the quota"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """Pairs in the order of the text."""

    pairs: tuple[Pair, ...]

    @property
    def countries(self) -> tuple[CountryCode, ...]:
        """The countries of the pairs, each once."""
        return tuple(dict.fromkeys(country for country, _ in self.pairs if country is not None))


def read_objects(actors: Actors, trigger: Trigger, reach: Sequence[Stretch]) -> Objects:
    """The objects of a measure: sectors before its noun, and what stands behind "on" and "from"."""
    grammar = actors.people.grammar
    before = [word.value for word in actors.vocabulary.sectors_in(trigger.left, trigger.token) if word.value != ALL_GOODS]
    before = before or [_KINDS[word] for word in grammar.lower[trigger.left : trigger.token] if word in _KINDS]
    pairs: list[Pair] = []
    for stretch in reach:
        if stretch.side is Side.ON and grammar.lower[stretch.start] not in POINTERS:
            found = _pairs(actors, stretch) or _taken_up(actors, stretch)
            if not any(sector != ALL_GOODS for _, sector in found) and _names_other_goods(actors, stretch):
                found = [] if pairs or before or not _is_on(grammar, stretch) else _as_other_goods(actors, stretch, found)
            pairs = _crossed(pairs, found)
    pairs = _crossed(pairs, _span(actors, reach)) if any(stretch.side is Side.ON for stretch in reach) else pairs
    origins = _origins(actors, reach)
    if origins:
        pairs = [(country or origin, sector) for country, sector in pairs or [(None, ALL_GOODS)] for origin in origins]
    if before:
        countries: tuple[CountryCode | None, ...] = tuple(dict.fromkeys(country for country, _ in pairs)) or (None,)
        specific = [pair for pair in pairs if pair[1] != ALL_GOODS]
        pairs = [(country, sector) for country in countries for sector in before] + specific
    return Objects(pairs=without_general(pairs))


def _taken_up(actors: Actors, stretch: Stretch) -> list[Pair]:
    """The goods behind "on it", "on them": those named last before."""
    lower = actors.people.grammar.lower
    if stretch.end - stretch.start != 1 or lower[stretch.start] not in ("it", "them"):
        return []
    meant = last_goods(actors, stretch.start)
    return [(None, meant)] if meant is not None else []


def _is_on(grammar: Grammar, stretch: Stretch) -> bool:
    """Whether a preposition opens the stretch; "hits salsa first" tells of no goods that a measure lies on."""
    before = stretch.start - 1
    while before > 0 and grammar.lower[before] in words.QUANTITY:
        before -= 1
    return grammar.lower[before] in words.ON or grammar.lower[before] in ("including", "for", "to")


def _as_other_goods(actors: Actors, stretch: Stretch, found: Sequence[Pair]) -> list[Pair]:
    """The same countries with goods that the sector scheme has no concept for: "a tariff on Peruvian umbrellas"."""
    countries = tuple(dict.fromkeys(country for country, _ in found)) or (None,)
    sector = _named_in_full(actors, stretch) or OTHER_GOODS
    return [(country, sector) for country in countries]


def _named_in_full(actors: Actors, stretch: Stretch) -> SectorId | None:
    """The sector whose word was written out before: "washing machines", then "machines"."""
    lower = actors.people.grammar.lower
    if any(lower[i] in _STANDING_FOR for i in range(stretch.start, stretch.end)):
        return last_goods(actors, stretch.start)
    nouns = {lower[i].rstrip("s") for i in range(stretch.start, stretch.end)}
    before = actors.vocabulary.sectors_in(max(stretch.start - _LOOKING_BACK, 0), stretch.start)
    longer = (word for word in reversed(before) if word.value != ALL_GOODS and word.end - word.start > 1)
    return next((word.value for word in longer if lower[word.end - 1].rstrip("s") in nouns), None)


def last_goods(actors: Actors, token: int) -> SectorId | None:
    """The goods named last before the token, which "ones", "those", "models" stand for."""
    before = actors.vocabulary.sectors_in(max(token - _SHORTLY, 0), token)
    return next((word.value for word in reversed(before) if word.value != ALL_GOODS), None)


_SHORTLY = 60
"""Tokens over which "ones" looks back for what it stands for."""
_STANDING_FOR = frozenset(("ones", "those", "models", "versions", "varieties", "kinds", "brands"))


def goods_between(actors: Actors, start: int, end: int) -> list[Pair]:
    """The pairs that the tokens [start, end) name; sectors before and countries behind belong together, "wine from Chile"."""
    found = _pairs(actors, Stretch(Side.ON, start, end))
    sectors = [sector for country, sector in found if country is None and sector != ALL_GOODS]
    countries = [country for country, sector in found if country is not None and sector == ALL_GOODS]
    if countries:
        found = [pair for pair in found if pair != (None, ALL_GOODS)]
    if sectors and countries and len(sectors) + len(countries) == len(found):
        return [(country, sector) for country in countries for sector in sectors]
    return found


def _crossed(first: list[Pair], second: list[Pair]) -> list[Pair]:
    """Two stretches of one measure: countries of the one and sectors of the other belong together, "on goods, including …"."""
    countries = {country for country, _ in first if country is not None}
    more = {country for country, _ in second if country is not None}
    if first and second and countries and not more:
        return [*first, *((country, sector) for country in dict.fromkeys(c for c, _ in first) for _, sector in second)]
    if first and second and more and not countries and all(sector == ALL_GOODS for _, sector in second):
        return [(country, sector) for country in dict.fromkeys(c for c, _ in second) for _, sector in first]
    return [*first, *second]


def _span(actors: Actors, reach: Sequence[Stretch]) -> list[Pair]:
    """As in "on American goods, from soybeans to poultry": sectors behind "from" and "to"."""
    lower = actors.people.grammar.lower
    on = [lower[i] for stretch in reach if stretch.side is Side.ON for i in range(stretch.start, stretch.end)]
    if _AMOUNTS & set(on):
        return []
    sides = [stretch for stretch in reach if stretch.side in (Side.FROM, Side.TO)]
    return [
        (None, word.value)
        for stretch in sides
        for word in actors.vocabulary.sectors_in(stretch.start, stretch.end)
        if word.value != ALL_GOODS and not actors.vocabulary.countries_in(stretch.start, stretch.end)
    ]


_AMOUNTS = frozenset(("billion", "million", "trillion"))
"""Words of goods that are counted by their worth: what stands behind "from" and "to" are only examples of them."""


def _origins(actors: Actors, reach: Sequence[Stretch]) -> tuple[CountryCode, ...]:
    """The countries that goods come from: "steel from Canada and Mexico"; only behind "on"."""
    on = False
    found: list[CountryCode] = []
    for stretch in reach:
        on = on or stretch.side is Side.ON
        if stretch.side is Side.FROM and on:
            found.extend(word.value for word in actors.vocabulary.countries_in(stretch.start, stretch.end))
            found.extend(bloc for i in range(stretch.start, stretch.end) if (bloc := actors.bloc(i)) is not None)
    return tuple(dict.fromkeys(found))


def _pairs(actors: Actors, stretch: Stretch) -> list[Pair]:
    """Each sector with the countries named right before it; countries without a sector of theirs with all goods."""
    items = _items(actors, stretch)
    pairs: list[Pair] = []
    group: list[CountryCode] = []
    served = True
    for position, item in enumerate(items):
        if isinstance(item.value, SectorId):
            owners: list[CountryCode | None] = [None] if _has_other_origin(actors, item.start) else [*group] or [None]
            pairs.extend((country, item.value) for country in owners)
            served = True
            continue
        if served and group and any(isinstance(other.value, SectorId) for other in items[:position]):
            group = []
        group.append(CountryCode(item.value))
        served = False
    if group and not served:
        lower = actors.people.grammar.lower
        if lower[items[-1].end : items[-1].end + 1] in (["origin"], ["make"], ["manufacture"]) and len(pairs) < len(items):
            return [(country, sector) for country in group for _, sector in pairs] or [(c, ALL_GOODS) for c in group]
        pairs.extend((country, ALL_GOODS) for country in group)
    return pairs


def _has_other_origin(actors: Actors, start: int) -> bool:
    """Whether a capitalised word that is no country stands before the goods: "Scotch whisky"."""
    grammar = actors.people.grammar
    if actors.vocabulary.countries_at(start):
        return False
    own = grammar.text[start]
    before = start - 1
    if is_headline(grammar, start) or before < 0 or grammar.sentence[before] != grammar.sentence[start]:
        return False
    if own.istitle() and len(own) > 3 and not actors.vocabulary.countries_at(before):
        return True
    capital = before > 0 and grammar.text[before][:1].isupper() and grammar.text[before].isalpha()
    return capital and not actors.vocabulary.countries_at(before) and not actors.vocabulary.is_sector(before)


def _items(actors: Actors, stretch: Stretch) -> list[Word[CountryCode] | Word[SectorId]]:
    vocabulary, grammar = actors.vocabulary, actors.people.grammar
    agreements = vocabulary.agreements_in(stretch.start, stretch.end)
    countries = [
        word
        for word in vocabulary.countries_in(stretch.start, stretch.end)
        if not any(a.start <= word.start < a.end for a in agreements)
        and not _is_market(grammar, word.end, stretch.end)
        and grammar.lower[word.start - 1] not in ("billion", "million", "trillion")
    ]
    owners = [
        Word(start=i, end=i + 1, value=country)
        for i in range(stretch.start, stretch.end)
        if (country := _pronoun(actors, i)) is not None
    ]
    sectors = vocabulary.sectors_in(stretch.start, stretch.end)
    sectors = tuple(word for word in sectors if not _is_excluded(grammar, word))
    specific = tuple(word for word in sectors if word.value != ALL_GOODS)
    everybody = [] if countries or owners else _everybody(grammar, stretch)
    items: list[Word[CountryCode] | Word[SectorId]] = [*everybody, *countries, *owners, *(specific or sectors)]
    return sorted(items, key=lambda word: (word.start, word.end))


def _everybody(grammar: Grammar, stretch: Stretch) -> list[Word[CountryCode]]:
    """As in "on dozens of trading partners", "from most countries": the world, unless a clause narrows it."""
    nouns = [i for i in range(stretch.start, stretch.end) if grammar.lower[i] in _NATIONS]
    quantified = any(grammar.lower[i] in _MANY for i in range(stretch.start, stretch.end))
    narrowed = stretch.end < len(grammar) and grammar.lower[stretch.end] in (
        "that",
        "with",
        "which",
        "without",
        "such",
        "whose",
    )
    return [Word(start=nouns[0], end=nouns[0] + 1, value=CountryCode("001"))] if nouns and quantified and not narrowed else []


_NATIONS = frozenset(("countries", "nations", "partners", "economies", "country", "nation", "partner"))
_MANY = frozenset(("all", "every", "most", "dozens", "scores", "nearly", "virtually", "almost", "any", "many", "each", "other"))


def _pronoun(actors: Actors, i: int) -> CountryCode | None:
    """The country behind a pronoun or "the bloc"; "it" stands for anything."""
    grammar = actors.people.grammar
    if grammar.tag[i] == "PRP$":
        return actors.owned_by(i)
    return actors.nation(i) if grammar.tag[i] == "PRP" and grammar.lower[i] != "it" else actors.bloc(i)


def _is_excluded(grammar: Grammar, word: Word[SectorId]) -> bool:
    """Whether the sector is named as what is left out or only drives the goods: "non-metal goods", "battery-powered models"."""
    lower = grammar.lower
    driven = lower[word.end : word.end + 1] == ["-"] and lower[word.end + 1 : word.end + 2] in _DRIVEN
    return driven or lower[max(word.start - 2, 0) : word.start] == ["non", "-"] or lower[word.start - 1] == "non"


_DRIVEN = (["powered"], ["driven"], ["fired"], ["fuelled"], ["fueled"], ["framed"], ["free"], ["intensive"])


def _is_market(grammar: Grammar, after: int, end: int) -> bool:
    """Whether a country is not the target but the one whose partners are: "America's trading partners"."""
    return grammar.lower[after : after + 3][-2:] in (["trading", "partners"], ["largest", "trading"]) and after < end


def _names_other_goods(actors: Actors, stretch: Stretch) -> bool:
    """Whether the first noun phrase is headed by neither a country nor goods in general: "maple syrup"."""
    grammar = actors.people.grammar
    last: int | None = None
    for i in range(stretch.start, stretch.end):
        if last is not None and grammar.tag[i] not in ("NN", "NNS", "HYPH", "NNP"):
            break
        if grammar.text[i] in ("%", "percent", "per", "cent"):
            continue
        if grammar.tag[i] in ("NN", "NNS") or (grammar.tag[i] == "NNP" and not actors.vocabulary.countries_at(i)):
            last = i
    return last is not None and grammar.lower[last] not in words.PLAIN | POINTERS and not actors.vocabulary.countries_at(last)


def without_general(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Each pair once; "goods" beside a sector says no more than the sector, for one country."""
    specific = {country for country, sector in pairs if sector != ALL_GOODS}
    kept = [pair for pair in pairs if pair[1] != ALL_GOODS or not ({pair[0], None} & specific and specific)]
    return tuple(dict.fromkeys(kept))
