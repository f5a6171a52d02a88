"""The shortest way between two nodes, link by link; of equally short ones that which leads past the fewest crossroads."""

from collections.abc import Collection

import numpy as np
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy carries no types
from scipy.sparse.csgraph import dijkstra  # type: ignore[import-untyped]  # scipy carries no types

from kg.network.web import Web

MOST_LINKS = 6
"""Longer ways tell nothing any more: almost everything is within four links of everything."""
_CROSSROADS = 0.001
"""What a node weighs for each doubling of its neighbours; never so much that a longer way would be taken."""


def shortest(
    web: Web, one: int, other: int, *, without: Collection[int] = (), dates: tuple[str | None, str | None] = (None, None)
) -> tuple[int, ...]:
    """The nodes of the way, both ends among them; () where there is none of at most MOST_LINKS links.

    Ways through the nodes of `without` are not taken, nor ties outside the dates.
    """
    if one == other:
        return (one,)
    size = len(web.nodes)
    open_ = np.ones(size, np.bool_)
    open_[[node for node in without if node not in (one, other)]] = False
    ties = np.flatnonzero(web.within(*dates) & (web.one != web.other) & open_[web.one] & open_[web.other])
    pairs = np.unique(np.concatenate((web.one[ties] * size + web.other[ties], web.other[ties] * size + web.one[ties])))
    sources, targets = pairs // size, pairs % size
    degrees = np.bincount(sources, minlength=size)
    weights = 1 + _CROSSROADS * np.log2(1 + degrees[targets])
    matrix = csr_array((weights, (sources, targets)), shape=(size, size))
    far, before = dijkstra(matrix, indices=one, return_predecessors=True, limit=MOST_LINKS + 0.5)
    if not np.isfinite(far[other]):
        return ()
    way = [other]
    while way[-1] != one:
        way.append(int(before[way[-1]]))
    return tuple(reversed(way))
