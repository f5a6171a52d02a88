"""What a replacement of graphs changes: only that is written, and the union of all graphs stays the union."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Iri, Quad
from kg.stores.base import Amendment
from kg.stores.terms import node, to_engine, written

Contents = Mapping[Iri, frozenset[str]]
"""Statements, as N-Triples without the full stop, by the graph that is to hold them."""


def contents(graphs: Mapping[Iri, Sequence[Quad]]) -> Contents:
    """Graphs as statements; StoreError for a quad that belongs to another graph, or that no RDF can hold."""
    return {name: frozenset(_statements(name, graphs[name])) for name in sorted(graphs)}


def _statements(graph: Iri, quads: Sequence[Quad]) -> Iterator[str]:
    for quad in quads:
        if quad.graph != graph:
            raise StoreError(f"a quad of graph <{quad.graph}> cannot be stored as part of <{graph}>")
        yield _statement(quad)


def _statement(quad: Quad) -> str:
    return f"{written(quad.subject)} {written(quad.predicate)} {written(quad.object)}"


def _engine_quad(quad: Quad) -> ox.Quad:
    return ox.Quad(node(quad.subject), node(quad.predicate), to_engine(quad.object), node(quad.graph))


def additions(wanted: Contents) -> str:
    """N-Quads that put new graphs beside those there are, and what they say into the union: half the cost of an update."""
    return "".join(
        f"{line} {graph} .\n{line} .\n" for name in wanted for graph in (written(name),) for line in sorted(wanted[name])
    )


def whole(wanted: Contents, *, with_union: bool) -> str:
    """One update request that makes each graph hold what is wanted whatever it held before: to be run again without harm.

    `with_union` keeps the default graph as the union of all, on a server that does not.
    """
    names = " ".join(written(name) for name in wanted)
    others = ", ".join(written(name) for name in wanted)
    orphaned = (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?changed {{ {names} }} GRAPH ?changed {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other NOT IN ({others})) }} }}"
    )
    dropped = [f"DROP SILENT GRAPH {written(name)}" for name in wanted]
    inserted = _data(wanted, frozenset().union(*wanted.values()) if with_union else ())
    data = [f"INSERT DATA {{\n{inserted}}}"] if inserted else []
    return " ;\n".join((*((orphaned,) if with_union else ()), *dropped, *data))


def part(amendments: Mapping[Iri, Amendment], *, with_union: bool) -> str:
    """One update request that changes a part of each graph, whatever else it holds: to be run again without harm."""
    gone = contents({name: amended.gone for name, amended in amendments.items()})
    come = contents({name: amended.come for name, amended in amendments.items()})
    deleted = _data({name: gone[name] - come[name] for name in gone}, ())
    orphans = "".join(f"({line})\n" for line in sorted(frozenset().union(*gone.values()))) if with_union else ""
    orphaned = (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES (?s ?p ?o) {{\n{orphans}}} "
        "FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } } }"
    )
    inserted = _data(come, frozenset().union(*come.values()) if with_union else ())
    requests = (
        f"DELETE DATA {{\n{deleted}}}" if deleted else "",
        orphaned if orphans else "",
        f"INSERT DATA {{\n{inserted}}}" if inserted else "",
    )
    return " ;\n".join(request for request in requests if request)


def replacement(store: ox.Store, wanted: Contents) -> str:
    """One update request that makes each graph hold what is wanted; "" if each does already."""
    stored = {name: _stored(store, name) for name in wanted}
    gone = {name: {line: quad for line, quad in stored[name].items() if line not in wanted[name]} for name in wanted}
    come = {name: wanted[name] - stored[name].keys() for name in wanted}
    emptied = frozenset(name for name in wanted if stored[name] and not wanted[name])
    return _request(store, gone, come, emptied)


def amendment(store: ox.Store, amendments: Mapping[Iri, Amendment]) -> str:
    """One update request that takes something from each graph and adds something; "" if there is nothing to do."""
    come = contents({name: amended.come for name, amended in amendments.items()})
    lines = contents({name: amended.gone for name, amended in amendments.items()})
    gone: dict[Iri, dict[str, ox.Quad]] = {
        name: {
            line: quad
            for line, quad in zip(map(_statement, amended.gone), map(_engine_quad, amended.gone), strict=True)
            if line in lines[name] - come[name] and quad in store
        }
        for name, amended in amendments.items()
    }
    emptied = frozenset(name for name in gone if gone[name] and not come[name] and _holds_only(store, name, gone[name]))
    return _request(store, gone, come, emptied)


def _holds_only(store: ox.Store, graph: Iri, lines: Mapping[str, ox.Quad]) -> bool:
    quads = store.quads_for_pattern(None, None, None, node(graph))
    return all(f"{quad.subject} {quad.predicate} {quad.object}" in lines for quad in quads)


def _request(
    store: ox.Store,
    gone: Mapping[Iri, Mapping[str, ox.Quad]],
    come: Mapping[Iri, Collection[str]],
    emptied: Collection[Iri] = (),
) -> str:
    """The request for statements that are in the store and go, and for others that come; the union stays the union."""
    kept = frozenset().union(*come.values())
    orphans = {
        line: quad
        for lines in gone.values()
        for line, quad in lines.items()
        if line not in kept and not _is_said_elsewhere(store, quad, line, gone)
    }
    dropped = [f"DROP SILENT GRAPH {written(name)}" for name in sorted(emptied)]
    deleted = _data({name: lines for name, lines in gone.items() if name not in emptied}, orphans)
    inserted = _data(come, kept)
    requests = [
        f"DELETE DATA {{\n{deleted}}}" if deleted else "",
        *dropped,
        f"INSERT DATA {{\n{inserted}}}" if inserted else "",
    ]
    return " ;\n".join(request for request in requests if request)


def _stored(store: ox.Store, graph: Iri) -> dict[str, ox.Quad]:
    quads = store.quads_for_pattern(None, None, None, node(graph))
    return {f"{quad.subject} {quad.predicate} {quad.object}": quad for quad in quads}


def _is_said_elsewhere(store: ox.Store, quad: ox.Quad, line: str, gone: Mapping[Iri, Mapping[str, ox.Quad]]) -> bool:
    """Whether a graph from which it does not go says the same."""
    holders = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    names = (holder.graph_name for holder in holders)
    return any(isinstance(name, ox.NamedNode) and line not in gone.get(Iri(name.value), ()) for name in names)


def _data(by_graph: Mapping[Iri, Collection[str]], union: Collection[str]) -> str:
    named = (f"GRAPH {written(name)} {{\n{_lines(lines)}}}\n" for name, lines in by_graph.items() if lines)
    return "".join((*named, _lines(union)))


def _lines(lines: Collection[str]) -> str:
    return "".join(f"{line} .\n" for line in sorted(lines))
