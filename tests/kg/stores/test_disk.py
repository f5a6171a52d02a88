"""A store on disk: one writer, undisturbed readers, and files that survive whatever happens to the process."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import SettingsError, StoreError, StoreLockedError, StoreMissingError, StoreVersionError
from kg.model import Iri, Literal
from kg.stores import open_store
from kg.stores.layout import KEPT_SNAPSHOTS
from ontology.terms import XSD
from tests.kg.stores.conftest import DATA, iri, said

COUNT = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"


def values(location: Path) -> list[str]:
    """What a new reader finds."""
    with open_store(location, write=False) as reader:
        return [term.value for term in reader.select(COUNT).column("o") if isinstance(term, Literal)]


def snapshots(location: Path) -> list[str]:
    """The snapshots there are."""
    return sorted(path.name for path in (location / "snapshots").iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "deep" / "store"


def test_a_reader_works_beside_the_writer_and_sees_what_is_published(place: Path) -> None:
    with open_store(place, write=True) as writer:
        assert values(place) == []
        writer.replace_graphs(said("g", ("s", "p", "1")))
        assert values(place) == []
        writer.publish()
        assert values(place) == ["1"]
        writer.replace_graphs(said("g", ("s", "p", "2")))
        assert values(place) == ["1"]
    assert values(place) == ["2"]
    with open_store(place, write=True) as writer:
        assert [quad.object for quad in writer.quads()] == [Literal(value="2")]


def test_writing_the_same_again_changes_nothing(place: Path) -> None:
    graph = said("g", ("s", "p", "1"), ("s", "q", Literal(value="0.5", datatype=XSD.decimal)), ("s", "r", "über"))
    with open_store(place, write=True) as writer:
        writer.replace_graphs(graph)
        writer.publish()
        writer.replace_graphs(graph)
        assert not (place / "unpublished").exists()
        writer.replace_graphs(said("g", ("s", "p", "2")))
        assert (place / "unpublished").exists()


def test_an_open_reader_is_never_disturbed(place: Path) -> None:
    with open_store(place, write=True) as writer:
        writer.replace_graphs(said("g", *(("s", f"p{n}", f"old {n:04}") for n in range(2_000))))
        writer.publish()
        with open_store(place, write=False) as reader:
            for n in range(6):
                writer.replace_graphs(said("g", ("s", "p", f"new {n}")))
                writer.publish()
            rows = reader.select(COUNT).rows
            assert (len(rows), rows[0]) == (2_000, (Literal(value="old 0000"),))
            held = len(snapshots(place))
        writer.replace_graphs(said("g", ("s", "p", "last")))
        writer.publish()
        assert held == KEPT_SNAPSHOTS + 1
        assert len(snapshots(place)) == KEPT_SNAPSHOTS
    assert values(place) == ["last"]


def test_a_reader_cannot_write(place: Path) -> None:
    open_store(place, write=True).close()
    with open_store(place, write=False) as reader:
        with pytest.raises(StoreError, match="reading only"):
            reader.replace_graphs(said("g", ("s", "p", "x")))
        with pytest.raises(StoreError, match="reading only"):
            reader.publish()


def test_a_second_writer_is_turned_away(place: Path) -> None:
    with open_store(place, write=True) as writer:
        with pytest.raises(StoreLockedError, match="another process is writing"):
            open_store(place, write=True)
        told = subprocess.run(
            [sys.executable, "-c", f"from kg.stores import open_store; open_store({str(place)!r}, write=True)"],
            capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
        )  # fmt: skip
        assert "StoreLockedError: another process is writing to the store" in told.stderr
        writer.replace_graphs(said("g", ("s", "p", "still mine")))
    assert values(place) == ["still mine"]


def test_nothing_is_created_by_a_reader(place: Path) -> None:
    with pytest.raises(StoreMissingError, match=r"there is no store at .*onrecord build PATH"):
        open_store(place, write=False)
    assert not place.parent.exists()
    with pytest.raises(StoreMissingError, match="in memory"):
        open_store("memory:", write=False)


def test_a_store_keeps_its_base(place: Path) -> None:
    with open_store(place, write=True, base="https://news.example/kg/") as writer:
        assert writer.base == "https://news.example/kg/"
    with open_store(place, write=False) as reader:
        assert reader.base == "https://news.example/kg/"
    for write in (True, False):
        with pytest.raises(SettingsError, match=r"was made with the base IRI https://news.example/kg/.*ONRECORD_BASE"):
            open_store(place, write=write, base="https://other.example/")


def test_a_store_of_a_newer_program_is_left_alone(place: Path) -> None:
    open_store(place, write=True).close()
    (place / "onrecord.json").write_text(json.dumps({"schema": 99, "base": DATA}))
    before = snapshots(place)
    for write in (True, False):
        with pytest.raises(StoreVersionError, match=r"newer Onrecord .schema 99"):
            open_store(place, write=write)
    assert snapshots(place) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "x", "base": "y"}', '{"schema": 1}', "\x00"])
def test_a_damaged_description_is_told(place: Path, text: str) -> None:
    open_store(place, write=True).close()
    (place / "onrecord.json").write_text(text)
    for write in (True, False):
        with pytest.raises(StoreError, match=r"onrecord.json is damaged"):
            open_store(place, write=write)


def test_other_things_are_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(StoreError, match=r"a folder with other things in it .letters.txt"):
        open_store(tmp_path, write=True)
    with pytest.raises(StoreError, match="cannot be used as a store"):
        open_store(tmp_path / "letters.txt", write=True)
    with pytest.raises(SettingsError, match="is no store"):
        open_store("ftp://example.org/sparql", write=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    open_store("~/store", write=True).close()
    assert (tmp_path / "store" / "current").read_text() == "000001\n"


def test_damaged_files_are_told(place: Path) -> None:
    with open_store(place, write=True) as writer:
        writer.replace_graphs(said("g", ("s", "p", "x")))
    for path in [*place.glob("live/MANIFEST*"), *place.glob("snapshots/*/MANIFEST*")]:
        path.unlink()
        path.write_bytes(b"garbage" * 10)
    with pytest.raises(StoreError, match="cannot be opened: its files are damaged"):
        open_store(place, write=True)
    with pytest.raises(StoreError, match="cannot be read: its files are damaged"):
        open_store(place, write=False)


def _flipped(content: bytes) -> bytes:
    return bytes(
        byte ^ 0xFF if 200 < place < len(content) // 2 and not place % 4_000 else byte for place, byte in enumerate(content)
    )


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "bytes turned": lambda path: path.write_bytes(_flipped(path.read_bytes())),
    "lost": Path.unlink,
}


@pytest.mark.parametrize("how", DAMAGE)
def test_damaged_data_is_told_and_never_answered_from(place: Path, how: str) -> None:
    with open_store(place, write=True) as writer:
        writer.replace_graphs(said("g", *(("s", f"p{n}", f"{n} " * 40) for n in range(2_000))))
    for path in place.glob("live/*.sst"):
        DAMAGE[how](path)
    before = {path.name: path.stat().st_size for path in place.glob("live/*.sst")}
    with pytest.raises(StoreError, match=r"cannot be (opened|read): its files are damaged; keep them for study"):
        open_store(place, write=True)
    assert {path.name: path.stat().st_size for path in place.glob("live/*.sst")} == before
    # The snapshot's files are the same; what is damaged of them may not be needed.
    with suppress(StoreError), open_store(place, write=False) as reader:
        assert len(list(reader.quads())) == 2_000


def test_a_lost_database_is_not_replaced_by_an_empty_one(place: Path) -> None:
    with open_store(place, write=True) as writer:
        writer.replace_graphs(said("g", ("s", "p", "x")))
    shutil.rmtree(place / "live")
    with pytest.raises(StoreError, match=r"snapshot 000002 is whole: copy .*000002 to .*live"):
        open_store(place, write=True)
    assert values(place) == ["x"]
    shutil.copytree(place / "snapshots" / "000002", place / "live")
    with open_store(place, write=True) as writer:
        assert len(list(writer.quads())) == 1


def test_leftovers_of_a_crash_are_cleared(place: Path) -> None:
    with open_store(place, write=True) as writer:
        writer.replace_graphs(said("g", ("s", "p", "x")))
    (place / "snapshots" / "000003.part").mkdir()
    (place / "snapshots" / "000003.part" / "CURRENT").write_text("half")
    (place / "current").unlink()
    assert values(place) == ["x"]
    with open_store(place, write=True) as writer:
        writer.publish()
    assert snapshots(place) == ["000002", "000003"]
    assert values(place) == ["x"]


CHILD = """
import sys
from kg.model import Iri, Literal, Quad
from kg.stores import open_store
store = open_store(sys.argv[1], write=True)
version = int(sys.argv[2])
while True:
    for number in range(4):
        version += 1
        graph = Iri(f"https://onrecord.example/g{number}")
        store.replace_graphs({graph: tuple(
            Quad(subject=Iri(f"https://onrecord.example/s{n}"), predicate=Iri("https://onrecord.example/p"),
                 object=Literal(value=str(version)), graph=graph) for n in range(150))})
        print(number, version, flush=True)
    if version % 3 == 0:
        store.publish()
