"""Static files: the pages' own, which may be kept for ever because their address changes, and the installed packages'."""

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from api.pages.assets import MEDIA_TYPES, own_files, packaged_files

router = APIRouter(include_in_schema=False)

_FOREVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"


@router.get("/static/{name}")
def own_file(name: str) -> Response:
    """A stylesheet, script or picture of the pages."""
    return _file(own_files().get(name), name, _FOREVER)


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
