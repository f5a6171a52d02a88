"""What earlier sentences tell of a measure that a later one leaves out: who imposes it, on whom, on what."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.facts import Change, CountryCode, MeasureType, SectorId, Status
from kg.lexicon import ALL_GOODS
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.reading import Reading

_WORLD = "001"
_TARIFFS = (MeasureType.TARIFF, MeasureType.RETALIATORY_TARIFF)
_US_SECTIONS = frozenset(("122", "201", "232", "301", "337", "338"))
_NEAR = 4
"""Sentences over which "those duties" looks back."""


@dataclass(slots=True)
class _Memory:
    """The measures read so far; who imposes how many on whom, and which countries are named, in the whole document."""

    actors: Actors
    imposers: Counter[CountryCode]
    on: dict[CountryCode, Counter[CountryCode]]
    named: Counter[CountryCode]
    known: list[Reading] = field(default_factory=list)
    struck: defaultdict[CountryCode, Counter[CountryCode]] = field(default_factory=lambda: defaultdict(Counter))

    def remember(self, reading: Reading) -> None:
        """Keeps a finished reading, and on whom it lies."""
        self.known.append(reading)
        if reading.imposing is not None:
            self.struck[reading.imposing].update(t for t, _ in reading.pairs if t is not None and t != _WORLD)


def complete(actors: Actors, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings that say who imposes what, completed from the sentences before; the others are left out."""
    named = Counter(word.value for word in actors.vocabulary.countries if word.value != _WORLD)
    memory = _Memory(actors, Counter(), {}, named)
    for reading in readings:
        if reading.imposing is not None:
            memory.imposers[reading.imposing] += 1 + (reading.kind is MeasureType.TARIFF)
            for target in {target for target, _ in reading.pairs if target is not None}:
                memory.on.setdefault(target, Counter())[reading.imposing] += 1
    weak: list[Reading] = []
    strong: list[Reading] = []
    for reading in readings:
        finished = _finish(memory, reading)
        if finished is None:
            continue
        if finished.pointing:
            weak.append(finished)
        else:
            strong.append(finished)
            memory.remember(finished)
    yield from sorted((*strong, *_needed(weak, strong)), key=lambda reading: (reading.start, reading.end, reading.token))


def _needed(weak: Iterable[Reading], strong: Sequence[Reading]) -> Iterator[Reading]:
    """As in "U.S. tariffs" without more words is worth a fact where the document says nothing else of them."""
    if strong:
        return
    told: set[CountryCode | None] = set()
    for reading in weak:
        if reading.imposing not in told and reading.kind in _TARIFFS:
            told.add(reading.imposing)
            yield replace(reading, pairs=((None, ALL_GOODS),), pointing=False, confidence=0.4)


def _finish(memory: _Memory, reading: Reading) -> Reading | None:
    if reading.pointing:
        return _pointed(memory, reading)
    imposing, factor, rule = _imposing(memory, reading)
    if imposing is None:
        return None
    reading = replace(reading, imposing=imposing, confidence=reading.confidence * factor or factor, rule=rule)
    pairs = tuple((target or _target(memory, reading, sector), sector) for target, sector in reading.pairs)
    pairs = tuple(dict.fromkeys(pair for pair in pairs if pair[0] != imposing))
    return replace(reading, pairs=pairs) if pairs else None


def _pointed(memory: _Memory, reading: Reading) -> Reading | None:
    """A measure that is only pointed at: the last one that fits, if something new is said of it."""
    before = None if reading.fresh else _antecedent(memory, reading)
    news = reading.rate is not None or bool(reading.exempts) or reading.change not in (None, Change.IMPOSED)
    if before is None:
        alone = _alone(memory, reading)
        return alone if alone is not None else (reading if reading.imposing is not None else None)
    if not news:
        return None
    return replace(
        reading, imposing=before.imposing, pairs=before.pairs, pointing=False,
        kind=before.kind if before.kind in _TARIFFS else reading.kind,
        confidence=0.6, rule="anaphora" if reading.rule != "exempt" else "exempt",
    )  # fmt: skip


