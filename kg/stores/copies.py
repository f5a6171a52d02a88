"""Backups: the newest snapshot of a store copied elsewhere, while others write to it, and made a store again.

A backup is a folder like a store's own, with onrecord.json and the database in live/, and holds no link to the store.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import StoreError, StoreMissingError
from kg.stores.base import Store
from kg.stores.disk import open_writer
from kg.stores.explained import explain
from kg.stores.layout import Description, Layout, describe, described
from kg.stores.snapshots import open_reader


def backup(root: Path, target: Path) -> int:
    """Copy what readers of the store see into a new folder, whole or not at all; the number of bytes."""
    _require_absent(target)
    with open_reader(root, None) as reader:
        return _copy(reader.folder, _described(Layout(root)), target)


def backup_of(store: Store, target: Path) -> int:
    """Copy a store that is on a server into a new folder, whole or not at all; the number of bytes."""
    _require_absent(target)
    with TemporaryDirectory(prefix="onrecord-") as folder:
        root = Path(folder) / "store"
        with open_writer(root, store.base) as copy:
            for name in store.graph_names():
                copy.replace_graphs({name: tuple(store.quads(name))})
        return backup(root, target)


def restore_to(source: Path, store: Store) -> int:
    """Write a backup to an empty server; the number of graphs. StoreError if the server holds anything."""
    if store.graph_names():
        raise StoreError("the server holds data already, and nothing was restored: name an empty one")
    with TemporaryDirectory(prefix="onrecord-") as folder:
        root = Path(folder) / "store"
        restore(source, root)
        with open_reader(root, None) as copy:
            names = copy.graph_names()
            for name in names:
                store.replace_graphs({name: tuple(copy.quads(name))})
    return len(names)


def restore(source: Path, root: Path) -> int:
    """Make a new store of a backup; the number of bytes. StoreError if that is none, or cannot be opened."""
    layout = Layout(source)
    told = described(layout)
    if told is None or told.upgrading is not None or not (layout.live / "CURRENT").exists():
        raise StoreError(f"{source} is no backup: name a folder that `onrecord backup` made")
    _require_absent(root)
    size = _copy(layout.live, told, root)
    try:
        open_writer(root, None).close()
    except StoreError as error:
        shutil.rmtree(root, ignore_errors=True)
        raise StoreError(f"the backup at {source} is damaged, and nothing was restored: {error}") from error
    return size


def _require_absent(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError(f"{target} is there already: name a folder that is new or empty")


def _described(layout: Layout) -> Description:
    told = described(layout)
    if told is None:
        raise StoreMissingError(f"there is no store at {layout.root}")
    return told


def _copy(database: Path, told: Description, target: Path) -> int:
    part = Layout(target.with_name(f"{target.name}.part"))
    try:
        shutil.rmtree(part.root, ignore_errors=True)
        part.root.mkdir(parents=True)
        shutil.copytree(database, part.live, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
        describe(part, told.base, schema=told.published)
        size = sum(_settle(path) for path in sorted(part.live.iterdir()))
        if target.exists():
            target.rmdir()
        part.root.replace(target)
    except OSError as error:
        shutil.rmtree(part.root, ignore_errors=True)
        raise StoreError(f"{target}: nothing was copied: {explain(error)}") from error
    return size


def _settle(path: Path) -> int:
    """Have a file on disk, and its size."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size
