"""Triples of named graphs as the side tables read them: of an embedded store, or of quads that were fetched from elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.model import Iri, Quad, Term
from kg.stores.terms import from_engine, node
from ontology.terms import RDF


class StoredTriples:
    """The graphs of an embedded store, looked up where they are."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs, sorted."""
        return tuple(sorted(Iri(name.value) for name in self._store.named_graphs()))

    def holds(self, graph: Iri) -> bool:
        """Whether there is a graph of that name."""
        return self._store.contains_named_graph(node(graph))

    def typed(self, graph: Iri, kind: str) -> Iterator[Iri]:
        """What a graph says to be of a class."""
        for quad in self._store.quads_for_pattern(None, node(Iri(RDF.type)), node(Iri(kind)), node(graph)):
            yield _iri(quad.subject)

    def about(self, graph: Iri, subject: Iri) -> Mapping[str, Sequence[Term]]:
        """What a graph says of something, by predicate."""
        found: dict[str, list[Term]] = defaultdict(list)
        if not subject.startswith("_:"):
            for quad in self._store.quads_for_pattern(node(subject), None, None, node(graph)):
                found[quad.predicate.value].append(from_engine(quad.object))
        return found

    def linked(self, graph: Iri, predicate: str) -> Iterator[tuple[Iri, Term]]:
        """Subjects and objects of a predicate in a graph."""
        for quad in self._store.quads_for_pattern(None, node(Iri(predicate)), None, node(graph)):
            yield _iri(quad.subject), from_engine(quad.object)


class FetchedTriples:
    """Quads in memory."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._graphs: dict[Iri, dict[Iri, dict[str, list[Term]]]] = {}
        for quad in quads:
            about = self._graphs.setdefault(quad.graph, {}).setdefault(quad.subject, {})
            about.setdefault(quad.predicate, []).append(quad.object)

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs, sorted."""
        return tuple(sorted(self._graphs))

    def holds(self, graph: Iri) -> bool:
        """Whether there is a graph of that name."""
        return graph in self._graphs

    def typed(self, graph: Iri, kind: str) -> Iterator[Iri]:
        """What a graph says to be of a class."""
        return (subject for subject, value in self.linked(graph, RDF.type) if value == Iri(kind))

    def about(self, graph: Iri, subject: Iri) -> Mapping[str, Sequence[Term]]:
        """What a graph says of something, by predicate."""
        return self._graphs.get(graph, {}).get(subject, {})

    def linked(self, graph: Iri, predicate: str) -> Iterator[tuple[Iri, Term]]:
        """Subjects and objects of a predicate in a graph."""
        for subject, about in self._graphs.get(graph, {}).items():
            for value in about.get(predicate, ()):
                yield subject, value


def _iri(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> Iri:
    found = from_engine(term)
    assert isinstance(found, Iri)
    return found
