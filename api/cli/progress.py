"""A sign of life on standard error: only for people at a terminal, and only when there is more than a second to wait."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

from api.cli.printing import clean

_PATIENCE = 1.0
"""Seconds before anything is shown."""
_PAUSE = 0.1


class Progress:
    """Counts what is done; `done` may be called thousands of times a second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._count = 0
        self._started = time.monotonic()
        self._shown_at = 0.0
        self._status: Status | None = None

    def done(self, last: str) -> None:
        """One more is done: `last` names it."""
        self._count += 1
        now = time.monotonic()
        if sys.stderr.isatty() and now - self._started > _PATIENCE and now - self._shown_at > _PAUSE:
            self._show(f"{self._count:,} {self._what}, the last: {clean(last)[-60:]}")
            self._shown_at = now

    def _show(self, text: str) -> None:
        if self._status is None:
            self._status = Console(file=sys.stderr, markup=False).status(text)
            self._status.start()
        self._status.update(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._status is not None:
            self._status.stop()
