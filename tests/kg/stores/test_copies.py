"""Backups hold what readers see, beside a busy writer, and become a store that is the same to the byte of its dump."""

import hashlib
import threading
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf import nquads
from kg.stores import open_store
from kg.stores.copies import backup, restore
from tests.kg.stores.conftest import said


def dump(place: Path) -> str:
    """The hash of all that a store holds."""
    with open_store(place, write=False) as store:
        return hashlib.sha256(nquads(store.quads()).encode()).hexdigest()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with two graphs."""
    with open_store(tmp_path / "store", write=True, base="https://news.example/") as store:
        store.replace_graphs(said("g", *(("s", f"p{n}", f"{n} – ü") for n in range(500))))
        store.replace_graphs(said("h", ("s", "p", "1")))
    return tmp_path / "store"


def test_a_restored_store_is_the_same(place: Path, tmp_path: Path) -> None:
    assert backup(place, tmp_path / "copy") == restore(tmp_path / "copy", tmp_path / "deep" / "again") > 0
    assert dump(tmp_path / "deep" / "again") == dump(place)
    with open_store(tmp_path / "deep" / "again", write=True) as store:
        assert store.base == "https://news.example/"
        store.replace_graphs(said("g", ("s", "p", "new")))
    assert dump(tmp_path / "deep" / "again") != dump(place)
    restore(tmp_path / "copy", tmp_path / "third")
    assert dump(tmp_path / "third") == dump(place)


def test_a_copy_is_taken_beside_a_busy_writer(place: Path, tmp_path: Path) -> None:
    ended = threading.Event()
    with open_store(place, write=True) as writer:

        def write() -> None:
            number = 0
            while not ended.is_set():
                number += 1
                writer.replace_graphs({**said("a", ("s", "p", str(number))), **said("b", ("s", "p", str(number)))})
                writer.publish()

        thread = threading.Thread(target=write)
        thread.start()
        for number in range(5):
            backup(place, tmp_path / f"copy{number}")
        ended.set()
        thread.join()
    for number in range(5):
        restore(tmp_path / f"copy{number}", tmp_path / f"store{number}")
        with open_store(tmp_path / f"store{number}", write=False) as store:
            values = {quad.object for name in store.graph_names() for quad in store.quads(name) if name[-1] in "ab"}
            assert len(values) <= 1


def test_what_cannot_be_done_is_told_and_changes_nothing(place: Path, tmp_path: Path) -> None:
    backup(place, tmp_path / "copy")
    with pytest.raises(StoreError, match="is there already"):
        backup(place, tmp_path / "copy")
    with pytest.raises(StoreError, match="is there already"):
        restore(tmp_path / "copy", place)
    with pytest.raises(StoreError, match="is no backup"):
        restore(tmp_path, tmp_path / "new")
    for path in (tmp_path / "copy" / "live").glob("MANIFEST*"):
        path.write_bytes(b"garbage")
    with pytest.raises(StoreError, match="is damaged"):
        restore(tmp_path / "copy", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob("*.part"))