"""


def test_a_killed_writer_loses_nothing_and_leaves_no_half_document(place: Path) -> None:
    chance, acknowledged = random.Random(7), dict.fromkeys(range(4), 0)
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(place), str(max(acknowledged.values()))],
            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
        )  # fmt: skip
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        child.send_signal(signal.SIGKILL)
        for line in (first, *child.stdout.read().splitlines()):
            if len(line.split()) == 2 and line.split()[1].isdigit():
                number, version = map(int, line.split())
                acknowledged[number] = max(acknowledged[number], version)
        child.stdout.close()
        child.wait()
        with open_store(place, write=True) as writer:
            union = set()
            for number, least in acknowledged.items():
                quads = list(writer.quads(iri(f"g{number}")))
                versions = {quad.object.value for quad in quads if isinstance(quad.object, Literal)}
                assert len(quads) == (150 if least else len(quads))
                assert len(versions) <= 1
                assert all(int(version) >= least for version in versions)
                union |= {(quad.subject, quad.object) for quad in quads}
            table = writer.select("SELECT ?s ?o WHERE { ?s ?p ?o }")
            assert sorted(map(str, table.rows)) == sorted(map(str, union))
        with open_store(place, write=False) as reader:
            assert len(reader.select("SELECT ?s ?o WHERE { ?s ?p ?o }").rows) == len(union)
    assert max(acknowledged.values()) > 6


def test_what_a_killed_writer_did_not_publish_is_shown_by_the_next(place: Path, root: Path) -> None:
    code = (
        "import os, sys; from tests.kg.stores.conftest import said; from kg.stores import open_store; "
        "s = open_store(sys.argv[1], write=True); s.replace_graphs(said('g', ('s', 'p', 'kept'))); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(place)], cwd=root, check=False).returncode == 9
    assert values(place) == []
    open_store(place, write=True).close()
    assert values(place) == ["kept"]
    assert not (place / "unpublished").exists()


FULL = """
import resource, signal, sys
from tests.kg.stores.conftest import said
from kg.errors import StoreError
from kg.stores import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1], write=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
try:
    for number in range(200):
        store.replace_graphs(said(f"g{number}", *(("s", f"p{n}", f"{number} {n} " * 40) for n in range(100))))
        print(number, flush=True)
