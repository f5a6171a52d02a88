"""Runs users' queries beside the server: each with a deadline, at most so many at once.

A query that misses its deadline is refused, but cannot be stopped inside this process: it keeps its place until the engine lets
go of it, and when no place is left new queries are turned away, so that everything else goes on being served.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TypeVar

from kg.errors import QueryError

T = TypeVar("T")


class TooSlowError(QueryError):
    """A query that was not answered before its deadline."""


class BusyError(QueryError):
    """A query that was turned away because too many are running."""


class QueryWorkers:
    """At most `places` queries at once, each answered within `seconds` or refused."""

    def __init__(self, places: int, seconds: float) -> None:
        self.seconds = seconds
        self._places = threading.BoundedSemaphore(places)

    def run(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises; TooSlowError past the deadline, BusyError where no place is left."""
        if not self._places.acquire(timeout=min(1.0, self.seconds)):
            raise BusyError("too many queries are running: try again in a few seconds")
        future: Future[T] = Future()
        # A daemon thread, because a query that never ends must not keep the server from stopping.
        threading.Thread(target=self._work, args=(future, work), name="query", daemon=True).start()
        try:
            return future.result(timeout=self.seconds)
        except FutureTimeoutError as error:
            raise TooSlowError(
                f"the query took longer than the {self.seconds:g} s allowed: ask for less, or add a LIMIT or a FILTER"
            ) from error

    def _work(self, future: "Future[T]", work: Callable[[], T]) -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # handed on whole to the thread that waits for it
            future.set_exception(error)
        finally:
            self._places.release()
