"""The page that explains the programming interface, from the installed bundle and without another host."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.routes.guards import CONTENT_SECURITY
from api.routes.replies import page

router = APIRouter(include_in_schema=False)

_METHODS = ("get", "post", "put", "delete")


@router.get("/docs")
def docs(request: Request) -> Response:
    """All addresses in a table, and the OpenAPI form to try them."""
    described: dict[str, dict[str, dict[str, str]]] = request.app.openapi()["paths"]
    operations = [
        {"method": method.upper(), "path": path, "summary": item[method].get("summary", "")}
        for path, item in described.items()
        for method in _METHODS
        if method in item
    ]
    reply = page(request, "docs.html", title="Programming interface", section="/docs", operations=operations)
    # The form's stylesheet holds its icons as data: pictures.
    reply.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY}; img-src 'self' data:"
    return reply
