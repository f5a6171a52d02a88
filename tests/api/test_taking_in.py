"""Documents over HTTP: read once whatever is sent, seen by every query afterwards, removed whole."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from tests.api.commands import run
from tests.api.running import serving

TOKEN = {"Authorization": "Bearer t"}
STORY = (
    "OTTAWA, March 3, 2025 - Finance Minister Jane Doerksen said on Monday that the tariff on steel will hurt workers.\n\n"
    '"We will respond to every measure," Doerksen said.\n'
)
OTHER = 'LONDON - "The duty on aluminium is a mistake," said Sir Peter Hallam, who leads the makers\' association.\n'
CLAIMS = "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a <https://onrecord.example/ontology#Utterance> }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its store."""
    return tmp_path_factory.mktemp("taking") / "store"


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx.Client]:
    """A client of an empty server."""
    settings = Settings(store=str(store), token=SecretStr("t"), reader="rules")
    with serving(settings) as address, httpx.Client(base_url=address, headers=TOKEN, timeout=120) as made:
        yield made


def claims(client: httpx.Client) -> int:
    """How many claims a query finds."""
    found = client.get("/sparql", params={"query": CLAIMS, "format": "json"}).json()
    return int(found["results"]["bindings"][0]["n"]["value"])


def send(client: httpx.Client, text: str, **parameters: str) -> dict[str, Any]:
    """What became of the one document in a body."""
    reply = client.post("/documents", content=text.encode(), headers={"Content-Type": "text/plain"}, params=parameters)
    assert reply.status_code == 200, reply.text
    (document,) = reply.json()["documents"]
    assert isinstance(document, dict)
    return document


def test_a_document_is_read_once_and_seen_at_once(client: httpx.Client) -> None:
    document = send(client, STORY, name="../steel story.txt")
    assert (document["status"], document["path"]) == ("read", "steel-story.txt")
    assert document["counts"]["utterance"] >= 2
    assert claims(client) == document["counts"]["utterance"]
    assert send(client, STORY, name="another name.txt")["status"] == "unchanged"
    assert client.get(httpx.URL(document["iri"]).path).status_code == 200


def test_a_batch_tells_its_progress_line_by_line(client: httpx.Client) -> None:
    files = [
        ("file", ("a.md", f"# News\n\n{OTHER}", "text/markdown")),
        ("file", ("a.txt", STORY, "text/plain")),
        ("file", ("broken.jsonl", "{", "application/x-ndjson")),
        ("file", ("page.html", f"<html><body><article><p>{OTHER}</p></article></body></html>", "text/html")),
    ]
    reply = client.post("/documents", files=files, headers={"Accept": "application/x-ndjson"})
    lines = [json.loads(line) for line in reply.text.splitlines()]
    assert lines[-1] == {"done": 4}
    by_path = {line["path"]: line["status"] for line in lines[:-1]}
    assert by_path["a.md"] == "read"
    assert by_path["broken.jsonl"] == "failed"
    assert "unchanged" in by_path.values()


def test_a_batch_is_brought_to_its_end_when_nobody_waits_for_it_any_longer(client: httpx.Client) -> None:
    before = claims(client)
    files = [("file", (f"{n}.txt", STORY.replace("Doerksen", f"Doerk{n}en"), "text/plain")) for n in "aeiou"]
    with client.stream("POST", "/documents", files=files, headers={"Accept": "application/x-ndjson"}) as reply:
        first = json.loads(next(reply.iter_lines()))
    assert first["status"] == "read"
    deadline = time.monotonic() + 60
    while claims(client) < before + 5 * first["counts"]["utterance"]:
        assert time.monotonic() < deadline, "the rest of the batch was not stored"
        time.sleep(0.1)
    assert send(client, STORY.replace("Doerksen", "Doerkyen"))["status"] == "read"


def test_a_document_is_removed_whole(client: httpx.Client) -> None:
    text = OTHER.replace("aluminium", "copper")
    before = claims(client)
    document = send(client, text)
    assert claims(client) > before
    path = httpx.URL(document["iri"]).path
    assert client.delete(path, headers={"Authorization": ""}).status_code == 401
    assert client.delete(path).status_code == 204
    assert claims(client) == before
    assert client.delete(path).status_code == 404
    assert send(client, text)["status"] == "read"
    assert client.post("/rebuild").status_code == 204


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [(b"x", "image/png", 415), (b"x", "application/json", 415), (b"  ", "text/plain", 400), (b"x", "multipart/form-data", 400)],
)
def test_what_is_no_document_is_refused(client: httpx.Client, content: bytes, kind: str, status: int) -> None:
    reply = client.post("/documents", content=content, headers={"Content-Type": kind})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_nobody_sends_documents_without_the_token(client: httpx.Client) -> None:
    for path in ("/documents", "/rebuild"):
        assert client.post(path, content=b"x", headers={"Authorization": ""}).status_code == 401


def test_a_build_beside_the_server_is_told_why_it_cannot(client: httpx.Client, store: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    done = run("build", "--store", store, "--reader", "rules", tmp_path / "a.txt")
    assert done.returncode == 1
    assert "another process is writing to the store" in done.stderr
