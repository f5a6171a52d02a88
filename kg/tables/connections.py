"""Tables to read from: connections to one database, shared by the threads that ask."""

import queue
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar, cast

T = TypeVar("T")

_KEPT = 48
"""Results that are kept for whoever asks the same again; of words that every claim has, one takes 2 MB at 200,000 claims."""


class Tables:
    """The tables of one state of a store, which never changes as long as they are open.

    `open_another` makes one more connection where all are in use; without it whoever comes later waits.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        open_another: Callable[[], sqlite3.Connection] | None = None,
        close: Callable[[], None] | None = None,
    ) -> None:
        self._free: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._free.put(connection)
        self._open_another = open_another
        self._close = close
        self.is_damaged = False
        self._made: dict[object, object] = {}
        self._lately: OrderedDict[Hashable, object] = OrderedDict()
        self._making = threading.Lock()
        self._makings: dict[object, threading.RLock] = {}

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile."""
        try:
            connection = self._free.get(block=self._open_another is None)
        except queue.Empty:
            assert self._open_another is not None
            connection = self._open_another()
        try:
            yield connection
        except sqlite3.OperationalError:  # what is wrong with a query, or with the disk
            raise
        except sqlite3.DatabaseError:
            self.is_damaged = True
            raise
        finally:
            self._free.put(connection)

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """The rows of a query."""
        with self.connection() as connection:
            return connection.execute(query, values).fetchall()

    def once(self, make: Callable[["Tables"], T]) -> T:
        """What a function makes of these tables; it is called once, and its result kept as long as they are."""
        with self._making:
            making = self._makings.setdefault(make, threading.RLock())
        with making:  # nobody waits for what is made of something else
            if make not in self._made:
                self._made[make] = make(self)
            return cast("T", self._made[make])

    def lately(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under a key lately, otherwise what is made now; the last few are kept."""
        with self._making:
            if key in self._lately:
                self._lately.move_to_end(key)
                return cast("T", self._lately[key])
        made = make()
        with self._making:
            self._lately[key] = made
            while len(self._lately) > _KEPT:
                self._lately.popitem(last=False)
        return made

    def close(self) -> None:
        """Let the connections go; nothing may be asked afterwards."""
        with suppress(queue.Empty):
            while True:
                self._free.get(block=False).close()
        if self._close is not None:
            self._close()
