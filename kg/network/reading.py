"""Reads what a network needs out of a store: facts with their properties, labels, evidence and documents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import Iri, Literal, Term
from kg.network.kinds import NODE_KINDS
from kg.stores import Store

_AT_ONCE = 50
"""Nodes that one query asks about: from about a hundred on, the engine joins the whole store and looks none up."""
_SELECTED = re.compile(r"^SELECT (?:DISTINCT )?\?(\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A fact, measure or other node as the graph describes it: its IRI, and sorted values by property."""

    iri: Iri
    values: Mapping[str, tuple[Term, ...]]

    def iris(self, property_: str) -> tuple[Iri, ...]:
        """The values of a property that are nodes."""
        return tuple(value for value in self.values.get(property_, ()) if isinstance(value, Iri))

    def text(self, property_: str) -> str:
        """The first value of a property as text, "" where it has none."""
        values = self.values.get(property_, ())
        return plain(values[0]) if values else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, as a link shows it; "" is unknown."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The label and the kind of a node."""

    label: str
    kind: str


@cache
def query(name: str) -> str:
    """The text of one of this package's queries."""
    return files("kg.network").joinpath(f"{name}.rq").read_text("utf-8")


def plain(term: object) -> str:
    """A term as text."""
    return term.value if isinstance(term, Literal) else str(term or "")


def records(store: Store, name: str, nodes: Iterable[Iri] | None = None) -> Mapping[Iri, Record]:
    """What a query of the form (node, property, value) tells of the nodes given, or of all; sorted by IRI."""
    found: dict[Iri, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for node, (property_, value) in pairs(store, name, nodes):
        if value is not None:
            found[node][plain(property_)].add(value)
    return {
        node: Record(iri=node, values={p: tuple(sorted(found[node][p], key=plain)) for p in sorted(found[node])})
        for node in sorted(found)
    }


def facts(store: Store, foci: Iterable[Iri] = ()) -> Mapping[Iri, Record]:
    """Claims, posts, measure reports and events in which one of the foci takes part; all of them where there is no focus."""
    among = tuple(foci)
    if not among:
        return records(store, "facts")
    touching = store.select(query("touching"), {"focus": among}).column("fact")
    return records(store, "facts", {node for node in touching if isinstance(node, Iri)})


def names(store: Store, nodes: Iterable[Iri]) -> Mapping[Iri, Named]:
    """Label and kind of each node; a node without a label goes by the last part of its IRI, and its kind is "group"."""
    types = {kind.rdf_type: kind.name for kind in NODE_KINDS}
    found: dict[Iri, list[tuple[str, str]]] = defaultdict(list)
    wanted = tuple(sorted(set(nodes)))
    for node, (label, type_) in pairs(store, "labels", wanted):
        found[node].append((plain(label), types.get(plain(type_), "")))
    return {node: _named(node, found.get(node, [])) for node in wanted}


def _named(node: Iri, found: list[tuple[str, str]]) -> Named:
    label = min((label for label, _ in found), default=node.rstrip("/").rpartition("/")[2])
    return Named(label=label, kind=min((kind for _, kind in found if kind), default="group"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that support a fact, and the longest run of them in its document as characters [start, end)."""

    text: str
    place: tuple[int, int] | None


def evidence(store: Store, facts: Iterable[Iri]) -> Mapping[Iri, str]:
    """The words of each claim; of other facts the supporting text, joined by " … ", no piece inside another."""
    return {fact: found.text for fact, found in evidence_places(store, facts).items()}


def evidence_places(store: Store, facts: Iterable[Iri]) -> Mapping[Iri, Words]:
    """The same, with where it stands."""
    found: dict[Iri, set[tuple[int, int, str]]] = defaultdict(set)
    wanted = tuple(sorted(set(facts)))
    claimed: dict[Iri, str] = {}
    for fact, (words, start, end, exact) in pairs(store, "evidence", wanted):
        found[fact].add((int(plain(start)), -int(plain(end)), plain(exact)))
        if words is not None:
            claimed[fact] = plain(words)
    return {
        fact: Words(text=claimed.get(fact) or " … ".join(_outer(found[fact])), place=_longest(found[fact])) for fact in wanted
    }


def _longest(pieces: set[tuple[int, int, str]]) -> tuple[int, int] | None:
    ordered = sorted(pieces, key=lambda piece: (piece[0] + piece[1], piece))
    return (ordered[0][0], -ordered[0][1]) if ordered else None


def _outer(pieces: set[tuple[int, int, str]]) -> Iterator[str]:
    """The texts of the pieces (start, minus end, text) that no other piece holds."""
    reached = 0
    for _, end, text in sorted(pieces):
        if -end > reached:
            yield text
            reached = -end


def sources(store: Store, documents: Iterable[Iri]) -> Mapping[Iri, Source]:
    """What is known of each document."""
    found: dict[Iri, Source] = {}
    wanted = tuple(sorted(set(documents)))
    rows = pairs(store, "documents", wanted)
    for document, (title, publisher, published, url) in sorted(rows, key=lambda row: (row[0], *map(plain, row[1]))):
        found.setdefault(
            document, Source(title=plain(title), publisher=plain(publisher), published=plain(published), url=plain(url))
        )
    return {document: found.get(document, Source()) for document in wanted}


def pairs(store: Store, name: str, nodes: Iterable[Iri] | None) -> Iterator[tuple[Iri, tuple[Term | None, ...]]]:
    """The rows of a query about the nodes that its first column names, or about all."""
    wanted = None if nodes is None else tuple(sorted(set(nodes)))
    text = query(name)
    selected = _SELECTED.search(text)
    assert selected is not None
    for start in range(0, 1 if wanted is None else len(wanted), _AT_ONCE):
        table = store.select(text) if wanted is None else store.select(text, {selected[1]: wanted[start : start + _AT_ONCE]})
        for node, *rest in table.rows:
            if isinstance(node, Iri):
                yield node, tuple(rest)
