"""What others see in the place of a store: a copy of it whose graphs were changed on their way, in step with every snapshot.

The copy lies in a folder of the store and is a store itself, with its own snapshots and side tables, so that whoever reads
those cannot reach what was left out. It begins as hard links, and stays for the next time: `of` names the snapshot that it
shows and the rules by which it was changed; where either is another, it is made anew.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import StoreError
from kg.model import Iri, Quad
from kg.stores.base import Amendment
from kg.stores.disk import Writer, open_copy, open_writer
from kg.stores.layout import write_whole

FOLDER = "shown"
"""What the folder of the copy is called."""
_TOGETHER = 100
"""Graphs that are changed in one request."""

Change = Callable[[Sequence[Quad]], Sequence[Quad]]
"""A graph as others are to see it."""


class Shown:
    """The changed copy of a store, as long as this is open; `rules` tells one way of changing graphs from another."""

    def __init__(self, original: Writer, change: Change, *, rules: str) -> None:
        self.root = original.root / FOLDER
        self._original, self._change, self._rules = original, change, rules
        self._behind: set[Iri] = set()
        self._copy = self._kept() or self._made()
        original.on_publish = self._published

    def _kept(self) -> Writer | None:
        """The copy of the last time, if it is of this snapshot and these rules."""
        of = self.root / "of"
        if not of.is_file() or of.read_text("utf-8") != self._shows():
            return None
        try:
            return open_writer(self.root, None)
        except StoreError:  # damaged: it is made anew
            return None

    def _made(self) -> Writer:
        shutil.rmtree(self.root, ignore_errors=True)
        copy = open_copy(self.root, self._original)
        for some in _together(self._original.graph_names()):
            whole = {name: tuple(self._original.quads(name)) for name in some}
            copy.amend_graphs({name: _difference(quads, self._change(quads)) for name, quads in whole.items()})
        copy.publish_what_tables_leave_out()
        write_whole(self.root / "of", self._shows())
        return copy

    def _shows(self) -> str:
        return f"{self._original.published} {self._rules}\n"

    @property
    def published(self) -> str | None:
        """The name of the newest snapshot of the copy."""
        return self._copy.published

    def close(self) -> None:
        """Let the copy go; it stays for the next time."""
        self._original.on_publish = None
        self._copy.close()

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
        write_whole(self.root / "of", self._shows())


def remove_shown(root: Path) -> None:
    """Remove the copy of a store in a folder, if there is one: nobody wants it any longer."""
    shutil.rmtree(root / FOLDER, ignore_errors=True)


def _difference(before: Iterable[Quad], after: Iterable[Quad]) -> Amendment:
    """What makes the one of the other."""
    old, new = set(before), set(after)
    return Amendment(gone=tuple(sorted(old - new, key=repr)), come=tuple(sorted(new - old, key=repr)))


def _together(names: Sequence[Iri]) -> Iterator[Sequence[Iri]]:
    return (names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER))
