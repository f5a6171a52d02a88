"""Runs the W3C's HTTP tests of SPARQL, which are RDF: requests in order, and what must come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404}
_FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


@dataclass(frozen=True, slots=True)
class HttpTest:
    """One test of a manifest."""

    manifest: rdflib.Graph
    node: Node

    @property
    def name(self) -> str:
        """Its name in the manifest."""
        return str(self.node).rpartition("#")[2]

    def data(self) -> Iterator[tuple[str, str]]:
        """Graphs that are there before: name and file."""
        for given in self.manifest.objects(self.node, UT.graphData):
            yield str(self.manifest.value(given, rdflib.RDFS.label)), str(self.manifest.value(given, UT.graph))

    def requests(self) -> Iterator[Node]:
        """What is sent, in order."""
        action = self.manifest.value(self.node, MF.action)
        yield from Collection(self.manifest, self.manifest.value(action, HT.requests))  # type: ignore[arg-type]  # a list in every manifest


def http_tests(path: Path) -> tuple[HttpTest, ...]:
    """The tests of a manifest, in its order."""
    manifest = rdflib.Graph().parse(path, format="turtle", publicID=path.as_uri())
    entries = manifest.value(predicate=MF.entries)
    listed = manifest.objects(None, MF.entries) if entries is None else [entries]
    return tuple(HttpTest(manifest, node) for found in listed for node in Collection(manifest, found))


@dataclass(slots=True)
class Runner:
    """Sends the requests of tests to a server, with the token that it wants."""

    client: httpx.Client
    location: str = ""

    def prepare(self, test: HttpTest) -> None:
        """Empty the store, and put in what the test needs."""
        self.client.post(
            "/update", content="DROP ALL", headers={"Content-Type": "application/sparql-update"}
        ).raise_for_status()
        for name, file in test.data():
            content = Path(file.removeprefix("file://")).read_bytes()
            kind = {"Content-Type": "application/n-triples"}
            self.client.put(f"/graphs?graph={quote(name, safe='')}", content=content, headers=kind).raise_for_status()

    def run(self, test: HttpTest) -> None:
        """Send the requests, and compare; AssertionError tells the first that went another way."""
        for number, request in enumerate(test.requests()):
            reply = self._send(test, request)
            self.location = reply.headers.get("location", self.location)
            self._compare(
                test.manifest, request, reply, f"{test.name}, request {number}: {reply.status_code} {reply.text[:300]}"
            )

    def _send(self, test: HttpTest, request: Node) -> httpx.Response:
        graph = test.manifest
        headers = dict(_headers(graph, request))
        method, path = str(graph.value(request, HT.methodName)), str(graph.value(request, HT.absolutePath))
        body = graph.value(request, HT.body)
        encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8") if body is not None else "utf-8"
        content = str(graph.value(body, CNT.chars)).encode(encoding) if body is not None else None
        is_update = "update" in test.name and headers.get("content-type") != "application/sparql-query"
        path = path.replace("$LOCATION$", quote(self.location, safe="")).replace("/gsp", "/graphs", 1)
        path = path.replace("/sparql/", "/update" if is_update else "/sparql", 1)
        return self.client.request(method, path, content=content, headers=headers)

    def _compare(self, graph: rdflib.Graph, request: Node, reply: httpx.Response, told: str) -> None:
        expected = graph.value(request, HT.resp)
        statuses = [str(status).rpartition("#")[2] for status in graph.objects(expected, MF.expectedStatus)]
        assert any(_is_status(status, reply.status_code) for status in statuses), (told, statuses)
        answer = graph.value(expected, MF.expectedBoolean)
        assert answer is None or reply.json()["boolean"] is bool(answer.toPython()), told  # type: ignore[attr-defined]
        kind = graph.value(expected, MF.expectedFormat)
        media_type = reply.headers.get("content-type", "").partition(";")[0]
        assert kind is None or media_type in _FORMATS[str(kind)], told
        body = graph.value(expected, HT.body)
        if body is not None:
            wanted, found = (
                rdflib.Graph().parse(data=text, format="turtle", publicID="http://base.example/")
                for text in (str(graph.value(body, CNT.chars)), reply.text)
            )
            assert isomorphic(wanted, found), told


def _is_status(expected: str, status: int) -> bool:
    if expected.startswith("StatusCode"):
        return expected[len("StatusCode")] == str(status)[0]
    return _STATUS[expected] == status


def _headers(graph: rdflib.Graph, request: Node) -> Iterator[tuple[str, str]]:
    listed = graph.value(request, HT.headers)
    for header in Collection(graph, listed) if listed is not None else ():
        yield str(graph.value(header, HT.fieldName)).lower(), str(graph.value(header, HT.fieldValue))
