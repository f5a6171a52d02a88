"""Reads each measure from its own sentence: phrase, clause, rate and terms together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.facts import Change, CountryCode, MeasureType, SectorId, Status
from kg.lexicon import ALL_GOODS
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.clauses import Clause, Part, read_clause, subject
from loaders.rules.measures.extent import extent, sentence_end, with_actor
from loaders.rules.measures.objects import Objects, Pair, read_objects
from loaders.rules.measures.rates import Rate, find_rates, rates_between
from loaders.rules.measures.reach import Limits, Side, read_reach
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.sides import has_actor, is_unnamed_body, read_sides
from loaders.rules.measures.standing import read_standing
from loaders.rules.measures.targets import compound_targets, struck
from loaders.rules.measures.taxed import read_taxed
from loaders.rules.measures.terms import agreements_of, rate_of
from loaders.rules.measures.triggers import Trigger, find_triggers
from loaders.rules.tense import date_tokens


@dataclass(frozen=True, slots=True)
class _Found:
    """What is found in the whole text once: rates, and the tokens of dates."""

    rates: tuple[Rate, ...]
    dates: frozenset[int]


def read_measures(actors: Actors) -> Iterator[Reading]:
    """Every measure that a sentence speaks of, in the order of the text."""
    triggers = tuple(find_triggers(actors.people, actors.vocabulary))
    grammar = actors.people.grammar
    rates = find_rates(grammar.whole)
    dates = date_tokens(grammar)
    found = _Found(rates, dates)
    for trigger, following in zip_longest(triggers, triggers[1:]):
        same = following is not None and grammar.sentence[following.token] == grammar.sentence[trigger.token]
        behind = following.left if same and following is not None else None
        reading = _read(actors, trigger, behind, found)
        if reading is not None:
            yield from _with_origin(grammar, (reading, *_shorter(actors, reading, behind, found)))
            yield from _those(actors, reading, behind, found)
    yield from read_taxed(actors, found.rates, frozenset(t.token for t in triggers))
    yield from _exempt(actors, {grammar.sentence[t.token] for t in triggers})


def _read(actors: Actors, trigger: Trigger, behind: int | None, found: _Found) -> Reading | None:
    grammar = actors.people.grammar
    if grammar.text[sentence_end(grammar, trigger.token) - 1].strip() == "?":
        return None
    stops = _rated(grammar, trigger.head, found.rates) | ({behind} if behind is not None else set())
    reach = read_reach(actors.people, actors.vocabulary, trigger.head, Limits(stops=stops, dates=found.dates))
    clause = read_clause(grammar, trigger.head)
    objects = read_objects(actors, trigger, reach)
    if objects.unknown:
        return None
    sides = read_sides(actors, trigger, reach, clause, on=objects.countries)
    named = compound_targets(actors, trigger, sides.imposing)
    if named and sides.imposing is None:
        return None
    targets = tuple(t for t in (*sides.targets, *named) if t != sides.imposing)
    pairs = _paired(objects, targets, actors, clause)
    limit = behind if behind is not None else sentence_end(grammar, trigger.token)
    rate = rate_of(grammar, trigger, found.rates, limit)
    standing = read_standing(
        grammar,
        trigger,
        clause,
        to_rate=rate is not None and rate.start > grammar.start[trigger.token],
    )
    exempts, spared = agreements_of(actors, trigger, limit)
    negated = standing.negated and not spared
    if negated and standing.change is not None:
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
        change=Change.EXEMPTED if spared else standing.change,
        status=standing.status,
        rate=rate,
        exempts=exempts,
        sufferer=_sufferer(actors, clause, sides.imposing),
        acted=has_actor(grammar, clause),
        unnamed=is_unnamed_body(actors, clause),
        confidence=sides.confidence,
        rule=sides.rule,
    )


def _points_back(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether the measure is "the", "those", or "on top of" one that is spoken of."""
    first = grammar.lower[trigger.left]
    return first in ("the", "those", "these", "such") or grammar.lower[max(trigger.left - 2, 0) : trigger.left] == ["top", "of"]


def _paired(objects: Objects, targets: tuple[CountryCode, ...], actors: Actors, clause: Clause) -> tuple[Pair, ...]:
    """The pairs of the phrase, with the targets that other words tell where the phrase names none."""
    if not objects.pairs:
        sectors = _faced_sectors(actors, clause) or (ALL_GOODS,)
        return tuple((target, sector) for target in targets for sector in sectors) or (
            tuple((None, sector) for sector in sectors) if sectors != (ALL_GOODS,) else ()
        )
    if not targets or objects.countries:
        return objects.pairs
    return tuple((target, sector) for target in targets for _, sector in objects.pairs)


def _faced_sectors(actors: Actors, clause: Clause) -> tuple[SectorId, ...]:
    """The sectors in the phrase that is put under the measure; "sectors still facing" looks back on those named before."""
    grammar = actors.people.grammar
    found: list[SectorId] = []
    for head in struck(actors, clause):
        if grammar.pos[head] not in ("NOUN", "PROPN"):
            continue
        named = actors.vocabulary.sectors_in(grammar.left[head], head + 1)
        if not named and grammar.lower[head] in ("sectors", "industries", "products", "goods"):
            named = actors.vocabulary.sectors_in(max(head - 14, 0), head)
        found.extend(word.value for word in named if word.value != ALL_GOODS)
    return tuple(dict.fromkeys(found))


