"""Annotated corpora: brat standoff as PolNeAR lays it out (`text/ID.txt`, `attributions/ID_ANNOTATOR.ann`)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, MissingInputError

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
    """The annotated texts of a folder, by name; where several annotators worked, the first by name counts, or every one.

    Raises MissingInputError where there is no text, InputError for an annotation that does not fit its text.
    """
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise MissingInputError(f"{folder} holds no annotated text: expected text/*.txt and attributions/*.ann in it")
    annotations: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], []).append(path)
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        for annotation in annotations.get(path.stem, [])[: None if every else 1]:
            yield Annotated(id=path.stem, text=text, attributions=tuple(_attributions(annotation, len(text))))


def _attributions(path: Path, length: int) -> Iterator[Attribution]:
    lines = tuple(enumerate(path.read_bytes().decode("utf-8").split("\n"), 1))
    spans: dict[str, Offsets] = {}
    for number, line in lines:
        if re.match(r"T\d+\t", line):
            name, body = line.split("\t")[:2]
            spans[name] = _stretches(body.partition(" ")[2], length, f"{path}, line {number}")
    for number, line in lines:
        if re.match(r"E\d+\t", line):
            attribution = _attribution(line.split("\t")[1], spans, f"{path}, line {number}")
            if attribution.content:
                yield attribution


def _attribution(arguments: str, spans: Mapping[str, Offsets], where: str) -> Attribution:
    parts: dict[str, list[tuple[int, int]]] = {role: [] for role in _ROLES}
    for argument in arguments.split():
        role, _, name = argument.partition(":")
        if (plain := role.rstrip("0123456789")) in parts:
            if name not in spans:
                raise InputError(f"{where}: {role} is {name!r}, which no T line declares")
            parts[plain].extend(spans[name])
    source, cue, content = (tuple(sorted(parts[role])) for role in _ROLES)
    return Attribution(source=source, cue=cue, content=content)


def _stretches(pieces: str, length: int, where: str) -> Offsets:
    """The offsets of "12 30;45 60"."""
    try:
        found = tuple((int(start), int(end)) for start, end in (piece.split() for piece in pieces.split(";")))
    except ValueError as error:
        raise InputError(f"{where}: {pieces!r} are no offsets such as '12 30;45 60'") from error
    if any(not 0 <= start < end <= length for start, end in found):
        raise InputError(f"{where}: {pieces!r} lies outside a text of {length} characters; is it another version of the text?")
    return found
