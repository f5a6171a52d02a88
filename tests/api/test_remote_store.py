"""Commands and the web service on a store that is a SPARQL server, beside the same on one in a folder."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.queries import named_queries
from kg.queries import run as ask_by_name
from kg.rdf import nquads
from kg.stores import open_store
from tests.api.commands import Inside, run
from tests.api.running import server_process
from tests.api.test_cli_retracting import ADDRESS, PAGE, REASON
from tests.kg.stores.servers import SparqlServer

STORED = ("2025-08-22-canada-drops-most-retaliatory-tariffs.md", "2025-10-08-carney-reports-to-parliament.md")
_OF_A_DOCUMENT = re.compile(r".*/graph/[0-9a-f]{16}")
WRITER = {"Authorization": "Bearer t"}
ADDED = "2025-08-01-tariff-on-canadian-goods-raised.md"


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in a folder with two documents of the examples."""
    place = tmp_path_factory.mktemp("beside") / "store"
    assert run("build", *(root / "examples" / name for name in STORED), "--store", place).returncode == 0
    return place


@pytest.fixture(scope="module", params=["", "--union-default-graph"], ids=["its own default graph", "union"])
def remote(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that a backup of the same was restored to."""
    copy = tmp_path_factory.mktemp("copied") / "copy"
    assert run("backup", copy, "--store", folder).returncode == 0
    with SparqlServer(*filter(None, (request.param,))) as running:
        assert run("restore", copy, "--store", running.address).returncode == 0
        yield running.address


def dump(location: str | Path) -> str:
    """The hash of all graphs but that of runs, which tells the time."""
    with open_store(location, write=False) as store:
        kept = (quad for quad in store.quads() if not quad.graph.endswith("graph/runs"))
        return hashlib.sha256(nquads(kept).encode()).hexdigest()


def test_both_hold_the_same(remote: str, folder: Path) -> None:
    assert dump(remote) == dump(folder)


def _documents(location: str) -> set[str]:
    """The names of the documents on a server."""
    with open_store(location, write=False) as store:
        return {name.rpartition("/")[2] for name in store.graph_names() if _OF_A_DOCUMENT.fullmatch(name)}


def _rows(location: str | Path, name: str) -> set[tuple[str, ...]]:
    """The rows of a named query; what a cell lists has no order."""
    with open_store(location, write=False) as store:
        rows = ask_by_name(store, name, {}).rows
    return {tuple(" ".join(sorted(re.split(r"[\s|,']+", str(term)))) for term in row) for row in rows}


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_a_named_query_answers_the_same(remote: str, folder: Path, name: str) -> None:
    """A server's own union may repeat rows, and tells no other."""
    assert _rows(remote, name) == _rows(folder, name)


@pytest.mark.parametrize(
    "command",
    [
        ("claims", "--json"),
        ("tariffs", "--json"),
        ("ask", "who said what about steel"),
        ("ask", "how many claims are there"),
        ("export", "--format", "turtle"),
        ("export", "--format", "jsonld"),
        ("validate", "--json"),
        ("query", "ASK { ?s ?p ?o }"),
    ],
    ids=" ".join,
)
def test_a_command_answers_the_same(remote: str, folder: Path, inside: Inside, command: tuple[str, ...]) -> None:
    there, here = (inside(*command, "--store", place) for place in (remote, folder))
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)


def test_a_backup_of_a_server_is_restored_in_a_folder_and_on_a_server(remote: str, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy", "--store", remote).returncode == 0
    assert run("restore", tmp_path / "copy", "--store", tmp_path / "again").returncode == 0
    assert dump(tmp_path / "again") == dump(remote)
    refused = run("restore", tmp_path / "copy", "--store", remote)
    assert (refused.returncode, "holds data already" in refused.stderr) == (1, True)
    with SparqlServer() as other:
        assert run("restore", tmp_path / "copy", "--store", other.address).returncode == 0
        assert dump(other.address) == dump(remote)


def _built(root: Path, store: str) -> bool:
    paths = (root / "examples" / name for name in STORED)
    return run("build", *paths, "--reader", "rules", "--store", store).returncode == 0


def test_the_service_reads_and_changes_a_server(root: Path) -> None:
    with SparqlServer() as store:
        assert _built(root, store.address)
        before = dump(store.address)
        served = server_process(store.address, ONRECORD_TOKEN="t", ONRECORD_READER="rules")
        with served as (address, _), httpx.Client(base_url=address, headers=WRITER, timeout=60) as client:
            kept = _documents(store.address)
            assert "Carney" in client.get("/claims").text
            text = (root / "examples" / ADDED).read_bytes()
            sent = client.post("/documents", content=text, headers={"Content-Type": "text/markdown"})
            assert sent.is_success, sent.text
            assert dump(store.address) != before
            name = next(name for name in _documents(store.address) if name not in kept)
            assert client.get(f"/document/{name}").is_success
            assert client.delete(f"/document/{name}").is_success
            assert _documents(store.address) == kept
            store.update(f"DROP GRAPH <https://onrecord.example/graph/{sorted(kept)[0]}>")
            assert client.post("/rebuild").is_success


def _claims(client: httpx.Client) -> int:
    return len(client.get("/claims.json").json()["rows"])


def _sent(client: httpx.Client, page: str) -> str:
    """What becomes of a page that is sent to be read."""
    reply = client.post("/documents", content=page.encode(), headers={"Content-Type": "text/html"})
    assert reply.is_success, reply.text
    return str(reply.json()["documents"][0])


def test_what_is_withdrawn_stays_so_while_a_server_as_store_is_served(tmp_path: Path) -> None:
    """The judgement lies among the user's data, not on the server that is the store; what serves it follows it from there."""
    news, data = tmp_path / "mill.html", str(tmp_path / "data")
    news.write_text(PAGE.format(more=""))
    told = {"ONRECORD_TOKEN": "t", "ONRECORD_READER": "rules", "XDG_DATA_HOME": data}
    with SparqlServer() as store:
        assert run("build", news, "--reader", "rules", "--store", store.address, XDG_DATA_HOME=data).returncode == 0
        retracted = run("retract", ADDRESS, "--reason", REASON, "--store", store.address, XDG_DATA_HOME=data)
        assert retracted.returncode == 0, retracted.stderr
        served = server_process(store.address, **told)
        with served as (address, _), httpx.Client(base_url=address, headers=WRITER, timeout=60) as client:
            (name,) = _documents(store.address)
            assert _claims(client) == 0
            assert REASON in client.get(f"/document/{name}", headers={"Accept": "text/html"}).text
            assert REASON in _sent(client, PAGE.format(more="<p>Petrova warned that mills in Ontario would close.</p>"))
            assert _claims(client) == 0
            assert client.post("/rebuild").is_success
            assert _claims(client) == 0
            undone = run("retract", ADDRESS, "--undo", "--store", store.address, XDG_DATA_HOME=data)
            assert undone.returncode == 0, undone.stderr
            assert client.post("/rebuild").is_success
            _sent(client, PAGE.format(more=""))
            assert _claims(client) == 1
