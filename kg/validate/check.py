"""Checks a whole store graph by graph, so that a caller can show how far it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.model import Iri, Quad
from kg.validate.evidence import evidence_problems
from kg.validate.problem import Problem
from kg.validate.shacl import shape_problems
from ontology.terms import RDF, SCHEMA, SKOS

_SPANNING = ("derived", "pending", "runs")
"""Ends of the names of graphs that point into other graphs: they are checked last, with what was seen of these."""


class Graphs(Protocol):
    """What holds named graphs: every store of `kg.stores` does."""

    def graph_names(self) -> Iterable[Iri]:
        """The names of all graphs."""

    def quads(self, graph: Iri | None = None) -> Iterable[Quad]:
        """The quads of one graph, or of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One graph that was checked; `document` is the document that it is about, None for the other graphs."""

    graph: Iri
    document: Iri | None
    position: int
    total: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check of all graphs found."""

    graphs: int
    documents: int
    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def validate(source: Graphs | Iterable[Quad]) -> Report:
    """Check everything: a store, or quads."""
    checked = tuple(check_graphs(source))
    return Report(
        graphs=len(checked),
        documents=sum(one.document is not None for one in checked),
        problems=tuple(problem for one in checked for problem in one.problems),
    )


def check_graphs(source: Graphs | Iterable[Quad]) -> Iterator[Checked]:
    """Check one graph after the other: `position` of `total` tells how far it is. Closing the iterator stops the check."""
    graphs = _Grouped(source) if isinstance(source, Iterable) else source
    names = sorted(graphs.graph_names(), key=lambda name: (_spans(name), name))
    wanted = {quad.object for name in names if _spans(name) for quad in graphs.quads(name) if isinstance(quad.object, Iri)}
    seen: list[Quad] = []
    for position, name in enumerate(names, start=1):
        quads = tuple(graphs.quads(name))
        context = seen if _spans(name) else ()
        if wanted and not _spans(name):
            seen += [q for q in quads if q.subject in wanted and q.predicate in (RDF.type, SKOS.prefLabel, SKOS.notation)]
        problems = (*shape_problems(name, quads, context), *evidence_problems(quads))
        yield Checked(graph=name, document=_document(quads), position=position, total=len(names), problems=problems)


def _spans(name: str) -> bool:
    return name.rsplit("/", 1)[-1] in _SPANNING


def _document(quads: Iterable[Quad]) -> Iri | None:
    articles = (quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == SCHEMA.NewsArticle)
    return next(articles, None)


class _Grouped:
    """Quads by graph, for a check of quads that are in no store."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._graphs: dict[Iri, list[Quad]] = {}
        for quad in quads:
            self._graphs.setdefault(quad.graph, []).append(quad)

    def graph_names(self) -> tuple[Iri, ...]:
        return tuple(self._graphs)

    def quads(self, graph: Iri | None = None) -> tuple[Quad, ...]:
        wanted = self._graphs if graph is None else (graph,)
        return tuple(quad for name in wanted for quad in self._graphs[name])
