"""What one graph contributes to the tables: its claims with their facets, its documents, runs and links; pure functions.

A claim has what its own graph says of it: a store may hold several graphs that speak of one claim, and each is read by itself.
Labels of sectors and codes come from the vocabulary.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ids import VOCABULARY_GRAPH
from kg.model import Iri, Term
from kg.tables.facets import OF_CLAIM, Facet
from kg.tables.holdings import SAID as SAID_OF_HOLDINGS
from kg.tables.holdings import HoldingEntry, holdings
from kg.tables.reports import MEASURE_PARTS, ReportEntries, report_entries
from kg.tables.schema import NO_DAY
from kg.tables.source import About, Source, first, iris, text_of
from kg.tables.summaries import SAID, PostEntry, ThingEntry, posts, things, told_posts
from ontology.terms import DCTERMS, KG, OA, PROV, RDF, SCHEMA, SKOS

LINKS = (KG.agent, KG.canonical, KG.rejected, SKOS.broader)
"""What changes how claims of other graphs count: who speaks really, who stands for whom, what is wrong, what is above."""

OF_ROWS = (
    *(RDF.type, SKOS.prefLabel, *LINKS, *OF_CLAIM.values()),
    *(SCHEMA.text, PROV.wasQuotedFrom, OA.hasSelector, OA.start, DCTERMS.source, DCTERMS.date),
    *(DCTERMS.title, DCTERMS.issued, DCTERMS.language, DCTERMS.publisher, KG.textHash),
    *(PROV.used, PROV.startedAtTime, PROV.wasAssociatedWith),
    *(*SAID, *SAID_OF_HOLDINGS, *MEASURE_PARTS, KG.measure),
)
"""Everything that is looked at for rows."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


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
    posts: tuple[PostEntry, ...]
    holdings: tuple[HoldingEntry, ...]
    reports: ReportEntries
    things: tuple[ThingEntry, ...]


class RowReader:
    """Reads one graph of a source after the other."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def entries(self, graph: Iri) -> GraphEntries:
        """What a graph contributes, in an order that depends on its triples alone."""
        labels, told = self.labels(graph), told_posts(self._source, graph)
        return GraphEntries(
            documents=tuple(self._documents(graph, labels)),
            runs=tuple(sorted(set(self._runs(graph)))),
            links=tuple(
                Link(predicate=predicate, subject=subject, object=text_of(value), label=labels.of(value))
                for predicate in LINKS
                for subject, value in sorted(set(self._source.linked(graph, predicate)), key=repr)
            ),
            posts=tuple(posts(told, labels.of)),
            holdings=tuple(sorted(set(holdings(told)))),
            reports=report_entries(self._source, graph),
            things=tuple(things(self._source, graph)),
        )

    def labels(self, graph: Iri) -> "Labels":
        """How a graph names things."""
        return Labels(self._source, graph, self._vocabulary)

    @cached_property
    def _vocabulary(self) -> Mapping[str, str]:
        return first_of(self._source.linked(Iri(VOCABULARY_GRAPH), SKOS.prefLabel))

    def _documents(self, graph: Iri, labels: "Labels") -> Iterator[DocumentEntry]:
        told = {claim: self._source.about(graph, claim) for claim in self._source.typed(graph, KG.Utterance)}
        claims: dict[str, list[Iri]] = defaultdict(list)
        for claim, about in told.items():
            for document in iris(about, DCTERMS.source)[:1]:
                claims[document].append(claim)
        starts = self._starts(graph) if told else {}
        described = set(self._source.typed(graph, SCHEMA.NewsArticle))
        for document in map(Iri, sorted({*described, *claims})):
            about = self._source.about(graph, document)
            published = first(about, DCTERMS.issued)
            outlets = tuple((Facet.OUTLET, labels.name(outlet)) for outlet in iris(about, DCTERMS.publisher))
            found = tuple(
                _claim(claim, told[claim], labels, start=_start(told[claim], starts), published=published, known=outlets)
                for claim in claims.get(document, ())
            )
            yield DocumentEntry(
                iri=document,
                is_described=document in described,
                title=first(about, DCTERMS.title),
                published=published,
                language=first(about, DCTERMS.language),
                hash=first(about, KG.textHash),
                claims=tuple(sorted(found, key=lambda claim: (claim.start, claim.iri))),
            )

    def _starts(self, graph: Iri) -> Mapping[str, int]:
        """Where the passages of a graph begin; looked up all at once, which is far quicker than one by one."""
        starts = first_of(self._source.linked(graph, OA.start))
        selectors = first_of(self._source.linked(graph, OA.hasSelector))
        found = {passage: starts.get(selector, "") for passage, selector in selectors.items()}
        return {passage: int(start) for passage, start in found.items() if start.isascii() and start.isdigit()}

    def _runs(self, graph: Iri) -> Iterator[RunEntry]:
        for run in self._source.typed(graph, PROV.Activity):
            about = self._source.about(graph, run)
            started = first(about, PROV.startedAtTime)
            readers = sorted(
                first(self._source.about(graph, agent), SKOS.prefLabel) for agent in iris(about, PROV.wasAssociatedWith)
            )
            for document in iris(about, PROV.used):
                yield RunEntry(run=run, document=document, reader=readers[0] if readers else "", started=started)


class Labels:
    """The names of things in one graph; read when the first is asked for."""

    def __init__(self, source: Source, graph: Iri, vocabulary: Mapping[str, str]) -> None:
        self._source, self._graph, self._vocabulary = source, graph, vocabulary

    @cached_property
    def _own(self) -> Mapping[str, str]:
        return first_of(self._source.linked(self._graph, SKOS.prefLabel))

    def of(self, value: Term) -> str:
        """The label of something, "" where it has none."""
        return self._own.get(value) or self._vocabulary.get(value, "") if isinstance(value, Iri) else ""

    def name(self, iri: Iri) -> Name:
        """Something with its label, or with the readable end of its IRI."""
        return Name(iri=iri, label=self.of(iri) or _last(iri))


def first_of(said: Iterable[tuple[Iri, Term]]) -> Mapping[str, str]:
    """The first value of each subject in alphabetical order."""
    found: dict[str, str] = {}
    for subject, value in said:
        text = text_of(value)
        if subject not in found or text < found[subject]:
            found[subject] = text
    return found


def _claim(  # one place of use
    claim: Iri, about: About, labels: Labels, *, start: int, published: str, known: tuple[tuple[Facet, Name], ...]
) -> ClaimEntry:
    own = tuple((facet, labels.name(value)) for facet, said in OF_CLAIM.items() for value in iris(about, said))
    return ClaimEntry(
        iri=claim,
        text=first(about, SCHEMA.text),
        start=start,
        days=days(first(about, DCTERMS.date) or published),
        values=tuple(sorted({*own, *known})),
    )


def _start(about: About, starts: Mapping[str, int]) -> int:
    """Where the claim's passage begins; 0 where the graph does not tell."""
    return min((starts[passage] for passage in iris(about, PROV.wasQuotedFrom) if passage in starts), default=0)


def days(day: str) -> tuple[int, int]:
    """The first and the last day that a partial date may be: "2025-10" → (20251000, 20251099); NO_DAY where it is none."""
    found = _DAY.match(day)
    if not found:
        return NO_DAY, NO_DAY
    year, month, date = found.groups()
    return int(year + (month or "00") + (date or "00")), int(year + (month or "99") + (date or "99"))


def _last(iri: str) -> str:
    """The readable end of an IRI that nothing names: …/code/in-force → "in force"."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1].replace("-", " ")
