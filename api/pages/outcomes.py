"""What became of documents that were sent, for the page that takes them in."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.shown import found, path_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One document or file: what became of it, what was found in it, why it was not read, and what changed in its claims."""

    name: str
    status: str
    page: str | None = None
    found: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()


def taken(outcome: Mapping[str, object], base: str) -> Taken:
    """An outcome of reading as the page tells it."""
    counts, iri, changes = outcome["counts"], outcome["iri"], outcome["differences"]
    assert isinstance(counts, dict)
    assert isinstance(changes, list | tuple)
    return Taken(
        name=str(outcome["path"]),
        status=str(outcome["status"]),
        page=path_of(iri, base) if isinstance(iri, str) else None,
        found=found(counts) or ("no fact at all" if outcome["status"] == "read" else ""),
        reason=str(outcome["reason"] or "").removeprefix(f"{outcome['path']}: "),
        changes=tuple(map(str, changes)),
    )
