"""Views of a store as a networkx graph, small enough to look at, with what was left out counted."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import networkx as nx

from kg.analytics import ranks
from kg.errors import SettingsError
from kg.model import Iri
from kg.network.choice import first_of_each, read_links, tie, ties, top
from kg.network.exploring import HARD_LIMIT
from kg.network.joining import joined
from kg.network.kinds import VIEWS
from kg.network.known import Known, find
from kg.network.links import Link, scheme_links
from kg.network.reading import Source, evidence, facts, names, records, sources
from kg.stores import Store

_LINK_LIMIT = 4_000
"""More links than this make a page that no browser scrolls well."""


def network(store: Store, view: str = "whole", focus: str | None = None, limit: int = 150) -> "nx.MultiDiGraph[str]":
    """A view of the store with its `limit` top-ranked nodes, at most HARD_LIMIT.

    `view` is one of VIEWS; `focus`, a label, slug or IRI, names the node of the views "entity" and "sector". Nodes are IRIs
    with `label`, `kind` and `rank`; whom documents know by several IRIs is one node, by the IRI that stands for all. Links have
    `label`, `kind`, `confidence`, `date`, `evidence`, `fact`, and the document by `document` (IRI), `title`, `publisher` and
    `url`. The graph's attributes tell what is left out: `more_nodes`, `more_links`, and `unlinked`, the facts that name one
    node only. Order is fixed. Raises SettingsError for an unknown view or focus.
    """
    foci = _foci(store, view, focus)
    if limit < 1:
        raise SettingsError(f"a view shows at least one node, and a limit of {limit} does not")
    all_ = ties(store, tuple(sorted({iri for item in foci for iri in item.iris})))
    ranked = ranks((one.one, one.other) for one in all_.found)
    chosen = top(ranked, min(limit, HARD_LIMIT), (item.iri for item in foci))
    kept = first_of_each((one for one in all_.found if {one.one, one.other} <= chosen), _LINK_LIMIT)
    read = records(store, "facts", {one.fact for one in kept})
    shown = tuple(link for link in read_links(store, read, all_.one_of) if tie(link) in kept)
    graph = graph_with(store, {node: ranked.get(node, 0.0) for node in chosen}, shown)
    graph.graph.update(view=view, focus=foci[0].label if foci else "", unlinked=all_.unlinked)
    graph.graph.update(more_nodes=len(ranked.keys() - chosen), more_links=len(all_.found) - len(kept))
    return graph


def full_network(store: Store) -> "nx.MultiDiGraph[str]":
    """The network of the whole store, without any limit, with the attributes of `network`."""
    read = facts(store)
    shown = read_links(store, read, joined(store))
    graph = graph_with(store, ranks((link.source, link.target) for link in shown), shown)
    unlinked = len(read) - len({link.fact for link in shown})
    graph.graph.update(view="whole", focus="", unlinked=unlinked, more_nodes=0, more_links=0)
    return graph


def _foci(store: Store, view: str, focus: str | None) -> tuple[Known, ...]:
    if view not in VIEWS:
        raise SettingsError(f"there is no view {view!r}: choose one of {', '.join(VIEWS)}")
    if view == "whole":
        if focus:
            raise SettingsError(f"the view of the whole has no focus such as {focus!r}: choose the view entity or sector")
        return ()
    if not focus:
        raise SettingsError(f"the view {view!r} needs a focus: a label, a slug or an IRI")
    return find(store, focus, "sector" if view == "sector" else None)


def graph_with(store: Store, ranked: Mapping[Iri, float], shown: Collection[Link]) -> "nx.MultiDiGraph[str]":
    """The network of ranked nodes and links between them, in the order of their IRIs, with the links of the scheme."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, named in names(store, ranked).items():
        graph.add_node(node, label=named.label, kind=named.kind, rank=round(ranked[node], 6))
    texts = evidence(store, {link.fact for link in shown})
    read = sources(store, {link.document for link in shown})
    scheme = (link for link in scheme_links(records(store, "scheme")) if {link.source, link.target} <= ranked.keys())
    copies: dict[tuple[Iri, Iri], int] = defaultdict(int)
    for link in sorted((*shown, *scheme)):
        attributes = _attributes(link, texts.get(link.fact, ""), read.get(link.document, Source()))
        graph.add_edge(link.source, link.target, key=copies[link.source, link.target], **attributes)
        copies[link.source, link.target] += 1
    return graph


def _attributes(link: Link, evidence_text: str, source: Source) -> dict[str, str | float]:
    return {
        "label": link.label,
        "kind": link.kind,
        "confidence": link.confidence,
        "date": link.date,
        "evidence": evidence_text,
        "fact": link.fact,
        "document": link.document,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
    }
