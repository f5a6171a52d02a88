"""Which nodes of a network matter most: a measure of rank that chooses what a picture shows and how large it is drawn."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

import networkx as nx

Node = TypeVar("Node", bound=str)


def ranks(links: Iterable[tuple[Node, Node]]) -> Mapping[Node, float]:
    """PageRank of every node that has a link, direction ignored; parallel links count once each on a logarithmic scale.

    The sum is 1. The order of the links makes no difference.
    """
    pairs = Counter((min(one, two), max(one, two)) for one, two in links)
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(sorted({node for pair in pairs for node in pair}))
    graph.add_weighted_edges_from((one, two, pairs[one, two].bit_length()) for one, two in sorted(pairs))
    if not graph:
        return {}
    ranked: dict[Node, float] = nx.pagerank(graph)
    return ranked
