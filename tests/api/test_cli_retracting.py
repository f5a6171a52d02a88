"""Withdrawing a document by command: its facts go, the document and the reason stay, and it can be taken back."""

import json
from pathlib import Path

from tests.api.commands import Inside

PAGE = (
    '<html><head><title>Mill</title><link rel="canonical" href="https://ledger.example/mill"></head><body><article>'
    "<p>Canadian Trade Minister Anna Petrova said on Tuesday that Ottawa would not accept new duties on steel.</p>{more}"
    "</article></body></html>"
)
ADDRESS = "https://ledger.example/mill"


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
