"""Where facts are kept and asked for: named graphs behind one narrow Protocol, in memory or on disk.

`open_store` chooses the implementation; nothing outside this package knows the engine.
"""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import SettingsError, StoreMissingError
from kg.ids import DEFAULT_BASE
from kg.stores.base import GRAPH_TYPES, RESULT_TYPES, UNBOUND, Answer, Bindings, Store, Table
from kg.stores.binding import bind
from kg.stores.disk import open_reader, open_writer
from kg.stores.engine import Engine, answer_type
from kg.stores.guard import Form, Limits, check_query

MEMORY = "memory:"


def open_store(location: str | Path, *, write: bool, base: str | None = None) -> Store:
    """Open "memory:" or a folder; a folder that is no store yet becomes one when it is opened for writing.

    `base` is the data base IRI; None takes the store's own, or the default for a new one. Raises StoreLockedError if another
    process writes, StoreMissingError if there is nothing to read, StoreVersionError, SettingsError if the base is another.
    """
    if str(location) == MEMORY:
        if not write:
            raise StoreMissingError("a store in memory ends with its command: give a folder with --store to read from")
        return Engine(ox.Store(), base or DEFAULT_BASE)
    if "://" in str(location):
        raise SettingsError(f"{location} is no folder: a store is a folder on this machine, or {MEMORY}")
    root = Path(location).expanduser()
    return open_writer(root, base) if write else open_reader(root, base)


__all__ = (
    "GRAPH_TYPES",
    "MEMORY",
    "RESULT_TYPES",
    "UNBOUND",
    "Answer",
    "Bindings",
    "Form",
    "Limits",
    "Store",
    "Table",
    "answer_type",
    "bind",
    "check_query",
    "open_store",
)
