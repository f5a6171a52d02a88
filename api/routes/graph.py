"""The graph explorer: a page that works from its address alone, and what its modules ask for as readers go on."""

from urllib.parse import parse_qsl

import numpy as np
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.negotiate import HTML, JSON, choose
from api.pages import network as shown
from api.pages import records
from api.routes.access import Reading, TheSettings
from api.routes.exploring import Asked, Explored, explored
from api.routes.replies import as_json, page, pages
from api.routes.views import OWN
from kg.draw import page as html_page
from kg.draw import short, svg
from kg.errors import QueryError, SettingsError
from kg.export import gexf_of, graphml_of, turtle_of
from kg.model import Literal
from kg.network import HARD_LIMIT, MOST_LINKS, MOST_TOLD, RELATIONS, graph_of, shortest, surest, told
from kg.network.known import find, linked
from kg.network.web import facts_of
from kg.stores import Store

router = APIRouter(include_in_schema=False)

EXPORTS = (
    ("svg", "image/svg+xml", "SVG picture"),
    ("html", "text/html; charset=utf-8", "HTML file, works offline"),
    ("graphml", "application/graphml+xml", "GraphML"),
    ("gexf", "application/gexf+xml", "GEXF"),
    ("ttl", "text/turtle; charset=utf-8", "Turtle, with evidence"),
)
"""What a view can be taken away as: ending, media type, words. PNG comes from the browser's canvas."""

_FACTS = 10
"""Facts that the details list at once."""
_LISTED = 150
"""Nodes of one part of the list without JavaScript."""


