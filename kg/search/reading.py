"""Reads the tables of a store, and once more where they turn out to be damaged: the store then has others."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from kg.errors import StoreError
from kg.stores import Store
from kg.tables import Tables

T = TypeVar("T")


def over(store: Store, read: Callable[[Tables], T]) -> T:
    """What a function reads from the tables of a store; StoreError where they cannot be read."""
    tables = store.tables()
    try:
        return read(tables)
    except sqlite3.DatabaseError as error:
        if not tables.is_damaged:
            raise _explained(error) from error
    try:
        return read(store.tables())
    except sqlite3.DatabaseError as error:
        raise _explained(error) from error


def _explained(error: sqlite3.DatabaseError) -> StoreError:
    return StoreError(f"the side tables of the store cannot be read ({error}): run 'onrecord tables --rebuild'")
