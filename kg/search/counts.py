"""How many of the chosen claims have which value of each facet, and how many are of which time."""

from dataclasses import dataclass

import numpy as np

from kg.search.choice import Choice
from kg.search.columns import Numbers, Truths
from kg.tables import Facet
from kg.tables.schema import NO_DAY

_MONTH = 100
"""A day's number, 20251007, divided by this is its month's."""
_LAST_MONTH = 999_912


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One value and how many claims have it; `iris` are all that bear the label, none for a time."""

    label: str
    count: int
    iris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts under a filter: the most frequent values first, of equals the first by label; months in the order of time.

    A claim about steel counts for metals too. A year of which no month is told is a month by itself, "2025". A filter by a
    facet does not bear on the counts of that facet, nor one by time on those of months: they show what else could be chosen.
    """

    total: int
    speakers: tuple[Count, ...]
    sectors: tuple[Count, ...]
    countries: tuple[Count, ...]
    outlets: tuple[Count, ...]
    forms: tuple[Count, ...]
    acts: tuple[Count, ...]
    months: tuple[Count, ...]
    days: tuple[Count, ...] = ()

    @classmethod
    def of(cls, choice: Choice, most: int) -> "Counts":
        """The counts of a choice, of each facet so many values at most; of months all, of days those of two months at most."""
        return cls(
            total=choice.total,
            speakers=_by_facet(choice, Facet.SPEAKER, most),
            sectors=_by_facet(choice, Facet.SECTOR, most),
            countries=_by_facet(choice, Facet.COUNTRY, most),
            outlets=_by_facet(choice, Facet.OUTLET, most),
            forms=_by_facet(choice, Facet.FORM, most),
            acts=_by_facet(choice, Facet.ACT, most),
            months=_by_month(choice),
            days=_by_day(choice),
        )


def _by_facet(choice: Choice, facet: Facet, most: int) -> tuple[Count, ...]:
    grouped = choice.columns.grouped[facet]
    chosen: Truths = choice.but_for.get(facet, choice.is_in)[grouped.places]
    counts = np.bincount(grouped.groups[chosen], minlength=len(grouped.named))
    found = ((-int(counts[at]), grouped.named[at].label, at) for at in np.flatnonzero(counts).tolist())
    return tuple(Count(label=label, count=-less, iris=grouped.named[at].iris) for less, label, at in sorted(found)[:most])


def _by_month(choice: Choice) -> tuple[Count, ...]:
    first = choice.columns.first[choice.at_any_time]
    return _in_order(first[first != NO_DAY] // _MONTH)


def _by_day(choice: Choice) -> tuple[Count, ...]:
    first = choice.columns.first[choice.is_in]
    told = first[first != NO_DAY]
    if not told.size or _months_between(int(told.min()), int(told.max())) > 1:
        return ()
    return _in_order(told)


def _months_between(first: int, last: int) -> int:
    (year, month), (to_year, to_month) = divmod(first // _MONTH, 100), divmod(last // _MONTH, 100)
    return 12 * (to_year - year) + to_month - month


def _in_order(times: Numbers) -> tuple[Count, ...]:
    numbers, counts = np.unique(times, return_counts=True)
    return tuple(Count(label=_date(one), count=count) for one, count in zip(numbers.tolist(), counts.tolist(), strict=True))


def _date(number: int) -> str:
    """A day's or a month's number as a partial date: 20251007 → "2025-10-07", 20251000 and 202510 → "2025-10"."""
    text = f"{number:08}" if number > _LAST_MONTH else f"{number:06}"
    return "-".join(part for part in (text[:4], text[4:6], text[6:]) if part.strip("0"))
