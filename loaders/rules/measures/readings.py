"""Reads each measure from its own sentence: phrase, clause, rate and terms together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.facts import Change, CountryCode, MeasureType, SectorId
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, read_clause, subject
from loaders.rules.measures.elliptic import Amounts, rated, read_further, read_on_again, read_those, with_origin
from loaders.rules.measures.extent import extent, with_actor
from loaders.rules.measures.goods import Goods, joined
from loaders.rules.measures.makers import read_makers
from loaders.rules.measures.mentions import read_mentions
from loaders.rules.measures.objects import Objects, Pair, read_objects
from loaders.rules.measures.openings import with_openings
from loaders.rules.measures.rate_lists import read_rate_lists
from loaders.rules.measures.rates import Rate, change_by_rates, find_rates, is_former, rates_between
from loaders.rules.measures.reach import Limits, Side, Stretch, read_reach
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.sides import has_actor, is_unnamed_body, read_sides
from loaders.rules.measures.spared import read_spared
from loaders.rules.measures.standing import read_standing
from loaders.rules.measures.steps import not_yet_read, read_steps
from loaders.rules.measures.targets import compound_targets, pays_rate
from loaders.rules.measures.taxed import read_taxed
from loaders.rules.measures.terms import agreements_of, is_reached, rate_of
from loaders.rules.measures.trade_limits import read_trade_limits
from loaders.rules.measures.triggers import Trigger, find_triggers
from loaders.rules.measures.unions import each_side, joint_actors, of_union
from loaders.rules.measures.unnamed import read_unnamed
from loaders.rules.tense import date_tokens


def read_measures(actors: Actors) -> tuple[Reading, ...]:
    """Every measure that the text speaks of, as far as its own sentence tells it."""
    triggers = tuple(find_triggers(actors.people, actors.vocabulary))
    grammar = actors.people.grammar
    found = Amounts(_rates(actors), date_tokens(grammar))
    named = tuple(_named(actors, triggers, found))
    taxed = tuple(read_taxed(actors, found.rates, frozenset(t.token for t in triggers)))
    steps = tuple(read_steps(grammar, _free(found.rates, (*named, *taxed)), (*named, *taxed)))
    listed = (*steps, *read_rate_lists(actors, found.rates, (*named, *taxed, *steps)))
    limited = read_trade_limits(actors)
    mentioned = tuple(read_mentions(actors, not_yet_read(grammar, found.rates, (*named, *taxed)), (*named, *taxed, *listed)))
    bare = (*taxed, *mentioned)
    bare = (*bare, *read_steps(grammar, _free(found.rates, (*named, *bare, *listed)), mentioned))
    listed = (*listed, *read_rate_lists(actors, _free(found.rates, (*named, *bare, *listed)), bare))
    listed = (*listed, *read_makers(actors, _free(found.rates, (*named, *bare, *listed)), (*named, *bare, *listed)))
    spared = read_spared(actors, {grammar.sentence[t.token] for t in triggers if t.kind is not MeasureType.QUOTA})
    told = (*named, *bare, *listed, *limited, *spared)
    unnamed = tuple(read_unnamed(actors, frozenset(reading.verb for reading in told if reading.verb is not None)))
    found_all = with_openings(actors, (*told, *unnamed))
    return tuple(of_union(each) for reading in found_all for each in each_side(actors, reading))


def _rates(actors: Actors) -> tuple[Rate, ...]:
    """The rates of the text; a bare number is one only behind a country, "Peru pays 20 per cent and | Laos 19"."""
    start = actors.people.grammar.start
    found = find_rates(actors.people.grammar.whole)
    return tuple(r for r in found if not r.bare or actors.vocabulary.countries_at(bisect_right(start, r.start) - 2))


def _free(rates: Sequence[Rate], readings: Sequence[Reading]) -> tuple[Rate, ...]:
    """The rates that no reading has taken."""
    taken = {reading.rate.start for reading in readings if reading.rate is not None}
    return tuple(rate for rate in rates if rate.start not in taken)


def _named(actors: Actors, triggers: Sequence[Trigger], found: Amounts) -> Iterator[Reading]:
    """The measures that a noun names, in the order of the text."""
    grammar = actors.people.grammar
    before: Reading | None = None
    for trigger, following in zip_longest(triggers, triggers[1:]):
        assert trigger is not None
        same = following is not None and grammar.sentence[following.token] == grammar.sentence[trigger.token]
        behind = following.left if same and following is not None else None
        reading = _read(actors, trigger, behind, found)
        if reading is not None:
            reading = before = _joined(grammar, before, reading)
            limit = behind if behind is not None else grammar.sentence_of(reading.token).stop
            yield from with_origin(grammar, (reading, *read_further(actors, reading, limit, found)))
            yield from read_on_again(actors, reading, limit, found)
            yield from read_those(actors, reading, limit, found)


DIGITAL = SectorId("digital-services")
"""The sector that taxes on digital services lie on."""


def _joined(grammar: Grammar, before: Reading | None, reading: Reading) -> Reading:
    """As in "a 100% tariff on cars from China and a 25% tariff on steel": what is told of the first holds for the second."""
    if before is None or reading.imposing is not None or not before.end <= reading.start <= before.end + 4:
        return reading
    between = set(grammar.lower[before.end : reading.start])
    shared = between <= _COORDINATORS and grammar.sentence[before.token] == grammar.sentence[reading.token]
    if not between or not shared or before.imposing in {country for country, _ in reading.pairs}:
        return reading
    return replace(
        reading, imposing=before.imposing, change=reading.change or before.change, status=before.status, acted=before.acted,
        verb=before.verb, confidence=before.confidence, rule=before.rule, unnamed=before.unnamed,
    )  # fmt: skip


_COORDINATORS = frozenset((",", "and", ";", "plus", "as", "well", "or", "then", "also", "while"))


def _read(actors: Actors, trigger: Trigger, behind: int | None, found: Amounts) -> Reading | None:
    grammar = actors.people.grammar
    if grammar.text[grammar.sentence_of(trigger.token).stop - 1].strip() == "?" or _is_former(grammar, trigger, found.rates):
        return None
    stops = rated(grammar, trigger.head, found.rates) | ({behind} if behind is not None else set())
    reach = read_reach(actors.people, actors.vocabulary, trigger.head, Limits(stops=stops, dates=found.dates))
    clause = read_clause(grammar, trigger.head)
    reach = _on_goods(grammar, clause, reach)
    objects = read_objects(actors, trigger, reach)
    sides = read_sides(actors, trigger, reach, clause, on=objects.countries)
    named = compound_targets(actors, trigger, sides.imposing)
    if named and sides.imposing is None and not pays_rate(grammar, trigger):
        return None
    targets = tuple(t for t in (*sides.targets, *named) if t != sides.imposing)
    pairs = _paired(objects, sides.goods, targets)
    if trigger.kind is MeasureType.DIGITAL_TAX:
        pairs = tuple(dict.fromkeys((country, DIGITAL) for country, _ in pairs or ((None, DIGITAL),)))
    if not pairs and clause.verb is not None and grammar.lemma[clause.verb] == "average":
        pairs = ((None, ALL_GOODS),)
    limit = behind if behind is not None else grammar.sentence_of(trigger.token).stop
    rate = rate_of(grammar, trigger, found.rates, limit)
    standing = read_standing(
        grammar,
        trigger,
        clause,
        to_rate=rate is not None and rate.start > grammar.start[trigger.token] and is_reached(grammar, rate),
    )
    exempts, spared = agreements_of(actors, trigger, limit)
    none = _is_none(grammar, trigger.left)
    if (standing.negated or none) and not spared and (standing.change is not None or none):
        return None
    start, end = extent(grammar, trigger, reach, clause, rate)
    return Reading(
        token=trigger.token,
        start=with_actor(actors, start, sides.actor, trigger.token),
        end=end,
        verb=clause.verb,
        kind=trigger.kind,
        imposing=sides.imposing,
        pairs=pairs,
        pointing=not pairs,
        pointing_back=_points_back(grammar, trigger),
        fresh=grammar.lower[trigger.left] in ("a", "an", "another", "new"),
        change=Change.EXEMPTED if spared else change_by_rates(standing.change, rate),
        status=standing.status,
        rate=rate,
        exempts=exempts,
        sufferer=_sufferer(actors, clause, sides.imposing),
        acted=has_actor(grammar, clause),
        unnamed=is_unnamed_body(actors, clause),
        others=joint_actors(actors, sides.actor, sides.imposing) if sides.rule == "subject" else (),
        confidence=sides.confidence,
        rule=sides.rule,
    )


def _is_none(grammar: Grammar, left: int) -> bool:
    """As in "no tariff", "not a single tariff has been lowered"."""
    single = "single" in grammar.lower[left : left + 2] and "not" in grammar.lower[max(left - 1, 0) : left + 1]
    return grammar.lower[left] == "no" or single


def _is_former(grammar: Grammar, trigger: Trigger, rates: Sequence[Rate]) -> bool:
    """Whether a bare percentage is what another rate was before: "got 20 percent, down from | the 32 percent threatened"."""
    at = grammar.start[trigger.token]
    rates = rates_between(rates, max(at - _FURTHEST, 0), at + 1)
    own = next((rate for rate in rates if rate.start <= at < rate.end), None)
    if own is not None and is_former(grammar.whole[max(own.start - 40, 0) : own.start]):
        return True
    return any(rate.previous is not None and rate.start < grammar.start[trigger.left] and at < rate.end for rate in rates)


_FURTHEST = 80
"""Characters before a percentage over which the rate that it belongs to begins."""


def _on_goods(grammar: Grammar, clause: Clause, reach: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The reach with what is on goods by its verb: "applied the duty to cars", "removed its duty from juice"."""
    if clause.verb is None or any(stretch.side is Side.ON for stretch in reach):
        return reach
    lemma = grammar.lemma[clause.verb]
    removed = words.VERBS.get(lemma) in (Change.REMOVED, Change.LOWERED)
    meant = Side.TO if lemma in words.APPLYING else Side.FROM if removed or lemma in _COLLECTING else None
    return tuple(replace(stretch, side=Side.ON) if stretch.side is meant else stretch for stretch in reach)


