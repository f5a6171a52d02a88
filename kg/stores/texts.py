"""RDF as text, in any format: read into quads without blank nodes, and written from one format into another.

A blank node has no name that would last, so that on its way in it becomes an IRI below .well-known/genid/ (RDF 1.1, section
3.5), and on its way out of a graph a blank node again. The IRI depends on the text alone: the same text read again changes
nothing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ids import digest
from kg.model import Iri, Quad, Term
from kg.stores.terms import from_engine, to_engine
from ontology.terms import PREFIXES

_DATASETS = ("application/n-quads", "application/trig")
_READ = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "text/n3": ox.RdfFormat.N3,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}

READABLE = tuple(_READ)
"""The media types that graphs are read from."""

_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def genid(base: str, *parts: str) -> Iri:
    """The IRI that stands for a blank node."""
    return Iri(f"{base}.well-known/genid/{digest(*parts)}")


def read_graph(content: bytes, media_type: str, *, graph: Iri, base: str, relative_to: str) -> tuple[Quad, ...]:
    """The triples of a text as quads of one graph, sorted; QueryError with the place where the text is not RDF.

    `base` is the data base IRI, `relative_to` what relative IRIs in the text begin with. Graphs in the text are refused.
    """
    order = _Order()
    found: set[Quad] = set()
    try:
        for quad in ox.parse(content, format=_READ[media_type], base_iri=relative_to):
            if quad.graph_name != ox.DefaultGraph():
                raise QueryError(f"the text speaks of the graph {quad.graph_name}: send each graph by itself")
            parts = (graph, hashlib.sha256(content).hexdigest())
            found.add(quad_of(quad.triple, graph=graph, base=base, parts=parts, order=order))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"this is not {media_type}: {error}") from error
    return tuple(sorted(found, key=repr))


class _Order(dict[str, str]):
    """The place of each blank node in the order in which they come."""

    def __missing__(self, name: str) -> str:
        self[name] = str(len(self))
        return self[name]


def quad_of(
    triple: ox.Triple, *, graph: Iri, base: str, parts: tuple[str, ...] = (), order: Mapping[str, str] | None = None
) -> Quad:
    """A triple as a quad of a graph; a blank node's IRI is made of the parts and its name, or its place in the order."""

    def term(one: _Node) -> Term:
        if isinstance(one, ox.Triple):
            raise QueryError("triple terms are not stored")
        if isinstance(one, ox.BlankNode):
            return genid(base, *parts, order[one.value] if order is not None else one.value)
        return from_engine(one)

    subject, predicate = term(triple.subject), term(triple.predicate)
    assert isinstance(subject, Iri)
    assert isinstance(predicate, Iri)
    return Quad(subject=subject, predicate=predicate, object=term(triple.object), graph=graph)


def write_graph(quads: Iterable[Quad], media_type: str, *, base: str) -> bytes:
    """The triples of one graph in a media type of GRAPH_TYPES, with blank nodes where IRIs stand for them."""
    return _serialised((_triple(quad, f"{base}.well-known/genid/") for quad in quads), media_type)


def _triple(quad: Quad, stand_in: str) -> ox.Triple:
    subject, value = (
        ox.BlankNode(f"b{term.removeprefix(stand_in)}")
        if isinstance(term, Iri) and term.startswith(stand_in)
        else to_engine(term)
        for term in (quad.subject, quad.object)
    )
    return ox.Triple(subject, to_engine(quad.predicate), value)  # type: ignore[arg-type]  # subject and predicate are IRIs


def converted(turtle: str, media_type: str) -> bytes:
    """Turtle of the program's own in another format."""
    return _serialised((quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)), media_type)


def _serialised(triples: Iterator[ox.Triple], media_type: str) -> bytes:
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    assert rdf_format is not None
    content = ox.serialize(triples, format=rdf_format, prefixes=dict(PREFIXES))
    assert content is not None
    return content
