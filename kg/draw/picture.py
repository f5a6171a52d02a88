"""Turns a network into what vis-network draws: shapes, sizes, places and lines, through pyvis."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import networkx as nx
from pyvis.network import Network

from kg.draw.layout import positions

SHAPES: dict[str, tuple[str, str]] = {
    "person": ("dot", "M0-9A9 9 0 1 0 0 9A9 9 0 1 0 0-9Z"),
    "organization": ("square", "M-8-8H8V8H-8Z"),
    "group": ("hexagon", "M-5-9H5L10 0L5 9H-5L-10 0Z"),
    "country": ("diamond", "M0-11L11 0L0 11L-11 0Z"),
    "sector": ("triangle", "M0-10L10 8H-10Z"),
    "agreement": ("triangleDown", "M0 10L10-8H-10Z"),
    "measure": ("star", "M0-11L3-3.5L11-3.3L4.7 1.6L6.9 9.2L0 4.8L-6.9 9.2L-4.7 1.6L-11-3.3L-3-3.5Z"),
}
"""The shape that vis-network draws for a kind of node, and the same shape as an SVG path for the legend."""

_OPTIONS: dict[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {
        "borderWidth": 1,
        "font": {"face": "system-ui, sans-serif", "strokeWidth": 3, "vadjust": -2},
        "scaling": {"label": {"enabled": False, "drawThreshold": 6}},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "font": {"size": 11, "face": "system-ui, sans-serif", "strokeWidth": 3, "align": "middle"},
        "selectionWidth": 0.5,
    },
    "interaction": {
        "hover": True,
        "tooltipDelay": 150,
        "multiselect": False,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
}
MANY = 400
"""From this many nodes on lines are straight and hidden while one drags: curves then take too long to draw."""
_FEW_LINES = 40
"""Up to this many lines, each has its words beside it."""
_LINE, _LINES = 22, 3
"""Characters in a line of a label, and lines at most; its full text is in the details and the table."""
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Nodes, lines and options as vis-network takes them, JSON-ready; nodes are numbered in the order of the graph."""

    nodes: Sequence[dict[str, object]]
    edges: Sequence[dict[str, object]]
    options: dict[str, object]


def text(written: object) -> str:
    """A text that every file and browser can carry: control characters and lone surrogates become U+FFFD."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" else c for c in str(written)
    )


def short(written: object, size: int) -> str:
    """A text for a canvas: one line, without characters that turn or hide others, at most `size` characters long."""
    clean = " ".join(_INVISIBLE.sub("", text(written)).split())
    return clean if len(clean) <= size else clean[: size - 1].rstrip() + "…"


def picture(graph: "nx.MultiDiGraph[str]", given: Mapping[str, tuple[int, int]] | None = None) -> Picture:
    """The picture of a network, every place given or computed beforehand; all links of a kind between two share one line."""
    drawn = Network(directed=True, cdn_resources="in_line")
    numbers = {node: number for number, node in enumerate(graph)}
    labels = {node: wrapped(str(graph.nodes[node]["label"])) for node in graph}
    sizes = _sizes(graph)
    places = given or positions(nx.Graph(graph), {node: box(labels[node], sizes[node], len(graph)) for node in graph})
    for node, number in numbers.items():
        kind = str(graph.nodes[node]["kind"])
        title = f"{short(graph.nodes[node]['label'], 200)}\n{kind}"
        x, y = places[node]
        font = {"size": 10 + sizes[node] // 2}
        drawn.add_node(
            number, labels[node] or " ", shape=SHAPES[kind][0], group=kind, x=x, y=y, size=sizes[node], title=title, font=font
        )
    _draw_lines(drawn, graph, numbers)
    drawn.options = {**_OPTIONS, "interaction": _interaction(len(numbers))}
    nodes, edges, _, _, _, options = drawn.get_network_data()
    return Picture(nodes=nodes, edges=edges, options=json.loads(options))


def _interaction(nodes: int) -> dict[str, object]:
    shared = _OPTIONS["interaction"]
    assert isinstance(shared, dict)
    return {**shared, "hideEdgesOnDrag": nodes > MANY}


def _draw_lines(drawn: Network, graph: "nx.MultiDiGraph[str]", numbers: dict[str, int]) -> None:
    lines: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for source, target, link in graph.edges(data=True):
        lines[source, target, str(link["kind"])].append(str(link["label"]))
    between: dict[frozenset[str], int] = defaultdict(int)
    for number, ((source, target, kind), words) in enumerate(lines.items()):
        beside = between[frozenset((source, target))]
        between[frozenset((source, target))] += 1
        said = sorted(set(words), key=lambda word: (-words.count(word), word))
        title = "\n".join(short(f"{word} × {words.count(word)}" if words.count(word) > 1 else word, 80) for word in said[:6])
        line: dict[str, object] = {"id": number, "kind": kind, "title": title, "width": 1.0 + min(len(words), 16) ** 0.5 * 0.7}
        if len(lines) <= _FEW_LINES:
            line["label"] = short(said[0], 40)
        line["smooth"] = (
            False if len(graph) > MANY else {"enabled": True, "type": "curvedCW", "roundness": round(0.08 + 0.14 * beside, 2)}
        )
        drawn.add_edge(numbers[source], numbers[target], **line)


def _sizes(graph: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Half the width of each node in pixels: its area grows with its rank."""
    ranks = {node: float(found["rank"]) for node, found in graph.nodes(data=True)}
    top = max(ranks.values(), default=0.0) or 1.0
    return {node: round(8 + 20 * (rank / top) ** 0.5) for node, rank in ranks.items()}


def wrapped(written: str) -> str:
    """A label broken into lines for a canvas, at spaces and hyphens where there are any."""
    return "\n".join(wrap(short(written, 2 * _LINE * _LINES), _LINE, max_lines=_LINES, placeholder="…"))


def box(label: str, size: int, nodes: int) -> tuple[float, float]:
    """Width and height that a node takes: with its label under it, or alone where a picture shows labels only when enlarged."""
    if nodes > MANY:
        return (3.0 * size, 3.0 * size)
    lines, letter = label.split("\n"), 10 + size // 2
    return (max(2.0 * size, 0.58 * letter * max(map(len, lines))) + 10, 2.0 * size + 1.2 * letter * len(lines) + 10)
