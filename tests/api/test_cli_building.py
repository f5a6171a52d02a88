"""Building and extracting by command: documents in, a report that adds up, and nothing lost on the way."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.facts_json import check
from kg.stores import open_store
from tests.api.commands import ONRECORD, Inside, run

STORY = """Canadian Trade Minister Anna Petrova said on Tuesday that Ottawa would not accept new duties on steel.

"We will defend our steelworkers," Petrova told reporters in Ottawa.
"""
FRENCH = (
    "Le ministre du Commerce a déclaré mardi que le gouvernement ne céderait pas aux menaces de nouveaux droits de douane. " * 3
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the command itself built of one story."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "news").mkdir()
    (folder / "news" / "story.txt").write_text(STORY)
    done = run("build", folder / "news", "--store", folder / "store")
    assert done.returncode == 0, done.stderr
    assert "1 document read" in done.stdout
    assert "claim" in done.stdout
    return folder / "store"


def test_building_again_changes_nothing(inside: Inside, built: Path) -> None:
    again = inside("build", built.parent / "news", "--store", built)
    assert again.returncode == 0
    assert "0 documents read, 1 unchanged" in again.stdout


def test_what_was_built_can_be_asked(inside: Inside, built: Path) -> None:
    done = inside("claims", "--speaker", "Anna Petrova", "--json", "--store", built)
    rows = json.loads(done.stdout)["rows"]
    assert {row["speaker"] for row in rows} == {"Anna Petrova"}
    assert any("We will defend our steelworkers" in row["text"] for row in rows)


def test_extract_prints_records_and_nothing_else(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "histoire.txt").write_text(FRENCH)
    done = inside("extract", tmp_path / "story.txt", tmp_path / "histoire.txt", "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [record["document"]["id"] for record in records] == ["story", "histoire"]
    for record in records:
        check(record)
    assert "histoire.txt" in done.stderr
    sure = inside("extract", tmp_path / "story.txt", "--min-confidence", "1")
    assert json.loads(sure.stdout)["claims"] == [claim for claim in records[0]["claims"] if claim["confidence"] >= 1]


def test_documents_come_from_standard_input_too() -> None:
    done = run("extract", "-", stdin=STORY)
    assert [claim["speaker"] for claim in json.loads(done.stdout)["claims"]].count("Anna Petrova") >= 1


def test_one_bad_document_costs_no_other(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00\x00\x81 not text \x9d")
    (tmp_path / "good.txt").write_text(STORY)
    done = inside("build", tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "absent.txt", "--store", tmp_path / "store")
    assert done.returncode == 4
    assert "1 document read" in done.stdout
    for name in ("bad.txt", "absent.txt"):
        assert f"failed: {tmp_path / name}: " in done.stderr


def test_a_folder_without_documents_is_nothing_found(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = inside("build", tmp_path / "empty", "--store", tmp_path / "store")
    assert done.returncode == 3
    assert "no documents in this folder" in done.stderr


def test_the_report_is_there_for_programs(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY)
    done = inside("build", tmp_path / "good.txt", "--store", tmp_path / "store", "--json")
    report = json.loads(done.stdout)
    assert (report["read"], report["unchanged"], report["not_read"], report["failed"]) == (1, 0, [], [])
    assert report["facts"]["claims"] >= 1


def test_reading_works_beside_a_writer_and_a_second_writer_is_told(built: Path) -> None:
    with open_store(built, write=True):
        assert run("claims", "--json", "--store", built).returncode == 0
        second = run("build", built.parent / "news", "--store", built)
    assert second.returncode == 1
    assert "another process is writing" in second.stderr


HEEDING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
"""Runs a command that heeds interruptions: what shells run in the background ignores them."""


def test_an_interruption_ends_with_130_and_one_message() -> None:
    command = [sys.executable, "-c", HEEDING, ONRECORD, "extract", "-"]
    waiting = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert waiting.stdin is not None
    waiting.stdin.write("word " * 60_000)  # more than a pipe holds: this returns when the command has begun to read
    waiting.stdin.flush()
    time.sleep(2)  # it waits for more by now
    waiting.send_signal(signal.SIGINT)
    _, told = waiting.communicate(timeout=20)
    assert waiting.returncode == 130
    assert told.strip() == "Interrupted: documents that were finished are kept."
