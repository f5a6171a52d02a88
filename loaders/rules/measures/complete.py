"""What other sentences tell of a measure that one leaves out: who imposes it, on whom, on what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.facts import Change, CountryCode, MeasureType, SectorId, Status
from kg.lexicon import ALL_GOODS
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.bearers import find_targets, only_other
from loaders.rules.measures.context import goods_around
from loaders.rules.measures.evidence import read_signs
from loaders.rules.measures.imposers import find_imposer
from loaders.rules.measures.memory import NEAR, TARIFFS, Memory, by_prominence
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.openings import list_lead
from loaders.rules.measures.rates import Rate
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.sides import is_noun_name

_WORLD = "001"


def complete(actors: Actors, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings that say who imposes what, completed from the sentences before; the others are left out."""
    named = Counter(word.value for word in actors.vocabulary.countries if word.value != _WORLD)
    memory = Memory(actors, Counter(), {}, named, readings, read_signs(actors))
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
        if reading.imposing not in told and reading.kind in TARIFFS:
            told.add(reading.imposing)
            yield replace(reading, pairs=((None, ALL_GOODS),), pointing=False, confidence=0.4)


def _finish(memory: Memory, reading: Reading) -> Reading | None:
    if reading.pointing:
        return _pointed(memory, reading)
    reading = _of_list(memory, reading)
    imposing, factor, rule = find_imposer(memory, reading)
    if imposing is None:
        return None
    reading = replace(reading, imposing=imposing, confidence=reading.confidence * factor or factor, rule=rule)
    reading = replace(reading, pairs=_of_spared(memory, replace(reading, pairs=_in_full(memory, reading))))
    reading = replace(reading, pairs=_the_same(memory, reading))
    pairs = tuple(
        (target, sector)
        for told, sector in reading.pairs
        for target in ((told,) if told is not None else find_targets(memory, reading, sector))
    )
    pairs = tuple(dict.fromkeys(pair for pair in pairs if pair[0] != imposing))
    return replace(reading, pairs=pairs) if pairs else None


def _the_same(memory: Memory, reading: Reading) -> tuple[Pair, ...]:
    """The pairs, "the same products" read as the goods of the measure told last."""
    lower = memory.actors.people.grammar.lower[reading.start : reading.end]
    same = any(lower[k : k + 1] == ["same"] and lower[k + 1] in _PRODUCTS for k in range(len(lower) - 1))
    before = by_prominence(memory, reading)
    if not same or not before or any(sector != ALL_GOODS for _, sector in reading.pairs):
        return reading.pairs
    sentence = memory.actors.people.grammar.sentence
    told = [one for one in before if sentence[one.token] == sentence[before[0].token] and one.kind in TARIFFS]
    sectors = tuple(dict.fromkeys(sector for one in told for _, sector in one.pairs)) or (ALL_GOODS,)
    return tuple((country, sector) for country in dict.fromkeys(country for country, _ in reading.pairs) for sector in sectors)


_PRODUCTS = frozenset(("products", "goods", "items", "categories", "imports"))


def _of_list(memory: Memory, reading: Reading) -> Reading:
    """An item of a list is of the measure that its lead tells: "… countries without a deal, among them India: - cars: 50%"."""
    if any(country is not None for country, _ in reading.pairs):
        return reading
    lead = list_lead(memory.actors.people.grammar, reading.token)
    recent = memory.known[-_WINDOW:] if lead is not None else []
    before = [known for known in recent if lead is not None and lead - _LEADING <= known.token < lead]
    if not before or before[-1].kind not in TARIFFS or reading.imposing not in (None, before[-1].imposing):
        return reading
    countries = tuple(dict.fromkeys(country for country, _ in before[-1].pairs)) or (None,)
    pairs = tuple((country, sector) for country in countries for _, sector in reading.pairs)
    return replace(reading, imposing=before[-1].imposing, pairs=pairs, rule="list")


