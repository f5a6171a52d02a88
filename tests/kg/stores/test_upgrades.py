"""A store of form 1, as the program of that form wrote it, becomes one of today's; whatever cuts that off, nothing is lost."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.consolidate import consolidate, pending
from kg.errors import StoreError, StoreLockedError
from kg.ids import Namer
from kg.model import Iri, Quad
from kg.stores import Store, open_store
from kg.stores.copies import backup, restore
from kg.stores.layout import SCHEMA
from kg.stores.upgrades import STEPS

FORM_1 = Path(__file__).with_name("form-1.tar.xz")
"""Two documents of `tests.kg.news_for_tests`, consolidated and published."""
NAMER = Namer()
KEPT = f"before-{SCHEMA}"


def form_1(folder: Path) -> Path:
    """A store of form 1 in a folder."""
    with tarfile.open(FORM_1) as packed:
        packed.extractall(folder, filter="data")
    return folder / "store"


def documents(store: Store) -> Mapping[Iri, frozenset[Quad]]:
    """What the store holds, but for what depends on documents."""
    others = {NAMER.derived_graph, NAMER.pending_graph}
    return {name: frozenset(store.quads(name)) for name in store.graph_names() if name not in others}


def read(place: Path) -> Mapping[Iri, frozenset[Quad]]:
    """What readers see of the documents."""
    with open_store(place, write=False) as store:
        return documents(store)


def told(place: Path) -> dict[str, object]:
    """What the description says."""
    found = json.loads((place / "onrecord.json").read_text())
    assert isinstance(found, dict)
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store of form 1."""
    return form_1(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Iri, frozenset[Quad]]:
    """The documents of the store of form 1."""
    found = read(form_1(tmp_path_factory.mktemp("form-1")))
    assert len(found) == 2
    return found


def test_every_form_has_a_step_to_the_next() -> None:
    assert tuple(STEPS) == tuple(range(1, SCHEMA))


def test_reading_leaves_an_older_store_as_it_is(place: Path, tmp_path: Path, whole: Mapping[Iri, frozenset[Quad]]) -> None:
    assert read(place) == whole
    backup(place, tmp_path / "copy")
    assert told(place)["schema"] == told(tmp_path / "copy")["schema"] == 1
    assert not (place / KEPT).exists()


def test_writing_brings_it_to_the_form_of_today(place: Path, tmp_path: Path, whole: Mapping[Iri, frozenset[Quad]]) -> None:
    before = {name for name in whole if len(name.rpartition("/")[2]) == 16}
    with open_store(place, write=True) as store:
        assert documents(store) == whole
        assert {Iri(NAMER.graph(document)) for document in pending(store, NAMER)} == before
        consolidate(store, NAMER)
        derived = frozenset(store.quads(Iri(NAMER.derived_graph)))
        consolidate(store, NAMER, whole=True)
        assert frozenset(store.quads(Iri(NAMER.derived_graph))) == derived
        assert not pending(store, NAMER)
    assert read(place) == whole
    assert told(place) == {"base": NAMER.base, "schema": SCHEMA}
    assert told(place / KEPT) == {"base": NAMER.base, "schema": 1}
    restore(place / KEPT, tmp_path / "again")
    assert read(tmp_path / "again") == whole


CRASHES = (
    ("kg.stores.upgrades._keep", "after"),
    ("kg.stores.upgrades.describe", "after"),
    ("kg.stores.upgrades.Engine.replace_graphs", "before"),
    ("kg.stores.upgrades.Engine.replace_graphs", "after"),
    ("kg.stores.disk.Writer.recover", "after"),
    ("kg.stores.upgrades._settle", "after"),
)
"""Where the program ends without a word."""

CRASHING = """
import os, sys
from importlib import import_module
from kg.stores import open_store
place, name, when = sys.argv[1:]
parts = name.split(".")
holder = import_module(".".join(parts[:3]))
for part in parts[3:-1]:
    holder = getattr(holder, part)
original = getattr(holder, parts[-1])
def ended(*given, **named):
    if when == "after":
        original(*given, **named)
    os._exit(9)
setattr(holder, parts[-1], ended)
open_store(place, write=True)
"""


@pytest.mark.parametrize(("name", "when"), CRASHES)
def test_an_upgrade_that_is_cut_off_is_made_up_for(
    place: Path, root: Path, whole: Mapping[Iri, frozenset[Quad]], name: str, when: str
) -> None:
    for again in ("kg.stores.upgrades._begin_again", None):
        crash = (name, when) if again is None or not (place / KEPT).exists() else (again, "after")
        done = subprocess.run([sys.executable, "-c", CRASHING, str(place), *crash], cwd=root, check=False)
        assert done.returncode in (0, 9)
        assert read(place) == whole
    with open_store(place, write=True) as store:
        assert documents(store) == whole
        assert len(pending(store, NAMER)) == 2
    assert read(place) == whole
    assert told(place) == {"base": NAMER.base, "schema": SCHEMA}
    expected = {"onrecord.json", "live", "snapshots", "tables", "current", KEPT}
    assert {path.name for path in place.iterdir()} == expected


def test_a_store_that_another_writes_to_is_not_brought_anywhere(place: Path) -> None:
    other = ox.Store(str(place / "live"))
    with pytest.raises(StoreLockedError, match="another process is writing"):
        open_store(place, write=True)
    del other
    assert told(place)["schema"] == 1
    open_store(place, write=True).close()
    assert told(place)["schema"] == SCHEMA


def test_a_copy_of_an_earlier_form_goes_with_the_next(place: Path) -> None:
    (place / "before-1").mkdir()
    open_store(place, write=True).close()
    assert sorted(path.name for path in place.glob("before-*")) == [KEPT]


FULL = """
import resource, signal, sys
from kg.errors import StoreError
from kg.stores import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    open_store(sys.argv[1], write=True).close()
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("size", [10, 20_000, 70_000])
def test_a_full_disk_is_told_and_the_old_store_is_kept(
    place: Path, root: Path, whole: Mapping[Iri, frozenset[Quad]], size: int
) -> None:
    command = [sys.executable, "-c", FULL, str(place), str(size)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert re.search("disk is full|disk I/O error", done.stdout), done.stderr
    assert read(place) == whole
    open_store(place, write=True).close()
    assert read(place) == whole
    assert told(place)["schema"] == SCHEMA


def test_a_lost_database_is_told_before_anything_is_made_of_it(place: Path) -> None:
    shutil.rmtree(place / "live")
    with pytest.raises(StoreError, match="has lost its live database"):
        open_store(place, write=True)
    assert told(place)["schema"] == 1
