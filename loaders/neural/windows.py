"""How a long text is cut into windows of equal length that overlap, so that each cue is read where it has most context."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

LENGTH = 254
"""Pieces in a window at most: 256 positions less the two at its ends."""
OVERLAP = 94


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces [start, end), of which those in [first, last) are read here and not in a neighbour."""

    start: int
    end: int
    first: int
    last: int


def cut_windows(count: int, *, length: int = LENGTH, overlap: int = OVERLAP) -> tuple[Window, ...]:
    """Windows over `count` pieces: as few as fit, all of one length, so that a batch needs no padding."""
    if count <= length:
        return (Window(0, count, 0, count),) if count else ()
    number = ceil((count - overlap) / (length - overlap))
    size = min(length, ceil((count + (number - 1) * overlap) / number))
    starts = [round(i * (count - size) / (number - 1)) for i in range(number)]
    middles = [0, *((later + earlier + size) // 2 for earlier, later in pairwise(starts)), count]
    return tuple(Window(start, start + size, middles[i], middles[i + 1]) for i, start in enumerate(starts))
