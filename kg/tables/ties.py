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
    *(KG.measure, KG.imposedBy, KG.imposedOn, KG.exempts, SCHEMA.agent, SCHEMA.attendee, KG.act, KG.polarity, KG.status),
)
"""Everything by which a fact ties nodes, and how."""
TOLD = (KG.confidence, DCTERMS.date, DCTERMS.source, DCTERMS.issued)
"""What else is looked at: how sure a fact is, of which day, and when its document was published."""


class Relation(IntEnum):
    """How a fact ties: a ten for each kind of fact (claim, post, measure, event); the number stands in the tables."""

    SAID = 0
    TOLD = 1
    THINKS = 2
    TAKES_POSITION = 3
    DENIED = 4
    QUESTIONED = 5
    DOUBTS = 6
    HOLDS = 10
    HELD = 11
    IMPOSES = 20
    ACTS_ON = 21
    IMPOSED_ON = 22
    APPLIES_TO = 23
    EXEMPTS = 24
    MEETS = 30
    CONCERNS = 31


_STATED = {
    ("thought", "asserted"): Relation.THINKS,
    ("attitude", "asserted"): Relation.TAKES_POSITION,
    ("statement", "asserted"): Relation.SAID,
    ("statement", "denied"): Relation.DENIED,
    ("statement", "questioned"): Relation.QUESTIONED,
}
"""By act and polarity of a claim; what is neither is a doubt about a thought or an attitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEntry:
    """One fact that ties two nodes, in the direction in which it is told; `days` as of claims, `confidence` in thousandths."""

    fact: Iri
    relation: Relation
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
            relation=relation,
            one=labels.name(one),
            other=labels.name(other),
            days=_days(fact, told),
            confidence=_sure(fact, told),
        )
        for fact, relation, one, other in found
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

    def _code(self, fact: Iri, predicate: str, otherwise: str) -> str:
        found = min(self._of(fact, predicate), default="")
        return found.rpartition("/")[2] or otherwise

    def ties(self) -> Iterator[tuple[Iri, Relation, Iri, Iri]]:
        """Fact, relation and the two nodes, the one of whom it is told first."""
        for claim, speakers in self._by[SCHEMA.spokenByCharacter].items():
            yield from ((claim, *told) for speaker in speakers for told in self._claim(claim, speaker))
        for post, members in self._by[ORG.member].items():
            relation = Relation.HOLDS if self._code(post, KG.status, "current") == "current" else Relation.HELD
            bodies = self._of(post, ORG.organization, KG.country)
            yield from ((post, relation, member, body) for member in members for body in bodies)
        for report, measures in self._by[KG.measure].items():
            yield from ((report, *told) for measure in measures for told in self._measure(report, measure))
        for event, attending in self._by[SCHEMA.attendee].items():
            topics = self._of(event, KG.sector, SCHEMA.about) - set(attending)
            yield from ((event, Relation.MEETS, *pair) for pair in combinations(sorted(set(attending)), 2))
            yield from ((event, Relation.CONCERNS, one, topic) for one in attending for topic in topics)

    def _claim(self, claim: Iri, speaker: Iri) -> Iterator[tuple[Relation, Iri, Iri]]:
        stated = self._code(claim, KG.act, "statement"), self._code(claim, KG.polarity, "asserted")
        relation = _STATED.get(stated, Relation.DOUBTS)
        yield from ((relation, speaker, topic) for topic in self._of(claim, KG.sector, SCHEMA.about))
        yield from ((Relation.TOLD, speaker, other) for other in self._of(claim, SCHEMA.recipient) - {speaker})

    def _measure(self, report: Iri, measure: Iri) -> Iterator[tuple[Relation, Iri, Iri]]:
        yield from ((Relation.IMPOSES, by, measure) for by in self._of(measure, KG.imposedBy))
        yield from ((Relation.ACTS_ON, by, measure) for by in self._of(report, SCHEMA.agent))
        yield from ((Relation.IMPOSED_ON, measure, country) for country in self._of(measure, KG.imposedOn))
        yield from ((Relation.APPLIES_TO, measure, sector) for sector in self._of(measure, KG.sector))
        yield from ((Relation.EXEMPTS, measure, agreement) for agreement in self._of(report, KG.exempts))
