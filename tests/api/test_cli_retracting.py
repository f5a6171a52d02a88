"""Withdrawing a document by command: its facts go, the document and the reason stay, and it can be taken back."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ids import Namer
from kg.judgements import beside, read_judgements
from kg.rdf import nquads
from kg.stores import open_store
from tests.api.commands import Inside
from tests.kg.stores.servers import SparqlServer

PAGE = (
    '<html><head><title>Mill</title><link rel="canonical" href="https://ledger.example/mill"></head><body><article>'
    "<p>Canadian Trade Minister Anna Petrova said on Tuesday that Ottawa would not accept new duties on steel.</p>{more}"
    "</article></body></html>"
)
ADDRESS = "https://ledger.example/mill"
REASON = "The interview was invented."


def dump(store: Path) -> str:
    """All but the record of runs, which tells the time."""
    with open_store(store, write=False) as opened:
        return nquads(quad for quad in opened.quads() if quad.graph != Namer().runs_graph)


def claims(inside: Inside, store: Path | str) -> int:
    return len(json.loads(inside("claims", "--json", "--store", store).stdout)["rows"])


def test_what_is_withdrawn_stays_so_until_it_is_taken_back(inside: Inside, tmp_path: Path) -> None:
    news, store = tmp_path / "mill.html", tmp_path / "store"
    news.write_text(PAGE.format(more=""))
    assert inside("build", news, "--store", store).returncode == 0
    assert json.loads(inside("claims", "--json", "--store", store).stdout)["rows"]
    assert inside("retract", ADDRESS, "--store", store).returncode == 2
    done = inside("retract", ADDRESS, "--reason", "The interview was invented.", "--store", store)
    assert (done.returncode, "Withdrawn" in done.stderr) == (0, True)
    assert not json.loads(inside("claims", "--json", "--store", store).stdout)["rows"]
    told = inside("query", "document-versions", "--store", store).stdout
    assert "invented" in told
    assert inside("retract", ADDRESS, "--reason", "Again.", "--store", store).returncode == 1
    again = inside("build", news, "--again", "--store", store)
    assert "withdrawn here: The interview was invented." in again.stderr
    assert inside("validate", "--store", store).returncode == 0
    assert inside("retract", ADDRESS, "--undo", "--store", store).returncode == 0
    assert "1 document read" in inside("build", news, "--store", store).stdout
    assert json.loads(inside("claims", "--json", "--store", store).stdout)["rows"]


def test_a_new_version_is_reported(inside: Inside, tmp_path: Path) -> None:
    news, store = tmp_path / "mill.html", tmp_path / "store"
    news.write_text(PAGE.format(more=""))
    inside("build", news, "--store", store)
    news.write_text(PAGE.format(more="<p>Petrova warned that mills in Ontario would close within weeks.</p>"))
    done = inside("build", news, "--store", store, "--json")
    (version,) = json.loads(done.stdout)["new_versions"]
    assert any(difference.startswith("+ Anna Petrova: ") for difference in version["differences"])


def test_an_unknown_document_is_refused(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "mill.html").write_text(PAGE.format(more=""))
    inside("build", tmp_path / "mill.html", "--store", tmp_path / "store")
    done = inside("retract", "https://nowhere.example/", "--reason", "Wrong.", "--store", tmp_path / "store")
    assert (done.returncode, "there is no document" in done.stderr) == (1, True)


@pytest.mark.parametrize("undo", [("retract", ADDRESS, "--undo"), ("review", "undo", "ID")], ids=["retract", "review"])
def test_a_retraction_outlives_the_store_and_a_new_text(inside: Inside, tmp_path: Path, undo: tuple[str, ...]) -> None:
    news, store = tmp_path / "mill.html", tmp_path / "store"
    news.write_text(PAGE.format(more=""))
    inside("build", news, "--store", store)
    assert inside("retract", ADDRESS, "--reason", REASON, "--who", "Ivo", "--store", store).returncode == 0
    withdrawn = dump(store)
    assert REASON in withdrawn
    (line,) = read_judgements(beside(store)).lines
    assert (line.reason, line.who, f"<{line.document}>" in withdrawn) == (REASON, "Ivo", True)
    shutil.rmtree(store)
    built = inside("build", news, "--store", store)
    assert f"withdrawn, it states no facts any more: {REASON}" in built.stderr
    assert dump(store) == withdrawn
    assert "withdrawn here" in inside("build", news, "--store", store).stderr
    news.write_text(PAGE.format(more="<p>Petrova warned that mills in Ontario would close within weeks.</p>"))
    assert REASON in inside("build", news, "--store", store).stderr
    assert claims(inside, store) == 0
    assert REASON in inside("review", "list", "--store", store).stdout
    assert inside(*(line.id if word == "ID" else word for word in undo), "--store", store).returncode == 0
    inside("build", news, "--store", store)
    assert (claims(inside, store), REASON in dump(store)) == (2, False)
    assert inside("retract", ADDRESS, "--undo", "--store", store).returncode == 1


def test_a_retraction_goes_with_backups_and_waits_for_its_document(inside: Inside, tmp_path: Path) -> None:
    news, store, again = tmp_path / "mill.html", tmp_path / "store", tmp_path / "again"
    news.write_text(PAGE.format(more=""))
    inside("build", news, "--store", store)
    inside("retract", ADDRESS, "--reason", REASON, "--store", store)
    assert inside("backup", tmp_path / "copy", "--store", store).returncode == 0
    assert inside("restore", tmp_path / "copy", "--store", again).returncode == 0
    assert read_judgements(beside(again)) == read_judgements(beside(store))
    shutil.rmtree(again)
    other = tmp_path / "other.txt"
    other.write_text("Mexico's Trade Minister Bruno Solis said on Monday that tariffs on corn would be cut.")
    assert inside("build", other, "--store", again).returncode == 0
    assert claims(inside, again) == 1
    inside("build", news, "--store", again)
    assert claims(inside, again) == 1


def test_while_another_process_writes_the_judgement_is_noted_and_followed_later(inside: Inside, tmp_path: Path) -> None:
    news, store = tmp_path / "mill.html", tmp_path / "store"
    news.write_text(PAGE.format(more=""))
    inside("build", news, "--store", store)
    with open_store(store, write=True):
        done = inside("retract", ADDRESS, "--reason", REASON, "--store", store)
    assert (done.returncode, "follows with its next change" in done.stderr) == (0, True)
    assert claims(inside, store) == 1
    assert f"withdrawn here: {REASON}" in inside("build", news, "--again", "--store", store).stderr
    assert claims(inside, store) == 0
    assert "duties on steel" in inside("query", "document-versions", "--store", store).stdout


def test_a_mark_that_an_earlier_version_left_in_the_store_holds_and_can_be_lifted(inside: Inside, tmp_path: Path) -> None:
    news, store = tmp_path / "mill.html", tmp_path / "store"
    news.write_text(PAGE.format(more=""))
    inside("build", news, "--store", store)
    inside("retract", ADDRESS, "--reason", REASON, "--store", store)
    beside(store).unlink()
    assert f"withdrawn here: {REASON}" in inside("build", news, "--again", "--store", store).stderr
    assert claims(inside, store) == 0
    assert inside("retract", ADDRESS, "--undo", "--store", store).returncode == 0
    inside("build", news, "--store", store)
    assert claims(inside, store) == 1


@pytest.fixture(scope="module")
def remote() -> Iterator[str]:
    with SparqlServer() as running:
        yield running.address


def test_on_a_server_as_store_judgements_lie_among_the_users_data(
    inside: Inside, tmp_path: Path, remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    news = tmp_path / "mill.html"
    news.write_text(PAGE.format(more=""))
    assert inside("build", news, "--store", remote).returncode == 0
    assert inside("review", "--store", remote).returncode == 0
    assert inside("retract", ADDRESS, "--reason", REASON, "--store", remote).returncode == 0
    (kept,) = (tmp_path / "data").rglob("*.judgements.jsonl")
    assert (REASON in kept.read_text("utf-8"), claims(inside, remote)) == (True, 0)
    with open_store(remote, write=True) as opened:
        for graph in opened.graph_names():
            opened.replace_graphs({graph: ()})
    inside("build", news, "--store", f"{remote}/query")
    assert claims(inside, remote) == 0
    (line,) = json.loads(inside("review", "list", "--json", "--store", remote).stdout)["judgements"]
    assert inside("review", "undo", line["id"], "--store", f"{remote}/").returncode == 0
    inside("build", news, "--store", remote)
    assert claims(inside, remote) == 1
