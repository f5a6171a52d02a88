"""How many of the chosen claims have which value of each facet, and how many are of which month."""

from dataclasses import dataclass

import numpy as np

from kg.search.choice import Choice
from kg.search.columns import Truths
from kg.tables import Facet
from kg.tables.schema import NO_DAY

_MONTH = 100
"""A day's number, 20251007, divided by this is its month's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One value and how many claims have it; `iris` are all that bear the label, none for a month."""

    label: str
    count: int
    iris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts under a filter: the most frequent values first, of equals the first by label; months in the order of time.

    A claim about steel counts for metals too. A year of which no month is told is a month by itself, "2025".
    """

    total: int
    speakers: tuple[Count, ...]
    sectors: tuple[Count, ...]
    countries: tuple[Count, ...]
    outlets: tuple[Count, ...]
    forms: tuple[Count, ...]
    acts: tuple[Count, ...]
    months: tuple[Count, ...]

    @classmethod
    def of(cls, choice: Choice, most: int) -> "Counts":
        """The counts of a choice, of each facet so many values at most; of months all."""
        return cls(
            total=choice.total,
            speakers=_by_facet(choice, Facet.SPEAKER, most),
            sectors=_by_facet(choice, Facet.SECTOR, most),
            countries=_by_facet(choice, Facet.COUNTRY, most),
            outlets=_by_facet(choice, Facet.OUTLET, most),
            forms=_by_facet(choice, Facet.FORM, most),
            acts=_by_facet(choice, Facet.ACT, most),
            months=_by_month(choice),
        )


def _by_facet(choice: Choice, facet: Facet, most: int) -> tuple[Count, ...]:
    grouped = choice.columns.grouped[facet]
    chosen: Truths = choice.is_in[grouped.places]
    counts = np.bincount(grouped.groups[chosen], minlength=len(grouped.named))
    found = ((-int(counts[at]), grouped.named[at].label, at) for at in np.flatnonzero(counts).tolist())
    return tuple(Count(label=label, count=-less, iris=grouped.named[at].iris) for less, label, at in sorted(found)[:most])


def _by_month(choice: Choice) -> tuple[Count, ...]:
    first = choice.columns.first[choice.is_in]
    months, counts = np.unique(first[first != NO_DAY] // _MONTH, return_counts=True)
    return tuple(Count(label=_month(month), count=count) for month, count in zip(months.tolist(), counts.tolist(), strict=True))


def _month(number: int) -> str:
    year, month = divmod(number, 100)
    return f"{year:04}-{month:02}" if month else f"{year:04}"
