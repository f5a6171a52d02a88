"""Annotated corpora: brat standoff as PolNeAR lays it out (`text/ID.txt`, `attributions/ID_ANNOTATOR.ann`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import MissingInputError

_ROLES = ("Source", "Cue", "Content")
Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One annotated attribution: character offsets [start, end) of its parts; source and cue may be empty."""

    source: Offsets
    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text with its attributions."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_brat(folder: Path, *, every: bool = False) -> Iterator[Annotated]:
    """The annotated texts of a folder, by name; where several annotators worked, the first by name counts, or every one."""
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise MissingInputError(f"{folder} holds no annotated text: expected text/*.txt and attributions/*.ann in it")
    annotations: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], []).append(path)
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        for annotation in annotations.get(path.stem, [])[: None if every else 1]:
            lines = annotation.read_bytes().decode("utf-8").split("\n")
            yield Annotated(id=path.stem, text=text, attributions=tuple(_attributions(lines)))


def _attributions(lines: list[str]) -> Iterator[Attribution]:
    spans = {}
    for line in lines:
        if re.match(r"T\d+\t", line):
            name, body = line.split("\t")[:2]
            spans[name] = tuple(_offsets(piece) for piece in body.partition(" ")[2].split(";"))
    for line in lines:
        if re.match(r"E\d+\t", line):
            parts: dict[str, list[tuple[int, int]]] = {role: [] for role in _ROLES}
            for argument in line.split("\t")[1].split():
                role, _, name = argument.partition(":")
                if (plain := role.rstrip("0123456789")) in parts:
                    parts[plain].extend(spans[name])
            if parts["Content"]:
                source, cue, content = (tuple(sorted(parts[role])) for role in _ROLES)
                yield Attribution(source=source, cue=cue, content=content)


def _offsets(piece: str) -> tuple[int, int]:
    start, end = piece.split()
    return int(start), int(end)
