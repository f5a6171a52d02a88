"""Where the front-end files lie: the pages' own, and those that installed packages carry; nothing comes from another host."""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""What front-end files are, by their suffix."""

_PACKAGED = (
    ("pyvis", "lib/vis-9.1.2/vis-network.min.js"),
    ("pyvis", "lib/vis-9.1.2/vis-network.css"),
)


@cache
def own_files() -> dict[str, Path]:
    """The pages' stylesheets, scripts and icon, by name; modules of one page by the name of their folder too."""
    folder = Path(str(files("api.pages").joinpath("static")))
    paths = sorted(path for path in folder.rglob("*") if path.suffix in MEDIA_TYPES)
    return {path.relative_to(folder).as_posix(): path for path in paths}


@cache
def packaged_files() -> dict[str, Path]:
    """The installed packages' files that pages load, by name; without those that are missing."""
    paths = (folder / name for package, name in _PACKAGED if (folder := _folder(package)) is not None)
    return {path.name: path for path in paths if path.is_file()}


def missing_files() -> tuple[str, ...]:
    """The installed packages' files that should be there and are not."""
    return tuple(sorted({Path(name).name for _, name in _PACKAGED} - packaged_files().keys()))


def _folder(package: str) -> Path | None:
    """A package's folder, found without importing it: pyvis takes a third of a second and the pages need only its files."""
    found = find_spec(package)
    return Path(found.origin).parent if found is not None and found.origin else None
