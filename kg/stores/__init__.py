"""Where facts are kept and asked for: named graphs behind one narrow Protocol, in memory or on disk.

`open_store` chooses the implementation; nothing outside this package knows the engine.
"""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import SettingsError, StoreMissingError
from kg.ids import DEFAULT_BASE
from kg.stores.access import Access, is_remote
from kg.stores.base import GRAPH_TYPES, RESULT_TYPES, UNBOUND, Amendment, Answer, Bindings, Store, Table
from kg.stores.binding import bind, bind_rows
from kg.stores.disk import open_writer
from kg.stores.engine import Engine, answer_type
from kg.stores.guard import Form, Limits, check_query, is_lasting
from kg.stores.snapshots import open_reader

MEMORY = "memory:"


def open_store(location: str | Path, *, write: bool, base: str | None = None, access: Access | None = None) -> Store:
    """Open "memory:", a folder, or a SPARQL server by its address; a folder that is no store yet becomes one for writing.

    `base` is the data base IRI; None takes the store's own, or the default for a new one. Raises StoreLockedError if another
    process writes, StoreMissingError if there is nothing to read, StoreVersionError, SettingsError if the base is another.
    """
    if str(location) == MEMORY:
        if not write:
            raise StoreMissingError("a store in memory ends with its command: give a folder with --store to read from")
        return Engine(ox.Store(), base or DEFAULT_BASE)
    if is_remote(str(location)):
        # Imported here because the HTTP client takes a tenth of a second that no store on disk needs.
        from kg.stores.remote import Remote  # noqa: PLC0415

        return Remote(str(location), base, access or Access())
    if "://" in str(location):
        raise SettingsError(
            f"{location} is no store: name a folder on this machine, {MEMORY}, or http(s)://… for a SPARQL server"
        )
    root = Path(location).expanduser()
    return open_writer(root, base) if write else open_reader(root, base)


__all__ = (
    "GRAPH_TYPES",
    "MEMORY",
    "RESULT_TYPES",
    "UNBOUND",
    "Access",
    "Amendment",
    "Answer",
    "Bindings",
    "Form",
    "Limits",
    "Store",
    "Table",
    "answer_type",
    "bind",
    "bind_rows",
    "check_query",
    "is_lasting",
    "is_remote",
    "open_store",
)
