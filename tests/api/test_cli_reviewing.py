"""Reviewing by command, on a store on disk: what was decided outlives every rebuild, goes with backups, and can be undone."""

import json
import shutil
from pathlib import Path

import pytest

from kg.consolidate import consolidate
from kg.ids import VOCABULARY_GRAPH
from kg.model import Iri
from kg.rdf import vocabulary_quads
from kg.stores import open_store
from tests.api.commands import Inside
from tests.kg.news_for_tests import NAMER, Line, add, news

STORIES: tuple[tuple[Line, ...], ...] = (
    (("Helena Vostrak", "trade minister", "CA"), ("Ana Silva", "senator", "BR")),
    (("Helena Vostrack", "trade minister", "CA"), ("A. Silva", "", "")),
)


def build(place: Path) -> None:
    """A store as `onrecord build` leaves it, without the seconds of the language pipeline."""
    with open_store(place, write=True) as store:
        store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary_quads()})
        for number, lines in enumerate(STORIES):
            add(store, *news(number, lines))
        consolidate(store, NAMER)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    build(tmp_path / "store")
    return tmp_path / "store"


def pairs(inside: Inside, place: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """The pairs that review lists: labels → verdict and id."""
    found = json.loads(inside("review", "--json", "--store", place).stdout)["pairs"]
    return {tuple(sorted((one["one"]["label"], one["other"]["label"]))): (one["verdict"], one["id"]) for one in found}


VOSTRAK = ("Helena Vostrack", "Helena Vostrak")
SILVA = ("A. Silva", "Ana Silva")


def test_the_doubtful_come_first_with_the_words_of_both_documents(inside: Inside, place: Path) -> None:
    found = json.loads(inside("review", "--json", "--store", place).stdout)
    assert [(one["verdict"], one["rule"]) for one in found["pairs"]] == [("doubtful", "initials"), ("same", "sound")]
    first = found["pairs"][0]
    assert {first["one"]["passages"][0]["title"], first["other"]["passages"][0]["title"]} == {"Story 0", "Story 1"}
    assert found["facts"][0]["fact"].startswith("https://onrecord.example/document/")
    table = inside("review", "--store", place)
    assert "Perhaps one, 0.45: initials fit" in table.stdout
    assert "said that line 1 of story" in " ".join(table.stdout.split())


def test_what_is_decided_holds_after_a_rebuild_from_nothing_and_can_be_undone(inside: Inside, place: Path) -> None:
    assert inside("review", "different", pairs(inside, place)[VOSTRAK][1], "--store", place, "--who", "me").returncode == 0
    assert inside("review", "same", "A. Silva", "Ana Silva", "--store", place).returncode == 0
    assert pairs(inside, place) == {}
    assert speakers(inside, place, "A. Silva") == {"Story 0", "Story 1"}

    shutil.rmtree(place)
    build(place)
    assert set(pairs(inside, place)) == {VOSTRAK, SILVA}  # until it is built by the command, which reads what was decided
    (place.parent / "more.txt").write_text("Nothing much happened on Tuesday.\n")
    assert inside("build", place.parent / "more.txt", "--store", place).returncode == 0
    assert pairs(inside, place) == {}
    assert speakers(inside, place, "Helena Vostrak") == {"Story 0"}

    listed = json.loads(inside("review", "list", "--json", "--store", place).stdout)["judgements"]
    assert [(line["verdict"], line["who"]) for line in listed] == [("different", "me"), ("same", "")]
    for line in listed:
        assert inside("review", "undo", line["id"], "--store", place).returncode == 0
    assert pairs(inside, place)[SILVA][0] == "doubtful"
    assert pairs(inside, place)[VOSTRAK][0] == "same"
    assert inside("review", "list", "--store", place).returncode == 3


def speakers(inside: Inside, place: Path, name: str) -> set[str]:
    rows = json.loads(inside("claims", "--speaker", name, "--json", "--store", place).stdout)["rows"]
    return {row["document"]["title"] for row in rows}


def test_a_rejected_fact_leaves_every_list(inside: Inside, place: Path) -> None:
    rows = json.loads(inside("claims", "--json", "--store", place).stdout)["rows"]
    done = inside("review", "reject", rows[0]["iri"], "--json", "--note", "misread", "--store", place)
    left = json.loads(inside("claims", "--json", "--store", place).stdout)["rows"]
    assert [row["iri"] for row in left] == [row["iri"] for row in rows[1:]]
    inside("review", "undo", json.loads(done.stdout)["id"], "--store", place)
    assert len(json.loads(inside("claims", "--json", "--store", place).stdout)["rows"]) == len(rows)


def test_a_backup_carries_what_was_decided(inside: Inside, place: Path, tmp_path: Path) -> None:
    inside("review", "same", "A. Silva", "Ana Silva", "--store", place)
    assert inside("backup", tmp_path / "kept", "--store", place).returncode == 0
    assert inside("restore", tmp_path / "kept", "--store", tmp_path / "again").returncode == 0
    assert SILVA not in pairs(inside, tmp_path / "again")
    listed = json.loads(inside("review", "list", "--json", "--store", tmp_path / "again").stdout)
    assert len(listed["judgements"]) == 1


def test_a_damaged_line_is_told_and_costs_nothing(inside: Inside, place: Path) -> None:
    inside("review", "same", "A. Silva", "Ana Silva", "--store", place)
    file = place.with_name("store.judgements.jsonl")
    file.write_bytes(file.read_bytes() + b"{ half a li")
    done = inside("review", "different", "Helena Vostrak", "Helena Vostrack", "--store", place)
    assert "line 2 is no judgement and was left out" in done.stderr
    assert len(json.loads(inside("review", "list", "--json", "--store", place).stdout)["judgements"]) == 2
    assert b"{ half a li" in file.read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("same", "Nobody", "Ana Silva"), 1, "no person or organisation goes by 'Nobody'"),
        (("same",), 2, "write same A B"),
        (("guess", "x"), 2, "write same A B"),
        (("undo", "12345678"), 1, "no judgement 12345678 stands"),
        (("reject", "urn:x"), 1, "is no fact of the store"),
    ],
)
def test_what_cannot_be_decided_is_told(inside: Inside, place: Path, words: tuple[str, ...], code: int, told: str) -> None:
    done = inside("review", *words, "--store", place)
    assert (done.returncode, told in done.stderr) == (code, True)


def test_an_authority_file_is_linked_while_building(inside: Inside, place: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("iri,label,type\nhttp://www.wikidata.org/entity/Q900001,Ana Silva,person\n")
    (tmp_path / "more.txt").write_text("Nothing much happened on Tuesday.\n")
    done = inside("build", tmp_path / "more.txt", "--authority", tmp_path / "people.csv", "--store", place)
    assert done.returncode == 0, done.stderr
    query = "SELECT ?who WHERE { ?who <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q900001> }"
    (tmp_path / "same.rq").write_text(query)
    asked = inside("query", tmp_path / "same.rq", "--format", "csv", "--store", place)
    assert asked.stdout.split() == ["who", NAMER.person("Ana Silva", "br")]
