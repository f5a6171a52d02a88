"""The graph store: whole graphs read, replaced, extended and removed over HTTP (SPARQL 1.1 Graph Store HTTP Protocol).

A graph is named by ?graph=IRI, by ?default for what was written to the default graph itself, or directly by an address below
/graphs/. Without a name, all graphs are listed, and a POST makes a new one.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from api.editing import extend, replace
from api.routes.access import MayWrite, Reading, TheLibrary
from api.routes.description import root_address
from api.routes.endpoint import ANYBODY, GRAPHS, media_type
from api.routes.multipart import MULTIPART, parts
from api.routes.protocol import address_fields, media_type_of
from api.routes.replies import BODY_PROBLEMS, WRITE_PROBLEMS, Described, answers
from api.routes.update import WrittenBody
from kg.errors import QueryError
from kg.ids import Namer, check_iri, digest
from kg.model import Iri, Quad
from kg.stores.texts import READABLE, read_graph, write_graph

router = APIRouter(tags=["SPARQL"])

_PARAMETERS = [
    {"name": "graph", "in": "query", "description": "the IRI of the graph", "schema": {"type": "string"}},
    {"name": "default", "in": "query", "description": "the default graph's own statements", "schema": {"type": "string"}},
]
_READ = {"parameters": _PARAMETERS}
_NOTES = "https://example.org/graph/notes"
_WRITTEN_TO = [{**_PARAMETERS[0], "schema": {"type": "string", "examples": [_NOTES]}}, _PARAMETERS[1]]
_TRIPLE = "<https://example.org/a> <https://example.org/b> 1 ."
_READ_FROM = {
    kind: {"schema": {"type": "string"}, **({"example": _TRIPLE} if kind == "text/turtle" else {})} for kind in READABLE
}
_WRITE = {
    "parameters": _WRITTEN_TO,
    "security": [{"token": []}],
    "requestBody": {"required": True, "content": _READ_FROM},
}
_WRITTEN: Described = {201: {"description": "The graph is new"}, **WRITE_PROBLEMS, **BODY_PROBLEMS}
_DIRECT = "/graphs/{name:path}"


def _graph(request: Request, library: TheLibrary) -> Iri | None:
    """The graph that a request names; None where it names the store itself."""
    found = address_fields(request)
    named, path = found.get("graph", []), request.url.path.rstrip("/")
    if path != "/graphs":
        return Iri(check_iri(f"{root_address(request)}{request.scope['raw_path'].decode('ascii')}"))
    if len(named) > 1 or (named and "default" in found):
        raise QueryError("the request names more than one graph: name one")
    if "default" in found:
        return Iri(Namer(base=library.base).own_graph)
    return Iri(check_iri(named[0])) if named else None


Named = Annotated[Iri | None, Depends(_graph)]


@router.get(_DIRECT, response_class=Response, include_in_schema=False)
@router.get(
    "/graphs",
    summary="Read one graph (graph=…, or default), or list them all",
    response_class=Response,
    responses=answers("text/plain", *(kind for _, kind, _ in GRAPHS)),
    openapi_extra=_READ,
)
def read(request: Request, store: Reading, graph: Named) -> Response:
    """The triples of a graph in the format that Accept prefers; without a name, the names of all graphs, a line each."""
    if graph is None:
        return Response("".join(f"{name}\n" for name in store.graph_names()), media_type="text/plain")
    quads = tuple(store.quads(graph))
    if not quads and graph != Namer(base=store.base).own_graph:
        raise _missing(graph)
    kind = media_type(request, GRAPHS, "", "A graph")
    return Response(write_graph(sorted(quads, key=repr), kind, base=store.base), media_type=kind, headers=ANYBODY)


@router.put(_DIRECT, response_class=Response, include_in_schema=False, dependencies=[MayWrite])
@router.put(
    "/graphs",
    summary="Replace one graph",
    status_code=204,
    response_class=Response,
    responses=_WRITTEN,
    dependencies=[MayWrite],
    openapi_extra=_WRITE,
)
def put(request: Request, library: TheLibrary, graph: Named, body: WrittenBody) -> Response:
    """201 for a graph that is new, 204 for one that was there."""
    name = _wanted(graph)
    quads = tuple(_read(request, body, name, library.base))
    is_new = not _holds(library, name)
    replace(library, {name: quads})
    return Response(status_code=201 if is_new else 204)


@router.post(_DIRECT, response_class=Response, include_in_schema=False, dependencies=[MayWrite])
@router.post(
    "/graphs",
    summary="Add to one graph; without a name, make a new one",
    status_code=204,
    response_class=Response,
    responses=_WRITTEN,
    dependencies=[MayWrite],
    openapi_extra=_WRITE,
)
def post(request: Request, library: TheLibrary, graph: Named, body: WrittenBody) -> Response:
    """201 with the address of a graph that is new, 204 for one that was there."""
    name = graph or Iri(f"{root_address(request)}/graphs/{digest(body.hex())}")
    quads = tuple(_read(request, body, name, library.base))
    is_new = not _holds(library, name)
    extend(library, {name: quads})
    return Response(status_code=201, headers={"Location": name}) if is_new else Response(status_code=204)


@router.delete(_DIRECT, response_class=Response, include_in_schema=False, dependencies=[MayWrite])
@router.delete(
    "/graphs",
    summary="Remove one graph",
    status_code=204,
    response_class=Response,
    responses=WRITE_PROBLEMS,
    dependencies=[MayWrite],
    openapi_extra={"parameters": _WRITTEN_TO, "security": [{"token": []}]},
)
def delete(library: TheLibrary, graph: Named) -> Response:
    """404 where there is none."""
    name = _wanted(graph)
    if not _holds(library, name) and name != Namer(base=library.base).own_graph:
        raise _missing(name)
    replace(library, {name: ()})
    return Response(status_code=204)


def _wanted(graph: Iri | None) -> Iri:
    if graph is None:
        raise QueryError("name the graph: ?graph=IRI, ?default, or an address below /graphs/")
    return graph


def _missing(graph: Iri) -> HTTPException:
    return HTTPException(404, f"There is no graph <{graph}>.")


def _holds(library: TheLibrary, graph: Iri) -> bool:
    with library.reading() as store:
        return next(iter(store.quads(graph)), None) is not None


def _read(request: Request, body: bytes, graph: Iri, base: str) -> Iterator[Quad]:
    """The triples of a body, or of each of the files that a form sends."""
    kind = media_type_of(request)
    if kind == MULTIPART:
        for part in parts(request.headers["content-type"], body):
            yield from _triples(part.content, part.media_type, graph, base)
    else:
        yield from _triples(body, kind or "text/turtle", graph, base)


def _triples(content: bytes, kind: str, graph: Iri, base: str) -> tuple[Quad, ...]:
    if kind not in READABLE:
        raise HTTPException(415, f"A graph is read from {', '.join(READABLE)}.")
    return read_graph(content, kind, graph=graph, base=base, relative_to=graph)
