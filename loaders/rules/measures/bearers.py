"""On whom a measure lies whose phrase does not say it: by the same measure elsewhere, and by those it answers."""

from collections import Counter

from kg.facts import Change, CountryCode, MeasureType, SectorId
from kg.lexicon import ALL_GOODS
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.memory import NEAR, TARIFFS, Memory, by_prominence, most
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.unions import as_unions

_WORLD = "001"


def _find_target(memory: Memory, reading: Reading, sector: SectorId) -> CountryCode | None:
    """On whom a measure lies whose phrase does not say it."""
    if reading.sufferer is not None and reading.sufferer != reading.imposing:
        return reading.sufferer
    same = _same_measure(memory, reading, sector)
    if same is not None:
        return same
    if reading.kind is not MeasureType.RETALIATORY_TARIFF and not reading.exempts:
        for find in (_sibling, _rival, _shared, _counterpart, _exporting):
            target = find(memory, reading)
            if target is not None:
                return target
        return None
    assert reading.imposing is not None
    others = memory.on.get(reading.imposing)
    if others:
        return most(others, without={reading.imposing})
    return only_other(memory, reading) or _aggressor(memory, reading)


def find_targets(memory: Memory, reading: Reading, sector: SectorId) -> tuple[CountryCode | None, ...]:
    """On whom a measure lies whose phrase does not say it, several where it is one that was just told to lie on several."""
    anybodys = reading.kind is MeasureType.TARIFF and not reading.pointing_back and reading.sufferer is None
    target = None if anybodys and _is_anybodys(memory, reading) else _find_target(memory, reading, sector)
    if target is not None or not reading.pointing_back or sector == ALL_GOODS:
        return (target,)
    grammar = memory.actors.people.grammar
    for known in by_prominence(memory, reading):
        near = grammar.sentence[reading.token] - grammar.sentence[known.token] <= NEAR
        if near and known.imposing == reading.imposing and known.kind in TARIFFS and any(s == sector for _, s in known.pairs):
            return tuple(dict.fromkeys(country for country, s in known.pairs if s == sector))
    return (None,)


def _same_measure(memory: Memory, reading: Reading, sector: SectorId) -> CountryCode | None:
    """The one target that earlier words give to this actor's measure on this sector; for "the tariffs" also on any."""
    if sector == ALL_GOODS:
        return None
    before = by_prominence(memory, reading)
    targets = {
        t for known in before if known.imposing == reading.imposing for t, s in known.pairs if s == sector and t is not None
    }
    if not targets and reading.pointing_back:
        last = next((known for known in before if known.imposing == reading.imposing), None)
        targets = {target for target, _ in last.pairs if target is not None} if last is not None else set()
    return targets.pop() if len(targets) == 1 else None


def _sibling(memory: Memory, reading: Reading) -> CountryCode | None:
    """The target of the measure that the same actor deals with earlier in the same sentence: "removing …, while keeping …"."""
    grammar = memory.actors.people.grammar
    last = memory.known[-1] if memory.known else None
    if last is None or grammar.sentence[last.token] != grammar.sentence[reading.token] or last.imposing != reading.imposing:
        return None
    targets = {target for target, _ in last.pairs}
    return targets.pop() if len(targets) == 1 else None


def _counterpart(memory: Memory, reading: Reading) -> CountryCode | None:
    """The other one of the two countries that the document is about, unless the goods are said to be anybody's."""
    if _is_anybodys(memory, reading):
        return None
    named = as_unions(memory.named)
    ranked = named.most_common(2)
    two = {country for country, _ in ranked}
    both = sum(count for _, count in ranked)
    if len(two) < 2 or reading.imposing not in two or both < _MOSTLY * sum(named.values()):
        return None
    other = next(country for country in two if country != reading.imposing)
    if not _is_party(memory, reading, other):
        return None
    if any(one.change is Change.EXEMPTED and (other, ALL_GOODS) in one.pairs for one in memory.near(reading)):
        return None
    return other if both <= 2 * _OFTEN or named[other] >= max(_OFTEN, both / 4) else None


def _is_anybodys(memory: Memory, reading: Reading) -> bool:
    """Whether the goods are said to be anybody's: "a tariff on imported steel"."""
    return bool(_ANYBODYS & set(memory.actors.people.grammar.lower[reading.start : reading.end]))


def _is_party(memory: Memory, reading: Reading, country: CountryCode) -> bool:
    """Whether the sentence names the country, or a measure elsewhere is its or on it; suppliers in passing are no party."""
    here = memory.actors.people.grammar.sentence_of(reading.token)
    if any(word.value == country for word in memory.actors.vocabulary.countries_from(here.start, here.stop)):
        return True
    near = memory.near(reading)
    return any(one.imposing == country or any(target == country for target, _ in one.pairs) for one in near)


_ANYBODYS = frozenset(("imported", "foreign", "overseas"))
"""Words of goods that may come from anywhere."""

_MOSTLY = 0.85
"""Share of all mentions of countries that makes a document one about two countries."""

_OFTEN = 2
"""Mentions that each of the two countries has at least, where there are more than a few."""


def _exporting(memory: Memory, reading: Reading) -> CountryCode | None:
    """The home of a text that tells what its own goods pay abroad: "Vehicles have been subject to an American duty"."""
    home = memory.actors.home
    grammar = memory.actors.people.grammar
    before = grammar.lower[max(reading.token - 12, 0) : reading.token]
    paid = (reading.verb is not None and grammar.lemma[reading.verb] in words.FACING) or (
        "subject" in before and "to" in before
    )
    struck = home is not None and reading.imposing is not None and memory.on.get(home, Counter())[reading.imposing] > 0
    return home if struck and paid and home != reading.imposing else None


def _rival(memory: Memory, reading: Reading) -> CountryCode | None:
    """Who imposes on the one who imposes, in the same sentence: "threatened a tariff if the EU kept its duty on bourbon"."""
    if reading.rule != "owner" or reading.kind not in TARIFFS:
        return None
    sentence = memory.actors.people.grammar.sentence
    for known in memory.known[-3:]:
        same = sentence[known.token] == sentence[reading.token]
        if same and known.imposing != reading.imposing and any(target == reading.imposing for target, _ in known.pairs):
            return known.imposing
    return None


def _shared(memory: Memory, reading: Reading) -> CountryCode | None:
    """The target of the measure whose imposer the reading has taken over: "China will charge …. Peas get 100 per cent"."""
    if reading.rule not in ("earlier-imposer", "market"):
        return None
    last = next((known for known in by_prominence(memory, reading) if known.imposing == reading.imposing), None)
    targets = {target for target, _ in last.pairs} if last is not None else set()
    return targets.pop() if len(targets) == 1 else None


def only_other(memory: Memory, reading: Reading) -> CountryCode | None:
    """The one other country that the sentence names."""
    sentence = memory.actors.people.grammar.sentence_of(reading.token)
    inside = memory.actors.vocabulary.countries_from(sentence.start, sentence.stop)
    named = {word.value for word in inside if word.value not in (_WORLD, reading.imposing)}
    return named.pop() if len(named) == 1 else None


def _aggressor(memory: Memory, reading: Reading) -> CountryCode | None:
    """Whoever was last said to impose something: retaliation answers it."""
    before = (known for known in by_prominence(memory, reading) if known.kind is MeasureType.TARIFF)
    return next((known.imposing for known in before if known.imposing != reading.imposing), None)
