"""Stretches of a text of which no two overlap, kept so that whether another one still fits is told at once."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field


@dataclass(slots=True)
class FreeStretches:
    """What of a text is not taken yet; asking and taking need no walk over what was taken before."""

    _taken: list[tuple[int, int]] = field(default_factory=list)

    def take(self, start: int, end: int) -> bool:
        """Takes [start, end) and says so, unless something of it is taken already."""
        at = bisect_left(self._taken, (start, end))
        if (at < len(self._taken) and self._taken[at][0] < end) or (at and self._taken[at - 1][1] > start):
            return False
        insort(self._taken, (start, end))
        return True
