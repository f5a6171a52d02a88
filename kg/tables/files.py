"""The files of side tables: one for each snapshot that readers may hold, never changed once it has its name.

The next file is made of the one before the newest, which nobody reads any longer, by doing to it what was done since; where
that one is held or missing, of a copy of the newest; and where this is damaged, or it is not known what has changed, of the
whole store. Until it is whole it is called NAME.part, so that a crash at any moment leaves every other file as it was.
"""

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from kg.ids import VOCABULARY_GRAPH
from kg.model import Iri
from kg.tables.connections import Tables
from kg.tables.schema import VERSION, create
from kg.tables.source import Source
from kg.tables.writing import replace_graphs, replace_whole

LOG = logging.getLogger("onrecord.tables")

ENDING = ".sqlite"
_PART = ".part"
_ASIDE = "damaged"
_LOGGED_REVISIONS = 16
_LOGGED_GRAPHS = 5_000
"""So many changes are remembered; a file that lacks more of them is made anew from a copy."""
_CACHE_KIB = 65_536
_OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened since the snapshot `basis`: graphs were written, None where it is not known which.

    `spares` are the names of files that nobody reads, the newest first.
    """

    basis: str | None
    graphs: frozenset[Iri] | None
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is in a file of tables; `trouble` tells why it cannot be used, "" where it can."""

    name: str
    trouble: str
    graphs: int = 0
    documents: int = 0
    claims: int = 0
    size: int = 0


