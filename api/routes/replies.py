"""The few shapes of a reply: a page, JSON for programs, and a problem that tells what to do next (RFC 9457)."""

import re
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from api.encoding import to_json
from api.negotiate import HTML, JSON, choose
from api.pages.render import Pages

PROBLEM = "application/problem+json"


Described = dict[int | str, dict[str, object]]
"""Replies as FastAPI takes them into the OpenAPI document, by status."""


def _problems(*meanings: tuple[int, str]) -> Described:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}, HTML: {"schema": {"type": "string"}}}
    return {status: {"description": meaning, "content": content} for status, meaning in meanings}


PROBLEMS = _problems(
    (400, "A value or a query cannot be used; `detail` tells which and why"),
    (401, "The server wants to see a token"),
    (404, "There is nothing of that name"),
    (406, "Nothing that is there is acceptable"),
    (422, "A parameter is unknown or malformed"),
    (503, "The query took too long, or too many are running"),
)
"""The problems that any request may meet."""

BODY_PROBLEMS = _problems(
    (408, "The rest of the body did not come in time"),
    (413, "The body is longer than is taken"),
    (415, "The body is of a type or an encoding that is not read here"),
)
"""The problems of requests with a body."""

WRITE_PROBLEMS = _problems((403, "Writing is off: the server has no token"))
"""The problems of requests that change something."""

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


_OBJECT: dict[str, object] = {"type": "object"}
_SCHEMAS: dict[str, dict[str, object]] = {
    JSON: _OBJECT,
    "application/sparql-results+json": _OBJECT,
    "application/ld+json": {"oneOf": [_OBJECT, {"type": "array", "items": _OBJECT}]},
}
"""What answers are where they are no text."""


def answers(*media_types: str) -> Described:
    """That a route answers in these media types."""
    content = {media_type: {"schema": _SCHEMAS.get(media_type, {"type": "string"})} for media_type in media_types}
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
        words = _words(request.url.path) if status == HTTPStatus.NOT_FOUND else ""
        reply: Response = page(request, "error.html", title=title, status=status, detail=detail, words=words)
    else:
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        reply = Response(to_json(body) + "\n", status_code=status, media_type=PROBLEM, headers={"Vary": "Accept"})
    reply.headers.update(headers or {})
    return reply


def _words(path: str) -> str:
    """What somebody may have looked for at an address: "/person/mark-carny" → "mark carny"; "" where its end is a code."""
    parts = re.split(r"[\W_]+", path.rpartition("/")[2])
    return " ".join(part for part in parts if len(part) > 1 and part.isalpha())[:80]