@router.get("/graph")
def graph(request: Request, store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """The top-ranked part of the whole graph, what a search finds, or what surrounds one thing."""
    problem, found = "", None
    try:
        found = explored(store, asked, settings.graph_nodes)
    except (SettingsError, QueryError) as error:
        problem = str(error)
    return page(
        request,
        "graph.html",
        title=short(found.title, 100) if found else "The graph",
        section="/graph",
        status=404 if problem else 200,
        asked=asked,
        chips=tuple(chip for chip in asked.chips("/graph") if chip.name not in OWN),
        searched=[
            (name, value)
            for name, values in asked.in_use().items()
            if name not in (*OWN, "from", "to")
            for value in _many(values)
        ],
        limit=asked.limit or settings.graph_nodes,
        hard_limit=HARD_LIMIT,
        problem=problem,
        found=found,
        exports=[(words, f"/graph.{ending}?{asked.state()}") for ending, _, words in EXPORTS],
        **(_page_values(found, store, pages(request).path) if found else {}),
    )


def _many(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _page_values(found: Explored, store: Store, path: shown.FindPage) -> dict[str, object]:
    nodes, asked = shown.listed(found.shown, store.base), found.asked
    start = min((asked.part - 1) * _LISTED, max(0, len(nodes) - 1) // _LISTED * _LISTED)
    return {
        "nodes": nodes,
        "listed": nodes[start : start + _LISTED],
        "first": start + 1,
        "lines": shown.listed_lines(found.shown, store.base),
        "kinds": shown.node_entries(found.everything, asked.no_kind),
        "links": shown.line_entries(found.everything, asked.no_link),
        "relations": shown.relation_entries(found.everything, asked.no_link),
        "untold": max(0, int(found.ties.size) - MOST_TOLD),
        "left_out": shown.summary(found.view),
        "data": shown.data(found.everything, found.view, store.base),
        "details": _details(found, store, path),
        "state": asked.state,
        "carried": parse_qsl(asked.state()),
        "behind": _behind(found, store),
        "origin_label": next((node.label for node in nodes if node.key == asked.origin), asked.origin),
    }


def _behind(found: Explored, store: Store) -> str:
    """The query that tells exactly the ties that are shown, each with the surest of its facts; "" where none is."""
    web, words = found.web, {relation.number: Literal(value=relation.label) for relation in RELATIONS}
    ties = found.ties[np.argsort(-web.confidence[found.ties], kind="stable")]
    surest_of: dict[tuple[int, int, int], int] = {}
    for *tie, fact in zip(*(each[ties].tolist() for each in (web.one, web.other, web.relation, web.fact)), strict=True):
        surest_of.setdefault((tie[0], tie[1], tie[2]), fact)
    facts = facts_of(store, surest_of.values())
    shown_ties = [(line.source, line.target, number) for line in found.shown.lines for number, _ in line.relations]
    rows = [
        (facts[surest_of[tie]] if tie in surest_of else web.nodes[tie[0]], web.nodes[tie[0]], words[tie[2]], web.nodes[tie[1]])
        for tie in shown_ties
    ]
    return records.asked_of("ties-shown", rows) if rows else ""


@router.api_route("/graph/view", methods=["GET", "POST"])
def view(store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """Nodes in their places and lines between them."""
    found = explored(store, asked, settings.graph_nodes)
    return JSONResponse(shown.data(found.everything, found.view, store.base))


@router.api_route("/graph/details", methods=["GET", "POST"])
def details(request: Request, store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """What the details of a node or a line hold, as a piece of the page."""
    found = explored(store, asked, settings.graph_nodes)
    told_of = _details(found, store, pages(request).path)
    return HTMLResponse(pages(request).render("graph_details.html", title="", details=told_of, asked=asked, state=asked.state))


@router.get("/graph/path")
def way(request: Request, store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """The step that shows the shortest way between two things: as JSON, or by leading on to the view that has taken it."""
    if not (asked.origin and asked.target):
        return RedirectResponse(f"/graph?{asked.state(origin=asked.origin, target=asked.target)}#way", 303)
    found = explored(store, asked, settings.graph_nodes)
    origin, target = (_named(store, found, name) for name in (asked.origin, asked.target))
    gone = found.asked.hidden(found.number).nodes
    nodes = shortest(found.web, origin, target, without=gone, dates=(asked.since or None, asked.to or None))
    if not nodes:
        raise HTTPException(404, f"No way of at most {MOST_LINKS} links leads from {asked.origin!r} to {asked.target!r}.")
    keys = [shown.key_of(found.web.nodes[node], store.base) for node in nodes]
    step = f"path:{' '.join(keys)}"
    if choose(request.headers.get("accept"), (HTML, JSON)) == JSON:
        return as_json({"step": step, "links": len(keys) - 1})
    return RedirectResponse(f"/graph?{asked.state(step=[*asked.step, step], origin=None, target=None)}", 303)


def _named(store: Store, found: Explored, name: str) -> int:
    """The node that a key or a name means: one of the view, if several have the name."""
    direct = found.number(name)
    if direct is not None:
        return direct
    folded = name.strip().casefold()
    seen = [node.number for node in found.everything.nodes if node.label.casefold() == folded]
    if seen:
        return seen[0]
    known = linked(store, found.web, name) or [
        node for one in find(store, name) for iri in one.iris if (node := found.number(iri)) is not None
    ]
    if not known:
        raise SettingsError(f"no document links {name[:100]!r} to anything else: no way leads there")
    return known[0]


@router.api_route("/graph.{ending}", methods=["GET", "POST"])
def exported(store: Reading, settings: TheSettings, asked: Asked, ending: str) -> Response:
    """Exactly what is shown, in one of EXPORTS."""
    media_type = next((media_type for known, media_type, _ in EXPORTS if known == ending), None)
    if media_type is None:
        raise HTTPException(404, f"There is no format {ending!r}: take one of {', '.join(known for known, _, _ in EXPORTS)}.")
    found = explored(store, asked, settings.graph_nodes)
    headers = {"Content-Disposition": f'{"inline" if ending == "svg" else "attachment"}; filename="graph.{ending}"'}
    return Response(_written(store, found, ending), media_type=media_type, headers=headers)


def _written(store: Store, found: Explored, ending: str) -> bytes | str:
    nodes = found.shown.nodes
    if ending == "svg":
        return svg(found.shown, found.title)
    if ending == "ttl":
        facts = facts_of(store, found.web.fact[surest(found.web, found.ties)].tolist())
        return turtle_of(store, facts.values(), (node.iri for node in nodes))
    graph = graph_of(store, found.web, {node.number: found.view.sizes[node.number] for node in nodes}, found.ties)
    there = {(found.web.nodes[line.source], found.web.nodes[line.target]) for line in found.shown.lines if line.kind == 4}
    scheme = [(one, other, key) for one, other, key, link in graph.edges(keys=True, data=True) if link["kind"] == "scheme"]
    graph.remove_edges_from([link for link in scheme if link[:2] not in there])
    if ending == "html":
        return html_page(graph, found.title, {node.iri: (node.x, node.y) for node in nodes})
    for node in nodes:
        graph.nodes[node.iri].update(x=node.x, y=node.y)
    return graphml_of(graph) if ending == "graphml" else gexf_of(graph)


def _details(found: Explored, store: Store, path: shown.FindPage) -> shown.Details | None:
    """What is told of the node or line that is read about."""
    nodes = [node for key in found.asked.show if (node := found.number(key)) is not None]
    there = {node.number: node for node in found.shown.nodes}
    if not nodes or not set(nodes) <= there.keys():
        return None
    web, ties = found.web, found.ties
    for node in nodes:
        ties = ties[(web.one[ties] == node) | (web.other[ties] == node)]
    facts = told(store, web, ties, offset=found.asked.skip, limit=_FACTS)
    listed = {node.key: node for node in shown.listed(found.shown, store.base)}
    keys = [shown.key_of(web.nodes[node], store.base) for node in nodes]
    return shown.Details(
        nodes=tuple(listed[key] for key in keys),
        is_closed=keys[0] in found.asked.shut,
        total=int(ties.size),
        first=found.asked.skip + 1,
        later=found.asked.skip + _FACTS if found.asked.skip + _FACTS < ties.size else None,
        facts=shown.facts(facts, path),
    )