_LEADING = 80
"""Tokens before a list over which its lead tells the measure."""


def _of_spared(memory: Memory, reading: Reading) -> tuple[Pair, ...]:
    """The pairs; a country that is spared is so from the measures told last, on their goods: "Canada was excluded"."""
    if reading.rule != "exempt" or any(sector != ALL_GOODS for _, sector in reading.pairs):
        return reading.pairs
    before = (known for known in by_prominence(memory, reading) if known.imposing == reading.imposing and known.kind in TARIFFS)
    known = next(before, None)
    sentence = memory.actors.people.grammar.sentence
    same = [one for one in memory.known if known is not None and sentence[one.token] == sentence[known.token]]
    told = [one for one in same if known is not None and one.imposing == known.imposing and one.change is not Change.EXEMPTED]
    sectors = tuple(dict.fromkeys(sector for one in told for _, sector in one.pairs)) or (ALL_GOODS,)
    return tuple((country, sector) for country in dict.fromkeys(country for country, _ in reading.pairs) for sector in sectors)


def _in_full(memory: Memory, reading: Reading) -> tuple[Pair, ...]:
    """The pairs, "the metals" read as those metals on which the same country is said to impose."""
    if all(sector != _ANY_METAL for _, sector in reading.pairs):
        return reading.pairs
    same = [one for one in (*memory.known[-_WINDOW:], *memory.near(reading)) if one.imposing == reading.imposing]
    before = [sector for known in same for _, sector in known.pairs]
    metals = tuple(dict.fromkeys(sector for sector in before if sector in _METALS))
    if len(metals) < _SEVERAL:
        return reading.pairs
    return tuple(
        dict.fromkeys(
            (target, each) for target, sector in reading.pairs for each in (metals if sector == _ANY_METAL else (sector,))
        )
    )


_WINDOW = 100
"""Measures over which words look back that name one again."""

_ANY_METAL = SectorId("metals")
_METALS = frozenset((SectorId("steel"), SectorId("aluminum"), SectorId("copper")))
_SEVERAL = 2
"""How many metals must be named before "the metals" stands for them."""


def _pointed(memory: Memory, reading: Reading) -> Reading | None:
    """A measure that is only pointed at: the last one that fits, if something new is said of it."""
    before = None if reading.fresh else _antecedent(memory, reading)
    news = reading.rate is not None or bool(reading.exempts) or reading.change not in (None, Change.IMPOSED)
    if before is None and (before := _likewise(memory, reading)) is not None:
        news = True
        reading = replace(reading, rate=reading.rate or _of_that_size(memory, reading, before))
    if before is None:
        around = None if reading.kind is MeasureType.RETALIATORY_TARIFF or reading.exempts else _from_around(memory, reading)
        return around or _alone(memory, reading) or (reading if reading.imposing is not None else None)
    if not news:
        return None
    if reading.sufferer is not None and all(target != reading.sufferer for target, _ in before.pairs):
        before = replace(before, pairs=((reading.sufferer, ALL_GOODS),))
    return replace(
        reading, imposing=reading.imposing or before.imposing, pairs=before.pairs, pointing=False,
        kind=before.kind if before.kind in TARIFFS else reading.kind,
        confidence=0.6, rule="anaphora" if reading.rule != "exempt" else "exempt",
    )  # fmt: skip


def _likewise(memory: Memory, reading: Reading) -> Reading | None:
    """The measure told before in the sentence, where another country does the same: "Canada followed with a 100% surtax"."""
    grammar = memory.actors.people.grammar
    last = memory.known[-1] if memory.known else None
    if last is None or reading.verb is None or grammar.lemma[reading.verb] not in _FOLLOWING or reading.imposing is None:
        return None
    near = grammar.sentence[reading.token] - grammar.sentence[last.token] <= 1
    return last if near and all(target != reading.imposing for target, _ in last.pairs) else None


