"""Snapshots of a store in a folder as readers have them: the newest that is published, with its side tables."""

import contextlib
import logging
import os
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, StoreMissingError
from kg.model import Iri
from kg.stores.engine import Engine
from kg.stores.explained import ENGINE_ERRORS, explain
from kg.stores.layout import Layout, described_base, newest, take
from kg.stores.triples import StoredTriples
from kg.tables import Shelf, State, Tables, memory_tables

LOG = logging.getLogger("onrecord.tables")
_ATTEMPTS = 5


class Reader(Engine):
    """A published snapshot of a store on disk, which never changes and stays as long as it is open."""

    def __init__(self, store: ox.Store, base: str, folder: Path, handle: int) -> None:
        super().__init__(store, base, place=str(folder.parents[1]))
        self.folder = folder
        self._handle = handle

    def _before_write(self, graphs: frozenset[Iri] = frozenset()) -> None:  # noqa: ARG002  # none may be written
        raise StoreError(f"the store at {self._place} is open for reading only")

    def tables(self) -> Tables:
        """The side tables of the snapshot; made in memory where its file cannot be used, which takes time in a large store."""
        with self._writing:
            if self._tables is None or self._tables.is_damaged:
                self._tables = self._opened_tables()
            return self._tables

    def _opened_tables(self) -> Tables:
        shelf, name = Shelf(self.folder.parents[1] / "tables"), self.folder.name
        trouble = "they are damaged" if self._tables is not None else shelf.trouble(name)
        if not trouble:
            return shelf.open(name)
        LOG.warning("the side tables of %s are not used: %s; 'onrecord tables --rebuild' mends them", self._place, trouble)
        return memory_tables(StoredTriples(self._store))

    def tables_state(self) -> State:
        """What the file of side tables holds, and whether it can be used."""
        return Shelf(self.folder.parents[1] / "tables").state(self.folder.name, self.graph_names())

    def publish(self) -> None:
        """Refused: a reader has nothing to publish."""
        self._before_write()

    def close(self) -> None:
        """Let the snapshot go."""
        if self._open is not None:
            super().close()
            os.close(self._handle)


def open_reader(root: Path, base: str | None) -> Reader:
    """Open the newest snapshot of the store in a folder."""
    layout = Layout(root)
    its_base = described_base(layout, base)
    if its_base is None:
        raise StoreMissingError(f"there is no store at {root}: make one with `onrecord build PATH… --store {root}`")
    for _ in range(_ATTEMPTS):
        name = newest(layout)
        if name is None:
            break
        handle = take(layout.snapshots / name, exclusive=False)
        if handle is None:
            continue  # removed since its name was read: a newer one is there
        with contextlib.ExitStack() as stack:
            stack.callback(os.close, handle)
            if (layout.snapshots / name).is_dir():
                if not Shelf(layout.tables).path(name).exists() and newest(layout) != name:
                    continue  # its tables were made over into newer ones
                reader = Reader(_open_snapshot(layout, name), its_base, layout.snapshots / name, handle)
                stack.pop_all()
                return reader
    raise StoreMissingError(f"nothing is published yet in the store at {root}: run `onrecord build PATH… --store {root}`")


def _open_snapshot(layout: Layout, name: str) -> ox.Store:
    try:
        return ox.Store.read_only(str(layout.snapshots / name))
    except ENGINE_ERRORS as error:
        raise StoreError(f"the store at {layout.root} cannot be read: {explain(error)}") from error
