"""Annotated corpora as the training command takes them: folders of brat standoff, or files of JSON Lines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError, MissingInputError
from loaders.training.brat import Annotated, Attribution, Offsets, read_brat

_PARTS = ("source", "cue", "content")


def read_corpora(paths: Sequence[Path], *, every: bool = False) -> tuple[Annotated, ...]:
    """All annotated texts, in the order given. A corpus is a folder with `text/` and `attributions/`, or a `.jsonl` file.

    `every` takes a text as often as it was annotated; without it the first annotator by name counts.
    """
    found: list[Annotated] = []
    for path in paths:
        if path.is_dir():
            found.extend(read_brat(path, every=every))
        elif path.is_file():
            found.extend(read_json_lines(path))
        else:
            raise MissingInputError(f"{path} does not exist: give folders of brat standoff or files of JSON Lines")
    return tuple(found)


def read_json_lines(path: Path) -> Iterator[Annotated]:
    """One text a line: `{"doc", "text", "attributions": [{"source", "cue", "content"}]}`.

    Each part is a list of [start, end) in characters, or null; attributions without a content are left out.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            attributions = tuple(_attribution(one, len(record["text"])) for one in record["attributions"] if one["content"])
            yield Annotated(id=str(record["doc"]), text=record["text"], attributions=attributions)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no annotated text ({type(error).__name__}: {error})") from error


def _attribution(record: Mapping[str, object], length: int) -> Attribution:
    source, cue, content = (_offsets(record.get(part), length) for part in _PARTS)
    return Attribution(source=source, cue=cue, content=content)


def _offsets(pairs: object, length: int) -> Offsets:
    if pairs is None:
        return ()
    if not isinstance(pairs, list):
        raise TypeError(f"spans are a list of [start, end], not {pairs!r}")
    spans = tuple(sorted((int(start), int(end)) for start, end in pairs))
    if any(not 0 <= start < end <= length for start, end in spans):
        raise ValueError(f"spans {spans} lie outside a text of {length} characters")
    return spans
