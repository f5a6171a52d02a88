"""Static files: the pages' own and the installed packages'. What is asked for by its content's version may be kept for ever.

Modules import one another by their plain names; browsers ask again whether those are still the same.
"""

import hashlib
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.pages.assets import MEDIA_TYPES, own_files, packaged_files

router = APIRouter(include_in_schema=False)

_FOREVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_ASK_AGAIN = "public, no-cache"
_KEPT = ("Cache-Control", "ETag")


@router.get("/static/{name:path}")
def own_file(request: Request, name: str) -> Response:
    """A stylesheet, script or picture of the pages."""
    reply = _file(own_files().get(name), name, _FOREVER if "v" in request.query_params else _ASK_AGAIN)
    reply.headers["ETag"] = f'"{hashlib.sha256(bytes(reply.body)).hexdigest()[:16]}"'
    is_known = request.headers.get("if-none-match", "").removeprefix("W/") == reply.headers["ETag"]
    return Response(status_code=304, headers={name: reply.headers[name] for name in _KEPT}) if is_known else reply


@router.get("/assets/{name}")
def packaged_file(name: str) -> Response:
    """A script or stylesheet of an installed package."""
    return _file(packaged_files().get(name), name, _A_DAY)


@router.get("/favicon.ico")
def icon() -> Response:
    """The icon, for browsers that ask for it under its old name."""
    return _file(own_files().get("icon.svg"), "icon.svg", _A_DAY)


def _file(path: Path | None, name: str, cache: str) -> Response:
    if path is None:
        raise HTTPException(status_code=404, detail=f"There is no file {name!r} here.")
    return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix], headers={"Cache-Control": cache})
