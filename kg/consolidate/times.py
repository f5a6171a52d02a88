"""When something may have been said: a stretch of days, from the day stated or from the day of publication."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_DAY = len("2025-10-07")
_REPORTED_WITHIN = 6
"""So many days before its publication a statement without a date of its own may have been made."""
_APART = 3
"""So many days outlets may differ by."""
_BUCKET = 16
_WIDEST = 3
"""A stretch over more buckets than this is as good as unknown for finding candidates."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Days, both included, as ordinals of the calendar; None on both sides is unknown."""

    first: int | None = None
    last: int | None = None

    def meets(self, other: "Stretch") -> bool:
        """Whether the two can be one day, give or take what outlets differ by; the unknown meets all."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        return self.first - _APART <= other.last and other.first - _APART <= self.last

    @property
    def buckets(self) -> tuple[int, ...] | None:
        """What two stretches share if they meet; None for one that is unknown or too long to be told by such."""
        if self.first is None or self.last is None:
            return None
        found = tuple(range((self.first - _APART) // _BUCKET, self.last // _BUCKET + 1))
        return found if len(found) <= _WIDEST else None


def said(stated: str, published: str) -> Stretch:
    """When a statement was made, from partial ISO dates or "": as stated, or else within the days before publication."""
    if stated:
        return _days(stated)
    told = _days(published)
    if told.first is None or len(published) < _DAY:
        return told
    return Stretch(told.first - _REPORTED_WITHIN, told.last)


def earliest(dates: Iterable[str]) -> str:
    """The earliest of partial ISO dates, "" if none is known."""
    return min(filter(None, dates), default="")


def _days(text: str) -> Stretch:
    """The days of a partial date; unknown for what is none."""
    try:
        parts = [int(part) for part in text.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else None
        if month is None:
            return Stretch(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if len(parts) > 2:
            day = date(year, month, parts[2]).toordinal()
            return Stretch(day, day)
        return Stretch(date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal())
    except ValueError:
        return Stretch()
