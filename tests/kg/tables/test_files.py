"""The files of side tables survive what happens to processes and disks: killed, damaged, lost, read-only, full."""

import logging
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.generate import graphs
from kg.errors import StoreError
from kg.model import Iri
from kg.queries import ClaimFilter, count_claims
from kg.search import over
from kg.stores import open_store
from kg.stores.disk import Writer, open_writer
from kg.stores.layout import KEPT_SNAPSHOTS
from kg.tables import Shelf
from kg.tables.schema import VERSION
from tests.kg.tables.contents import check_words, contents
from tests.kg.tables.test_agreement import built_anew

MADE = dict(graphs(30, seed=3))
NAMES = tuple(MADE)


def fill(place: Path) -> None:
    """A store with two snapshots."""
    with open_store(place, write=True) as writer:
        writer.replace_graphs({name: MADE[name] for name in NAMES[:2]})
        writer.publish()
        writer.replace_graphs({name: MADE[name] for name in NAMES[2:]})


def file_of(place: Path) -> Path:
    """The tables of the newest snapshot."""
    return Shelf(place / "tables").path((place / "current").read_text().strip())


def check(place: Path) -> int:
    """What readers are given is what the snapshot says; the number of claims."""
    with open_store(place, write=False) as reader:
        assert over(reader, contents) == built_anew(reader)
        check_words(reader.tables())
        return count_claims(reader, ClaimFilter())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with documents."""
    made = tmp_path / "store"
    fill(made)
    return made


@pytest.mark.parametrize("kills", [5, pytest.param(200, marks=pytest.mark.stress)])
def test_killed_at_any_moment_the_tables_agree_with_the_store(tmp_path: Path, kills: int) -> None:
    chance, place = random.Random(kills), tmp_path / "store"
    open_store(place, write=True).close()
    for number in range(kills):
        command = [sys.executable, "-m", "tests.kg.tables.churning", str(place), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.5))
            process.send_signal(signal.SIGKILL)
        check(place)
        with open_store(place, write=True) as writer:
            assert contents(writer.tables()) == built_anew(writer)
        check(place)
        assert len(list((place / "tables").iterdir())) <= KEPT_SNAPSHOTS


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda whole: whole[: len(whole) // 2],
    "garbage": lambda _: b"garbage" * 1_000,
    "empty": lambda _: b"",
    "in the middle": lambda whole: whole[:8192] + b"\xff" * (len(whole) - 8192),
    "another version": lambda whole: whole[:60] + (VERSION + 1).to_bytes(4, "big") + whole[64:],
}


@pytest.mark.parametrize("harm", [*HARMS, "lost", "another snapshot", "all lost"])
def test_what_is_damaged_is_noticed_put_aside_and_built_anew(place: Path, caplog: pytest.LogCaptureFixture, harm: str) -> None:
    path, shelf = file_of(place), Shelf(place / "tables")
    if harm in HARMS:
        path.write_bytes(HARMS[harm](path.read_bytes()))
    elif harm == "another snapshot":
        path.write_bytes(shelf.path("000002").read_bytes())
    else:
        for one in shelf.names() if harm == "all lost" else (path.stem,):
            shelf.path(one).unlink()
    with caplog.at_level(logging.WARNING):
        expected = check(place)
    assert "'onrecord tables --rebuild' mends them" in caplog.text
    open_store(place, write=True).close()
    assert ("They are built anew" in caplog.text) == ("lost" not in harm)
    caplog.clear()
    assert check(place) == expected > 0
    assert caplog.text == ""
    with open_store(place, write=True) as writer:
        writer.replace_graphs({NAMES[3]: ()})
    check(place)


def test_a_damage_that_shows_only_when_words_are_looked_up(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_store(place, write=False) as reader:
        expected = count_claims(reader, ClaimFilter(text="steel"))
    path = file_of(place)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with open_store(place, write=False) as reader:
        assert count_claims(reader, ClaimFilter(text="steel")) == expected
        assert count_claims(reader, ClaimFilter(text="steel")) == expected
    assert caplog.text.count("not used") == 1


def test_tables_that_tell_of_another_store_are_built_anew(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with open_store(other, write=True) as writer:
        writer.replace_graphs({NAMES[1]: MADE[NAMES[1]]})
        writer.publish()
        writer.publish()
    assert (place / "current").read_text() == (other / "current").read_text()
    file_of(place).write_bytes(file_of(other).read_bytes())
    open_store(place, write=True).close()
    check(place)


def test_a_store_that_may_only_be_read(place: Path) -> None:
    for path in (place, *place.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = check(place)
    with TemporaryDirectory() as folder:  # whoever is not root may not enter the folder of the tests
        copy = shutil.copytree(place, Path(folder) / "store")
        Path(folder).chmod(0o755)
        command = [sys.executable, "-c", f"{_LOOK}\nlook({str(copy)!r})"]
        told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
        assert (told.stdout, told.stderr) == (f"{before} False\n", "")
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o755)
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


_LOOK = """
import os
from kg.queries import ClaimFilter, count_claims
from kg.stores import open_store
def look(place):
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with open_store(place, write=False) as reader:
        print(count_claims(reader, ClaimFilter()), os.access(place, os.W_OK))