except StoreError as error:
    print(error, flush=True)
try:
    store.close()
except StoreError as error:
    print(error, flush=True)
"""


def test_a_full_disk_is_told_and_costs_only_the_document_at_hand(place: Path, root: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(place)], cwd=root, capture_output=True, text=True, check=False, timeout=60
    )
    lines = result.stdout.splitlines()
    stored = [int(line) for line in lines if line.isdigit()]
    told = [line for line in lines if not line.isdigit()]
    assert stored, result.stderr
    assert told
    assert all("disk is full or a limit is reached" in line for line in told), told
    with open_store(place, write=True) as writer:
        names = writer.graph_names()
        assert set(names) >= {iri(f"g{number}") for number in stored}
        assert {len(list(writer.quads(name))) for name in names} == {100}
        writer.replace_graphs(said("again", ("s", "p", "x")))
    with open_store(place, write=False) as reader:
        assert Iri(f"{DATA}again") in reader.graph_names()


FORBIDDEN = """
import os, sys
from kg.errors import StoreError
from kg.stores import open_store
if os.getuid() == 0:
    os.setuid(65534)
for write in (True, False):
    try:
        with open_store(sys.argv[1], write=write) as store:
            print(len(list(store.quads())))
    except StoreError as error:
        print(error)
"""


def test_a_folder_without_permission_is_told_and_can_still_be_read(tmp_path: Path, root: Path) -> None:
    place = tmp_path / "store"
    with open_store(place, write=True) as writer:
        writer.replace_graphs(said("g", ("s", "p", "x")))
    for folder in (place, *place.parents):
        if folder.owner() == Path.home().owner() and folder != Path("/") and folder.is_relative_to(tmp_path.parents[2]):
            folder.chmod(0o755)
    for path in [place, *place.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        result = subprocess.run(
            [sys.executable, "-c", FORBIDDEN, str(place)], cwd=root, capture_output=True, text=True, check=False, timeout=60
        )
    finally:
        for path in [place, *(path for path in place.rglob("*") if path.is_dir())]:
            path.chmod(0o755)
    if os.getuid() == 0 and "Permission" in result.stderr:
        pytest.skip(f"another user cannot reach the interpreter or the folder here: {result.stderr.splitlines()[-1]}")
    refused, read = result.stdout.splitlines()
    assert "writing there is not allowed" in refused
    assert read == "1"
