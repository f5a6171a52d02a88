"""Time lines as pages draw them: days become places on an axis in per cent of its width, so that any width fits.

Text stays outside what is stretched, and every picture stands beside a table that tells the same.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from api.pages import shown

_MOST_TICKS = 6
_MOST_DAYS = 4
"""Days take more room than months."""
_SHORTEST = 14
"""Days that an axis covers at least."""
_CHARACTER = 2.2
"""Per cent that a character takes where lines of time are narrow."""
_EDGE = 3.0
"""Per cent left free at both ends, for marks to have room."""

SHAPES = {
    "disc": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
    "ring": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
    "square": "M-4.5 -4.5H4.5V4.5H-4.5Z",
    "box": "M-4.5 -4.5H4.5V4.5H-4.5Z",
    "diamond": "M0 -6L6 0L0 6L-6 0Z",
    "lozenge": "M0 -6L6 0L0 6L-6 0Z",
    "triangle": "M0 -5.5L5.5 4.5H-5.5Z",
    "bars": "M-3.5 -5V5M3.5 -5V5",
    "cross": "M-4.5 -4.5L4.5 4.5M-4.5 4.5L4.5 -4.5",
}
"""The outlines of marks around their middle; "ring", "box" and "lozenge" are drawn empty, "bars" and "cross" as lines."""
HOLLOW = ("ring", "box", "lozenge", "bars", "cross")


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis with its words; `anchor` is the side of the words that stands there, as SVG names it."""

    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that happened: from `x` over `width` (0 for one day), how it is drawn, and what it says in words."""

    x: float
    width: float
    shape: str
    title: str
    label: str = ""
    anchor: str = "middle"

    @property
    def middle(self) -> float:
        """Where its sign stands: of a time that is known as a month or a year only, in the middle."""
        return round(self.x + self.width / 2, 2)

    @property
    def path(self) -> str:
        """The outline of its shape."""
        return SHAPES[self.shape]

    @property
    def is_hollow(self) -> bool:
        """Whether it is drawn empty."""
        return self.shape in HOLLOW


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days, by their ordinals, on which partial dates have places."""

    first: int
    last: int

    @classmethod
    def over(cls, days: Iterable[str]) -> "Axis | None":
        """The axis that covers all partial ISO dates given; None where there is none."""
        stretches = [stretch for day in days if (stretch := _stretch(day))]
        if not stretches:
            return None
        first, last = min(start for start, _ in stretches), max(end for _, end in stretches)
        short = max(0, _SHORTEST - (last - first))
        return cls(max(date.min.toordinal(), first - short // 2), min(date.max.toordinal(), last + (short + 1) // 2))

    def place(self, day: str) -> tuple[float, float] | None:
        """Where a partial date begins and how wide it is, in per cent; None for what is no date."""
        stretch = _stretch(day)
        if stretch is None:
            return None
        start, end = (self._x(ordinal) for ordinal in stretch)
        return (round(start, 2), round(end - start, 2))

    def ticks(self) -> tuple[Tick, ...]:
        """A few places with words, evenly chosen from the years, months or days of the axis."""
        starts, most = _starts(self.first, self.last)
        chosen = starts[:: -(-len(starts) // most)]
        return tuple(Tick(round(self._x(ordinal), 2), label, _anchor(self._x(ordinal))) for ordinal, label in chosen)

    def _x(self, ordinal: int) -> float:
        return _EDGE + (ordinal - self.first) / (self.last - self.first) * (100 - 2 * _EDGE)


def spread(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks in order with their labels, without labels that would run into a later one."""
    free, kept = 100.0 + _EDGE, []
    for mark in sorted(marks, key=lambda one: one.middle, reverse=True):
        anchor = _anchor(mark.middle)
        width = _CHARACTER * len(mark.label)
        left = mark.middle - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        fits = bool(mark.label) and left + width <= free
        free = left - _CHARACTER if fits else free
        kept.append(replace(mark, label=mark.label if fits else "", anchor=anchor))
    return tuple(reversed(kept))


def _anchor(x: float) -> str:
    return "start" if x < 8 else "end" if x > 92 else "middle"


def _stretch(day: str) -> tuple[int, int] | None:
    """The first and the last day, as ordinals, that a partial ISO date may mean."""
    try:
        numbers = [int(part) for part in day.split("-")]
        year, month, number = (*numbers, 0, 0)[:3]
        first = date(year, month or 1, number or 1)
        last = date(year, month or 12, number or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return (first.toordinal(), last.toordinal())


def _starts(first: int, last: int) -> tuple[list[tuple[int, str]], int]:
    """The beginnings of the years, months or days between two days, whichever are not too few, and how many have room."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = [date(n // 12, n % 12 + 1, 1) for n in range(begin.year * 12 + begin.month, end.year * 12 + end.month)]
    years = [one for one in months if one.month == 1]
    if len(years) > 3:
        return [(one.toordinal(), str(one.year)) for one in years], _MOST_TICKS
    if len(months) > 1:
        return [(one.toordinal(), shown.date(one.isoformat()[:7])) for one in months], _MOST_TICKS
    days = range(first, last + 1)
    return [(ordinal, shown.date(date.fromordinal(ordinal).isoformat())) for ordinal in days], _MOST_DAYS
