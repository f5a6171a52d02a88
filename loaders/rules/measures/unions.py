"""Who imposes together: members of a customs union through it, several subjects of one verb, two countries on each other."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.facts import CountryCode, MeasureType
from kg.lexicon import ALL_GOODS
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.reading import Reading

_UNION = CountryCode("EU")
_MEMBERS = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
     "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)  # fmt: skip
_COMMON = (MeasureType.TARIFF, MeasureType.RETALIATORY_TARIFF, MeasureType.QUOTA)
"""Measures that only the union takes, never a member by itself."""
_MUTUAL = (("each", "other"), ("one", "another"), ("between", "the", "two"), ("between", "both"))
"""Words that put a measure on both sides."""
_TALKING = frozenset(("discuss", "negotiate", "talk", "haggle", "debate", "meet", "spar", "clash", "disagree"))
"""Verbs of several countries that need not all impose what they speak of."""
_BEHIND = 12
"""Tokens behind a measure over which such words belong to it."""


def of_union(reading: Reading) -> Reading:
    """The reading with the European Union where a member of it is said to impose a tariff."""
    if reading.imposing not in _MEMBERS or reading.kind not in _COMMON:
        return reading
    inside = any(target in _MEMBERS or target == _UNION for target, _ in reading.pairs)
    return replace(reading, imposing=None if inside else _UNION)


def as_unions(named: Counter[CountryCode]) -> Counter[CountryCode]:
    """How often each is named, members of the European Union counted as the union where that is named too."""
    if not named[_UNION]:
        return named
    counted: Counter[CountryCode] = Counter()
    for country, times in named.items():
        counted[_UNION if country in _MEMBERS else country] += times
    return counted


def joint_actors(actors: Actors, actor: int | None, first: CountryCode | None) -> tuple[CountryCode, ...]:
    """The further countries that act beside the one at the token: "China and the EU imposed"."""
    grammar = actors.people.grammar
    if actor is None or first is None or grammar.dep[actor] not in ("nsubj", "conj", "pobj"):
        return ()
    if grammar.lemma[grammar.head[actor]] in _TALKING:
        return ()
    found: list[CountryCode] = []
    waiting = [actor]
    while waiting:
        for child in grammar.children[waiting.pop()]:
            if grammar.dep[child] == "conj":
                waiting.append(child)
                country = actors.government(child)
                if country is not None and country != first:
                    found.append(country)
    return tuple(dict.fromkeys(found))


def each_side(actors: Actors, reading: Reading) -> Iterator[Reading]:
    """The reading once for each country that imposes it, and both ways where it is mutual."""
    two = _mutual(actors, reading)
    if two:
        for one, other in (two, two[::-1]):
            sectors = tuple(dict.fromkeys(sector for _, sector in reading.pairs)) or (ALL_GOODS,)
            pairs: tuple[Pair, ...] = tuple((other, sector) for sector in sectors)
            yield replace(reading, imposing=one, pairs=pairs, pointing=False, others=(), rule="mutual", confidence=0.6)
        return
    yield reading
    for country in reading.others:
        pairs = tuple(pair for pair in reading.pairs if pair[0] != country)
        if pairs or not reading.pairs:
            yield replace(reading, imposing=country, pairs=pairs, others=())


def _mutual(actors: Actors, reading: Reading) -> tuple[CountryCode, ...]:
    """The two countries that put a measure on one another: those that act, else the two named just before."""
    told = reading.imposing is not None and len(reading.others) != 1
    if told or any(target is not None for target, _ in reading.pairs):
        return ()
    grammar = actors.people.grammar
    sentence = grammar.sentence_of(reading.token)
    near = tuple(grammar.lower[reading.start : min(reading.end + _BEHIND, sentence.stop)])
    if not any(near[k : k + len(words)] == words for words in _MUTUAL for k in range(len(near))):
        return ()
    if reading.imposing is not None and len(reading.others) == 1:
        return (reading.imposing, reading.others[0])
    for back in range(4):
        first = grammar.sentence_of(reading.token, before=back).start
        inside = actors.vocabulary.countries_from(first, sentence.stop)
        named = tuple(dict.fromkeys(word.value for word in inside if word.value != "001"))
        if len(named) >= _TWO:
            return named if len(named) == _TWO else ()
    return ()


_TWO = 2
