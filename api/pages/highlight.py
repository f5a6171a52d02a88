"""Cuts a document's text at its evidence, so that every passage is one element that a link can point at."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.rdf import WITHHELD

Passage = tuple[int, int]
"""Characters [start, end) of a text."""

_PARTS = re.compile(f"{WITHHELD}+|[^{WITHHELD}]+")


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    start: int
    end: int
    is_furniture: bool

    @property
    def anchor(self) -> str:
        return anchor_of((self.start, self.end))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or an element's start or end between two of them.

    `kind` is "text", "withheld", "open", "reopen" or "close"; `value` is the text, or the signs in the place of one that is not
    shown, or the passage's anchor ("char=10,20"). A passage that crosses the end of another is reopened behind it, because
    elements nest. `is_furniture` tells page furniture from evidence.
    """

    kind: str
    value: str = ""
    is_furniture: bool = False


def anchor_of(place: Passage) -> str:
    """What names a passage within its document: the fragment of its IRI, "char=120,260"."""
    return f"char={place[0]},{place[1]}"


def cut(text: str, evidence: Iterable[Passage], furniture: Iterable[Passage] = (), *, start: int = 0) -> tuple[Piece, ...]:
    """The text as pieces; their texts joined are the text itself. Passages outside the text are passed over.

    The text may be a part of a document that begins at its character `start`; passages are told by those of the document.
    """
    marks = {_Mark(first, last, is_furniture=False) for first, last in evidence}
    marks |= {_Mark(first, last, is_furniture=True) for first, last in furniture}
    fitting = sorted(mark for mark in marks if start <= mark.start < mark.end <= start + len(text))
    return tuple(_pieces(text, fitting, start))


def _pieces(text: str, marks: list[_Mark], offset: int) -> Iterator[Piece]:
    starting: dict[int, list[_Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    here = offset
    inside: list[_Mark] = []
    for place in sorted({mark.start for mark in marks} | {mark.end for mark in marks}):
        yield from _text(text[here - offset : place - offset])
        here = place
        yield from _close(inside, place)
        for mark in sorted(starting.get(place, ()), key=lambda mark: (-mark.end, not mark.is_furniture)):
            inside.append(mark)
            yield Piece("open", mark.anchor, mark.is_furniture)
    yield from _text(text[here - offset :])


def _text(run: str) -> Iterator[Piece]:
    for part in _PARTS.findall(run):
        yield Piece("withheld" if part.startswith(WITHHELD) else "text", part)


def _close(inside: list[_Mark], place: int) -> Iterator[Piece]:
    """Close the marks that end here; what was opened inside them and goes on is closed with them and opened again."""
    ending = [depth for depth, mark in enumerate(inside) if mark.end == place]
    if not ending:
        return
    cut_off = inside[ending[0] :]
    del inside[ending[0] :]
    for mark in reversed(cut_off):
        yield Piece("close", is_furniture=mark.is_furniture)
    for mark in cut_off:
        if mark.end != place:
            inside.append(mark)
            yield Piece("reopen", mark.anchor, mark.is_furniture)
