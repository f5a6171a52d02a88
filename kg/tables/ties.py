"""Which facts of one graph tie which two nodes together: what a network is chosen and walked by; pure functions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from kg.model import Iri
from kg.tables.rows import Labels, Name, days, first_of
from kg.tables.source import Source
from ontology.terms import DCTERMS, KG, ORG, SCHEMA

PARTS = (
    *(SCHEMA.spokenByCharacter, SCHEMA.recipient, SCHEMA.about, KG.sector, ORG.member, ORG.organization, KG.country),
    *(KG.measure, KG.imposedBy, KG.imposedOn, KG.exempts, SCHEMA.agent, SCHEMA.attendee),
)
"""Everything by which a fact ties nodes."""
TOLD = (KG.confidence, DCTERMS.date, DCTERMS.source, DCTERMS.issued)
"""What else is looked at: how sure a fact is, of which day, and when its document was published."""


class TieKind(IntEnum):
    """What kind of fact ties; the number stands in the tables."""

    CLAIM = 0
    POST = 1
    MEASURE = 2
    EVENT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEntry:
    """One fact that ties two nodes, in the direction in which it is told; `days` as of claims, `confidence` in thousandths."""

    fact: Iri
    kind: TieKind
    one: Name
    other: Name
    days: tuple[int, int]
    confidence: int


def tie_entries(source: Source, labels: Labels, graph: Iri) -> tuple[TieEntry, ...]:
    """The ties of a graph, sorted; `kg.network.links` says in which words they are told."""
    found = sorted(set(_Parts(source, graph).ties()))
    if not found:
        return ()
    told = [first_of(source.linked(graph, predicate)) for predicate in TOLD]
    return tuple(
        TieEntry(
            fact=fact,
            kind=kind,
            one=labels.name(one),
            other=labels.name(other),
            days=_days(fact, told),
            confidence=_sure(fact, told),
        )
        for fact, kind, one, other in found
    )


def _days(fact: Iri, told: list[Mapping[str, str]]) -> tuple[int, int]:
    _, dates, sources, issued = told
    return days(dates.get(fact) or issued.get(sources.get(fact, ""), ""))


def _sure(fact: Iri, told: list[Mapping[str, str]]) -> int:
    try:
        return round(1000 * float(told[0].get(fact, "1")))
    except ValueError:
        return 1000


class _Parts:
    """The parts of the facts of one graph: by predicate, then by fact."""

    def __init__(self, source: Source, graph: Iri) -> None:
        self._by: dict[str, dict[Iri, list[Iri]]] = {}
        for predicate in PARTS:
            found: dict[Iri, list[Iri]] = defaultdict(list)
            for subject, value in source.linked(graph, predicate):
                if isinstance(value, Iri):
                    found[subject].append(value)
            self._by[predicate] = found

    def _of(self, fact: Iri, *predicates: str) -> set[Iri]:
        return {value for predicate in predicates for value in self._by[predicate].get(fact, ())}

    def ties(self) -> Iterator[tuple[Iri, TieKind, Iri, Iri]]:
        for claim, speakers in self._by[SCHEMA.spokenByCharacter].items():
            for speaker in speakers:
                told = self._of(claim, SCHEMA.recipient) - {speaker}
                yield from ((claim, TieKind.CLAIM, speaker, node) for node in told | self._of(claim, KG.sector, SCHEMA.about))
        for post, members in self._by[ORG.member].items():
            bodies = self._of(post, ORG.organization, KG.country)
            yield from ((post, TieKind.POST, member, body) for member in members for body in bodies)
        for report, measures in self._by[KG.measure].items():
            yield from ((report, TieKind.MEASURE, *pair) for measure in measures for pair in self._measure(report, measure))
        for event, attending in self._by[SCHEMA.attendee].items():
            topics = self._of(event, KG.sector, SCHEMA.about) - set(attending)
            yield from ((event, TieKind.EVENT, *pair) for pair in combinations(sorted(set(attending)), 2))
            yield from ((event, TieKind.EVENT, one, topic) for one in attending for topic in topics)

    def _measure(self, report: Iri, measure: Iri) -> Iterator[tuple[Iri, Iri]]:
        yield from ((by, measure) for by in self._of(measure, KG.imposedBy) | self._of(report, SCHEMA.agent))
        yield from ((measure, node) for node in self._of(measure, KG.imposedOn, KG.sector) | self._of(report, KG.exempts))
