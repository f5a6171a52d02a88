"""What the graph page shows of a network: the picture's data, the legend, and a table of all links."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import networkx as nx

from kg.draw.picture import SHAPES, picture, short, text
from kg.network import LINK_KINDS, NODE_KINDS

FindPage = Callable[[str | None], str | None]
"""The path of the page behind an IRI, if it has one."""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend."""

    name: str
    label: str
    count: int
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One link; `source` and `target` are the numbers of its nodes in the picture."""

    source: int
    target: int
    subject: str
    subject_iri: str
    relation: str
    object: str
    object_iri: str
    date: str
    evidence: str
    document: str
    title: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A network, ready for the page; `data` is what the script in the browser reads."""

    focus: str
    summary: str
    caption: str
    names: tuple[str, ...]
    legend: tuple[Key, ...]
    lines: tuple[Key, ...]
    rows: tuple[Row, ...]
    data: dict[str, object]


def drawn(graph: "nx.MultiDiGraph[str]", page: FindPage) -> Drawn:
    """The network as `kg.network.network` makes it, with its picture laid out."""
    layout = picture(graph)
    summary = _summary(graph)
    labels = {node: text(label) for node, label in graph.nodes(data="label")}
    things = [{"label": labels[node], "page": page(node), "around": f"/graph?{urlencode({'focus': node})}"} for node in graph]
    return Drawn(
        focus=str(graph.graph.get("focus", "")),
        summary=summary,
        caption=_count(graph.number_of_edges(), "link", "links"),
        names=tuple(sorted({short(label, 120) for label in labels.values()})),
        legend=_legend(graph),
        lines=_lines(graph),
        rows=_rows(graph, labels),
        data={
            "nodes": list(layout.nodes),
            "edges": list(layout.edges),
            "options": layout.options,
            "things": things,
            "alternative": f"{summary} The table below the picture lists every link.",
        },
    )


def _summary(graph: "nx.MultiDiGraph[str]") -> str:
    more = int(graph.graph.get("more_nodes", 0))
    shown = f"{_count(len(graph), 'node', 'nodes')} and {_count(graph.number_of_edges(), 'link', 'links')}"
    return f"{shown}; {_count(more, 'more node is', 'more nodes are')} not shown." if more else f"{shown}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _legend(graph: "nx.MultiDiGraph[str]") -> tuple[Key, ...]:
    counts = Counter(str(kind) for _, kind in graph.nodes(data="kind"))
    return tuple(Key(k.name, k.plural, counts[k.name], SHAPES[k.name][1]) for k in NODE_KINDS if counts[k.name])


def _lines(graph: "nx.MultiDiGraph[str]") -> tuple[Key, ...]:
    counts = Counter(str(link["kind"]) for _, _, link in graph.edges(data=True))
    return tuple(Key(name, label, counts[name]) for name, label in LINK_KINDS if counts[name])


def _rows(graph: "nx.MultiDiGraph[str]", labels: dict[str, str]) -> tuple[Row, ...]:
    numbers = {node: number for number, node in enumerate(graph)}
    rows = (
        Row(
            source=numbers[source],
            target=numbers[target],
            subject=labels[source],
            subject_iri=source,
            relation=text(link["label"]),
            object=labels[target],
            object_iri=target,
            date=text(link["date"]),
            evidence=text(link["evidence"]),
            document=str(link["document"]),
            title=short(link["title"], 100) or f"Untitled document {str(link['document']).rpartition('/')[2][:6]}",
            fact=str(link["fact"]),
        )
        for source, target, link in graph.edges(data=True)
    )
    return tuple(sorted(rows, key=lambda row: (row.subject.casefold(), row.object.casefold(), row.relation, row.date)))
