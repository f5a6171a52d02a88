"""What first pages need is read beforehand, and neither a change nor a stop waits for it."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.editing import replace
from api.settings import Settings
from api.warming import STEPS, Warming
from api.wiring import Library
from kg.errors import StoreError
from kg.model import Iri, Literal, Quad
from kg.search.columns import read_columns
from kg.stores import Store
from tests.api.running import fill

_SECONDS = 60


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The library of a store with the example document."""
    fill(tmp_path / "store")
    made = Library(Settings(store=str(tmp_path / "store")))
    yield made
    made.close()


def change(library: Library, words: str) -> None:
    """Write a graph of one's own, and publish it."""
    node = Iri("https://x.example/g")
    replace(library, {node: (Quad(subject=node, predicate=node, object=Literal(value=words), graph=node),)})


def test_each_new_snapshot_is_read_without_being_asked_for(library: Library) -> None:
    seen: queue.Queue[int] = queue.Queue()
    warming = Warming(library, (*STEPS, lambda store: seen.put(len(store.graph_names()))))
    warming.start()
    first = seen.get(timeout=_SECONDS)
    change(library, "one")
    assert seen.get(timeout=_SECONDS) == first + 1
    warming.close()
    with library.reading() as store:
        assert read_columns in store.tables()._made


def test_a_change_and_a_stop_wait_for_one_step_at_most(library: Library) -> None:
    begun, go_on, later = threading.Event(), threading.Event(), threading.Event()

    def slow(_: Store) -> None:
        begun.set()
        assert go_on.wait(_SECONDS)

    warming = Warming(library, (slow, lambda _: later.set()))
    warming.start()
    assert begun.wait(_SECONDS)
    change(library, "while it is read")  # returns though the step has not ended
    with library.reading() as store:
        assert Iri("https://x.example/g") in store.graph_names()
    stopping = threading.Thread(target=warming.close)
    stopping.start()
    assert warming._is_over.wait(_SECONDS)
    go_on.set()
    stopping.join(_SECONDS)
    assert not stopping.is_alive()
    assert not later.is_set(), "no further step was taken"


def test_what_cannot_be_read_stops_nothing(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    tried: queue.Queue[int] = queue.Queue()

    def fails(_: Store) -> None:
        tried.put(1)
        raise StoreError("the disk is gone")

    warming = Warming(library, (fails,))
    warming.start()
    tried.get(timeout=_SECONDS)
    change(library, "again")
    tried.get(timeout=_SECONDS)
    warming.close()
    assert "the disk is gone" in caplog.text
