"""SHACL: one graph against the shapes, with just those parts of the vocabulary that it points at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pyshacl import validate as run_pyshacl
from rdflib import RDF, SH, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.errors import OnrecordError
from kg.model import Iri, Quad, Term
from kg.rdf import vocabulary_quads
from kg.validate.evidence import CHECKED_HERE
from kg.validate.problem import Problem
from ontology import shapes
from ontology.terms import RDFS, XSD

_NO_PATH = ""


def shape_problems(graph: str, quads: Iterable[Quad], context: Iterable[Quad] = ()) -> tuple[Problem, ...]:
    """Violations of the shapes by the quads of one graph; `context` describes nodes of other graphs that it points at.

    Of the vocabulary only what the graph points at takes part: that decides every shape, and saves checking all countries
    with every document. Only nodes that the graph itself says something of can be at fault. Takes about 0.1 seconds a document.
    """
    quads = tuple(quads)
    given = (*quads, *context)
    data = Graph()
    for quad in (*given, *_needed_vocabulary(given)):
        data.add((URIRef(quad.subject), URIRef(quad.predicate), _node(quad.object)))
    _, results, text = run_pyshacl(data, shacl_graph=_shapes(), inference="none", inplace=True)
    if not isinstance(results, Graph):
        raise OnrecordError(f"{graph}: the shapes could not be run: {text}")
    own = {str(quad.subject) for quad in quads}
    return tuple(sorted({problem for problem in _problems(graph, results) if problem.node in own}))


def _needed_vocabulary(quads: Iterable[Quad]) -> Iterator[Quad]:
    known = _vocabulary_by_subject()
    for node in sorted({quad.object for quad in quads if isinstance(quad.object, Iri)}):
        yield from known.get(node, ())
    yield from _hierarchy()


@cache
def _vocabulary_by_subject() -> Mapping[str, tuple[Quad, ...]]:
    found: dict[str, list[Quad]] = defaultdict(list)
    for quad in vocabulary_quads():
        found[quad.subject].append(quad)
    return {subject: tuple(said) for subject, said in found.items()}


@cache
def _hierarchy() -> tuple[Quad, ...]:
    return tuple(quad for quad in vocabulary_quads() if quad.predicate == RDFS.subClassOf)


@cache
def _shapes() -> Graph:
    """The shapes without those SPARQL constraints whose work `evidence` does."""
    graph = Graph().parse(data=shapes(), format="turtle")
    for shape, constraint in sorted(graph.subject_objects(SH.sparql)):
        if str(graph.value(constraint, SH.message)) in CHECKED_HERE:
            graph.remove((shape, SH.sparql, constraint))
    return graph


def _node(term: Term) -> Node:
    if isinstance(term, Iri):
        return URIRef(term)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    datatype = None if term.datatype == XSD.string else URIRef(term.datatype)
    return RdflibLiteral(term.value, datatype=datatype, normalize=False)


def _problems(graph: str, results: Graph) -> Iterator[Problem]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
        path = results.value(result, SH.resultPath)
        yield Problem(
            graph=graph,
            node=str(results.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, URIRef) else _NO_PATH,
            message="; ".join(messages) or str(results.value(result, SH.sourceConstraintComponent)),
        )
