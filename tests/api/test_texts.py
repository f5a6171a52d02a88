"""A server that gives out passages only (ONRECORD_TEXTS=passages): what no fact was read from leaves it by no way at all."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from kg.export import FORMATS
from kg.ids import Namer
from kg.model import Iri, Literal
from kg.rdf import WITHHELD
from kg.stores import open_store
from tests.api.running import serving, store_document
from tests.api.test_pages import DOCUMENT, HTML, PAGES
from tests.kg.facts_for_tests import example_document, example_facts
from tests.kg.stores.servers import SparqlServer

SECRETS = ("about the ferry", "likes plums", "about weather alone", "Share this page")
SHOWN = "We will not blink"
_MORE = "\nNobody asked about the ferry. Its captain likes plums.\n\nThe last paragraph is about weather alone.\n"
_TOKEN = {"Authorization": "Bearer writing"}
_GRAPH = Namer().graph(example_document().iri)
_TEXT = "SELECT ?text WHERE { ?document a <https://schema.org/NewsArticle> ; <https://schema.org/text> ?text }"
_EVERYTHING = "SELECT * WHERE { ?s ?p ?o }"
_EVERYWHERE = "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "store"
    document = example_document()
    store_document(path, replace(document, text=document.text + _MORE), example_facts())
    return path


@pytest.fixture(scope="module")
def passages(store: Path) -> Iterator[httpx.Client]:
    """A client of a server that gives out passages only."""
    settings = Settings(store=str(store), texts="passages", token=SecretStr("writing"))
    with serving(settings) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def _whole_text(store: Path) -> str:
    with open_store(store, write=False) as opened:
        found = opened.select(_TEXT).rows[0][0]
    assert isinstance(found, Literal)
    return found.value


WAYS = (
    *((path, HTML["Accept"]) for path in PAGES),
    *((f"{DOCUMENT}{ending}", "*/*") for ending in ("", ".json", ".ttl", ".jsonld", ".nt")),
    *((DOCUMENT, kind) for kind in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")),
    *((f"/claims{ending}", "*/*") for ending in (".json", ".csv", ".ttl", ".jsonld")),
    ("/claims?text=captain+likes", HTML["Accept"]),
    ("/ask?q=what+about+the+captain", "application/json"),
    ("/tariffs.json", "*/*"),
    ("/review", HTML["Accept"]),
    ("/review", "application/json"),
    ("/graph", HTML["Accept"]),
    *((f"/downloads/onrecord{one.suffix}", "*/*") for one in FORMATS),
    *((f"/graphs?graph={quote(_GRAPH, safe='')}", kind) for kind in ("text/turtle", "application/trig", "application/ld+json")),
    *((f"/sparql?query={quote(query)}", kind) for query in (_EVERYTHING, _EVERYWHERE) for kind in ("text/csv", HTML["Accept"])),
    (f"/sparql?query={quote('CONSTRUCT WHERE { ?s ?p ?o }')}", "application/n-triples"),
    (f"/sparql?query={quote(_EVERYTHING)}&named-graph-uri={quote(_GRAPH)}&default-graph-uri={quote(_GRAPH)}", "text/csv"),
)


@pytest.mark.parametrize(("path", "accept"), WAYS, ids=lambda value: str(value)[:70])
def test_no_way_leads_to_the_whole_text(passages: httpx.Client, path: str, accept: str) -> None:
    reply = passages.get(path, headers={"Accept": accept}, follow_redirects=True)
    assert reply.status_code < 500
    assert not [secret for secret in SECRETS if secret in reply.text]


def test_evidence_is_shown_with_its_sentence_and_told_to_be_a_part(passages: httpx.Client) -> None:
    page = passages.get(DOCUMENT, headers=HTML)
    assert SHOWN in page.text
    assert "passages only" in page.text
    assert 'aria-label="54 characters that are not shown"' in page.text
    told = passages.get("/sparql", params={"query": _TEXT}).json()["results"]["bindings"][0]["text"]["value"]
    assert SHOWN in told
    assert WITHHELD in told
    assert SHOWN in passages.get("/claims", headers=HTML).text
    assert WITHHELD not in passages.get("/claims", headers=HTML).text


def test_a_query_cannot_filter_by_what_is_left_out(passages: httpx.Client) -> None:
    for secret in SECRETS:
        query = f'ASK {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} FILTER(CONTAINS(STR(?o), "{secret}")) }}'
        assert passages.get("/sparql", params={"query": query}).json()["boolean"] is False
    known = passages.get("/sparql", params={"query": f'ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{SHOWN}")) }}'})
    assert known.json()["boolean"] is True


def test_a_server_without_the_setting_shows_whole_texts(store: Path, tmp_path: Path) -> None:
    with open_store(store, write=False) as original, open_store(tmp_path / "copy", write=True) as copy:
        copy.replace_graphs({name: tuple(original.quads(name)) for name in original.graph_names()})
    with serving(Settings(store=str(tmp_path / "copy"))) as address:
        assert "plums" in httpx.get(f"{address}{DOCUMENT}", headers=HTML).text


def test_what_is_written_later_is_cut_before_it_is_acknowledged_and_kept_whole(tmp_path: Path) -> None:
    store = tmp_path / "store"
    document = example_document()
    store_document(store, replace(document, text=document.text + _MORE), example_facts())
    settings = Settings(store=str(store), texts="passages", token=SecretStr("writing"))
    late = "https://onrecord.example/document/late"
    said = f'<{late}> a <https://schema.org/NewsArticle> ; <https://schema.org/text> "Late plums."'
    update = f"INSERT DATA {{ GRAPH <https://onrecord.example/graph/late> {{ {said} }} }}"
    with serving(settings) as address, httpx.Client(base_url=address, timeout=30, headers=_TOKEN) as client:
        assert client.post("/update", content=update, headers={"Content-Type": "application/sparql-update"}).is_success
        found = client.get("/sparql", params={"query": f"SELECT ?t WHERE {{ <{late}> <https://schema.org/text> ?t }}"}).json()
        assert [row["t"]["value"] for row in found["results"]["bindings"]] == [WITHHELD * len("Late plums.")]
        given_out = client.get("/graphs", params={"graph": _GRAPH}, headers={"Accept": "text/turtle"})
        put_back = client.put(
            "/graphs", params={"graph": _GRAPH}, content=given_out.content, headers={"Content-Type": "text/turtle"}
        )
        assert put_back.status_code == 400
        assert "whole" in put_back.json()["detail"]
        rename = f'INSERT DATA {{ GRAPH <{_GRAPH}> {{ <{document.iri}> <https://schema.org/name> "renamed" }} }}'
        assert client.post("/update", content=rename, headers={"Content-Type": "application/sparql-update"}).is_success
        assert client.get("/sparql", params={"query": 'ASK { ?s ?p "renamed" }'}).json()["boolean"] is True
        assert "plums" not in client.get("/sparql", params={"query": _EVERYTHING}, headers={"Accept": "text/csv"}).text
        assert client.delete(f"/document/{late.rpartition('/')[2]}").is_success
        assert client.get("/sparql", params={"query": f"ASK {{ <{late}> ?p ?o }}"}).json()["boolean"] is False
    with serving(Settings(store=str(store))):
        assert sorted(path.name for path in store.iterdir() if path.is_dir()) == ["live", "snapshots", "tables"]
    with open_store(store, write=False) as opened:
        told = [row[0].value for row in opened.select(_TEXT).rows if isinstance(row[0], Literal)]
        assert told == [document.text + _MORE]
        assert opened.ask('ASK { GRAPH ?g { ?s ?p "renamed" } }', {"g": Iri(_GRAPH)})


@pytest.mark.parametrize("is_remote", [False, True], ids=["in memory", "a server as store"])
def test_other_stores_keep_their_texts_too(*, is_remote: bool) -> None:
    late = "https://onrecord.example/graph/late"
    said = b'<https://onrecord.example/document/late> <https://schema.org/text> "Late plums." .'
    asked = {"query": "SELECT ?t WHERE { ?d <https://schema.org/text> ?t }"}
    with ExitStack() as stack:
        address = stack.enter_context(SparqlServer()).address if is_remote else "memory:"
        served = stack.enter_context(serving(Settings(store=address, texts="passages", token=SecretStr("writing"))))
        client = stack.enter_context(httpx.Client(base_url=served, timeout=30, headers=_TOKEN))
        sent = client.put("/graphs", params={"graph": late}, content=said, headers={"Content-Type": "text/turtle"})
        assert sent.status_code == 201
        rows = client.get("/sparql", params=asked).json()["results"]["bindings"]
        assert [row["t"]["value"] for row in rows] == [WITHHELD * len("Late plums.")]
        if is_remote:
            with open_store(address, write=False) as store:
                assert store.ask('ASK { GRAPH ?g { ?d ?p "Late plums." } }')
