"""Changes over HTTP: who may make them, what they do to graphs and documents, and that everybody sees them at once."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib
from pydantic import SecretStr

from api.settings import Settings
from kg.ids import DEFAULT_BASE
from kg.model import Iri
from kg.stores import open_store
from tests.api.running import fill, serving

UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}
TOKEN = {"Authorization": "Bearer s3cret"}
A = "http://a.example/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example document."""
    path = tmp_path_factory.mktemp("writing") / "store"
    fill(path)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx.Client]:
    """A client with the token."""
    settings = Settings(store=str(store), token=SecretStr("s3cret"), update_seconds=20)
    with serving(settings) as address, httpx.Client(base_url=address, headers=TOKEN, timeout=60) as made:
        yield made


def update(client: httpx.Client, text: str, **parameters: str) -> httpx.Response:
    """An update as the body."""
    return client.post("/update", content=text, headers=UPDATE, params=parameters)


def ask(client: httpx.Client, pattern: str) -> bool:
    """Whether something is said."""
    return client.get("/sparql", params={"query": f"ASK {{ {pattern} }}", "format": "json"}).json()["boolean"] is True


def test_the_default_graph_is_the_union_and_has_statements_of_its_own(client: httpx.Client) -> None:
    said = f"INSERT DATA {{ <{A}s> <{A}p> 1 . GRAPH <{A}g> {{ <{A}s> <{A}p> 2 }} }}"
    assert update(client, said).status_code == 204
    assert ask(client, f"<{A}s> <{A}p> 1, 2 . GRAPH <{A}g> {{ <{A}s> <{A}p> 2 }}")
    own = client.get("/graphs?default", headers={"Accept": "text/turtle"}).text
    assert len(rdflib.Graph().parse(data=own, format="turtle")) == 1
    assert update(client, f"DELETE WHERE {{ <{A}s> ?p ?o }}").status_code == 204
    assert ask(client, f"<{A}s> <{A}p> 2 FILTER NOT EXISTS {{ <{A}s> <{A}p> 1 }}")
    assert client.delete("/graphs", params={"graph": f"{A}g"}).status_code == 204
    assert not ask(client, f"<{A}s> ?p ?o")


REFUSED = (
    ("LOAD <http://127.0.0.1:9/x.ttl>", 400, "LOAD"),
    ("INSERT DATA { <a:b> <a:c> 1 } ; LOAD SILENT <file:///etc/passwd>", 400, "LOAD"),
    ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "SERVICE"),
    ("INSERT DATA { " + "[ <a:b> " * 200 + "1" + "]" * 200 + "}", 400, "brackets"),
    ("INSERT DATA { <a:b>", 400, "line 1"),
    ("", 400, "no update"),
    ("INSERT DATA { <a:b> <a:c> '\ufffd' }; DELETE", 400, "line 1"),
)


@pytest.mark.parametrize(("text", "status", "told"), REFUSED, ids=[told for _, _, told in REFUSED])
def test_what_is_refused_is_explained_and_changes_nothing(client: httpx.Client, text: str, status: int, told: str) -> None:
    reply = update(client, text)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert told in reply.json()["detail"]
    assert not ask(client, "<a:b> ?p ?o")


def test_a_data_set_is_named_once(client: httpx.Client) -> None:
    twice = f"INSERT {{ GRAPH <{A}g> {{ ?s ?p ?o }} }} USING <{A}g> WHERE {{ ?s ?p ?o }}"
    assert update(client, twice, **{"using-graph-uri": f"{A}h"}).status_code == 400
    assert update(client, "CLEAR ALL", **{"using-graph-uri": "a> <b"}).status_code == 400


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic s3cret"}])
def test_nobody_writes_without_the_token(client: httpx.Client, headers: dict[str, str]) -> None:
    with httpx.Client(base_url=client.base_url, headers=headers) as stranger:
        for reply in (
            update(stranger, "DROP ALL"),
            stranger.put("/graphs", params={"graph": f"{A}g"}, content="", headers=TURTLE),
            stranger.post("/graphs", content="", headers=TURTLE),
            stranger.delete("/graphs", params={"graph": f"{A}g"}),
        ):
            assert reply.status_code == 401
            assert reply.headers["www-authenticate"] == "Bearer"
            assert reply.headers["content-type"] == "application/problem+json"
        assert stranger.get("/graphs").status_code == 200


