"""A store on a SPARQL server: where it is found, what it says when something is wrong, and what it never says."""

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from kg.errors import QueryError, SettingsError, StoreError, TooSlowError
from kg.ids import Namer
from kg.model import Iri, Literal
from kg.rdf import run_quads
from kg.stores import Access, open_store
from tests.kg.stores.conftest import iri, said
from tests.kg.stores.servers import SparqlServer

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "hush-2f9c"
ASK = "ASK { ?s ?p ?o }"


class Odd(BaseHTTPRequestHandler):
    """A server of HTTP that answers each request with the next of `answers`: a status and a body; None never answers."""

    answers: ClassVar[list[tuple[int, bytes] | None]] = []
    asked: ClassVar[list[str]] = []
    ended: ClassVar[threading.Event]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.headers.get("Authorization", ""))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is None:
            self.ended.wait(10)
            return
        status, body = answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Say nothing."""


EMPTY = (200, b'{"head":{"vars":["g"]},"results":{"bindings":[]}}')
YES = (200, b'{"head":{},"boolean":true}')


@pytest.fixture
def odd() -> Iterator[str]:
    """The address of a server that answers as `Odd.answers` says."""
    Odd.asked, Odd.ended = [], threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        Odd.ended.set()
        running.shutdown()
        thread.join()


def test_an_address_names_the_query_endpoint_or_its_server(server: SparqlServer) -> None:
    server.empty()
    with open_store(server.address, write=True) as store:
        store.replace_graphs(said("g", ("s", "p", "x")))
    with open_store(f"{server.address}/query", write=False) as store:
        assert store.graph_names() == (iri("g"),)
    updates = Access(update_url=f"{server.address}/update")
    with open_store(f"{server.address}/query/", write=True, access=updates) as store:
        store.replace_graphs({iri("g"): ()})
        assert store.graph_names() == ()


def test_what_was_written_twice_is_there_once(server: SparqlServer) -> None:
    server.empty()
    with open_store(server.address, write=True) as store:
        for _ in range(2):
            store.replace_graphs({**said("g", ("s", "p", "x")), **said("h", ("s", "p", "x"))})
        assert store.select("SELECT ?o WHERE { ?s ?p ?o }").column("o") == (Literal(value="x"),)


def test_the_base_is_told_by_what_is_stored(server: SparqlServer) -> None:
    server.empty()
    namer = Namer(base="https://news.example/")
    with open_store(server.address, write=True, base=namer.base) as store:
        store.replace_graphs({Iri(namer.runs_graph): run_quads((), namer, version="1", started=NOW, ended=NOW)})
    with open_store(server.address, write=False) as store:
        assert store.base == "https://news.example/"
    with pytest.raises(SettingsError, match=r"was made with the base https://news\.example/"):
        open_store(server.address, write=False, base="https://other.example/")


def test_blank_nodes_of_others_are_read_as_iris(server: SparqlServer) -> None:
    server.empty()
    server.update(f'INSERT DATA {{ GRAPH <{iri("g")}> {{ [] <{iri("p")}> "x" }} }}')
    with open_store(server.address, write=False) as store:
        (quad,) = store.quads()
    assert "/.well-known/genid/" in quad.subject


def test_a_server_that_is_not_there_is_named(server: SparqlServer) -> None:
    with pytest.raises(StoreError, match=r"http://127.0.0.1:9/query cannot be reached.*see that the server runs"):
        open_store("http://127.0.0.1:9", write=False)
    with pytest.raises(StoreError, match="there is no SPARQL endpoint at"):
        open_store(f"{server.address}/nothing/here", write=False)


@pytest.mark.parametrize(
    ("location", "told"),
    [
        (f"http://me:{SECRET}@127.0.0.1/query", "ONRECORD_STORE_USER"),
        ("http:///query", "no address of a SPARQL server"),
        ("https://127.0.0.1/query?default-graph-uri=x", "no address of a SPARQL server"),
        ("ftp://127.0.0.1/", "is no store"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(location: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as caught:
        open_store(location, write=False)
    assert SECRET not in str(caught.value)


def test_what_fails_for_a_while_is_tried_again(odd: str) -> None:
    Odd.answers = [EMPTY, (503, b"busy"), (502, b""), YES]
    with open_store(odd, write=False) as store:
        assert store.ask(ASK)
    assert len(Odd.asked) == 4
    Odd.answers = [EMPTY, (503, b"still busy")]
    with open_store(odd, write=False) as store, pytest.raises(StoreError, match="answers 503: still busy"):
        store.ask(ASK)


def test_what_is_refused_is_not_tried_again(odd: str) -> None:
    Odd.answers = [EMPTY, (500, b"no such function"), YES]
    with open_store(odd, write=False) as store, pytest.raises(QueryError, match="no such function"):
        store.ask(ASK)
    assert len(Odd.asked) == 2


def test_a_server_that_is_slow_is_given_up(odd: str) -> None:
    Odd.answers = [EMPTY, None]
    with open_store(odd, write=True, access=Access(seconds=0.3)) as store:
        with pytest.raises(TooSlowError, match=r"0\.3 s allowed"):
            store.ask(ASK)
        with pytest.raises(StoreError, match="may or may not have written: run the command again"):
            store.replace_graphs(said("g", ("s", "p", "x")))
    assert len(Odd.asked) == 3


def test_an_answer_that_is_none_is_said_to_be(odd: str) -> None:
    Odd.answers = [(200, b"<html>Welcome</html>")]
    with pytest.raises(StoreError, match="is it a query endpoint"):
        open_store(odd, write=False)


def test_secrets_are_sent_and_never_said(odd: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    Odd.answers = [EMPTY, (401, b"")]
    access = Access(token=SECRET, user="me", password=SECRET)
    with (
        open_store(odd, write=False, access=access) as store,
        pytest.raises(StoreError, match="ONRECORD_STORE_TOKEN") as caught,
    ):
        store.ask(ASK)
    assert Odd.asked == [f"Bearer {SECRET}"] * 2
    assert SECRET not in f"{caplog.text}{caught.value}{access!r}{access}"
    Odd.answers = [EMPTY]
    open_store(odd, write=False, access=Access(user="me", password=SECRET)).close()
    assert Odd.asked[-1].startswith("Basic ")
