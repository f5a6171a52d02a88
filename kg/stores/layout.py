"""The files of a store on disk: its description, its snapshots, and which of them is the newest.

onrecord.json       {"base": "https://onrecord.example/", "schema": 2}
live/               the database, open in the one writing process
snapshots/000007/   hard-linked copies that never change, each with a lock file beside it that its readers share
current             names the newest snapshot
tables/000007.sqlite the side tables of a snapshot, which never change either
unpublished         is there while live/ holds what no snapshot shows: the names of the graphs that were written, a line each
before-2/           the store as it was before it was brought to form 2, a backup like any other; may be removed
draft-…/            what an update is tried out on, or documents that are being read; gone when that ends
shown/              a changed copy for readers elsewhere, a store in itself (kg.stores.shown); may be removed
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SettingsError, StoreError, StoreVersionError
from kg.model import Iri

SCHEMA = 2
"""The form of stores that this program writes; it grows with whatever an older program would do wrong."""
KEPT_SNAPSHOTS = 2
"""So many snapshots stay, read or not: who has just read `current` still finds what it names."""

_NUMBER = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the files of one store lie."""

    root: Path

    @property
    def description(self) -> Path:
        """The file that tells schema and base."""
        return self.root / "onrecord.json"

    @property
    def live(self) -> Path:
        """The database."""
        return self.root / "live"

    @property
    def snapshots(self) -> Path:
        """The folder of snapshots."""
        return self.root / "snapshots"

    @property
    def tables(self) -> Path:
        """The folder of side tables."""
        return self.root / "tables"

    @property
    def current(self) -> Path:
        """The file that names the newest snapshot."""
        return self.root / "current"

    @property
    def unpublished(self) -> Path:
        """The file that tells of changes which no snapshot shows."""
        return self.root / "unpublished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What onrecord.json tells: the form of the store, its base IRI, and which form it is being brought from, if it is."""

    base: str
    schema: int
    upgrading: int | None = None

    @property
    def published(self) -> int:
        """The form of the snapshots."""
        return self.schema if self.upgrading is None else self.upgrading


def described(layout: Layout) -> Description | None:
    """The description of a store, None where there is no store; an error if this program does not fit it."""
    try:
        found = json.loads(layout.description.read_text("utf-8"))
        upgrading = found.get("upgrading")
        told = Description(
            base=str(found["base"]), schema=int(found["schema"]), upgrading=None if upgrading is None else int(upgrading)
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{layout.description} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f'{layout.description} is damaged: it should read {{"base": "…", "schema": {SCHEMA}}}; mend it or build anew'
        ) from error
    if told.schema > SCHEMA:
        raise StoreVersionError(
            f"the store at {layout.root} was written by a newer Onrecord (schema {told.schema}; this one knows {SCHEMA}): "
            "update Onrecord, or choose another folder with --store"
        )
    return told


def described_base(layout: Layout, base: str | None) -> str | None:
    """The base IRI of the store, None where there is no store; an error if this program or these settings do not fit it."""
    found = described(layout)
    if found is None:
        return None
    if base is not None and base != found.base:
        raise SettingsError(
            f"the store at {layout.root} was made with the base IRI {found.base}, and the settings say {base}: "
            f"set ONRECORD_BASE={found.base}, or choose another folder with --store"
        )
    return found.base


def describe(layout: Layout, base: str, *, schema: int = SCHEMA, upgrading: int | None = None) -> None:
    """Write the description of a store; `upgrading` is the form that it is being brought from."""
    told = {"base": base, "schema": schema, **({} if upgrading is None else {"upgrading": upgrading})}
    write_whole(layout.description, json.dumps(told, sort_keys=True) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Replace a file by a new text, so that whoever reads it, even after a crash, sees the old or the new one."""
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def note_unpublished(layout: Layout, graphs: Iterable[Iri]) -> None:
    """Put on record, before graphs are written, that they are; a crash at any moment leaves that."""
    with layout.unpublished.open("a", encoding="utf-8") as file:
        file.writelines(f"{graph}\n" for graph in graphs)
        file.flush()
        os.fsync(file.fileno())


def unpublished_graphs(layout: Layout) -> frozenset[Iri] | None:
    """The graphs that were written since the newest snapshot; None where it is not known which."""
    try:
        text = layout.unpublished.read_text("utf-8")
    except FileNotFoundError:
        return frozenset()
    except UnicodeDecodeError:
        return None
    return frozenset(map(Iri, text.splitlines())) if text.endswith("\n") else None


def newest(layout: Layout) -> str | None:
    """The name of the newest snapshot, None before the first."""
    try:
        name = layout.current.read_text("utf-8").strip()
    except FileNotFoundError:
        name = ""
    if _NUMBER.fullmatch(name) and (layout.snapshots / name).is_dir():
        return name
    return max(snapshot_names(layout), default=None)


def next_name(layout: Layout) -> str:
    """A name for the next snapshot that none has had."""
    return f"{max((int(name) for name in snapshot_names(layout)), default=0) + 1:06d}"


def snapshot_names(layout: Layout) -> tuple[str, ...]:
    """The names of all snapshots, the oldest first."""
    paths = layout.snapshots.iterdir() if layout.snapshots.is_dir() else ()
    return tuple(sorted((path.name for path in paths if _NUMBER.fullmatch(path.name)), key=int))


def prune(layout: Layout) -> None:
    """Remove what a crash left behind and all old snapshots that nobody reads; only for the process that writes."""
    for leftover in sorted(layout.snapshots.glob("*.part")):
        shutil.rmtree(leftover, ignore_errors=True)
    names = snapshot_names(layout)
    for old in set(names) - {newest(layout), *names[-KEPT_SNAPSHOTS:]}:
        folder = layout.snapshots / old
        handle = take(folder, exclusive=True)
        if handle is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(handle)


def take(folder: Path, *, exclusive: bool) -> int | None:
    """A handle that locks a snapshot's folder until it is closed; None if it is gone, or another holds it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:
        pass  # a file system without locks: the snapshots that are kept anyway must do
    return handle
