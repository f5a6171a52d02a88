"""What became of a document: its page and its JSON tell that it is withdrawn, and what it said before."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.cli import program
from api.settings import Settings
from kg.ids import Namer
from tests.api.running import serving
from tests.api.test_cli_retracting import ADDRESS, PAGE

DOCUMENT = "/" + Namer().document(url=ADDRESS, text="").removeprefix(Namer().base)
MORE = "<p>Petrova warned that mills in Ontario would close within weeks.</p>"
WHY = "The <b>interview</b> was invented."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a document whose text changed once, and which somebody then withdrew."""
    folder = tmp_path_factory.mktemp("withdrawn")
    news, store = folder / "mill.html", folder / "store"
    for more in ("", MORE):
        news.write_text(PAGE.format(more=more))
        assert program.run(["build", str(news), "--store", str(store)]) == 0
    told = ("--reason", WHY, "--who", "Ivo", "--when", "May 2026")
    assert program.run(["retract", ADDRESS, *told, "--store", str(store)]) == 0
    return store


@pytest.fixture(scope="module")
def withdrawn(store: Path) -> Iterator[httpx.Client]:
    """A client of a server over that store."""
    with serving(Settings(store=str(store))) as address, httpx.Client(base_url=address, timeout=20) as made:
        yield made


def test_the_page_tells_why_and_by_whom_and_what_was_said_before(withdrawn: httpx.Client) -> None:
    page = withdrawn.get(DOCUMENT, headers={"Accept": "text/html"}).text
    for told in ("Withdrawn.", "The &lt;b&gt;interview&lt;/b&gt; was invented.", "Ivo", "May 2026", "nothing: it is withdrawn"):
        assert told in page
    earlier = page[page.index("Earlier versions</h2>") :]
    assert "+ Anna Petrova: mills in Ontario would close within weeks" in earlier
    assert "− Anna Petrova: mills in Ontario would close within weeks" in earlier


def test_programs_find_the_same(withdrawn: httpx.Client) -> None:
    found = withdrawn.get(f"{DOCUMENT}/versions").json()
    assert found["document"].endswith(DOCUMENT)
    told = {name: found["withdrawal"][name] for name in ("reason", "who", "when")}
    assert told == {"reason": WHY, "who": "Ivo", "when": "May 2026"}
    last, first = sorted(found["versions"], key=lambda one: one["differences"], reverse=True)  # within one second any order
    assert [one[:1] for one in last["differences"]] == ["−", "−"]
    assert first["differences"] == ["+ Anna Petrova: mills in Ontario would close within weeks"]
    assert last["hash"] != first["hash"]
    assert last["replaced"] >= first["replaced"]
    described = withdrawn.get(DOCUMENT, params={"format": "jsonld"}).text
    assert WHY in json.dumps(json.loads(described))


def test_a_document_that_stands_as_it_came_says_nothing_of_the_kind(client: httpx.Client) -> None:
    assert client.get("/document/none/versions").status_code == 404
    row = client.get("/claims", headers={"Accept": "application/json"}).json()["rows"][0]
    path = "/" + row["document"]["iri"].removeprefix(Namer().base)
    assert "Withdrawn" not in client.get(path).text
    found = client.get(f"{path}/versions").json()
    assert (found["withdrawal"], found["versions"]) == (None, [])


def test_a_server_takes_a_new_text_of_it_in_without_facts(withdrawn: httpx.Client) -> None:
    """The process that reads for a server is told what people decided."""
    content = PAGE.format(more=f"{MORE}<p>Petrova said on Friday that talks on aluminium would resume.</p>")
    sent = withdrawn.post("/documents", content=content.encode(), headers={"Content-Type": "text/html"}, timeout=100)
    assert sent.is_success, sent.text
    assert "withdrawn, it states no facts any more" in sent.text
    found = withdrawn.get(f"{DOCUMENT}/versions").json()
    assert (len(found["versions"]), found["withdrawal"]["who"]) == (3, "Ivo")
    assert not withdrawn.get("/claims", headers={"Accept": "application/json"}).json()["rows"]
