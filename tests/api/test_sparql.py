"""The SPARQL endpoint: ways to ask, formats to answer in, and what is refused while everything else goes on."""

import csv
import io
import re
import socket
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
import rdflib

from api.settings import Settings
from api.wiring import Library
from kg.model import Iri, Literal, Quad
from tests.api.running import fill, serving
from tests.api.test_pages import HTML

COUNT = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a <https://onrecord.example/ontology#Utterance> }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://onrecord.example/ontology#Utterance> ; ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"


def _ask(client: httpx.Client, way: str, query: str, accept: str = "*/*") -> httpx.Response:
    headers = {"Accept": accept}
    if way == "get":
        return client.get("/sparql", params={"query": query}, headers=headers)
    if way == "form":
        return client.post("/sparql", data={"query": query}, headers=headers)
    return client.post("/sparql", content=query, headers={**headers, "Content-Type": "application/sparql-query"})


WAYS = ("get", "form", "direct")


@pytest.mark.parametrize("way", WAYS)
def test_a_query_comes_in_three_ways(client: httpx.Client, way: str) -> None:
    reply = _ask(client, way, COUNT)
    assert reply.headers["content-type"] == "application/sparql-results+json"
    assert reply.json()["results"]["bindings"][0]["n"]["value"] == "9"


