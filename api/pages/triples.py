"""A picture of an answer whose rows are triples: things as shapes, ties as arrows, laid out here and drawn as SVG."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from api.pages.answers import FindPage, Rows, label_of, labels
from kg.draw.layout import positions
from kg.draw.picture import SHAPES, short
from kg.stores import Store

NODES = 80
"""Things in a picture: those with the most ties; what is left out is counted and stands in the table."""
_WORDED = 40
"""Up to so many arrows have their words beside them."""
_LABEL, _RELATION = 26, 24
_WIDTH, _HEIGHT = 7.2, 44
_REACH = 14.0
"""Pixels around the middle of a thing where no arrow goes."""
_MARGIN = 30
_PLAIN = "M0-7A7 7 0 1 0 0 7A7 7 0 1 0 0-7Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One node: its place, its shape, and what it is called."""

    x: int
    y: int
    label: str
    path: str | None
    kind: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One arrow from edge to edge; `words` beside its middle, "" where there are too many."""

    line: tuple[int, int, int, int]
    x: int
    y: int
    words: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn, and how much of the answer that is."""

    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    box: tuple[int, int, int, int]
    kinds: tuple[tuple[str, str, int], ...]
    left_out: int
    with_values: int


@dataclass(frozen=True, slots=True)
class _Link:
    source: str
    relation: str
    target: str


def picture(rows: Rows, store: Store, find_page: FindPage) -> Picture | None:
    """The picture of rows that are subject, relation and object; None where no two things are tied."""
    links, all_ = _links(rows)
    if not links:
        return None
    graph, left_out = _graph(links)
    kept = [link for link in links if link.source in graph and link.target in graph]
    names = labels(store, (*graph, *(link.relation for link in kept if ":" in link.relation)))
    called = {node: short(label_of(node, names, store.base), _LABEL) for node in graph}
    places = positions(graph, {node: (_WIDTH * len(called[node]) + 16, float(_HEIGHT)) for node in graph})
    things = tuple(_thing(places[node], called[node], find_page(node)) for node in graph)
    words = {link: label_of(link.relation, names, store.base) if ":" in link.relation else link.relation for link in kept}
    return Picture(
        things=things,
        ties=tuple(_tie(places, words, pair, len(kept)) for pair in _pairs(kept)),
        box=_box(things),
        kinds=tuple((kind, SHAPES[kind][1] if kind in SHAPES else _PLAIN, n) for kind, n in sorted(_kinds(things).items())),
        left_out=left_out,
        with_values=all_ - len(links),
    )


def _links(rows: Rows) -> tuple[tuple[_Link, ...], int]:
    found = [(s.iri, p.iri or p.text, o.iri) for s, p, o in rows.rows if s is not None and p is not None and o is not None]
    distinct = sorted(
        {_Link(s, p, o) for s, p, o in found if s and o and s != o}, key=lambda link: (link.source, link.relation, link.target)
    )
    return tuple(distinct), len(set(rows.rows))


def _graph(links: Iterable[_Link]) -> tuple["nx.Graph[str]", int]:
    """The things with the most ties, and how many are left out."""
    ties = Counter(node for link in links for node in (link.source, link.target))
    kept = set(sorted(ties, key=lambda node: (-ties[node], node))[:NODES])
    graph: nx.Graph[str] = nx.Graph()
    pairs = [(link.source, link.target) for link in links if link.source in kept and link.target in kept]
    graph.add_nodes_from(sorted({node for pair in pairs for node in pair}))
    graph.add_edges_from(pairs)
    return graph, len(ties) - len(graph)


def _pairs(links: Iterable[_Link]) -> tuple[tuple[_Link, ...], ...]:
    """The links that share one arrow: all from one thing to another."""
    found: dict[tuple[str, str], list[_Link]] = {}
    for link in links:
        found.setdefault((link.source, link.target), []).append(link)
    return tuple(map(tuple, found.values()))


def _thing(place: tuple[int, int], label: str, path: str | None) -> Thing:
    kind = path.split("/")[1] if path else "other"
    shape = SHAPES[kind][1] if kind in SHAPES else _PLAIN
    return Thing(x=place[0], y=place[1], label=label, path=path, kind=kind, shape=shape)


def _tie(places: Mapping[str, tuple[int, int]], words: Mapping[_Link, str], links: tuple[_Link, ...], number: int) -> Tie:
    (x1, y1), (x2, y2) = places[links[0].source], places[links[0].target]
    length = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    dx, dy = (x2 - x1) / length * min(_REACH, length / 3), (y2 - y1) / length * min(_REACH, length / 3)
    said = ", ".join(words[link] for link in links)
    return Tie(
        line=(round(x1 + dx), round(y1 + dy), round(x2 - dx), round(y2 - dy)),
        x=round((x1 + x2) / 2),
        y=round((y1 + y2) / 2),
        words=short(said, _RELATION) if number <= _WORDED else "",
        title=said,
    )


def _box(things: Iterable[Thing]) -> tuple[int, int, int, int]:
    halves = [(thing, round(_WIDTH * len(thing.label) / 2) + _MARGIN) for thing in things]
    left, right = min(thing.x - half for thing, half in halves), max(thing.x + half for thing, half in halves)
    top, bottom = min(thing.y for thing, _ in halves) - _MARGIN, max(thing.y for thing, _ in halves) + _HEIGHT
    return left, top, right - left, bottom - top


def _kinds(things: Iterable[Thing]) -> Counter[str]:
    return Counter(thing.kind for thing in things)
