"""A store in a folder, as the one process has it that writes to the live database; `kg.stores.snapshots` is for the readers."""

import contextlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, StoreLockedError
from kg.ids import DEFAULT_BASE
from kg.model import Iri, Quad
from kg.stores.base import Amendment, Store
from kg.stores.engine import Engine
from kg.stores.explained import ENGINE_ERRORS, explain
from kg.stores.layout import (
    Layout,
    describe,
    described,
    described_base,
    newest,
    next_name,
    note_unpublished,
    prune,
    snapshot_names,
    take,
    unpublished_graphs,
    write_whole,
)
from kg.stores.triples import StoredTriples
from kg.stores.upgrades import upgraded
from kg.tables import Change, Shelf, State, Tables

_FEW, _FEW_PART = 100, 0.2
"""So many changed graphs, or this part of all, are few: side tables are brought up to date before a store is asked instead."""
DRAFT = "draft-"
"""What the names of folders begin with that an update, or documents on their way in, need as long as they last."""


class Writer(Engine):
    """The one process that changes a store on disk; what it wrote is seen by readers once it is published."""

    def __init__(self, store: ox.Store, base: str, layout: Layout) -> None:
        super().__init__(store, base, place=str(layout.root))
        self._layout = layout
        self._shelf = Shelf(layout.tables)
        self._unpublished = layout.unpublished.exists()
        self._pending = unpublished_graphs(layout)
        self.published = newest(layout)
        """The name of the newest snapshot: nobody else makes any."""
        self.on_publish: Callable[[frozenset[Iri] | None], None] | None = None
        """Told of each snapshot which graphs it changed, None where it is not known which, before `publish` ends."""

    def _before_write(self, graphs: frozenset[Iri]) -> None:
        noted = self._pending or frozenset()
        if not self._unpublished or (self._pending is not None and graphs - noted):
            try:
                note_unpublished(self._layout, sorted(graphs - noted))
            except OSError as error:
                raise StoreError(f"{self._place}: nothing was written: {explain(error)}") from error
            self._unpublished = True
            self._pending = noted | graphs
        super()._before_write(graphs)

    def tables(self) -> Tables:
        """The side tables of what was written so far, published or not."""
        with self._writing:
            name = newest(self._layout)
            if self._tables is None and name and self._pending is not None and not self._shelf.trouble(name):
                self._tables = self._shelf.copy(name)
                self._untold = set(self._pending)
        return super().tables()

    def tables_at_hand(self) -> Tables | None:
        """The side tables, if there are some of which few graphs changed since."""
        name = newest(self._layout)
        is_made = self._tables is not None or (name is not None and not self._shelf.trouble(name))
        changed = self._untold if self._tables is not None else self._pending
        if not is_made or changed is None:
            return None
        are_few = len(changed) <= _FEW or len(changed) <= _FEW_PART * len(self.graph_names())
        return self.tables() if are_few else None

    def publish(self) -> None:
        """Show readers everything that was written so far, as a new snapshot of hard links."""
        with self._writing:
            changed = self._publish()
        if self.on_publish is not None:
            self.on_publish(changed)

    def _publish(self) -> frozenset[Iri] | None:
        layout, name = self._layout, next_name(self._layout)
        part = layout.snapshots / f"{name}.part"
        try:
            layout.snapshots.mkdir(exist_ok=True)
            shutil.rmtree(part, ignore_errors=True)
            self._store.flush()
            self._store.backup(str(part))
            self._make_tables(name)
            part.replace(layout.snapshots / name)
            write_whole(layout.current, name + "\n")
        except ENGINE_ERRORS as error:
            shutil.rmtree(part, ignore_errors=True)
            raise StoreError(f"{self._place}: the changes are stored, but readers cannot see them: {explain(error)}") from error
        layout.unpublished.unlink(missing_ok=True)
        changed = self._pending
        self._unpublished, self._pending = False, frozenset()
        self.published = name
        self._prune()
        return changed

    def _make_tables(self, name: str) -> None:
        """The side tables of a new snapshot; those of one that nobody reads any longer are made over into them."""
        basis = newest(self._layout)
        with contextlib.ExitStack() as held:
            free = (old for old in self._shelf.names() if old != basis and self._is_free(old, held))
            change = Change(basis=basis, graphs=self._pending, spares=tuple(free))
            self._shelf.make(name, StoredTriples(self._store), change)

    def _is_free(self, name: str, held: contextlib.ExitStack) -> bool:
        """Whether nobody reads a snapshot, and nobody will until what holds it is closed."""
        handle = take(self._layout.snapshots / name, exclusive=True)
        if handle is not None:
            held.callback(os.close, handle)
        return handle is not None or not (self._layout.snapshots / name).exists()

    def _prune(self) -> None:
        prune(self._layout)
        self._shelf.keep(snapshot_names(self._layout))

    def rebuild_tables(self) -> None:
        """Build the side tables anew, from the store alone, for a new snapshot: whoever reads the others is not disturbed."""
        with self._writing:
            self._pending = None
        self.publish()

    def publish_what_tables_leave_out(self) -> None:
        """Publish changes of statements that no side table tells of: the tables stay as they are."""
        with self._writing:
            self._pending = frozenset()
        self.publish()

    def tables_trouble(self) -> str:
        """Why the side tables of the newest snapshot do not tell of what is stored, "" where they do."""
        if self._unpublished or self.published is None:
            return "there are changes that they do not tell of"
        return self._shelf.trouble(self.published)

    def tables_state(self) -> State:
        """What the side tables of the newest snapshot hold, and whether they can be used."""
        return self._shelf.state(newest(self._layout) or "", self.graph_names())

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
        name = newest(self._layout)
        trouble = self._shelf.trouble(name, None if self._unpublished else self.graph_names(), thorough=True) if name else ""
        if name and trouble:
            self._shelf.put_aside(name, trouble)
        if self._unpublished or name is None:
            self.publish()
        elif trouble:
            self.rebuild_tables()
        self._prune()

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

    def amend_graphs(self, amendments: Mapping[Iri, Amendment]) -> None:
        """Change a part of each graph, in the original and here."""
        self._original.amend_graphs(amendments)
        super().amend_graphs(amendments)

    def close(self) -> None:
        """Let go of both."""
        super().close()
        self._original.close()


def open_writer(root: Path, base: str | None) -> Writer:
    """Open a folder for writing and make it a store if it is none yet."""
    layout = Layout(root)
    _prepare(layout)
    its_base = described_base(layout, base)
    _require_database(layout)
    with upgraded(layout, _open_live):
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


def _require_database(layout: Layout) -> None:
    found = described(layout)
    is_there = found is None or found.upgrading is not None or (layout.live / "CURRENT").exists()
    if not is_there and (name := newest(layout)):
        raise StoreError(
            f"the store at {layout.root} has lost its live database, and snapshot {name} is whole: "
            f"copy {layout.snapshots / name} to {layout.live}, or build the store anew"
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


def open_copy(root: Path, original: Writer) -> Writer:
    """A copy of a store in a new folder, of hard links, open for writing by itself; it has the side tables of the original."""
    layout, name = Layout(root), original.published
    _prepare(layout)
    original.copy_to(layout.live)
    describe(layout, original.base)
    if name is not None and not original.tables_trouble():
        Shelf(layout.tables).take_over(Shelf(Layout(original.root).tables), name)
        (layout.snapshots / name).mkdir(parents=True)
        write_whole(layout.current, name + "\n")
    return Writer(_open_live(layout), original.base, layout)
