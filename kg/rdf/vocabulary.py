"""The graph that every document leans on: ontology, code lists, sectors with their customs codes, and all countries."""

from collections.abc import Iterator
from functools import cache

from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.errors import OnrecordError
from kg.ids import DEFAULT_BASE, VOCABULARY_GRAPH, Namer
from kg.lexicon import Heading, lexicon
from kg.model import Iri, Literal, Quad, Term
from kg.rdf.describe import Describer, triple
from kg.rdf.document import in_graph
from kg.rdf.terms import Triple, english, plain, writable
from ontology import turtle
from ontology.terms import RDF, SKOS, VOCABULARY, XSD

_HS = VOCABULARY + "hs"


@cache
def vocabulary_quads() -> tuple[Quad, ...]:
    """The vocabulary graph, distinct and sorted; it depends on nothing but the version of the program."""
    said: set[Triple] = set()
    for text in turtle():
        said.update(_parsed(text))
    describer = Describer(namer=Namer(base=DEFAULT_BASE), lexicon=lexicon())
    for code in lexicon().countries():
        said.update(describer.country(code).triples)
    said.add(triple(_HS, RDF.type, SKOS.ConceptScheme))
    said.add((Iri(_HS), Iri(SKOS.prefLabel), english("Harmonized System")))
    for heading in lexicon().hs_headings():
        said.update(_heading(heading))
    return in_graph(said, VOCABULARY_GRAPH)


def _parsed(text: str) -> Iterator[Triple]:
    for subject, predicate, value in Graph().parse(data=text, format="turtle"):
        yield (_iri(subject), _iri(predicate), _term(value))


def _heading(heading: Heading) -> Iterator[Triple]:
    """A customs code as a concept; headings stand below their chapters."""
    iri = Iri(f"{_HS}/{heading.code}")
    yield triple(iri, RDF.type, SKOS.Concept)
    yield triple(iri, SKOS.inScheme, _HS)
    yield (iri, Iri(SKOS.notation), plain(heading.code))
    yield (iri, Iri(SKOS.prefLabel), english(heading.label))
    if heading.parent:
        yield triple(iri, SKOS.broader, f"{_HS}/{heading.parent}")


def _iri(node: Node) -> Iri:
    if not isinstance(node, URIRef):
        raise OnrecordError(f"the vocabulary holds {node.n3()}, and stored data has no blank nodes: give it an IRI")
    return Iri(node)


def _term(node: Node) -> Term:
    if not isinstance(node, RdflibLiteral):
        return _iri(node)
    if node.language:
        return Literal(value=writable(str(node)), datatype="", language=node.language)
    return Literal(value=writable(str(node)), datatype=str(node.datatype or XSD.string))