"""


def test_nothing_is_written_by_readers(place: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in sorted((place / "tables").iterdir())}
    check(place)
    assert {path: path.stat().st_mtime_ns for path in sorted((place / "tables").iterdir())} == before


def test_a_full_disk_loses_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = check(place)
    script = f"""
import resource
from pathlib import Path
from kg.errors import StoreError
from kg.stores import open_store
from benchmarks.generate import graphs
made = dict(graphs(30, seed=3))
writer = open_store({str(place)!r}, write=True)
writer.replace_graphs({{list(made)[1]: ()}})
resource.setrlimit(resource.RLIMIT_FSIZE, ({file_of(place).stat().st_size // 2}, resource.RLIM_INFINITY))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    writer.publish()
except StoreError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3]
    )
    assert "the changes are stored, but readers cannot see them" in told.stdout, told.stderr
    assert check(place) == before
    open_store(place, write=True).close()
    assert check(place) < before
    assert not list((place / "tables").glob("*.part"))


def test_a_reader_keeps_its_tables_while_others_are_made(place: Path) -> None:
    with open_store(place, write=True) as writer, open_store(place, write=False) as reader:
        before = contents(reader.tables())
        for name in NAMES[1:9]:
            writer.replace_graphs({name: ()})
            writer.publish()
            check(place)
        assert contents(reader.tables()) == before == built_anew(reader)
        assert len(list((place / "tables").iterdir())) == KEPT_SNAPSHOTS + 1
        writer.publish()
    with open_store(place, write=True) as writer:
        writer.publish()
    assert len(list((place / "tables").iterdir())) == KEPT_SNAPSHOTS


def test_only_graphs_that_changed_are_read_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    with open_writer(place, None) as writer:
        for name in NAMES[1:4]:
            writer.replace_graphs({name: ()})
            writer.publish()
        entries = "kg.tables.rows.RowReader.entries"
        from kg.tables.rows import RowReader  # noqa: PLC0415

        whole = RowReader.entries

        def noted(self: RowReader, graph: Iri) -> object:
            read.append(graph)
            return whole(self, graph)

        monkeypatch.setattr(entries, noted)
        writer.replace_graphs({NAMES[1]: MADE[NAMES[1]]})
        writer.publish()
        assert read == [NAMES[1]]
        read.clear()
        writer.publish()
        assert read == [NAMES[1]]
        read.clear()
        writer.publish()
        assert read == []
    check(place)


def test_what_changed_is_not_known_after_a_torn_record(place: Path) -> None:
    writer = open_writer(place, None)
    writer.replace_graphs({NAMES[1]: ()})
    (place / "unpublished").write_text("https://onrecord.exa")
    Writer.publish  # noqa: B018  # the writer is left without publishing, as a crash would
    del writer
    open_store(place, write=True).close()
    check(place)


def test_a_store_without_tables_is_mended_by_command_or_writer(place: Path) -> None:
    with open_writer(place, None) as writer:
        file_of(place).unlink()
        assert writer.tables_state().trouble == "there are none"
        writer.rebuild_tables()
        state = writer.tables_state()
        assert (state.trouble, state.claims, state.graphs) == ("", 30, len(NAMES))
    check(place)


def test_a_folder_that_cannot_be_written_to_is_told(place: Path) -> None:
    with open_writer(place, None) as writer:
        writer.replace_graphs({NAMES[1]: ()})
        for path in (place / "tables").iterdir():
            path.unlink()
        (place / "tables").rmdir()
        (place / "tables").write_text("in the way")
        with pytest.raises(StoreError, match="readers cannot see them"):
            writer.publish()
        (place / "tables").unlink()
        writer.publish()
    check(place)
