"""The page that takes documents in: pasted text and files, and a report that names what was not read, and why."""

import json
from collections.abc import Iterator

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from tests.api.running import serving

HTML = {"Accept": "text/html"}
STORY = "Steel talks\n\nFinance Minister Jane Doerksen of Canada said on Monday that the tariff on steel will hurt workers.\n"
PASTED = 'Copper duty\r\n\r\n"We will respond to the duty on copper," said Chile’s trade minister, Rosa Munoz.'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of an empty server on this machine, which has no token."""
    settings = Settings(store=str(tmp_path_factory.mktemp("adding") / "store"), reader="rules")
    with serving(settings) as address, httpx.Client(base_url=address, timeout=120) as made:
        yield made


def files(*named: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("file", one) for one in named]


def test_a_file_that_cannot_be_read_costs_no_other(client: httpx.Client) -> None:
    sent = files(
        ("a.txt", STORY.encode()), ("b.pdf", b"%PDF-1.7"), ("c.txt", b"Ceci est un texte sur les droits de douane du pays.")
    )
    about = {"text": PASTED, "publisher": "Copper Post", "published": "2025-03-04"}
    page = client.post("/add", files=sent, data=about, headers=HTML)
    assert page.status_code == 200
    assert "4 documents: 2 read." in page.text
    assert "Copper-duty" in page.text
    assert "only .txt, .md, .html, .jsonl are read here" in page.text
    assert "language fr: not read" in page.text
    rows = client.get("/claims.json", params={"speaker": "munoz"}).json()["rows"]
    assert [(row["document"]["publisher"], row["document"]["published"]) for row in rows] == [("Copper Post", "2025-03-04")]


def test_the_report_comes_line_by_line(client: httpx.Client) -> None:
    sent = files(("d.txt", STORY.replace("Jane", "Joan").encode()), ("e.txt", b" "))
    reply = client.post("/add", files=sent, headers={"Accept": "application/x-ndjson"})
    lines = [json.loads(line) for line in reply.text.splitlines()]
    assert [(line.get("name"), line.get("status")) for line in lines] == [("e.txt", "failed"), ("d.txt", "read"), (None, None)]
    assert "claim" in lines[1]["found"]
    assert client.get(lines[1]["page"], headers=HTML).status_code == 200
    assert lines[-1] == {"done": True}


def test_nothing_sent_is_said_and_what_was_written_stays(client: httpx.Client) -> None:
    page = client.post("/add", files=files(("", b"")), data={"text": " ", "publisher": "Some <Paper>"}, headers=HTML)
    assert page.status_code == 400
    assert "paste a text, or choose files" in page.text
    assert 'value="Some &lt;Paper&gt;"' in page.text


def test_the_form_comes_as_multipart_only(client: httpx.Client) -> None:
    assert client.post("/add", data={"text": PASTED}).status_code == 415


def test_a_server_with_a_token_asks_for_it(tmp_path: object) -> None:
    settings = Settings(store=f"{tmp_path}/store", token=SecretStr("right"))
    with serving(settings) as address, httpx.Client(base_url=address) as client:
        assert "sign in" in client.get("/add", headers=HTML).text
        assert client.post("/add", files=files(("a.txt", b"x")), headers=HTML).status_code == 401
