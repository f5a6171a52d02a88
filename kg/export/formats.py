"""The list of formats, and the one function that writes them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import SettingsError
from kg.export import jsonld, rdfxml, turtle
from kg.export.content import graphs, merged
from kg.export.names import Names
from kg.export.networks import gexf, graphml
from kg.export.table import table
from kg.model import Quad
from kg.rdf import nquads
from kg.stores import Store
from ontology import context


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name on the command line, media type, file ending, and whether it tells documents apart by named graphs."""

    name: str
    media_type: str
    suffix: str
    named_graphs: bool = False


FORMATS: tuple[Format, ...] = (
    Format(name="turtle", media_type="text/turtle", suffix=".ttl"),
    Format(name="trig", media_type="application/trig", suffix=".trig", named_graphs=True),
    Format(name="nquads", media_type="application/n-quads", suffix=".nq", named_graphs=True),
    Format(name="jsonld", media_type="application/ld+json", suffix=".jsonld", named_graphs=True),
    Format(name="rdfxml", media_type="application/rdf+xml", suffix=".rdf"),
    Format(name="graphml", media_type="application/graphml+xml", suffix=".graphml"),
    Format(name="gexf", media_type="application/gexf+xml", suffix=".gexf"),
    Format(name="csv", media_type="text/csv", suffix=".csv"),
)


def export(store: Store, format: str, out: BinaryIO, *, with_runs: bool = False) -> None:  # noqa: A002 - the word users type
    """Write everything that documents say, and what follows from it, in the format of that name; UTF-8, nothing is closed.

    RDF formats hold the graphs of documents, the derived graph and the entries of the vocabulary in use; `with_runs` adds the
    record of runs. Turtle and RDF/XML have no named graphs: there, dcterms:source ties each fact to its document. GraphML and
    GEXF hold the network of `kg.network`, CSV one row a claim. Raises SettingsError for an unknown format.
    """
    writers: dict[str, Callable[[], Iterable[bytes]]] = {
        "turtle": lambda: _encoded(_turtle(store, with_runs=with_runs)),
        "trig": lambda: _encoded(_trig(store, with_runs=with_runs)),
        "nquads": lambda: _encoded(_nquads(store, with_runs=with_runs)),
        "jsonld": lambda: _encoded(_jsonld(store, with_runs=with_runs)),
        "rdfxml": lambda: _encoded(_rdfxml(store, with_runs=with_runs)),
        "graphml": lambda: (graphml(store),),
        "gexf": lambda: (gexf(store),),
        "csv": lambda: _encoded(table(store)),
    }
    if format not in writers:
        raise SettingsError(f"there is no format {format!r}: choose one of {', '.join(known.name for known in FORMATS)}")
    for chunk in writers[format]():
        out.write(chunk)


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode("utf-8") for part in parts)


def _turtle(store: Store, *, with_runs: bool) -> Iterator[str]:
    names = Names(store.graph_names())
    yield from turtle.head(names)
    for triples in merged(graphs(store, with_runs=with_runs)):
        yield from turtle.turtle(triples, names)


def _trig(store: Store, *, with_runs: bool) -> Iterator[str]:
    names = Names(store.graph_names())
    yield from turtle.head(names)
    for graph, triples in graphs(store, with_runs=with_runs):
        yield from turtle.trig(graph, triples, names)


def _nquads(store: Store, *, with_runs: bool) -> Iterator[str]:
    for graph, triples in graphs(store, with_runs=with_runs):
        yield nquads(Quad(subject=s, predicate=p, object=o, graph=graph) for s, p, o in triples)


def _jsonld(store: Store, *, with_runs: bool) -> Iterator[str]:
    known = jsonld.Context(context())
    yield from jsonld.head(known)
    for number, (graph, triples) in enumerate(graphs(store, with_runs=with_runs)):
        yield from jsonld.graph(graph, triples, known, first=number == 0)
    yield from jsonld.tail()


def _rdfxml(store: Store, *, with_runs: bool) -> Iterator[str]:
    names = Names(store.graph_names())
    yield from rdfxml.head(names)
    for triples in merged(graphs(store, with_runs=with_runs)):
        yield from rdfxml.descriptions(triples, names)
    yield from rdfxml.tail()
