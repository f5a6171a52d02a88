"""What stands behind an explored view: its facts with their words, a page at a time, and all of them as a networkx graph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.model import Iri
from kg.network.choice import read_links
from kg.network.exploring import Line
from kg.network.joining import joined_in
from kg.network.links import Link, scheme_links
from kg.network.reading import Named, Source, Words, evidence_places, names, records, sources
from kg.network.view import graph_with
from kg.network.web import KIND, Numbers, Web, facts_of
from kg.stores import Store

_SCHEME = {"is part of": 4 * KIND, "binds": 4 * KIND + 1}
MOST_TOLD = 4_000
"""Ties that a file of a view tells of at most: each pair's surest come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One link as its fact and document tell it."""

    link: Link
    source: Named
    target: Named
    words: Words
    document: Source


def told(store: Store, web: Web, ties: Numbers, *, offset: int = 0, limit: int = 10) -> tuple[Told, ...]:
    """Some of the links behind ties, the latest first; `offset` and `limit` count ties."""
    order = np.lexsort((ties, -web.last[ties]))
    some = ties[order][offset : offset + limit]
    found = _links(store, web, some)
    at = {key: number for number, key in enumerate(_named(store, web, some))}
    rows = sorted(found, key=lambda link: (at.get((link.fact, link.source, link.target), len(at)), link))
    texts = evidence_places(store, {link.fact for link in rows})
    read = sources(store, {link.document for link in rows})
    named = names(store, {node for link in rows for node in (link.source, link.target)})
    return tuple(
        Told(
            link=link,
            source=named[link.source],
            target=named[link.target],
            words=texts[link.fact],
            document=read.get(link.document, Source()),
        )
        for link in rows
    )


def graph_of(store: Store, web: Web, ranked: Mapping[int, float], ties: Numbers) -> "nx.MultiDiGraph[str]":
    """Nodes with their ranks, and the links behind ties between them, as `kg.network.network` makes them.

    The attribute `more_links` tells how many links are left out of a graph that has too many.
    """
    kept = surest(web, ties)
    graph = graph_with(store, {web.nodes[node]: rank for node, rank in ranked.items()}, _links(store, web, kept))
    graph.graph.update(view="explored", focus="", unlinked=0, more_nodes=0, more_links=int(ties.size - kept.size))
    return graph


def surest(web: Web, ties: Numbers) -> Numbers:
    """MOST_TOLD of some ties, or all if they are no more: each pair's surest before another's second."""
    if ties.size <= MOST_TOLD:
        return ties
    ends = np.minimum(web.one[ties], web.other[ties]) * len(web.nodes) + np.maximum(web.one[ties], web.other[ties])
    order = np.lexsort((ties, -web.confidence[ties], ends))
    starts = np.flatnonzero(np.diff(ends[order], prepend=-1))
    turns = np.arange(order.size) - np.repeat(starts, np.diff(np.append(starts, order.size)))
    first = order[np.lexsort((order, -web.confidence[ties[order]], turns))][:MOST_TOLD]
    return ties[np.sort(first)]


def scheme_lines(store: Store, web: Web, nodes: Iterable[int]) -> tuple[Line, ...]:
    """Which of some nodes is part of which, and which countries an agreement binds; no document says so."""
    there = frozenset(nodes)
    found = ((web.number(link.source), web.number(link.target), link) for link in scheme_links(records(store, "scheme")))
    return tuple(
        Line(source=one, target=other, kind=_SCHEME[link.label] // KIND, relations=((_SCHEME[link.label], 1),))
        for one, other, link in found
        if one is not None and other is not None and {one, other} <= there
    )


def _links(store: Store, web: Web, ties: Numbers) -> tuple[Link, ...]:
    """The links of the facts of ties that are between the nodes of those ties, and in their relation's kind."""
    wanted = set(_named(store, web, ties))
    read = records(store, "facts", {fact for fact, _, _ in wanted})
    return tuple(
        link for link in read_links(store, read, joined_in(store, read)) if (link.fact, link.source, link.target) in wanted
    )


def _named(store: Store, web: Web, ties: Numbers) -> list[tuple[Iri, Iri, Iri]]:
    """Fact, source and target of each tie."""
    facts = facts_of(store, web.fact[ties].tolist())
    rows = zip(web.fact[ties].tolist(), web.one[ties].tolist(), web.other[ties].tolist(), strict=True)
    return [(facts[fact], web.nodes[one], web.nodes[other]) for fact, one, other in rows if fact in facts]
