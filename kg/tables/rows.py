"""What one graph contributes to the tables: its claims with their facets, its documents, runs and links; pure functions.

A claim has what its own graph says of it: a store may hold several graphs that speak of one claim, and each is read by itself.
Labels of sectors and codes come from the vocabulary.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from kg.ids import VOCABULARY_GRAPH
from kg.model import Iri, Literal, Term
from kg.tables.facets import OF_CLAIM, Facet
from kg.tables.schema import NO_DAY
from ontology.terms import DCTERMS, KG, OA, PROV, RDF, SCHEMA, SKOS

LINKS = (KG.agent, KG.canonical, KG.rejected, SKOS.broader)
"""What changes how claims of other graphs count: who speaks really, who stands for whom, what is wrong, what is above."""

PREDICATES = (
    *(RDF.type, SKOS.prefLabel, *LINKS, *OF_CLAIM.values()),
    *(SCHEMA.text, PROV.wasQuotedFrom, OA.hasSelector, OA.start, DCTERMS.source, DCTERMS.date),
    *(DCTERMS.title, DCTERMS.issued, DCTERMS.language, DCTERMS.publisher, KG.textHash),
    *(PROV.used, PROV.startedAtTime, PROV.wasAssociatedWith),
)
"""Everything that is looked at."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_UNSEEN = str.maketrans({"\x02": " ", "\x03": " "})
"""Marks of `kg.search` that a text must not hold itself; each becomes one character."""

About = Mapping[str, Sequence[Term]]