class Shelf:
    """The folder that holds the files of one store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The file that belongs to a snapshot."""
        return self.folder / f"{name}{ENDING}"

    def names(self) -> tuple[str, ...]:
        """The snapshots that have a file, the newest first."""
        found = (path.name.removesuffix(ENDING) for path in self.folder.glob(f"*{ENDING}"))
        return tuple(sorted((name for name in found if name.isdigit()), key=int, reverse=True))

    def open(self, name: str) -> Tables:
        """The tables of a snapshot; only where `trouble` finds none."""
        path = self.path(name)
        return Tables(_connect(path), open_another=lambda: _connect(path))

    def take_over(self, other: "Shelf", name: str) -> None:
        """Take a copy of another shelf's file of a snapshot."""
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(other.path(name), self.path(name))

    def copy(self, name: str) -> Tables:
        """The tables of a snapshot in memory, where they can be changed."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with closing(_connect(self.path(name))) as file:
            file.backup(connection)
        return Tables(connection)

    def trouble(self, name: str, graphs: Iterable[Iri] | None = None, *, thorough: bool = False) -> str:
        """Why a file cannot be used, "" where it can: absent, damaged, of another version, or of other graphs than these."""
        if not self.path(name).exists():
            return "there are none"
        try:
            with closing(_connect(self.path(name))) as connection:
                return _trouble(connection, name, graphs, thorough=thorough)
        except (sqlite3.DatabaseError, ValueError) as error:
            return f"they are damaged ({error})"

    def state(self, name: str, graphs: Iterable[Iri]) -> State:
        """What is in a file, looked through whole."""
        found = self.trouble(name, graphs, thorough=True)
        if found:
            return State(name=name, trouble=found)
        with closing(_connect(self.path(name))) as connection:
            counts = {
                table: int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608  # our own names
                for table in ("graph", "document", "claim")
            }
        size = self.path(name).stat().st_size
        return State(
            name=name, trouble="", graphs=counts["graph"], documents=counts["document"], claims=counts["claim"], size=size
        )

    def make(self, name: str, source: Source, change: Change) -> None:
        """Make the file of a new snapshot; OSError where the disk does not let it, and then nothing has changed."""
        part = self.folder / f"{name}{_PART}"
        try:
            self.folder.mkdir(exist_ok=True)
            log = next(log for attempt, log in self._attempts(part, source, change, int(name)) if _succeeds(attempt))
            with closing(_connect_to_write(part)) as connection:
                _mark(connection, int(name), log)
            _settle(part)
            part.replace(self.path(name))
            _settle(self.folder)
        except sqlite3.Error as error:
            part.unlink(missing_ok=True)
            raise OSError(f"the side tables cannot be written: {error}") from error
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _attempts(
        self, part: Path, source: Source, change: Change, revision: int
    ) -> Iterator[tuple[Callable[[], None], "_Log"]]:
        """Ways to make a file, the cheapest first, each with what is remembered of changes then."""
        basis, graphs = change.basis, change.graphs
        if graphs is not None and VOCABULARY_GRAPH in graphs:
            graphs = None  # every row may hold a label of its
        if basis is not None:
            trouble = self.trouble(basis)
            if not trouble and graphs is not None:
                log = self._log(basis)
                later = log.extended(revision, graphs)
                for spare in self._spares(change, log):
                    missed = graphs | {graph for made, graph in log.changes if made > int(spare)}
                    self.path(spare).replace(part)
                    yield partial(_alter, part, source, missed), later
                shutil.copyfile(self.path(basis), part)
                yield partial(_alter, part, source, graphs), later
                trouble = "they are damaged"
            if trouble:
                self.put_aside(basis, trouble)
        yield partial(_build, part, source), _Log(since=revision)

    def _spares(self, change: Change, log: "_Log") -> tuple[str, ...]:
        """The one file to alter, if any lacks no more than what is remembered."""
        fit = (name for name in change.spares if int(name) >= log.since and not self.trouble(name))
        return tuple(islice(fit, 1))

    def _log(self, basis: str) -> "_Log":
        with closing(_connect(self.path(basis))) as connection:
            since = connection.execute("SELECT value FROM meta WHERE key = 'since'").fetchone()
            changes = connection.execute("SELECT revision, graph FROM change ORDER BY revision, graph").fetchall()
        return _Log(since=int(since[0]), changes=tuple((int(made), Iri(graph)) for made, graph in changes))

    def put_aside(self, name: str, trouble: str) -> None:
        """Take away a file that cannot be used, and tell; one that was put aside before goes."""
        path = self.path(name)
        if not path.exists():
            return
        aside = self.folder / f"{_ASIDE}{ENDING}"
        path.replace(aside)
        LOG.warning(
            "the side tables at %s cannot be used: %s. They are built anew; the file is kept as %s", path, trouble, aside
        )

    def keep(self, names: Iterable[str]) -> None:
        """Remove the files of all other snapshots, and what a crash left."""
        kept = set(names)
        for name in self.names():
            if name not in kept:
                self.path(name).unlink(missing_ok=True)
        for part in sorted(self.folder.glob(f"*{_PART}*")):
            part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Log:
    """Which graphs were changed by which revisions after `since`."""

    since: int
    changes: tuple[tuple[int, Iri], ...] = ()

    def extended(self, revision: int, graphs: frozenset[Iri]) -> "_Log":
        """With one more revision, and no longer than it may be."""
        since = max(self.since, revision - _LOGGED_REVISIONS)
        changes = tuple(one for one in self.changes if one[0] > since) + tuple((revision, graph) for graph in sorted(graphs))
        return _Log(since=since, changes=changes) if len(changes) <= _LOGGED_GRAPHS else _Log(since=revision)


def _trouble(connection: sqlite3.Connection, name: str, graphs: Iterable[Iri] | None, *, thorough: bool) -> str:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        return f"they are of version {version}, and this Onrecord knows {VERSION}"
    revision = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    if revision is None or revision[0] != str(int(name)):
        return f"they show another snapshot than {name}"
    if graphs is not None:
        shown = {graph for (graph,) in connection.execute("SELECT name FROM graph")}
        if shown != set(graphs):
            return "they tell of other graphs than the store holds"
    if thorough:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            return f"they are damaged ({found})"
    return ""


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that never changes; no lock is taken and nothing written, so that a read-only disk will do."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _connect_to_write(part: Path) -> sqlite3.Connection:
    """A connection to a file that nobody else knows and that is thrown away if anything fails: no journal is needed."""
    connection = sqlite3.connect(part, isolation_level=None)
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE_KIB};")
    return connection


def _build(part: Path, source: Source) -> None:
    part.unlink(missing_ok=True)
    with closing(_connect_to_write(part)) as connection:
        create(connection)
        replace_whole(connection, source)
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def _alter(part: Path, source: Source, graphs: frozenset[Iri]) -> None:
    with closing(_connect_to_write(part)) as connection:
        replace_graphs(connection, source, graphs)


def _mark(connection: sqlite3.Connection, revision: int, log: _Log) -> None:
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)", (("revision", str(revision)), ("since", str(log.since)))
    )
    connection.execute("DELETE FROM change")
    connection.executemany("INSERT INTO change VALUES (?, ?)", log.changes)
    connection.execute("COMMIT")


def _succeeds(attempt: Callable[[], None]) -> bool:
    """Whether an attempt was not stopped by damage in what it began with; what the disk refuses is raised."""
    try:
        attempt()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF in _OF_THE_DISK or code == sqlite3.SQLITE_IOERR_WRITE:
            raise
        return False
    return True


def _settle(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
