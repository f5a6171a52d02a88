"""Translates between the project's terms and the engine's."""

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import Iri, Literal, Quad, Term

_Engine = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def to_engine(term: Term) -> ox.NamedNode | ox.Literal:
    """A term as the engine knows it; StoreError for what no RDF can hold."""
    try:
        if isinstance(term, Iri):
            return node(term)
        if term.language:
            return ox.Literal(term.value, language=term.language)
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    except ValueError as error:  # UnicodeEncodeError (half a surrogate pair) is one
        raise StoreError(f"{term!r} cannot be stored: {error}") from error


def node(iri: Iri) -> ox.NamedNode:
    """An IRI as the engine knows it; StoreError if it is none."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{iri!r} cannot be stored: {error}") from error


def from_engine(term: _Engine) -> Term:
    """A term as the project knows it; a blank node becomes an Iri that begins with "_:"."""
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        datatype = "" if term.language else term.datatype.value
        return Literal(value=term.value, datatype=datatype, language=term.language or "")
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    raise QueryError("the answer holds a triple term, which a table cannot show: ask for application/sparql-results+json")


def from_engine_quad(quad: ox.Quad, graph: Iri) -> Quad:
    """A stored quad of a named graph."""
    subject, predicate = from_engine(quad.subject), from_engine(quad.predicate)
    if not isinstance(subject, Iri) or not isinstance(predicate, Iri):
        raise StoreError(f"graph <{graph}> holds a statement that Onrecord did not write: {quad}")
    return Quad(subject=subject, predicate=predicate, object=from_engine(quad.object), graph=graph)


def written(term: Term) -> str:
    """A term as SPARQL and N-Triples write it."""
    return str(to_engine(term))