RESULT_TYPES = (
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/json", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("application/xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
    ("text/csv", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
)


@pytest.mark.parametrize(("accept", "expected"), RESULT_TYPES)
def test_results_come_in_the_format_preferred(client: httpx.Client, accept: str, expected: str) -> None:
    reply = _ask(client, "get", COUNT, accept)
    assert reply.headers["content-type"].partition(";")[0] == expected
    assert "Accept" in reply.headers["vary"]
    if expected.endswith("xml"):
        assert ET.fromstring(reply.text).tag.endswith("sparql")
    if expected == "text/csv":
        assert list(csv.reader(io.StringIO(reply.text))) == [["n"], ["9"]]


@pytest.mark.parametrize(
    ("accept", "format_"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"), ("*/*", "turtle")],
)
def test_graphs_come_in_the_format_preferred(client: httpx.Client, accept: str, format_: str) -> None:
    reply = _ask(client, "direct", CONSTRUCT, accept)
    assert len(rdflib.Graph().parse(data=reply.text, format=format_)) > 50


def test_ask_and_describe_are_answered(client: httpx.Client) -> None:
    assert _ask(client, "get", "ASK { ?s ?p ?o }").json()["boolean"] is True
    described = _ask(client, "get", "DESCRIBE <https://onrecord.example/sector/steel>", "text/turtle")
    assert "steel" in described.text


def test_named_graphs_tell_documents_apart(client: httpx.Client) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?d a <https://schema.org/NewsArticle> } }"
    assert len(_ask(client, "get", query).json()["results"]["bindings"]) == 1


REFUSED = (
    ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }", "SERVICE"),
    ("INSERT DATA { <a:b> <a:c> <a:d> }", "update"),
    ("LOAD <http://127.0.0.1:1/x.ttl>", "update"),
    ("DROP ALL", "update"),
    ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "file"),
    ("SELECT * WHERE { ?s ?p", "line 1"),
    ("SELECT * WHERE " + "{" * 3000 + "}" * 3000, "brackets"),
    ("", "query"),
)


@pytest.mark.parametrize(("query", "told"), REFUSED, ids=[told + query[:12] for query, told in REFUSED])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_refused_is_explained(client: httpx.Client, way: str, query: str, told: str) -> None:
    reply = _ask(client, way, query)
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"
    assert told in reply.json()["detail"]


def test_nothing_acceptable_is_406(client: httpx.Client) -> None:
    assert _ask(client, "get", COUNT, "image/png").status_code == 406
    assert _ask(client, "get", COUNT, "text/turtle").status_code == 406
    assert _ask(client, "get", CONSTRUCT, "text/csv").status_code == 406


ODD = (
    ({"content": COUNT, "headers": {"Content-Type": "text/plain"}}, 415),
    ({"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}, 400),
    ({"content": "x", "headers": {"Content-Type": "application/sparql-update"}}, 400),
    ({"data": {"update": "DROP ALL"}}, 400),
    ({"data": {"query": [COUNT, COUNT]}}, 400),
    ({"data": {"query": COUNT, "default-graph-uri": "no iri"}}, 400),
    ({"content": b"x" * 1_100_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
)


@pytest.mark.parametrize(("sent", "status"), ODD, ids=lambda value: str(value)[:40])
def test_odd_requests_are_refused(client: httpx.Client, sent: dict[str, object], status: int) -> None:
    assert client.post("/sparql", **sent).status_code == status  # type: ignore[arg-type]  # keywords of one call


def test_people_get_a_form_with_results_in_a_table(client: httpx.Client) -> None:
    form = client.get("/sparql", headers=HTML)
    assert "<textarea" in form.text
    answered = client.get("/sparql", params={"query": COUNT}, headers=HTML)
    assert '<td class="number"><bdi>9</bdi></td>' in answered.text
    wrong = client.get("/sparql", params={"query": "SELECT"}, headers=HTML)
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text
    assert "sector" in client.get("/sparql?example=who-said-what", headers=HTML).text


def test_a_slow_query_is_refused_while_others_are_answered(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    settings = Settings(store=str(tmp_path / "store"), query_seconds=1, query_workers=2)
    with serving(settings) as address, ThreadPoolExecutor(2) as pool, httpx.Client(base_url=address, timeout=30) as client:
        slow = pool.submit(_ask, client, "get", ENDLESS)
        time.sleep(0.2)
        started = time.monotonic()
        assert client.get("/healthz").status_code == 200
        assert client.get("/claims.json").status_code == 200
        assert _ask(client, "get", COUNT).status_code == 200
        assert time.monotonic() - started < 5
        reply = slow.result(30)
        assert reply.status_code == 503
        assert "Retry-After" in reply.headers
        assert "LIMIT" in reply.json()["detail"]


def test_a_long_answer_is_refused_whole(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    with serving(Settings(store=str(tmp_path / "store"), query_bytes=1000)) as address:
        reply = httpx.get(f"{address}/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o }"})
        assert reply.status_code == 400
        assert "LIMIT" in reply.json()["detail"]


def test_a_new_snapshot_is_seen_and_an_old_one_is_let_go(tmp_path: Path) -> None:
    graph = Iri("https://onrecord.example/graph/added")
    quad = Quad(subject=Iri("a:b"), predicate=Iri("a:c"), object=Literal(value="new"), graph=graph)
    library = Library(Settings(store=str(tmp_path / "store")))
    try:
        with library.reading() as before:
            library.writer.replace_graphs({graph: (quad,)})
            library.writer.publish()
            with library.reading() as after:
                assert not before.ask("ASK { <a:b> ?p ?o }")
                assert after.ask("ASK { <a:b> ?p ?o }")
                with library.reading() as again:
                    assert again is after
    finally:
        library.close()


def test_many_readers_at_once_get_whole_answers(client: httpx.Client) -> None:
    barrier = threading.Barrier(8)

    def one(_: int) -> str:
        barrier.wait(10)
        return str(_ask(client, "get", COUNT).json()["results"]["bindings"][0]["n"]["value"])

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(8))) <= {"9"}


def figure(client: httpx.Client, name: str) -> int:
    """One of the figures that the server tells."""
    lines = client.get("/metrics").text.splitlines()
    return int(next((line.rpartition(" ")[2] for line in lines if line.startswith(f"{name} ")), "0"))


def await_figure(client: httpx.Client, name: str, value: int) -> None:
    """Wait until a figure has a value."""
    until = time.monotonic() + 60
    while figure(client, name) != value:
        assert time.monotonic() < until, name
        time.sleep(0.02)


@pytest.mark.parametrize("way", WAYS)
def test_a_query_ends_when_its_client_leaves(tmp_path: Path, way: str) -> None:
    fill(tmp_path / "store")
    with (
        serving(Settings(store=str(tmp_path / "store"), query_seconds=1_000)) as address,
        httpx.Client(base_url=address, timeout=60) as other,
    ):
        with httpx.Client(base_url=address, timeout=0.5) as client, pytest.raises(httpx.ReadTimeout):
            _ask(client, way, ENDLESS)
        await_figure(other, "onrecord_queries_running", 0)
        assert figure(other, "onrecord_queries_killed_total") == 1
        assert _ask(other, way, "ASK {}").json()["boolean"] is True


def open_files() -> set[str]:
    """The temporary files without a name that this process, and the server in it, holds open."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(str(handle.readlink()))
    return {path for path in found if path.startswith(tempfile.gettempdir()) and path.endswith("(deleted)")}


@pytest.mark.skipif(sys.platform != "linux", reason="open files are seen in /proc")
def test_who_takes_nothing_of_an_answer_loses_the_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.server._UNTAKEN_SECONDS", 0.5)
    before = open_files()
    fill(tmp_path / "store")
    everything = quote("SELECT * { ?s ?p ?o . ?x ?y ?o } LIMIT 100000")
    with (
        serving(Settings(store=str(tmp_path / "store"), query_seconds=100)) as address,
        httpx.Client(base_url=address, timeout=100) as other,
        socket.socket() as idle,
    ):
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        idle.settimeout(100)
        idle.connect(("127.0.0.1", int(address.rpartition(":")[2])))
        idle.sendall(f"GET /sparql?query={everything} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await_figure(other, 'onrecord_requests_total{method="GET",route="/sparql",status="200"}', 1)
        assert open_files() <= before  # the file of the answer went with the connection
        found = bytearray()
        with suppress(ConnectionResetError):
            while piece := idle.recv(1 << 16):
                found += piece
        head, _, body = bytes(found).partition(b"\r\n\r\n")
        told = re.search(rb"content-length: (\d+)", head)
        assert told
        assert len(body) < int(told[1])
        monkeypatch.undo()
        whole = other.get(f"/sparql?query={everything}", headers={"Accept-Encoding": "identity"})
        assert len(whole.content) == int(told[1])


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip", "gzip"), ("gzip;q=0", None), ("identity", None), ("br, gzip;q=0.5", "gzip")]
)
def test_a_long_answer_is_compressed_for_whoever_takes_that(client: httpx.Client, accepted: str, coding: str | None) -> None:
    reply = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept-Encoding": accepted})
    assert reply.headers.get("content-encoding") == coding
    assert reply.json()["results"]["bindings"]


def test_no_client_has_all_connections(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.server._OF_ONE", 4)
    place = urlsplit(server)

    def answered(connection: socket.socket) -> bool:
        with suppress(ConnectionError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return connection.recv(12) == b"HTTP/1.1 200"
        return False

    with ExitStack() as stack:
        held = [
            stack.enter_context(socket.create_connection((place.hostname, place.port), 60, ("127.0.0.3", 0))) for _ in range(6)
        ]
        assert [answered(connection) for connection in held] == [True] * 4 + [False] * 2
        others = socket.create_connection((place.hostname, place.port), 60, ("127.0.0.4", 0))
        assert answered(stack.enter_context(others))
        held[0].close()
        while not answered(again := socket.create_connection((place.hostname, place.port), 60, ("127.0.0.3", 0))):
            again.close()  # the server hears of the end of the first one when it comes to it
        again.close()
