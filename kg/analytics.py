"""Which nodes of a network matter most: a measure of rank that chooses what a picture shows and how large it is drawn."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, diags_array  # type: ignore[import-untyped]  # scipy carries no types

Node = TypeVar("Node", bound=str)
Numbers = NDArray[np.int64]

_DAMPING = 0.85
_NEAR = 1e-6
"""Change of one node's rank, on average, at which the search for ranks ends."""


def ranks(links: Iterable[tuple[Node, Node]]) -> Mapping[Node, float]:
    """PageRank of every node that has a link, direction ignored; parallel links count once each on a logarithmic scale.

    The sum is 1. The order of the links makes no difference.
    """
    pairs = tuple(links)
    nodes = sorted({node for pair in pairs for node in pair})
    numbers = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(numbers[one], numbers[two]) for one, two in pairs], np.int64).reshape(-1, 2)
    found = ranks_of(ends[:, 0], ends[:, 1], len(nodes)).tolist()
    return dict(zip(nodes, found, strict=True))


def ranks_of(ones: Numbers, others: Numbers, size: int) -> NDArray[np.float64]:
    """The same for `size` nodes that are numbers; a node without a link has rank 0."""
    keys, counts = np.unique(np.minimum(ones, others) * size + np.maximum(ones, others), return_counts=True)
    low, high = keys // size if size else keys, keys % size if size else keys
    weights = np.frexp(counts)[1].astype(np.float64)
    apart = low != high
    entries = (
        np.concatenate((weights, weights[apart])),
        (np.concatenate((low, high[apart])), np.concatenate((high, low[apart]))),
    )
    matrix = coo_array(entries, shape=(size, size)).tocsr()
    outward = np.asarray(matrix.sum(axis=1)).ravel()
    is_linked = outward > 0
    linked = int(is_linked.sum())
    ranked = np.where(is_linked, 1.0 / max(linked, 1), 0.0)
    step = (diags_array(np.divide(1.0, outward, out=np.zeros(size), where=is_linked)) @ matrix).T.tocsr()
    for _ in range(100):
        before = ranked
        ranked = _DAMPING * (step @ before) + np.where(is_linked, (1 - _DAMPING) / max(linked, 1), 0.0)
        if np.abs(ranked - before).sum() < linked * _NEAR:
            break
    return ranked
