"""What the graph page shows of an explored view: its nodes and lines as a list, a legend, and data for the picture."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.pages import shown
from kg.draw import SHAPES, Node, Scene, short, text, words, wrapped
from kg.draw.picture import MANY
from kg.network import LINK_KINDS, NODE_KINDS, RELATIONS, Told, View
from ontology.terms import VOCABULARY

FindPage = Callable[[str | None], str | None]
"""The path of the page behind an IRI, if it has one."""

LINES_SHOWN = 300
"""Lines that the table lists; the details of a node have the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the legend, with how many of its kind are in the view; `path` is its shape."""

    name: str
    label: str
    count: int
    is_hidden: bool
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A node of the list."""

    key: str
    label: str
    kind: str
    links: int
    more: int
    is_open: bool
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLine:
    """A line of the table."""

    source: Listed
    words: str
    target: Listed
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact behind a line, with its words and where they stand."""

    source: str
    relation: str
    target: str
    words: str
    href: str | None
    title: str
    publisher: str
    date: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is told of one node, or of what is between two: some of `total` facts, from the `first`; `later` leads on."""

    nodes: tuple[Listed, ...]
    is_closed: bool
    total: int
    first: int
    later: int | None
    facts: tuple[Fact, ...]


def key_of(iri: str, base: str) -> str:
    """The short name of a node in addresses: its IRI without the base of the data or the vocabulary."""
    return next((iri[len(start) :] for start in (base, VOCABULARY) if iri.startswith(start)), iri)


def listed(scene: Scene, base: str) -> tuple[Listed, ...]:
    """The nodes of a scene, those with most links first."""
    found = (_listed(node, base) for node in scene.nodes)
    return tuple(sorted(found, key=lambda one: (-one.links, one.label.casefold(), one.key)))


def _listed(node: Node, base: str) -> Listed:
    return Listed(
        key=key_of(node.iri, base),
        label=short(node.label, 200) or "(no name)",
        kind=node.kind,
        links=node.links,
        more=node.more,
        is_open=node.is_open,
        page=shown.path_of(node.iri, base),
    )


def listed_lines(scene: Scene, base: str) -> tuple[ListedLine, ...]:
    """The lines with most facts behind them, LINES_SHOWN at most."""
    nodes = {node.number: _listed(node, base) for node in scene.nodes}
    strongest = sorted(scene.lines, key=lambda line: (-line.count, nodes[line.source].label, nodes[line.target].label, line))
    return tuple(
        ListedLine(source=nodes[line.source], words=words(line), target=nodes[line.target], facts=line.count)
        for line in strongest[:LINES_SHOWN]
    )


def node_entries(scene: Scene, hidden: Sequence[str]) -> tuple[Entry, ...]:
    """The legend of the kinds of node, with how many are in a scene."""
    counts = Counter(node.kind for node in scene.nodes)
    return tuple(
        Entry(name=k.name, label=k.plural, count=counts[k.name], is_hidden=k.name in hidden, path=SHAPES[k.name][1])
        for k in NODE_KINDS
    )


def line_entries(scene: Scene, hidden: Sequence[str]) -> tuple[Entry, ...]:
    """The legend of the kinds of link; counts are of facts in a scene."""
    counts = Counter[int]()
    for line in scene.lines:
        counts[line.kind] += line.count
    return tuple(
        Entry(name=name, label=label, count=counts[number], is_hidden=name in hidden)
        for number, (name, label) in enumerate(LINK_KINDS)
    )


def relation_entries(scene: Scene, hidden: Sequence[str]) -> tuple[Entry, ...]:
    """The legend of relations; counts are of facts in a scene."""
    counts = Counter[int]()
    for line in scene.lines:
        counts.update(dict(line.relations))
    return tuple(Entry(name=r.name, label=r.label, count=counts[r.number], is_hidden=r.name in hidden) for r in RELATIONS)


def data(scene: Scene, view: View, base: str) -> dict[str, object]:
    """What the modules in the browser read: nodes as [key, label, kind, x, y, radius, more, open], lines by their places."""
    at = {node.number: number for number, node in enumerate(scene.nodes)}
    return {
        "nodes": [
            [key_of(n.iri, base), short(n.label, 200), n.kind, n.x, n.y, n.radius, n.more, int(n.is_open), wrapped(n.label)]
            for n in scene.nodes
        ],
        "lines": [[at[line.source], at[line.target], line.kind, line.relations] for line in scene.lines],
        "kinds": {kind.name: [kind.label, kind.plural, *SHAPES[kind.name]] for kind in NODE_KINDS},
        "links": LINK_KINDS,
        "relations": {relation.number: [relation.name, relation.label] for relation in RELATIONS},
        "pages": shown.PAGES,
        "summary": summary(view),
        "full": view.is_full,
        "many": MANY,
    }


def summary(view: View) -> str:
    """What the view leaves out."""
    parts = []
    if view.left_out:
        parts.append(f"{_count(view.left_out, 'more node', 'more nodes')} of this start not shown")
    if view.more_lines:
        parts.append(f"the {len(view.lines):,} strongest lines are drawn, {view.more_lines:,} weaker ones are not")
    if view.is_full:
        parts.append("the view is full: hide or collapse something, or start from less")
    return "; ".join(parts)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def facts(found: Sequence[Told], page: FindPage) -> tuple[Fact, ...]:
    """Facts as the details list them."""
    return tuple(
        Fact(
            source=text(one.source.label),
            relation=text(one.link.label),
            target=text(one.target.label),
            words=text(one.words.text),
            href=_place(page(one.link.document or None), one.words.place),
            title=short(one.document.title, 100) or f"Untitled document {one.link.document.rpartition('/')[2][:6]}",
            publisher=text(one.document.publisher),
            date=one.link.date or one.document.published,
            confidence=one.link.confidence,
        )
        for one in found
    )


def _place(path: str | None, place: tuple[int, int] | None) -> str | None:
    return f"{path}#char={place[0]},{place[1]}" if path and place else path
