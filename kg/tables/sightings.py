"""Who is seen in one graph: people and organisations, the names written for them, their posts; pure functions.

What consolidation makes of it is nobody's business here: the rows are what the graph says, each name and post once for each
fact, so that a fact which people reject can be left out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from kg.model import Iri, Literal, Term
from kg.tables.source import Source
from ontology.terms import DCTERMS, KG, OA, ORG, SCHEMA, SKOS

SIGHTING_TABLES = ("seen", "written", "held")
"""The tables that hold sightings."""

SIGHTED = (OA.hasBody, OA.hasTarget, OA.hasSelector, OA.exact, DCTERMS.source, DCTERMS.issued, ORG.member, ORG.role)
"""What is looked at, with what posts are of."""

SIGHTING_SCHEMA = """
CREATE TABLE seen (
  graph INTEGER NOT NULL, kind INTEGER NOT NULL, document INTEGER NOT NULL, agent INTEGER NOT NULL, label TEXT NOT NULL,
  published TEXT NOT NULL, PRIMARY KEY (graph, kind, document, agent, label, published)
) WITHOUT ROWID;
CREATE INDEX seen_agent ON seen (agent);
CREATE TABLE written (
  graph INTEGER NOT NULL, document INTEGER NOT NULL, fact TEXT NOT NULL, agent INTEGER NOT NULL, text TEXT NOT NULL,
  times INTEGER NOT NULL, PRIMARY KEY (graph, document, fact, agent, text)
) WITHOUT ROWID;
CREATE INDEX written_agent ON written (agent, text);
CREATE TABLE held (
  graph INTEGER NOT NULL, document INTEGER NOT NULL, fact TEXT NOT NULL, agent INTEGER NOT NULL, title TEXT NOT NULL,
  country INTEGER NOT NULL, organization INTEGER NOT NULL, status INTEGER NOT NULL,
  PRIMARY KEY (graph, document, fact, agent, title, country, organization, status)
) WITHOUT ROWID;
CREATE INDEX held_agent ON held (agent, title, country, organization, status);
"""
"""IRIs are rows of `name` that have no label; but a fact is the part of its IRI that follows the document's."""


RunMany = Callable[[str, Iterable[tuple[object, ...]]], object]
"""Executes a statement for each row."""


class AgentKind(IntEnum):
    """What an agent is; the number stands in the tables."""

    PERSON = 0
    ORGANIZATION = 1


_CLASSES = ((AgentKind.PERSON, SCHEMA.Person), (AgentKind.ORGANIZATION, ORG.Organization))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SeenEntry:
    """An agent of a document, under one label; `published` is a partial ISO date or ""."""

    kind: AgentKind
    document: str
    agent: str
    label: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class WrittenEntry:
    """A name as one annotation has it, and at how many places."""

    document: str
    fact: str
    agent: str
    text: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class HeldEntry:
    """A post as a document tells it; country, organisation and status by their IRIs, "" where none is told."""

    document: str
    fact: str
    agent: str
    title: str
    country: str
    organization: str
    status: str

    @property
    def of(self) -> tuple[str, str, str]:
        """All that it tells beside its title."""
        return (self.country, self.organization, self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """All of one graph; each tuple sorted."""

    seen: tuple[SeenEntry, ...] = ()
    written: tuple[WrittenEntry, ...] = ()
    held: tuple[HeldEntry, ...] = ()


def sightings(source: Source, graph: Iri) -> Sightings:
    """Who is seen in a graph; nobody where it describes no document."""
    documents = sorted(set(source.typed(graph, SCHEMA.NewsArticle)))
    if not documents:
        return Sightings()
    said = _Said(source, graph)
    return Sightings(
        seen=tuple(sorted(set(_seen(said, documents)))),
        written=tuple(sorted(set(_written(said)))),
        held=tuple(sorted(set(_held(said)))),
    )


class _Said:
    """What a graph says, predicate by predicate."""

    def __init__(self, source: Source, graph: Iri) -> None:
        self._source, self._graph = source, graph
        self._by: dict[str, Mapping[str, tuple[Term, ...]]] = {}

    def typed(self, kind: str) -> set[Iri]:
        return set(self._source.typed(self._graph, kind))

    def all(self, predicate: str) -> Mapping[str, tuple[Term, ...]]:
        if predicate not in self._by:
            found: dict[str, list[Term]] = defaultdict(list)
            for subject, value in self._source.linked(self._graph, predicate):
                found[subject].append(value)
            self._by[predicate] = {subject: tuple(values) for subject, values in found.items()}
        return self._by[predicate]

    def of(self, subject: str, predicate: str) -> tuple[Term, ...]:
        return self.all(predicate).get(subject, ())

    def texts(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The values as text, ("",) where there is none."""
        return tuple(map(_text, self.of(subject, predicate))) or ("",)


def _seen(said: _Said, documents: Iterable[Iri]) -> Iterator[SeenEntry]:
    published = {document: said.texts(document, DCTERMS.issued) for document in documents}
    for kind, its_class in _CLASSES:
        for agent in said.typed(its_class):
            for label in said.of(agent, SKOS.prefLabel):
                for document, days in published.items():
                    for day in days:
                        yield SeenEntry(kind=kind, agent=agent, label=_text(label), document=document, published=day)


def _written(said: _Said) -> Iterator[WrittenEntry]:
    annotations = said.typed(OA.Annotation)
    for fact, agents in said.all(OA.hasBody).items():
        texts = Counter(
            text
            for target in set(said.of(fact, OA.hasTarget))
            for text in {_text(text) for s in said.of(str(target), OA.hasSelector) for text in said.of(str(s), OA.exact)}
        )
        for document in said.of(fact, DCTERMS.source) if fact in annotations else ():
            yield from (
                WrittenEntry(fact=_local(fact, document), agent=str(agent), document=str(document), text=text, times=times)
                for agent in agents
                if isinstance(agent, Iri)
                for text, times in texts.items()
            )


def _held(said: _Said) -> Iterator[HeldEntry]:
    for fact in said.typed(ORG.Membership):
        titles = {_text(title) for role in said.of(fact, ORG.role) for title in said.of(str(role), SKOS.prefLabel)}
        places = [
            (country, body, str(status))
            for country in said.texts(fact, KG.country)
            for body in said.texts(fact, ORG.organization)
            for status in said.of(fact, KG.status)
        ]
        for document in said.of(fact, DCTERMS.source):
            yield from (
                HeldEntry(
                    fact=_local(fact, document),
                    agent=str(agent),
                    document=str(document),
                    title=title,
                    country=country,
                    organization=body,
                    status=status,
                )
                for agent in said.of(fact, ORG.member)
                for title in titles
                for country, body, status in places
            )


def _local(fact: str, document: Term) -> str:
    return fact.removeprefix(str(document))


def _text(term: Term) -> str:
    return term.value if isinstance(term, Literal) else str(term)


def add_sightings(run_many: RunMany, graph: int, found: Sightings, id_of: Callable[[str], int]) -> None:
    """Put the sightings of a graph into the tables, which hold none of it; `id_of` gives the row of a name for an IRI."""
    run_many(
        "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?)",
        ((graph, one.kind, id_of(one.document), id_of(one.agent), one.label, one.published) for one in found.seen),
    )
    run_many(
        "INSERT INTO written VALUES (?, ?, ?, ?, ?, ?)",
        ((graph, id_of(one.document), one.fact, id_of(one.agent), one.text, one.times) for one in found.written),
    )
    run_many(
        "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((graph, id_of(one.document), one.fact, id_of(one.agent), one.title, *map(id_of, one.of)) for one in found.held),
    )