def _antecedent(memory: _Memory, reading: Reading) -> Reading | None:
    grammar = memory.actors.people.grammar
    for known in _by_prominence(memory, reading):
        if grammar.sentence[reading.token] - grammar.sentence[known.token] > _NEAR:
            return None
        kinds = {known.kind, reading.kind}
        mixed = len(kinds) > 1 and reading.kind is not MeasureType.TARIFF
        if reading.imposing in (None, known.imposing) and not mixed and reading.sufferer != known.imposing:
            return known
    return None


def _by_prominence(memory: _Memory, reading: Reading) -> list[Reading]:
    """Measures read before: the nearest sentence first; of an earlier sentence its first one, which is what it is about."""
    grammar = memory.actors.people.grammar
    here = grammar.sentence[reading.token]

    def rank(known: Reading) -> tuple[int, int]:
        sentence = grammar.sentence[known.token]
        return (here - sentence, -known.token if sentence == here else known.token)

    return sorted(memory.known[-20:], key=rank)


def _alone(memory: _Memory, reading: Reading) -> Reading | None:
    """Retaliation says on whom without naming them: on those who imposed on the one who answers."""
    expected = reading.status in (Status.ANNOUNCED, Status.THREATENED, Status.PROPOSED, Status.EXPECTED)
    if reading.imposing is None or (expected and reading.rate is None and not reading.exempts):
        return None
    target = (
        _target(memory, reading, ALL_GOODS)
        if reading.kind is MeasureType.RETALIATORY_TARIFF or reading.exempts
        else reading.sufferer
    )
    if target is None or target == reading.imposing:
        return None
    return replace(
        reading,
        pairs=((target, ALL_GOODS),),
        pointing=False,
        confidence=0.6,
        rule="retaliation" if reading.rule != "exempt" else "exempt",
    )


def _imposing(memory: _Memory, reading: Reading) -> tuple[CountryCode | None, float, str]:
    """Who imposes, if need be by what the document says elsewhere; the sooner found, the surer."""
    if reading.imposing is not None:
        return reading.imposing, 1.0, reading.rule
    if reading.kind not in _TARIFFS:
        return None, 0.0, ""
    targets = {target for target, _ in reading.pairs if target is not None}
    for find, confidence, rule in (
        (_unnamed_body, 0.6, "unnamed-government"),
        (_mirrored, 0.65, "retaliation"),
        (_earlier, 0.65, "earlier-imposer"),
        (_usual, 0.55, "usual-imposer"),
        (_by_us_law, 0.8, "us-law"),
        (_of_two, 0.5, "only-other"),
        (_only_actor, 0.4, "only-other"),
        (_at_home, 0.35, "home"),
    ):
        country = find(memory, reading, targets)
        if country is not None:
            return country, confidence, rule
    return None, 0.0, ""


