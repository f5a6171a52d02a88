"""The chosen claims by their speaker: who has most of them, and of each the first in the order of the list."""

from dataclasses import dataclass

import numpy as np

from kg.search.choice import Choice
from kg.search.columns import Places
from kg.tables import Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One speaker with the number of chosen claims and the places of some; `iris` are all that bear the label."""

    label: str
    count: int
    iris: tuple[str, ...]
    places: Places


def by_speaker(choice: Choice, *, each: int, limit: int, offset: int = 0) -> tuple[tuple[Group, ...], int]:
    """So many speakers with so many claims of each, those first who have most; and how many speakers there are."""
    grouped = choice.columns.grouped[Facet.SPEAKER]
    is_chosen = choice.is_in[grouped.places]
    places, groups = grouped.places[is_chosen], grouped.groups[is_chosen]
    counts = np.bincount(groups, minlength=len(grouped.named))
    found = sorted((-int(counts[at]), grouped.named[at].label, at) for at in np.flatnonzero(counts).tolist())
    rank = np.zeros(choice.is_in.size, np.int64)
    rank[choice.places] = np.arange(choice.places.size)
    shown = tuple(
        Group(label=label, count=-less, iris=grouped.named[at].iris, places=_first(places[groups == at], rank, each))
        for less, label, at in found[offset : offset + limit]
    )
    return shown, len(found)


def _first(places: Places, rank: Places, most: int) -> Places:
    found: Places = places[np.argsort(rank[places], kind="stable")[:most]]
    return found
