"""Text as the network reads it: word pieces with exact offsets, how each is written, and where it stands in a quotation."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from loaders.neural.pieces import Piece, WordPieces
from loaders.rules.quotations import Quotation, find_quotations

Ints = NDArray[np.int64]

PARAGRAPH = 1
"""The id that stands for a line break; the vocabulary leaves it unused."""
FIRST, LAST = 101, 102
"""The ids at the ends of every window."""
_LINE = re.compile(r"[^\n]*\n?")


class Case(IntEnum):
    """How a piece is written."""

    OTHER = 0
    LOWER = 1
    CAPITALISED = 2
    CAPITALS = 3


class Quote(IntEnum):
    """Where a piece stands: outside quotation marks, inside, a mark itself, or a line break."""

    OUTSIDE = 0
    INSIDE = 1
    MARK = 2
    BREAK = 3


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The pieces of a text: piece i is `text[start[i]:end[i]]`; all arrays have one entry per piece."""

    text: str
    ids: Ints
    start: Ints
    end: Ints
    case: Ints
    quote: Ints
    quotations: tuple[tuple[int, int], ...]
    """Outer quotations as pieces [first, last + 1), marks left out, in the order of the text."""

    def __len__(self) -> int:
        return len(self.ids)

    def written(self, first: int, end: int) -> str:
        """The text of the pieces [first, end)."""
        return self.text[self.start[first] : self.end[end - 1]] if end > first else ""

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that share a character with [start, end)."""
        return int(np.searchsorted(self.end, start, side="right")), int(np.searchsorted(self.start, end, side="left"))

    def quotations_between(self, first: int, end: int) -> tuple[tuple[int, int], ...]:
        """The quotations that share a piece with [first, end)."""
        a = bisect_right(self.quotations, first, key=itemgetter(1))
        b = bisect_left(self.quotations, end, key=itemgetter(0))
        return self.quotations[a:b]


def read_tokens(pieces: WordPieces, text: str) -> Tokens:
    """The pieces of a text; linear in its length, for any text."""
    found: list[Piece] = []
    for line in _LINE.finditer(text):
        found.extend(pieces.cut(text, line.start(), line.end()))
        if line[0].endswith("\n") and found and found[-1][0] != PARAGRAPH:
            found.append((PARAGRAPH, line.end() - 1, line.end()))
    table = np.array(found, dtype=np.int64).reshape(-1, 3)
    numbers, start, end = table[:, 0], table[:, 1], table[:, 2]
    outer = tuple(q for q in find_quotations(text) if q.depth == 0)
    return Tokens(
        text=text,
        ids=numbers,
        start=start,
        end=end,
        case=np.array([_case(text[a:b]) for _, a, b in found], dtype=np.int64),
        quote=_quote_states(numbers, start, outer),
        quotations=tuple(_inner(start, quotation) for quotation in outer),
    )


def _case(written: str) -> Case:
    if not written.isalpha():
        return Case.OTHER
    if written.islower():
        return Case.LOWER
    return Case.CAPITALS if len(written) > 1 and written.isupper() else Case.CAPITALISED


def _quote_states(ids: Ints, start: Ints, quotations: tuple[Quotation, ...]) -> Ints:
    states = np.zeros(len(ids), dtype=np.int64)
    for quotation in quotations:
        edges = (quotation.start, quotation.end, quotation.inner_start, quotation.inner_end)
        opening, closing, first, last = np.searchsorted(start, edges)
        states[opening:closing] = Quote.MARK
        states[first:last] = Quote.INSIDE
    states[ids == PARAGRAPH] = Quote.BREAK
    return states


def _inner(start: Ints, quotation: Quotation) -> tuple[int, int]:
    first, last = np.searchsorted(start, (quotation.inner_start, quotation.inner_end))
    return int(first), int(last)
