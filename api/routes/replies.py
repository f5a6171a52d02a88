"""The few shapes of a reply: a page, JSON for programs, and a problem that tells what to do next (RFC 9457)."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from api.encoding import to_json
from api.negotiate import HTML, JSON, choose
from api.pages.render import Pages

PROBLEM = "application/problem+json"


Described = dict[int | str, dict[str, object]]
"""Replies as FastAPI takes them into the OpenAPI document, by status."""

PROBLEMS: Described = {
    status: {"description": meaning, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, meaning in (
        (400, "A value or a query cannot be used; `detail` tells which and why"),
        (404, "There is nothing of that name"),
        (406, "Nothing that is there is acceptable"),
        (422, "A parameter is unknown or malformed"),
        (503, "The query took too long, or too many are running"),
    )
}
"""The problems that any request may meet."""

PROBLEM_SCHEMA = {
    "title": "Problem",
    "description": "A problem document (RFC 9457)",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def answers(*media_types: str) -> Described:
    """That a route answers in these media types."""
    content = {media_type: {"schema": {"type": "object" if "json" in media_type else "string"}} for media_type in media_types}
    return {200: {"description": "In the format that Accept prefers", "content": content}}


def pages(request: Request) -> Pages:
    """The pages of the server that a request came to."""
    found = request.app.state.pages
    assert isinstance(found, Pages)
    return found


def page(
    request: Request, template: str, *, title: str, section: str = "", status: int = 200, **values: object
) -> HTMLResponse:
    """A page; `Vary` tells caches that the same address also answers programs."""
    content = pages(request).render(template, title=title, section=section, status=status, **values)
    return HTMLResponse(content, status_code=status, headers={"Vary": "Accept"})


def as_json(value: object, status: int = 200) -> Response:
    """Readable JSON of plain values and frozen dataclasses; decimals become numbers."""
    content = to_json(value)
    return Response(content + "\n", status_code=status, media_type=JSON, headers={"Vary": "Accept"})


def problem(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """What went wrong and what to do next: a page for people, a problem document for programs."""
    title = HTTPStatus(status).phrase
    if choose(request.headers.get("accept"), (PROBLEM, JSON, HTML)) == HTML:
        reply: Response = page(request, "error.html", title=title, status=status, detail=detail)
    else:
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        reply = Response(to_json(body) + "\n", status_code=status, media_type=PROBLEM, headers={"Vary": "Accept"})
    reply.headers.update(headers or {})
    return reply