def test_a_changed_document_is_on_record_as_edited(client: httpx.Client, store: Path) -> None:
    graph = next(
        name for name in client.get("/graphs").text.split() if "/graph/" in name and len(name.rpartition("/")[2]) == 16
    )
    document = graph.replace("/graph/", "/document/")
    added = f"<{document}> <{A}remark> 'checked' ."
    assert client.post("/graphs", params={"graph": graph}, content=added, headers=TURTLE).status_code == 204
    assert ask(client, f"<{document}> <{A}remark> 'checked'")
    agent = "<http://www.w3.org/ns/prov#wasAssociatedWith>/<http://www.w3.org/2004/02/skos/core#prefLabel> 'Onrecord edited'@en"
    assert ask(client, f"GRAPH <{DEFAULT_BASE}graph/runs> {{ ?run <http://www.w3.org/ns/prov#used> <{document}> ; {agent} }}")
    with open_store(store, write=False) as opened:
        assert Iri(f"{DEFAULT_BASE}graph/derived") in opened.graph_names()


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")  # rdflib calls its own old names
def test_graphs_come_and_go_in_every_format(client: httpx.Client) -> None:
    name = {"graph": f"{A}formats"}
    turtle = f"<{A}s> <{A}p> [ <{A}q> 'x' ] ."
    assert client.put("/graphs", params=name, content=turtle, headers=TURTLE).status_code == 201
    wanted = rdflib.Graph().parse(data=turtle, format="turtle")
    for kind, parser in (("application/ld+json", "json-ld"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt")):
        reply = client.get("/graphs", params=name, headers={"Accept": kind})
        assert reply.headers["content-type"] == kind
        assert rdflib.Graph().parse(data=reply.text, format=parser).isomorphic(wanted)
    assert client.put("/graphs", params=name, content=turtle, headers=TURTLE).status_code == 204
    assert client.put("/graphs", params=name, content=b"\x00", headers={"Content-Type": "image/png"}).status_code == 415
    assert client.put("/graphs", params=name, content="<a> <b>", headers=TURTLE).status_code == 400
    assert client.put("/graphs", content=turtle, headers=TURTLE).status_code == 400


def test_the_service_describes_itself(client: httpx.Client) -> None:
    for address in ("/sparql", "/.well-known/void"):
        found = rdflib.Graph().parse(data=client.get(address, headers={"Accept": "text/turtle"}).text, format="turtle")
        assert f"{str(client.base_url).rstrip('/')}/sparql" in set(map(str, found.objects()))
    assert client.get("/sparql").headers["content-type"].startswith("text/turtle")


def test_without_a_token_only_programs_on_this_machine_write(tmp_path: Path) -> None:
    with serving(Settings(store=str(tmp_path / "store"))) as address:
        name = {"graph": f"{A}g"}
        for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
            reply = httpx.put(f"{address}/graphs", params=name, content="", headers={**TURTLE, **headers})
            assert reply.status_code == 403
        assert httpx.put(f"{address}/graphs", params=name, content=f"<{A}s> <{A}p> 1 .", headers=TURTLE).status_code == 201


def test_an_address_tells_its_methods(client: httpx.Client) -> None:
    for path, methods in (
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/update", "POST, OPTIONS"),
        ("/claims", "GET, HEAD, OPTIONS"),
    ):
        reply = client.options(path)
        assert (reply.status_code, reply.headers["allow"]) == (204, methods)
