"""Where the nodes of a picture lie: computed once with networkx from a fixed seed, so that no browser has to."""

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree  # type: ignore[import-untyped]  # scipy carries no types

Positions = Mapping[str, tuple[int, int]]
Points = NDArray[np.float64]

_SEED = 7
_SPACE = 80.0
"""Pixels between neighbours; a component of n nodes takes about n · _SPACE² pixels."""
_EXACT = 60
"""Largest component that Kamada and Kawai's method lays out: beyond it the method is slow, and hubs hide its merits."""
_CORE = 400
"""Largest part that a spring layout arranges (2,000 nodes would take 9 s); the others are put beside their neighbours."""
_WIDE = np.array([1.25, 0.8])
"""Screens are wider than high, and so are labels."""
_GOLDEN = math.pi * (3 - math.sqrt(5))


def positions(graph: "nx.Graph[str]", boxes: Mapping[str, tuple[float, float]]) -> Positions:
    """Pixel coordinates of every node, without overlap of the boxes (width, height) that nodes and their labels take.

    `graph` is simple and undirected. Connected components are laid out one by one and packed, the largest first.
    """
    order = {node: number for number, node in enumerate(graph)}
    components = [sorted(component, key=order.__getitem__) for component in nx.connected_components(graph)]
    components.sort(key=lambda component: (-len(component), order[component[0]]))
    islands = [_island(graph.subgraph(component), component, boxes) for component in components]
    placed = dict(zip([node for component in components for node in component], _packed(islands), strict=True))
    return {node: (round(placed[node][0]), round(placed[node][1])) for node in graph}


def _island(part: "nx.Graph[str]", nodes: Sequence[str], boxes: Mapping[str, tuple[float, float]]) -> tuple[Points, Points]:
    """The points of one component around its centre, and the boxes on them."""
    sizes = np.array([boxes[node] for node in nodes], dtype=np.float64)
    points = _arranged(part, nodes)
    return _apart((points - points.mean(axis=0)) * _WIDE, sizes), sizes


def _arranged(part: "nx.Graph[str]", nodes: Sequence[str]) -> Points:
    if len(nodes) <= 2:
        return np.array([(0.0, 0.0), (2 * _SPACE, 0.0)][: len(nodes)])
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(one, two), max(one, two)) for one, two in part.edges()))
    if len(nodes) <= _EXACT:
        return _scaled(nx.kamada_kawai_layout(ordered), nodes)
    core = sorted(nodes, key=lambda node: (-ordered.degree(node), node))[:_CORE]
    laid = nx.spring_layout(ordered.subgraph(core), k=2.2 / math.sqrt(len(core)), iterations=100, seed=_SEED)
    sure = _scaled(laid, core)
    return _beside(ordered, {node: sure[number] for number, node in enumerate(core)}, nodes)


def _scaled(laid: Mapping[str, NDArray[np.float64]], nodes: Sequence[str]) -> Points:
    points = np.array([laid[node] for node in nodes], dtype=np.float64)
    points -= points.mean(axis=0)
    spread = math.sqrt(float((points**2).sum(axis=1).mean())) or 1.0
    return points / spread * _SPACE * math.sqrt(len(nodes)) * 0.75 * (1 + 7 / len(nodes))


def _beside(graph: "nx.Graph[str]", placed: dict[str, Points], nodes: Sequence[str]) -> Points:
    """All points, where each node that is not placed yet lies on a spiral around the middle of its placed neighbours."""
    turns: dict[tuple[int, int], int] = {}
    waiting = [node for node in nodes if node not in placed]
    while waiting:
        anchored = {node: [placed[other] for other in graph.neighbors(node) if other in placed] for node in waiting}
        for node in [node for node in waiting if anchored[node]]:
            middle = np.mean(anchored[node], axis=0)
            cell = (round(float(middle[0]) / _SPACE), round(float(middle[1]) / _SPACE))
            turn = turns[cell] = turns.get(cell, 0) + 1
            angle, reach = turn * _GOLDEN, _SPACE * 0.6 * math.sqrt(turn + 1)
            placed[node] = middle + np.array([math.cos(angle), math.sin(angle)]) * reach
        waiting = [node for node in waiting if node not in placed]
    return np.array([placed[node] for node in nodes])


def _apart(points: Points, sizes: Points) -> Points:
    """The points, moved until their boxes hardly overlap: each pair is pushed along the axis where it overlaps least."""
    points = points.copy()
    reach = float(np.hypot(sizes[:, 0].max(), sizes[:, 1].max()))
    for _ in range(150 if len(points) <= 400 else 25):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        one, two = pairs[:, 0], pairs[:, 1]
        apart = points[two] - points[one]
        overlap = (sizes[one] + sizes[two]) / 2 - np.abs(apart)
        hit = (overlap > 0.5).all(axis=1)
        if not hit.any():
            break
        one, two, apart, overlap = one[hit], two[hit], apart[hit], overlap[hit]
        axis = (overlap[:, 1] <= overlap[:, 0]).astype(int)
        rows = np.arange(len(one))
        direction = np.where(apart[rows, axis] < 0, -1.0, 1.0)
        push = np.zeros_like(apart)
        push[rows, axis] = direction * overlap[rows, axis] * 0.3
        np.add.at(points, two, push)
        np.add.at(points, one, -push)
    return points


def _packed(islands: Sequence[tuple[Points, Points]]) -> list[tuple[float, float]]:
    """The points of all components: the largest at the left, the others in columns of its height beside it."""
    placed: list[tuple[float, float]] = []
    height = max((float(_extent(*island)[1][1]) for island in islands), default=0.0)
    x = y = column = 0.0
    for points, sizes in islands:
        corner, extent = _extent(points, sizes)
        if y and y + extent[1] > height:
            x, y, column = x + column + _SPACE / 2, 0.0, 0.0
        placed += [(float(p[0] - corner[0] + x), float(p[1] - corner[1] + y)) for p in points]
        y, column = y + float(extent[1]) + _SPACE / 4, max(column, float(extent[0]))
    return placed


def _extent(points: Points, sizes: Points) -> tuple[Points, Points]:
    """The upper left corner of all boxes, and their common width and height."""
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
    return low, high - low