def _of_that_size(memory: Memory, reading: Reading, before: Reading) -> Rate | None:
    """The rate of the measure before, where the other is "of the same size"."""
    behind = memory.actors.people.grammar.lower[reading.start : reading.token + _SIZE]
    alike = "same" in behind and bool(_SIZES & set(behind))
    return replace(before.rate, previous=None) if alike and before.rate is not None else None


_SIZE = 6
"""Tokens from a measure's noun to the end of "of the very same size"."""
_SIZES = frozenset(("size", "rate", "level", "amount", "height", "percentage"))
_FOLLOWING = frozenset(("follow", "match", "join", "copy", "mirror", "echo", "emulate"))


def _from_around(memory: Memory, reading: Reading) -> Reading | None:
    """A measure with nothing said of its goods lies on those that the words around it speak of."""
    if reading.rate is None and (reading.change is None or reading.pointing_back):
        return None
    around = goods_around(
        memory.actors,
        reading.start,
        reading.end,
        imposing=reading.imposing,
        told=[(one.start, one.end) for one in memory.near(reading) if one.pairs],
    )
    if around is None:
        return None
    targets = {target for target, _ in around.pairs if target is not None}
    imposing, _, _ = find_imposer(memory, replace(reading, pairs=around.pairs))
    if imposing is None or imposing in targets:
        return None
    return replace(
        reading, imposing=imposing, pairs=around.pairs, support=(around.start, around.end), pointing=False, confidence=0.5,
        rule="around",
    )  # fmt: skip


def _antecedent(memory: Memory, reading: Reading) -> Reading | None:
    grammar = memory.actors.people.grammar
    same = _of_same_rate(memory, reading)
    if same is not None:
        return same
    for known in by_prominence(memory, reading):
        if grammar.sentence[reading.token] - grammar.sentence[known.token] > NEAR:
            return None
        kinds = {known.kind, reading.kind}
        named = reading.imposing is not None and kinds <= {*TARIFFS}
        mixed = len(kinds) > 1 and reading.kind is not MeasureType.TARIFF and not named
        if reading.imposing in (None, known.imposing) and not mixed and reading.sufferer != known.imposing:
            return known
    return None


def _of_same_rate(memory: Memory, reading: Reading) -> Reading | None:
    """The last measure told with the very rate that "the 15% rate" names."""
    if reading.rate is None or not reading.pointing_back or reading.change not in (None, Change.IMPOSED):
        return None
    told = [known for known in memory.known[-_WINDOW:] if known.rate is not None and known.rate.rate == reading.rate.rate]
    return told[-1] if told and reading.imposing in (None, told[-1].imposing) else None


def _at_home(memory: Memory, reading: Reading) -> CountryCode | None:
    """The home of a text that tells of another country's rate, where the same sentence begins with it: "India woke up to"."""
    actors = memory.actors
    first = actors.people.grammar.sentence_of(reading.token).start
    word = actors.vocabulary.country_at(first)
    spoken = word is not None and word.value == actors.home and is_noun_name(actors, first)
    return actors.home if spoken and reading.rate is not None else None


def _alone(memory: Memory, reading: Reading) -> Reading | None:
    """Retaliation says on whom without naming them: on those who imposed on the one who answers."""
    expected = reading.status in (Status.ANNOUNCED, Status.THREATENED, Status.PROPOSED, Status.EXPECTED)
    if reading.imposing is None or (expected and reading.rate is None and not reading.exempts):
        return None
    target = (
        find_targets(memory, reading, ALL_GOODS)[0]
        if reading.kind is MeasureType.RETALIATORY_TARIFF or reading.exempts
        else reading.sufferer
    )
    if target is None and reading.kind in TARIFFS and reading.change is not None:
        target = only_other(memory, reading) or _at_home(memory, reading)
    if target is None or target == reading.imposing:
        return None
    return replace(
        reading,
        pairs=((target, ALL_GOODS),),
        pointing=False,
        confidence=0.6,
        rule="retaliation" if reading.rule != "exempt" else "exempt",
    )
