"""An explored view as it is drawn: named nodes in their places, lines with words; and the same without what readers hid."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import networkx as nx

from kg.draw.around import Around, Box, Place
from kg.draw.layout import positions
from kg.draw.picture import MANY, box, wrapped
from kg.model import Iri
from kg.network import LINK_KINDS, RELATIONS, Line, Named, View, Web, names, scheme_lines
from kg.stores import Store

_SMALLEST, _LARGER = 8, 20
"""Half the width of the least node in pixels, and how much larger the first in rank is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node in its place; `radius` in pixels, `more` its neighbours that are not in the view, `links` those that are drawn."""

    number: int
    iri: Iri
    label: str
    kind: str
    x: int
    y: int
    radius: int
    more: int
    links: int
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What readers hid: nodes by number, kinds of node, kinds of link, relations by number."""

    nodes: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    relations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Nodes and lines in a fixed order; lines name nodes by number."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]

    def without(self, hidden: Hidden) -> "Scene":
        """The same without what is hidden: a line goes with its last relation, and with either of its nodes."""
        nodes = [node for node in self.nodes if node.number not in hidden.nodes and node.kind not in hidden.kinds]
        there = {node.number for node in nodes}
        gone = {number for number, (name, _) in enumerate(LINK_KINDS) if name in hidden.links}
        left = (
            replace(line, relations=tuple(pair for pair in line.relations if pair[0] not in hidden.relations))
            for line in self.lines
            if line.kind not in gone and {line.source, line.target} <= there
        )
        lines = tuple(line for line in left if line.relations)
        links = _links(lines)
        return Scene(nodes=tuple(replace(node, links=links[node.number]) for node in nodes), lines=lines)


def scene(store: Store, web: Web, view: View, pins: Mapping[int, Place]) -> Scene:
    """The nodes and lines of a view; `pins` are places that readers gave."""
    named = names(store, [web.nodes[node] for node in view.nodes])
    labelled = {node: named[web.nodes[node]] for node in view.nodes}
    radii = {node: round(_SMALLEST + _LARGER * view.sizes[node] ** 0.5) for node in view.nodes}
    places = {**_places(view, labelled, radii), **pins}
    there = [node for node in view.nodes if node not in view.gone]
    lines = tuple(sorted((*view.lines, *scheme_lines(store, web, there))))
    links, opened = _links(lines), frozenset(view.opened[node] for node in view.opened if node not in view.gone)
    return Scene(
        nodes=tuple(
            Node(
                number=node,
                iri=web.nodes[node],
                label=labelled[node].label,
                kind=labelled[node].kind,
                x=places[node][0],
                y=places[node][1],
                radius=radii[node],
                more=view.more.get(node, 0),
                links=links[node],
                is_open=node in opened,
            )
            for node in there
        ),
        lines=lines,
    )


def words(line: Line) -> str:
    """What a line says: "said about × 12, told"."""
    labels = {relation.number: relation.label for relation in RELATIONS}
    told = sorted(line.relations, key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{labels[number]} × {count:,}" if count > 1 else labels[number] for number, count in told)


def _links(lines: tuple[Line, ...]) -> Counter[int]:
    return Counter(node for line in lines for node in {line.source, line.target})


def _places(view: View, labelled: Mapping[int, Named], radii: Mapping[int, int]) -> Mapping[int, Place]:
    """The start laid out by itself, and what each step brought around where it came from."""
    boxes = {node: box(wrapped(labelled[node].label), radii[node], view.started) for node in view.nodes}
    started = view.nodes[: view.started]
    pairs = {(line.source, line.target) for line in view.start_lines if line.source != line.target}
    laid = _laid(started, tuple(sorted(pairs)), tuple(boxes[node] for node in started))
    around = Around(dict(zip(started, laid, strict=True)), boxes)
    for origin, nodes, place in view.arrivals:
        around.add(nodes, origin, place)
    return around.places


@lru_cache(maxsize=64)
def _laid(nodes: tuple[int, ...], pairs: tuple[tuple[int, int], ...], boxes: tuple[Box, ...]) -> tuple[Place, ...]:
    """The places of a start; kept, since every step from it asks for them again."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(map(str, nodes))
    graph.add_edges_from((str(one), str(other)) for one, other in pairs)
    found = positions(graph, {str(node): its for node, its in zip(nodes, boxes, strict=True)})
    return tuple(found[str(node)] for node in nodes)


__all__ = ("MANY", "Hidden", "Node", "Scene", "scene", "words")