def _unnamed_body(memory: _Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Behind "the Economy Ministry" the country that the text is about, if the measure is not on it."""
    if not reading.unnamed:
        return None
    home = _at_home(memory, reading, targets)
    return home if home is not None else _only_actor(memory, reading, targets)


def _mirrored(memory: _Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever retaliates is on whom the target imposes."""
    if reading.kind is not MeasureType.RETALIATORY_TARIFF or not targets:
        return None
    struck: Counter[CountryCode] = Counter()
    for target in sorted(targets):
        struck.update(memory.struck.get(target, Counter()))
    return _most(struck, without=targets)


def _earlier(memory: _Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever imposes the measure of the sentences before, if it is on the same country."""
    grammar = memory.actors.people.grammar
    for known in _by_prominence(memory, reading):
        near = grammar.sentence[reading.token] - grammar.sentence[known.token] <= _NEAR
        shared = targets & {target for target, _ in known.pairs}
        alike = known.kind is reading.kind or (reading.pointing_back and reading.kind is MeasureType.TARIFF)
        if near and (shared or not targets) and known.imposing not in targets and alike:
            return known.imposing
    return None


def _usual(memory: _Memory, _: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """Whoever imposes most on the same country, else whoever imposes most."""
    for target in sorted(targets):
        best = _most(memory.on.get(target, Counter()), without=targets)
        if best is not None:
            return best
    return _most(memory.imposers, without=targets) if targets - {_WORLD} or not targets else None


def _of_two(memory: _Memory, _: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The other one, where the whole document names two countries and one of them is the target."""
    rest = set(memory.named) - targets
    return next(iter(rest)) if len(memory.named) == 2 and len(rest) == 1 else None


def _only_actor(memory: _Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country named most beside the target, where somebody is said to act."""
    return _most(memory.named, without=targets) if reading.acted and targets else None


def _at_home(memory: _Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The country that the document is most about, where somebody is said to act; those who face a measure do not impose it."""
    home = memory.actors.home
    return home if home not in targets and reading.acted else None


def _by_us_law(memory: _Memory, reading: Reading, targets: set[CountryCode]) -> CountryCode | None:
    """The United States, where the words before name the section of its law on which tariffs rest."""
    lower = memory.actors.people.grammar.lower
    near = lower[max(reading.token - 120, 0) : reading.token + 40]
    named = any(word == "section" and number in _US_SECTIONS for word, number in pairwise(near))
    return CountryCode("US") if named and "US" not in targets else None


def _most(counts: Counter[CountryCode], without: set[CountryCode]) -> CountryCode | None:
    found = sorted((country for country in counts if country not in without), key=lambda country: (-counts[country], country))
    return found[0] if found else None


def _target(memory: _Memory, reading: Reading, sector: SectorId) -> CountryCode | None:
    """On whom a measure lies whose phrase does not say it."""
    if reading.sufferer is not None and reading.sufferer != reading.imposing:
        return reading.sufferer
    same = _same_measure(memory, reading, sector)
    if same is not None:
        return same
    if reading.kind is not MeasureType.RETALIATORY_TARIFF and not reading.exempts:
        return _sibling(memory, reading)
    assert reading.imposing is not None
    others = memory.on.get(reading.imposing)
    if others:
        return _most(others, without={reading.imposing})
    return _only_other(memory, reading) or _aggressor(memory, reading)


def _aggressor(memory: _Memory, reading: Reading) -> CountryCode | None:
    """Whoever was last said to impose something: retaliation answers it."""
    before = (known for known in _by_prominence(memory, reading) if known.kind is MeasureType.TARIFF)
    return next((known.imposing for known in before if known.imposing != reading.imposing), None)


def _same_measure(memory: _Memory, reading: Reading, sector: SectorId) -> CountryCode | None:
    """The one target that earlier words give to this actor's measure on this sector; for "the tariffs" also on any."""
    if sector == ALL_GOODS:
        return None
    before = _by_prominence(memory, reading)
    targets = {
        t for known in before if known.imposing == reading.imposing for t, s in known.pairs if s == sector and t is not None
    }
    if not targets and reading.pointing_back:
        last = next((known for known in before if known.imposing == reading.imposing), None)
        targets = {target for target, _ in last.pairs if target is not None} if last is not None else set()
    return targets.pop() if len(targets) == 1 else None


def _sibling(memory: _Memory, reading: Reading) -> CountryCode | None:
    """The target of the measure that the same actor deals with earlier in the same sentence: "removing …, while keeping …"."""
    grammar = memory.actors.people.grammar
    last = memory.known[-1] if memory.known else None
    if last is None or grammar.sentence[last.token] != grammar.sentence[reading.token] or last.imposing != reading.imposing:
        return None
    targets = {target for target, _ in last.pairs}
    return targets.pop() if len(targets) == 1 else None


def _only_other(memory: _Memory, reading: Reading) -> CountryCode | None:
    """The one other country that the sentence names."""
    sentence = memory.actors.people.grammar.sentence
    first, end = (edge(sentence, sentence[reading.token]) for edge in (bisect_left, bisect_right))
    inside = memory.actors.vocabulary.countries_from(first, end)
    named = {word.value for word in inside if word.value not in (_WORLD, reading.imposing)}
    return named.pop() if len(named) == 1 else None
