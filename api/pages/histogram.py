"""Claims over time as bars, drawn here: days, months or years, by how long a time there is to show; a table has the same."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.search import Count, Counts

_MOST_MONTHS = 36
_MOST_BARS = 60
_STEP = 10
"""Width of a bar with its gap, in the units of the drawing."""
HEIGHT = 60
_LEAST = 2
"""A bar that stands for anything at all can be seen."""

Address = Callable[[str], str]
"""The address of the list within a time, "2025-10"; "" is at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One time: how many claims there are of it, the address that narrows to it, where it stands and how high it is."""

    time: str
    count: int
    address: str
    is_chosen: bool
    x: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Bars in the order of time without gaps; `unplaced` are claims of which less is known than what the bars stand for."""

    unit: str
    bars: tuple[Bar, ...]
    unplaced: int
    any_time: str

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        return _STEP * len(self.bars)


def histogram(counts: Counts, within: tuple[str, str], address: Address) -> Histogram | None:
    """The claims over time, None where there are less than two times; `within` are the first and the last time asked for."""
    unit, told = _told(counts)
    known = {one.label: one.count for one in told if _is_time(one.label, unit)}
    times = tuple(_between(min(known), max(known), unit)) if known else ()
    if len(times) < 2 or len(times) > _MOST_BARS * 2:
        return None
    highest = max(known.values())
    return Histogram(
        unit=unit,
        bars=tuple(
            Bar(
                time=time,
                count=known.get(time, 0),
                address=address(time),
                is_chosen=any(within) and _is_within(time, within),
                x=_STEP * place,
                height=max(_LEAST, round(HEIGHT * known[time] / highest)) if time in known else 0,
            )
            for place, time in enumerate(times)
        ),
        unplaced=sum(one.count for one in told) - sum(known.values()),
        any_time=address("") if any(within) else "",
    )


_DAY = len("2025-10-07")
_LENGTHS: Mapping[str, int] = {"day": _DAY, "month": 7, "year": 4}


def _told(counts: Counts) -> tuple[str, tuple[Count, ...]]:
    if len(counts.days) > 1:
        return "day", counts.days
    months = [_month(one.label) for one in counts.months if _is_time(one.label, "month")]
    if months and max(months) - min(months) < _MOST_MONTHS:
        return "month", counts.months
    years: dict[str, int] = {}
    for one in counts.months:
        years[one.label[:4]] = years.get(one.label[:4], 0) + one.count
    return "year", tuple(Count(label=year, count=count) for year, count in sorted(years.items()))


def _is_time(label: str, unit: str) -> bool:
    """Whether a partial date is a day, a month or a year that there is; documents may tell others."""
    try:
        dt.date.fromisoformat(f"{label}-01-01"[:_DAY])
    except ValueError:
        return False
    return len(label) == _LENGTHS[unit]


def _between(first: str, last: str, unit: str) -> Iterator[str]:
    """All times from the first to the last."""
    match unit:
        case "year":
            yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
        case "month":
            yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(_month(first), _month(last) + 1))
        case _:
            start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
            yield from ((start + dt.timedelta(days)).isoformat() for days in range((end - start).days + 1))


def _month(time: str) -> int:
    return 12 * int(time[:4]) + int(time[5:7]) - 1


def _is_within(time: str, within: tuple[str, str]) -> bool:
    """Whether a time lies between two others, as far as they tell."""
    first, last = within
    return (not first or time >= first[: len(time)]) and (not last or time[: len(last)] <= last)
