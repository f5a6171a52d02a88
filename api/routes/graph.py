"""The interactive view of the graph: laid out here, drawn in the browser, with every link in a table too."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.network import drawn
from api.routes.access import Reading, TheSettings
from api.routes.replies import page, pages
from kg.errors import SettingsError
from kg.network import HARD_LIMIT, network

router = APIRouter(include_in_schema=False)


@router.get("/graph")
def graph(
    request: Request,
    store: Reading,
    settings: TheSettings,
    focus: Annotated[str, Query(max_length=300)] = "",
    limit: Annotated[int | None, Query(ge=1, le=HARD_LIMIT)] = None,
) -> Response:
    """The top-ranked part of the whole graph, or what surrounds one thing, named by its label, slug or IRI."""
    wanted = limit or settings.graph_nodes
    problem, shown = "", None
    try:
        found = network(store, "entity" if focus.strip() else "whole", focus.strip() or None, wanted)
        shown = drawn(found, pages(request).path) if len(found) else None
    except SettingsError as error:
        problem = str(error)
    return page(
        request,
        "graph.html",
        title=f"Graph around {shown.focus}" if shown and shown.focus else "Graph",
        section="/graph",
        status=404 if problem else 200,
        asked=shown.focus if shown else focus,
        limit=wanted,
        hard_limit=HARD_LIMIT,
        problem=problem,
        shown=shown,
    )
