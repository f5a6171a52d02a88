"""What others see in the place of a store: a copy of it whose graphs were changed on their way, in step with every snapshot.

The copy begins as hard links in a folder within the store, where a writer that comes after a crash removes it; it has its own
snapshots and side tables, so that whoever reads those cannot reach what was left out.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.model import Iri, Quad
from kg.stores.base import Amendment
from kg.stores.disk import DRAFT, Writer, open_copy

_TOGETHER = 100
"""Graphs that are changed in one request."""

Change = Callable[[Sequence[Quad]], Sequence[Quad]]
"""A graph as others are to see it."""


class Shown:
    """The changed copy of a store, as long as this is open."""

    def __init__(self, original: Writer, change: Change) -> None:
        self.root = Path(tempfile.mkdtemp(dir=original.root, prefix=DRAFT))
        self._original, self._change = original, change
        self._copy = open_copy(self.root, original)
        self._behind: set[Iri] = set()
        for some in _together(original.graph_names()):
            whole = {name: tuple(original.quads(name)) for name in some}
            self._copy.amend_graphs({name: _difference(quads, change(quads)) for name, quads in whole.items()})
        self._copy.publish_what_tables_leave_out()
        original.on_publish = self._published

    @property
    def published(self) -> str | None:
        """The name of the newest snapshot of the copy."""
        return self._copy.published

    def close(self) -> None:
        """Let the copy go, and remove it."""
        self._original.on_publish = None
        self._copy.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def _published(self, graphs: frozenset[Iri] | None) -> None:
        names = {*self._original.graph_names(), *self._copy.graph_names()}
        self._behind |= names if graphs is None else graphs
        self._follow()

    def _follow(self) -> None:
        """Write the graphs that changed, and publish; what an error leaves behind is written the next time."""
        for some in _together(sorted(self._behind)):
            wanted = {name: self._change(tuple(self._original.quads(name))) for name in some}
            self._copy.amend_graphs({name: _difference(self._copy.quads(name), quads) for name, quads in wanted.items()})
        self._copy.publish()
        self._behind.clear()


def _difference(before: Iterable[Quad], after: Iterable[Quad]) -> Amendment:
    """What makes the one of the other."""
    old, new = set(before), set(after)
    return Amendment(gone=tuple(sorted(old - new, key=repr)), come=tuple(sorted(new - old, key=repr)))


def _together(names: Sequence[Iri]) -> Iterator[Sequence[Iri]]:
    return (names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER))