def _sufferer(actors: Actors, clause: Clause, imposing: CountryCode | None) -> CountryCode | None:
    """Whose government seeks relief from the measure, or fights it."""
    grammar = actors.people.grammar
    if clause.verb is None:
        return None
    relief = clause.part is Part.PREPOSITION and clause.preposition in ("from", "by", "against", "over")
    opposed = clause.part is Part.OBJECT and grammar.lemma[clause.verb] in words.OPPOSING
    if not (relief or opposed):
        return None
    n = clause.verb
    for _ in range(5):
        who = subject(grammar, n)
        if who is not None and (country := actors.government(who)) is not None:
            return country if country != imposing else None
        if grammar.head[n] == n:
            return None
        n = grammar.head[n]
    return None


def _shorter(actors: Actors, reading: Reading, behind: int | None, found: _Found) -> Iterator[Reading]:
    """As in "25% tariffs on Mexico and 10% on China", "a 10% rate on aircraft": a rate with an object of its own."""
    grammar = actors.people.grammar
    limit = behind if behind is not None else sentence_end(grammar, reading.token)
    for rate in found.rates:
        if rate.start < grammar.start[reading.token] or (reading.rate is not None and rate.start <= reading.rate.start):
            continue
        at = next((i for i in range(reading.token, limit) if grammar.start[i] >= rate.end), None)
        if at is not None and grammar.lower[at] in ("rate", "levy", "duty", "tariff", "one"):
            at += 1
        if at is None or at >= limit or grammar.lower[at] not in ("on", "for"):
            continue
        stops = _rated(grammar, at, found.rates)
        reach = read_reach(actors.people, actors.vocabulary, at - 1, Limits(stops=stops, dates=found.dates))
        objects = read_objects(actors, _bare(reading, at - 1), reach)
        if not objects.pairs or objects.unknown:
            continue
        known: tuple[CountryCode | None, ...] = tuple(dict.fromkeys(country for country, _ in reading.pairs)) or (None,)
        yield replace(
            reading,
            token=at,
            pairs=objects.pairs if objects.countries else tuple((country, s) for country in known for _, s in objects.pairs),
            rate=rate,
            end=max(stretch.end for stretch in reach if stretch.side is Side.ON),
            pointing=False,
            exempts=(),
        )


def _rated(grammar: Grammar, start: int, rates: Sequence[Rate]) -> frozenset[int]:
    """Where, behind `start`, a further rate with an object of its own begins: "…, | 24% on Japan and | 10% on the UK"."""
    end = sentence_end(grammar, start)
    found = set[int]()
    for rate in rates_between(rates, grammar.start[start], grammar.end(end - 1)):
        first = next((i for i in range(start, end) if grammar.end(i) > rate.start), end)
        behind = next((i for i in range(first, end) if grammar.start[i] >= rate.end), end)
        if behind < end and grammar.lower[behind] in ("on", "for") and grammar.lower[first - 1] in (",", "and"):
            found.add(first)
    return frozenset(found)


def _with_origin(grammar: Grammar, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings of one list of rates; where only the last tells "from" whom, that holds for all."""
    last = readings[-1]
    countries = tuple(dict.fromkeys(country for country, _ in last.pairs if country is not None))
    others = all(country is None for one in readings[:-1] for country, _ in one.pairs)
    shared = len(readings) > 1 and others and "from" in grammar.lower[last.token : last.end + 1]
    for one in readings[:-1]:
        pairs = tuple((country, sector) for country in countries for _, sector in one.pairs)
        yield replace(one, pairs=pairs) if shared and pairs else one
    yield last


def _those(actors: Actors, reading: Reading, behind: int | None, found: _Found) -> Iterator[Reading]:
    """As in "the duties on Chinese goods, but not those on autos and steel": a pronoun with an object of its own."""
    grammar = actors.people.grammar
    limit = behind if behind is not None else sentence_end(grammar, reading.token)
    for i in range(reading.token + 1, limit - 1):
        if grammar.lower[i] not in ("those", "ones") or grammar.lower[i + 1] != "on" or grammar.lower[i - 1] == "including":
            continue
        reach = read_reach(actors.people, actors.vocabulary, i, Limits(stops=frozenset(), dates=found.dates))
        objects = read_objects(actors, _bare(reading, i), reach)
        if objects.pairs and not objects.unknown:
            end = max(stretch.end for stretch in reach if stretch.side is Side.ON)
            yield replace(reading, token=i, pairs=objects.pairs, rate=None, end=end, pointing=False, exempts=())


def _bare(reading: Reading, token: int) -> Trigger:
    """The place of a measure whose noun is left out."""
    return Trigger(token=token, head=token, left=token, kind=reading.kind, change=None, pointing=False)


def _exempt(actors: Actors, told: set[int]) -> Iterator[Reading]:
    """As in "Goods that comply remain exempt": an exemption from a measure that another sentence speaks of."""
    grammar = actors.people.grammar
    for word in actors.vocabulary.agreements:
        sentence = grammar.sentence[word.start]
        if sentence in told or actors.people.parsed.is_boilerplate(actors.people.parsed.doc[word.start]):
            continue
        tokens = [
            i for i in range(max(word.start - 40, 0), min(word.end + 40, len(grammar))) if grammar.sentence[i] == sentence
        ]
        spared = next((i for i in tokens if grammar.lower[i] in ("exempt", "exempted", "spared", "carveout")), None)
        if spared is None:
            continue
        told.add(sentence)
        yield Reading(
            token=spared,
            start=min(spared, word.start),
            end=max(spared + 1, word.end),
            verb=None,
            kind=MeasureType.TARIFF,
            imposing=None,
            pairs=(),
            pointing=True,
            pointing_back=True,
            fresh=False,
            change=Change.EXEMPTED,
            status=Status.IN_FORCE,
            rate=None,
            exempts=(word.value,),
            sufferer=None,
            acted=False,
            confidence=0.6,
            rule="exempt",
        )
