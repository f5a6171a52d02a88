"""A store in a folder: one process writes to the live database, readers open the newest published snapshot."""

import contextlib
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, StoreLockedError, StoreMissingError
from kg.ids import DEFAULT_BASE
from kg.model import Iri, Quad
from kg.stores.base import Store
from kg.stores.engine import Engine
from kg.stores.explained import ENGINE_ERRORS, explain
from kg.stores.layout import Layout, describe, described_base, newest, next_name, prune, take, write_whole

DRAFT = "draft-"
"""What the names of folders begin with that updates are tried out in; they go with the update."""
_ATTEMPTS = 5


class Writer(Engine):
    """The one process that changes a store on disk; what it wrote is seen by readers once it is published."""

    def __init__(self, store: ox.Store, base: str, layout: Layout) -> None:
        super().__init__(store, base, place=str(layout.root))
        self._layout = layout
        self._unpublished = layout.unpublished.exists()

    def _before_write(self) -> None:
        if not self._unpublished:
            try:
                self._layout.unpublished.touch()
            except OSError as error:
                raise StoreError(f"{self._place}: nothing was written: {explain(error)}") from error
            self._unpublished = True

    def publish(self) -> None:
        """Show readers everything that was written so far, as a new snapshot of hard links."""
        with self._writing:
            self._publish()

    def _publish(self) -> None:
        layout, name = self._layout, next_name(self._layout)
        part = layout.snapshots / f"{name}.part"
        try:
            layout.snapshots.mkdir(exist_ok=True)
            shutil.rmtree(part, ignore_errors=True)
            self._store.flush()
            self._store.backup(str(part))
            part.replace(layout.snapshots / name)
            write_whole(layout.current, name + "\n")
        except ENGINE_ERRORS as error:
            shutil.rmtree(part, ignore_errors=True)
            raise StoreError(f"{self._place}: the changes are stored, but readers cannot see them: {explain(error)}") from error
        layout.unpublished.unlink(missing_ok=True)
        self._unpublished = False
        prune(layout)

    @property
    def root(self) -> Path:
        """The folder of the store."""
        return self._layout.root

    def copy_to(self, folder: Path) -> None:
        """Put a copy of hard links there that may be written to without touching this store."""
        with self._writing:
            try:
                self._store.flush()
                self._store.backup(str(folder))
            except ENGINE_ERRORS as error:
                raise StoreError(f"{self._place}: no copy can be made: {explain(error)}") from error

    def recover(self) -> None:
        """Finish what a writer before this one could not: remove its leftovers, publish what it did not."""
        for draft in sorted(self.root.glob(f"{DRAFT}*")):
            shutil.rmtree(draft, ignore_errors=True)
        if self._unpublished or newest(self._layout) is None:
            self.publish()
        else:
            prune(self._layout)

    def close(self) -> None:
        """Publish what is not published yet, and let others write."""
        if self._open is None:
            return
        try:
            if self._unpublished:
                self.publish()
        finally:
            super().close()


class Mirror(Writer):
    """The copy of another store: what changes is written there first, then here."""

    def __init__(self, store: ox.Store, base: str, layout: Layout, original: Store) -> None:
        super().__init__(store, base, layout)
        self._original = original

    def refresh(self) -> None:
        """Fetch the graphs of the original anew, whoever changed them."""
        names = self._original.graph_names()
        for name in names:
            super().replace_graphs({name: tuple(self._original.quads(name))})
        super().replace_graphs(dict.fromkeys(set(self.graph_names()) - set(names), ()))

    def replace_graphs(self, graphs: Mapping[Iri, Sequence[Quad]]) -> None:
        """Make each graph hold exactly its quads, in the original and here."""
        self._original.replace_graphs(graphs)
        super().replace_graphs(graphs)

    def close(self) -> None:
        """Let go of both."""
        super().close()
        self._original.close()


class Reader(Engine):
    """A published snapshot of a store on disk, which never changes and stays as long as it is open."""

    def __init__(self, store: ox.Store, base: str, folder: Path, handle: int) -> None:
        super().__init__(store, base, place=str(folder.parents[1]))
        self.folder = folder
        self._handle = handle

    def _before_write(self) -> None:
        raise StoreError(f"the store at {self._place} is open for reading only")

    def publish(self) -> None:
        """Refused: a reader has nothing to publish."""
        self._before_write()

    def close(self) -> None:
        """Let the snapshot go."""
        if self._open is not None:
            super().close()
            os.close(self._handle)


def open_writer(root: Path, base: str | None) -> Writer:
    """Open a folder for writing and make it a store if it is none yet."""
    layout = Layout(root)
    _prepare(layout)
    its_base = described_base(layout, base)
    if its_base is not None and not (layout.live / "CURRENT").exists() and (name := newest(layout)):
        raise StoreError(
            f"the store at {root} has lost its live database, and snapshot {name} is whole: "
            f"copy {layout.snapshots / name} to {layout.live}, or build the store anew"
        )
    store = _open_live(layout)
    try:
        if its_base is None:
            its_base = base or DEFAULT_BASE
            describe(layout, its_base)
        writer = Writer(store, its_base, layout)
    except OSError as error:
        raise StoreError(f"the store at {root} cannot be written to: {explain(error)}") from error
    writer.recover()
    return writer


def _prepare(layout: Layout) -> None:
    try:
        layout.root.mkdir(parents=True, exist_ok=True)
        strangers = {path.name for path in layout.root.iterdir()} - {"live"}
    except OSError as error:
        raise StoreError(f"{layout.root} cannot be used as a store: {error.strerror}: choose another with --store") from error
    if strangers and not layout.description.exists():
        raise StoreError(
            f"{layout.root} is a folder with other things in it ({min(strangers)}): choose an empty or new one with --store"
        )


def _open_live(layout: Layout) -> ox.Store:
    try:
        return ox.Store(str(layout.live))
    except ENGINE_ERRORS as error:
        if "LOCK" in str(error):
            raise StoreLockedError(
                f"another process is writing to the store at {layout.root} (a server or a build): "
                "wait until it ends, stop it, or choose another folder with --store"
            ) from error
        raise StoreError(f"the store at {layout.root} cannot be opened: {explain(error)}") from error


def open_mirror(root: Path, original: Store) -> Mirror:
    """A copy of another store in a new folder, open for writing to both."""
    layout = Layout(root)
    _prepare(layout)
    describe(layout, original.base)
    mirror = Mirror(_open_live(layout), original.base, layout, original)
    mirror.refresh()
    mirror.publish()
    return mirror


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
                reader = Reader(_open_snapshot(layout, name), its_base, layout.snapshots / name, handle)
                stack.pop_all()
                return reader
    raise StoreMissingError(f"nothing is published yet in the store at {root}: run `onrecord build PATH… --store {root}`")


def _open_snapshot(layout: Layout, name: str) -> ox.Store:
    try:
        return ox.Store.read_only(str(layout.snapshots / name))
    except ENGINE_ERRORS as error:
        raise StoreError(f"the store at {layout.root} cannot be read: {explain(error)}") from error
