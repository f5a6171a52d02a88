"""Country – tariff – sector: who imposes which trade measure on whom, what is done to it, and how real it is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.facts import Claim, Measure, MeasureReport, Role, Status
from kg.model import Span
from loaders.nlp import Parsed
from loaders.rules.measures.actors import read_actors
from loaders.rules.measures.complete import complete
from loaders.rules.measures.reading import Reading
from loaders.rules.measures.readings import read_measures
from loaders.rules.measures.sayings import Sayings
from loaders.rules.people import People
from loaders.rules.roles import find_roles
from loaders.rules.tense import Dated, nearest_date
from loaders.rules.vocabulary import read_vocabulary

__all__ = ("find_measures",)


def find_measures(
    parsed: Parsed, people: People, *, roles: Sequence[Role] | None = None, claims: Sequence[Claim] = ()
) -> Iterator[MeasureReport]:
    """One report per country, sector and statement of a measure, in the order of the text, none twice for the same words.

    `roles` are those of the same document (read anew if not given): they tell for whom its persons act. With `claims` a measure
    inside somebody's words names them as `said_by`.
    """
    said = Sayings(claims)
    known_roles = tuple(find_roles(parsed, people)) if roles is None else roles
    actors = read_actors(people, read_vocabulary(people.grammar), known_roles, said)
    seen: set[tuple[str, ...]] = set()
    for reading in complete(actors, sorted(read_measures(actors), key=lambda one: (one.token, one.start))):
        for report in _reports(parsed, people, reading, said):
            told = (*report.key[:-1], str(people.grammar.sentence[reading.token]))
            if told not in seen:
                seen.add(told)
                yield report


def _reports(parsed: Parsed, people: People, reading: Reading, said: Sayings) -> Iterator[MeasureReport]:
    rate, upper, previous = _rates(reading)
    dated = _date(parsed, people, reading)
    offset = people.grammar.start[reading.token]
    for target, sector in reading.pairs:
        if reading.imposing is None or target == reading.imposing:
            continue
        yield MeasureReport(
            measure=Measure(measure=reading.kind, imposing=reading.imposing, target=target, sector=sector),
            status=reading.status,
            change=reading.change,
            rate=rate,
            rate_upper=upper,
            previous_rate=previous,
            exempts=reading.exempts,
            said_by=said.speaker(offset),
            date=dated.date if dated else None,
            date_text=dated.text if dated else None,
            evidence=_evidence(parsed, reading),
            confidence=round(reading.confidence, 2),
            rule=reading.rule,
        )


def _evidence(parsed: Parsed, reading: Reading) -> tuple[Span, ...]:
    """The words of the measure, and those around it that tell what it lies on."""
    support = (parsed.span(*reading.support),) if reading.support is not None else ()
    return tuple(sorted((*support, parsed.span(reading.start, reading.end)), key=lambda span: span.start))


def _rates(reading: Reading) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if reading.rate is None:
        return None, None, None
    return reading.rate.rate, reading.rate.upper, reading.rate.previous


def _date(parsed: Parsed, people: People, reading: Reading) -> Dated | None:
    if reading.change is None and reading.status is Status.IN_FORCE:
        return None
    grammar = people.grammar
    token = reading.verb if reading.verb is not None else reading.token
    sentence = [
        i for i in range(max(token - 60, 0), min(token + 60, len(grammar))) if grammar.sentence[i] == grammar.sentence[token]
    ]
    return nearest_date(parsed, grammar, token, sentence)