class Source(Protocol):
    """Graphs to be read, triple by triple."""

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs."""
        ...

    def typed(self, graph: Iri, kind: str) -> Iterable[Iri]:
        """What a graph says to be of a class."""
        ...

    def about(self, graph: Iri, subject: Iri) -> About:
        """What a graph says of something, by predicate."""
        ...

    def linked(self, graph: Iri, predicate: str) -> Iterable[tuple[Iri, Term]]:
        """Subjects and objects of a predicate in a graph."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """Something that a facet has as its value."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """One claim of one graph; `days` are the first and the last that it may be of, as 20251007, or NO_DAY."""

    iri: str
    text: str
    start: int
    days: tuple[int, int]
    values: tuple[tuple[Facet, Name], ...]

    def labels(self, facet: Facet) -> str:
        """The labels of one facet, as one text."""
        return "\n".join(name.label for its, name in self.values if its is facet)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One document of one graph with the claims that stand in it, in the order of its text.

    `is_described` tells whether the graph describes it, or only claims name it.
    """

    iri: str
    is_described: bool
    title: str
    published: str
    language: str
    hash: str
    claims: tuple[ClaimEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RunEntry:
    """One document of one run: by what it was read, and when the run began."""

    run: str
    document: str
    reader: str
    started: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One of LINKS, with the label of its object, "" where the graph and the vocabulary have none."""

    predicate: str
    subject: str
    object: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEntries:
    """All that one graph contributes."""

    documents: tuple[DocumentEntry, ...]
    runs: tuple[RunEntry, ...]
    links: tuple[Link, ...]


class RowReader:
    """Reads one graph of a source after the other."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def entries(self, graph: Iri) -> GraphEntries:
        """What a graph contributes, in an order that depends on its triples alone."""
        return GraphEntries(
            documents=tuple(self._documents(graph)),
            runs=tuple(sorted(set(self._runs(graph)))),
            links=tuple(
                Link(predicate=predicate, subject=subject, object=_text(value), label=self._label_of(graph, value))
                for predicate in LINKS
                for subject, value in sorted(set(self._source.linked(graph, predicate)), key=repr)
            ),
        )

    @cached_property
    def _vocabulary(self) -> Mapping[str, str]:
        labels = self._source.linked(Iri(VOCABULARY_GRAPH), SKOS.prefLabel)
        return {subject: _text(value) for subject, value in sorted(labels, key=repr, reverse=True)}

    def _documents(self, graph: Iri) -> Iterator[DocumentEntry]:
        claims: dict[str, list[Iri]] = defaultdict(list)
        told = {claim: self._source.about(graph, claim) for claim in self._source.typed(graph, KG.Utterance)}
        for claim, about in told.items():
            for document in _iris(about, DCTERMS.source)[:1]:
                claims[document].append(claim)
        described = set(self._source.typed(graph, SCHEMA.NewsArticle))
        names: dict[str, Name] = {}
        for document in map(Iri, sorted({*described, *claims})):
            about = self._source.about(graph, document)
            published = _first(about, DCTERMS.issued)
            outlets = tuple((Facet.OUTLET, self._name(graph, outlet, names)) for outlet in _iris(about, DCTERMS.publisher))
            found = (
                self._claim(graph, claim, told[claim], published=published, known=outlets, names=names)
                for claim in claims.get(document, ())
            )
            yield DocumentEntry(
                iri=document,
                is_described=document in described,
                title=_first(about, DCTERMS.title),
                published=published,
                language=_first(about, DCTERMS.language),
                hash=_first(about, KG.textHash),
                claims=tuple(sorted(found, key=lambda claim: (claim.start, claim.iri))),
            )

    def _claim(  # one place of use
        self,
        graph: Iri,
        claim: Iri,
        about: About,
        *,
        published: str,
        known: tuple[tuple[Facet, Name], ...],
        names: dict[str, Name],
    ) -> ClaimEntry:
        own = tuple(
            (facet, self._name(graph, value, names)) for facet, said in OF_CLAIM.items() for value in _iris(about, said)
        )
        return ClaimEntry(
            iri=claim,
            text=_first(about, SCHEMA.text),
            start=self._start(graph, about),
            days=days(_first(about, DCTERMS.date) or published),
            values=tuple(sorted({*own, *known})),
        )

    def _start(self, graph: Iri, about: About) -> int:
        """Where the claim's passage begins; 0 where the graph does not tell."""
        for passage in _iris(about, PROV.wasQuotedFrom):
            for selector in _iris(self._source.about(graph, passage), OA.hasSelector):
                start = _first(self._source.about(graph, selector), OA.start)
                return int(start) if start.isascii() and start.isdigit() else 0
        return 0

    def _name(self, graph: Iri, iri: Iri, names: dict[str, Name]) -> Name:
        if iri not in names:
            names[iri] = Name(iri=iri, label=self._label(graph, iri) or _last(iri))
        return names[iri]

    def _label_of(self, graph: Iri, value: Term) -> str:
        return self._label(graph, value) if isinstance(value, Iri) else ""

    def _label(self, graph: Iri, iri: Iri) -> str:
        return _first(self._source.about(graph, iri), SKOS.prefLabel) or self._vocabulary.get(iri, "")

    def _runs(self, graph: Iri) -> Iterator[RunEntry]:
        for run in self._source.typed(graph, PROV.Activity):
            about = self._source.about(graph, run)
            started = _first(about, PROV.startedAtTime)
            readers = sorted(
                _first(self._source.about(graph, agent), SKOS.prefLabel) for agent in _iris(about, PROV.wasAssociatedWith)
            )
            for document in _iris(about, PROV.used):
                yield RunEntry(run=run, document=document, reader=readers[0] if readers else "", started=started)


def days(day: str) -> tuple[int, int]:
    """The first and the last day that a partial date may be: "2025-10" → (20251000, 20251099); NO_DAY where it is none."""
    found = _DAY.match(day)
    if not found:
        return NO_DAY, NO_DAY
    year, month, date = found.groups()
    return int(year + (month or "00") + (date or "00")), int(year + (month or "99") + (date or "99"))


def _iris(about: About, predicate: str) -> list[Iri]:
    return sorted(value for value in about.get(predicate, ()) if isinstance(value, Iri))


def _first(about: About, predicate: str) -> str:
    """The first value in alphabetical order, as text; "" for none."""
    return min(map(_text, about.get(predicate, ())), default="")


def _text(term: Term) -> str:
    return (term.value if isinstance(term, Literal) else term).translate(_UNSEEN)


def _last(iri: str) -> str:
    """The readable end of an IRI that nothing names: …/code/in-force → "in force"."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1].replace("-", " ")
