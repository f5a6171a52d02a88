"""Side tables of a served store: whatever is written by HTTP, they tell of it before it is acknowledged; and their command."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from kg.ids import Namer
from kg.stores import open_store
from tests.api.commands import run
from tests.api.running import fill, serving
from tests.kg.facts_for_tests import example_document
from tests.kg.tables.contents import check_words, contents
from tests.kg.tables.test_agreement import built_anew

TOKEN = {"Authorization": "Bearer s3cret"}
SPARQL = {"Content-Type": "application/sparql-update"}
PREFIXES = "PREFIX kg: <https://onrecord.example/ontology#> PREFIX schema: <https://schema.org/> "
GRAPH = Namer().graph(example_document().iri)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the example document."""
    fill(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def client(store: Path) -> Iterator[httpx.Client]:
    """A client with the token."""
    settings = Settings(store=str(store), token=SecretStr("s3cret"))
    with serving(settings) as address, httpx.Client(base_url=address, headers=TOKEN, timeout=60) as made:
        yield made


def agree(store: Path) -> None:
    """What a new reader is given is what its snapshot says."""
    with open_store(store, write=False) as reader:
        assert contents(reader.tables()) == built_anew(reader)
        check_words(reader.tables())


def found(client: httpx.Client, **asked: str) -> int:
    """How many claims the list has."""
    reply = client.get("/claims.json", params=asked)
    assert reply.status_code == 200, reply.text
    return int(reply.json()["total"])


def update(client: httpx.Client, text: str) -> None:
    """A SPARQL update that is made."""
    reply = client.post("/update", content=PREFIXES + text, headers=SPARQL)
    assert reply.status_code == 204, reply.text


def test_every_change_is_in_the_tables_before_it_is_acknowledged(client: httpx.Client, store: Path) -> None:
    total = found(client)
    assert total > 1
    words = (
        'DELETE { GRAPH ?g { ?c schema:text ?t } } INSERT { GRAPH ?g { ?c schema:text "Zanzibar clove quota" } } '
        f"WHERE {{ GRAPH ?g {{ ?c a kg:Utterance ; schema:text ?t }} FILTER(?g = <{GRAPH}>) }}"
    )
    update(client, words)
    assert found(client, text='"clove quota" zanzibar') == total
    agree(store)
    content = client.get("/graphs", params={"graph": GRAPH}, headers={"Accept": "text/turtle"})
    assert client.delete(httpx.URL(example_document().iri).path).status_code == 204
    assert found(client) == found(client, text="clove") == 0
    agree(store)
    put = client.put("/graphs", params={"graph": GRAPH}, content=content.content, headers={"Content-Type": "text/turtle"})
    assert put.status_code in (201, 204)
    assert found(client, text="clove") == total
    agree(store)
    update(client, f"COPY GRAPH <{GRAPH}> TO <{GRAPH}-copy>")
    assert found(client) == total
    agree(store)
    update(client, f"DROP GRAPH <{GRAPH}> ; DELETE WHERE {{ GRAPH ?g {{ ?c schema:text ?t }} }}")
    assert found(client, text="clove") == 0
    assert client.post("/rebuild").status_code == 204
    agree(store)


def test_the_list_finds_words_as_people_write_them(client: httpx.Client) -> None:
    with_words = found(client, text="duties")
    assert with_words == found(client, text="DUTY") == found(client, text="duti*") > 0
    assert found(client, text='"no such words here"') == 0


def test_the_command_tells_mends_and_is_turned_away_beside_a_server(store: Path) -> None:
    told = run("tables", "--store", store)
    assert told.returncode == 0, told.stderr
    assert "Documents: 1 " in told.stdout
    (path,) = [one for one in (store / "tables").iterdir() if one.stem == (store / "current").read_text().strip()]
    path.write_bytes(b"garbage" * 999)
    broken = run("tables", "--store", store, "--json")
    assert broken.returncode == 1
    assert json.loads(broken.stdout)["ok"] is False
    assert run("claims", "--store", store, "--text", "duty").returncode == 0
    mended = run("tables", "--store", store, "--rebuild")
    assert mended.returncode == 0, mended.stderr
    assert "They are built anew" in mended.stderr
    after = json.loads(run("tables", "--store", store, "--json").stdout)
    assert after["ok"] is True
    assert after["tables"]["claims"] > 0
    agree(store)
    with serving(Settings(store=str(store))):
        refused = run("tables", "--store", store, "--rebuild")
        assert refused.returncode == 1
        assert "another process is writing" in refused.stderr
        assert run("tables", "--store", store).returncode == 0


def test_there_are_none_of_a_store_in_memory(tmp_path: Path) -> None:
    refused = run("tables", "--store", "memory:")
    assert refused.returncode == 1
    assert "side tables are kept beside a store in a folder" in refused.stderr
    absent = run("tables", "--store", tmp_path / "nowhere")
    assert "there is no store at" in absent.stderr


def test_a_file_of_tables_is_a_database_that_others_can_read(store: Path) -> None:
    with open_store(store, write=False) as reader:
        claims = contents(reader.tables())["words"]
    path = store / "tables" / f"{(store / 'current').read_text().strip()}.sqlite"
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert connection.execute("SELECT COUNT(*) FROM words").fetchone() == (len(claims),)
    connection.close()
