"""The W3C's query, syntax and result format tests, asked over HTTP: data as graphs of the store, named by the request."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import httpx
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.plugins.sparql.results.rdfresults import RDFResult
from rdflib.query import Result
from rdflib.term import Node

from kg.model import Iri, Quad
from kg.stores.texts import read_graph
from tests.api.w3c import MF

QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HOME = "http://w3c.example/"
"""What stands for the folder of the suites in the names of graphs."""
_READ = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}
_RESULTS = {".srx": "xml", ".srj": "json", ".tsv": "tsv", ".ttl": "turtle"}
_GENID = re.compile(r"https?://[^\s>]*/\.well-known/genid/(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryTest:
    """One test: what is asked over which graphs, and what is expected; `expected` is None for tests of syntax."""

    name: str
    query: Path
    is_good: bool = True
    default: tuple[Path, ...] = ()
    named: tuple[Path, ...] = ()
    expected: Path | None = None


def query_tests(suites: Path) -> Iterator[QueryTest]:
    """All tests of queries; those of other services and of updates are none."""
    for part in sorted(path.parent for path in suites.glob("*/manifest.ttl")):
        manifest = rdflib.Graph().parse(part / "manifest.ttl", format="turtle", publicID=f"{part.as_uri()}/")
        for entries in manifest.objects(None, MF.entries):
            for node in Collection(manifest, entries):
                kind = str(manifest.value(node, rdflib.RDF.type)).rpartition("#")[2]
                name = f"{part.name}/{str(node).rpartition('#')[2]}"
                yield from _test(manifest, node, kind, name)


def _test(manifest: rdflib.Graph, node: Node, kind: str, name: str) -> Iterator[QueryTest]:
    action = manifest.value(node, MF.action)
    if kind in ("PositiveSyntaxTest11", "NegativeSyntaxTest11"):
        yield QueryTest(name=name, query=_path(action), is_good=kind.startswith("Positive"))
    elif kind in ("QueryEvaluationTest", "CSVResultFormatTest") and not manifest.value(action, QT.serviceData):
        yield QueryTest(
            name=name,
            query=_path(manifest.value(action, QT.query)),
            default=tuple(_path(data) for data in manifest.objects(action, QT.data)),
            named=tuple(sorted(_path(data) for data in manifest.objects(action, QT.graphData))),
            expected=_path(manifest.value(node, MF.result)),
        )


def _path(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


def name_of(path: Path, suites: Path) -> Iri:
    """The graph that holds a file of the suites."""
    return Iri(HOME + path.relative_to(suites).as_posix())


def data(suites: Path, tests: tuple[QueryTest, ...], base: str) -> dict[Iri, tuple[Quad, ...]]:
    """All graphs that the tests want."""
    files = sorted({path for test in tests for path in (*test.default, *test.named)})
    return {
        name: read_graph(path.read_bytes(), _READ[path.suffix], graph=name, base=base, relative_to=name)
        for path in files
        for name in (name_of(path, suites),)
    }


def ask(client: httpx.Client, test: QueryTest, suites: Path) -> httpx.Response:
    """The server's answer."""
    parameters: list[tuple[str, str | int | float | bool | None]] = []
    parameters += [("default-graph-uri", name_of(path, suites)) for path in test.default]
    parameters += [("named-graph-uri", name_of(path, suites)) for path in test.named]
    if "FROM" in test.query.read_text():
        parameters = []  # the query names its graphs
    elif test.expected is not None and not parameters:
        parameters = [("default-graph-uri", f"{HOME}empty")]
    suffix = test.expected.suffix if test.expected else ""
    accept = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".srj": "application/sparql-results+json"}.get(
        suffix, ""
    )
    text = test.query.read_bytes().decode()
    content = f"BASE <{name_of(test.query, suites)}>\n{text}" if test.is_good else text
    headers = {"Content-Type": "application/sparql-query", "Accept": accept or "application/sparql-results+xml, text/turtle"}
    return client.post("/sparql", params=parameters, content=content.encode(), headers=headers)


def check(test: QueryTest, reply: httpx.Response) -> None:
    """AssertionError where the answer is another than expected."""
    if test.expected is None:
        assert (reply.status_code == 200) is test.is_good, reply.text
        return
    assert reply.status_code == 200, reply.text
    if reply.headers["content-type"].startswith("text/turtle"):
        wanted, found = (_graph(text) for text in (test.expected.read_text(), reply.text))
        assert isomorphic(wanted, found), reply.text
    elif test.expected.suffix == ".csv":
        assert _records(test.expected.read_text()) == _records(reply.text), reply.text
    else:
        kind = _RESULTS[test.expected.suffix]
        found_kind = {"application/sparql-results+json": "json", "text/tab-separated-values": "tsv"}
        answer = found_kind.get(reply.headers["content-type"].partition(";")[0], "xml")
        place = f"{HOME}{test.name.rpartition('/')[0]}/"
        assert _rows(reply.content, answer, place) == _rows(test.expected.read_bytes(), kind, place), reply.text


def _graph(text: str) -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=text, format="turtle", publicID=HOME)
    made = rdflib.Graph()
    for triple in graph:
        made.add(tuple(_node(term) for term in triple))  # type: ignore[arg-type]  # three of them
    return made


def _node(term: Node) -> Node:
    found = _GENID.fullmatch(str(term)) if isinstance(term, rdflib.URIRef) else None
    return rdflib.BNode(found.group(1)) if found else term


def _rows(content: bytes, kind: str, place: str) -> object:
    if kind == "turtle":
        result: Result = RDFResult(io.BytesIO(content), format=kind, publicID=place)
    else:
        result = Result.parse(io.BytesIO(content), format=kind)
    if result.type == "ASK":
        return result.askAnswer
    return Counter(tuple(sorted((str(variable), _value(term)) for variable, term in row.items())) for row in result.bindings)


def _value(term: Node) -> str:
    term = _node(term)
    if isinstance(term, rdflib.BNode):
        return "_:"
    if isinstance(term, rdflib.Literal) and isinstance(term.value, (int, float, Decimal)) and not isinstance(term.value, bool):
        return f"{float(term.value):.6g} {str(term.datatype).rpartition('#')[2]}"
    return str(term.n3()) if isinstance(term, (rdflib.URIRef, rdflib.Literal)) else str(term)


def _records(text: str) -> Counter[frozenset[tuple[str, str]]]:
    """The rows of CSV, whatever the order of their columns, with blank nodes alike and numbers by their value."""

    def blur(cell: str) -> str:
        try:
            return f"{float(cell):.6g}"
        except ValueError:
            return "_:" if cell.startswith("_:") or _GENID.fullmatch(cell) else cell

    return Counter(frozenset((name, blur(cell)) for name, cell in row.items()) for row in csv.DictReader(io.StringIO(text)))
