"""Reads what the first pages of a new snapshot need before anybody asks for them, in a thread of its own.

A change is acknowledged without waiting for it, and a stop of the server waits for no more than the step that is being taken.
"""

import logging
import threading
from collections.abc import Callable

from api.pages.overview import figures
from api.routes.asking import read_names
from api.wiring import Library
from kg.errors import OnrecordError
from kg.network import web
from kg.search import over, read_posts
from kg.stores import Store

LOG = logging.getLogger("onrecord.warming")

_REST = 0.3
"""Seconds without a change after which it is begun: in a series of changes every snapshot but the last is soon forgotten."""


def _posts(store: Store) -> None:
    over(store, lambda tables: tables.once(read_posts))


def _ties(store: Store) -> None:
    net = web(store)
    net.ranks, net.by_node  # noqa: B018  # each is made once, when it is asked for


STEPS: tuple[Callable[[Store], object], ...] = (figures, _posts, read_names, _ties)
"""What the start page and the search need, the posts on cards, what questions can name, and what the graph is drawn from."""


class Warming:
    """Takes the steps for each snapshot that a library begins to serve, until it is closed."""

    def __init__(self, library: Library, steps: tuple[Callable[[Store], object], ...] = STEPS) -> None:
        self._library, self._steps = library, steps
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        """Begin with the snapshot that is served now."""
        self._library.changed.set()
        self._thread.start()

    def close(self) -> None:
        """End after the step that is being taken."""
        self._is_over.set()
        self._library.changed.set()
        self._thread.join()

    def _run(self) -> None:
        changed = self._library.changed
        while changed.wait() and not self._is_over.is_set():
            changed.clear()
            if not self._is_over.wait(_REST) and not changed.is_set():
                self._warm()

    def _warm(self) -> None:
        """Take one step after the other, and leave off where the snapshot is no longer the newest."""
        try:
            with self._library.reading() as store:
                for step in self._steps:
                    if self._library.changed.is_set():
                        return
                    step(store)
        except OnrecordError as error:  # whoever asks for what could not be read is told
            LOG.warning("what the first pages need could not be read beforehand: %s", error)