_COLLECTING = frozenset(("collect", "exact", "demand", "charge"))
"""Verbs of which "from" tells who pays: "collects deposits from importers of European brandy"."""


def _points_back(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether the measure is "the", "those", or "on top of" one that is spoken of."""
    first = grammar.lower[trigger.left]
    return first in ("the", "those", "these", "such") or grammar.lower[max(trigger.left - 2, 0) : trigger.left] == ["top", "of"]


def _paired(objects: Objects, goods: tuple[Goods, ...], targets: tuple[CountryCode, ...]) -> tuple[Pair, ...]:
    """The pairs of the measure's phrase, with the targets and goods that other words tell where the phrase names none."""
    told = joined(goods)
    specific = tuple(dict.fromkeys(sector for _, sector in told if sector != ALL_GOODS))
    if not objects.pairs:
        known = tuple(pair for pair in told if pair[0] in targets or (pair[0] is None and pair[1] != ALL_GOODS))
        named = {country for country, _ in known}
        return (*known, *((target, sector) for target in targets if target not in named for sector in specific or (ALL_GOODS,)))
    if not targets or objects.countries:
        return objects.pairs
    return tuple((target, sector) for target in targets for _, sector in objects.pairs)


_TAKEN = frozenset(
    ("win", "get", "secure", "accept", "escape", "avoid", "dodge", "face", "clinch", "obtain", "negotiate", "seal", "score")
)
"""Verbs of those who take a measure: "Peru wins a 15% U.S. tariff"."""

_AGAINST = ("from", "by", "against", "over", "about")
"""Prepositions between those who suffer or fight a measure and the measure."""


def _asked(actors: Actors, verb: int, imposing: CountryCode | None) -> int | None:
    """The verb of those who ask the one who imposes for relief: "Korea urged the U.S. to drop its tariff"."""
    grammar = actors.people.grammar
    above = grammar.head[verb]
    relief = words.VERBS.get(grammar.lemma[verb]) in (Change.REMOVED, Change.LOWERED, Change.POSTPONED, Change.EXEMPTED)
    if not relief or grammar.dep[verb] not in ("xcomp", "ccomp") or grammar.lemma[above] not in words.MOVING:
        return None
    moved = grammar.child(above, "dobj") or grammar.child(verb, "nsubj")
    return above if imposing is not None and moved is not None and actors.government(moved) == imposing else None


def _sufferer(actors: Actors, clause: Clause, imposing: CountryCode | None) -> CountryCode | None:
    """Whose government seeks relief from the measure, or fights it."""
    grammar = actors.people.grammar
    if clause.verb is None:
        return None
    back = any(grammar.lower[c] == "back" for c in grammar.children[clause.verb])
    relief = clause.part is Part.PREPOSITION and (clause.preposition in _AGAINST or (back and clause.preposition == "at"))
    opposed = clause.part is Part.OBJECT and grammar.lemma[clause.verb] in words.OPPOSING
    won = clause.part is Part.OBJECT and grammar.lemma[clause.verb] in _TAKEN
    asked = _asked(actors, clause.verb, imposing)
    if not (relief or opposed or won or asked is not None):
        return None
    n = asked if asked is not None else clause.verb
    for _ in range(5):
        who = subject(grammar, n)
        if who is not None and (country := actors.nation(who)) is not None:
            return country if country != imposing else None
        if grammar.head[n] == n:
            return None
        n = grammar.head[n]
    return None
