"""The SPARQL update endpoint: changes to any graph, for clients that may write."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.editing import run_update
from api.routes.access import MayWrite, TheLibrary, TheSettings
from api.routes.protocol import FORM, UPDATE, read_body, update_in_body
from api.routes.replies import BODY_PROBLEMS, WRITE_PROBLEMS
from kg.errors import QueryError
from kg.stores.update_guard import check_update, with_dataset

router = APIRouter(tags=["SPARQL"])

_EXAMPLE = "INSERT DATA { GRAPH <https://example.org/graph/notes> { <https://example.org/a> <https://example.org/b> 1 } }"
_BODY = {
    "required": True,
    "content": {
        UPDATE: {"schema": {"type": "string"}},
        FORM: {
            "schema": {"type": "object", "required": ["update"], "properties": {"update": {"type": "string"}}},
            "example": {"update": _EXAMPLE},
        },
    },
}
_GRAPHS = [
    {"name": name, "in": "query", "description": meaning, "schema": {"type": "array", "items": {"type": "string"}}}
    for name, meaning in (
        ("using-graph-uri", "a graph that WHERE's default graph is made of"),
        ("using-named-graph-uri", "a graph that GRAPH finds"),
    )
]


async def body_of_write(request: Request, settings: TheSettings) -> bytes:
    """The body of a request to write."""
    return await read_body(request, settings.update_bytes)


WrittenBody = Annotated[bytes, Depends(body_of_write)]


@router.post(
    "/update",
    summary="Run a SPARQL update (in the body, or as the form field update)",
    status_code=204,
    response_class=Response,
    responses={**WRITE_PROBLEMS, **BODY_PROBLEMS},
    dependencies=[MayWrite],
    openapi_extra={"requestBody": _BODY, "parameters": _GRAPHS, "security": [{"token": []}]},
)
def by_post(request: Request, library: TheLibrary, settings: TheSettings, body: WrittenBody) -> Response:
    """All of the update or nothing; every query that comes after the reply sees it. LOAD and SERVICE are refused."""
    asked = update_in_body(request, body)
    if not asked.text.strip():
        raise QueryError(f"there is no update: send it with the content type {UPDATE}")
    check_update(asked.text)
    run_update(library, settings, asked.text if asked.dataset is None else with_dataset(asked.text, asked.dataset))
    return Response(status_code=204)
