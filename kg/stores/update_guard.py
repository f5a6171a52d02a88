"""What is refused before the engine sees an update: addresses to load from, calls to other hosts, and unbounded nesting."""

import re
from collections.abc import Iterator

from kg.errors import QueryError
from kg.stores.guard import Limits, check_code, code_of
from kg.stores.skeleton import skeleton, where
from kg.stores.tasks import Dataset

LIMITS = Limits(characters=20_000_000, parts=20_000_000)
"""An update may hold a lot of data; only its nesting is limited like a query's."""

_PROLOGUE = re.compile(r"\s*(?:(?:BASE\s*<i*>|PREFIX\s*[^\s<]*\s*<i*>|VERSION\s*\"_*\")\s*)*", re.I)
_LOAD = re.compile(r"LOAD", re.I)
_MODIFY = re.compile(r"(?:WITH|INSERT|DELETE)(?!\s*DATA\b)", re.I)
_OWN_DATASET = re.compile(r"\b(?:WITH|USING)\b", re.I)
_DELETE_WHERE = re.compile(r"DELETE\s*WHERE\s*(?=\{)", re.I)
_WHERE = re.compile(r"\bWHERE\b", re.I)
_BRACES = re.compile(r"[{}]")


def check_update(text: str, limits: Limits = LIMITS) -> None:
    """QueryError, with line and column, for an update that may not run."""
    code = code_of(text, limits)
    for start, end in _operations(code):
        if _LOAD.match(code, start, end):
            raise QueryError(f"{where(text, start)}: LOAD is refused: send the graph itself, by PUT or POST to /graphs")
    check_code(text, code, limits)


def with_dataset(text: str, dataset: Dataset) -> str:
    """The update with the graphs that the request names for it; QueryError if it names some itself."""
    code = skeleton(text)
    clause = "".join(f"USING <{iri}> " for iri in dataset.default) + "".join(f"USING NAMED <{iri}> " for iri in dataset.named)
    for start, end in reversed(tuple(_operations(code))):
        if _MODIFY.match(code, start, end):
            outside = _blank_groups(code[start:end])
            if _OWN_DATASET.search(outside):
                raise QueryError("the request names graphs for the update, and the update itself does with WITH or USING")
            text = text[:start] + _with_clause(text[start:end], code[start:end], outside, clause) + text[end:]
    return text


def _with_clause(text: str, code: str, outside: str, clause: str) -> str:
    if short := _DELETE_WHERE.match(code):
        group = text[short.end() :]
        return f"DELETE {group} {clause} WHERE {group}"
    found = _WHERE.search(outside)
    return f"{text[: found.start()]}{clause}{text[found.start() :]}" if found else text


def _operations(code: str) -> Iterator[tuple[int, int]]:
    """Where each operation begins, after its prologue, and ends."""
    outside = _blank_groups(code)
    start = 0
    for end in (*(found.start() for found in re.finditer(";", outside)), len(outside)):
        prologue = _PROLOGUE.match(code, start)
        yield (prologue.end() if prologue else start), end
        start = end + 1


def _blank_groups(code: str) -> str:
    """The code without what is inside braces, as long as before."""
    parts, depth, at = [], 0, 0
    for found in _BRACES.finditer(code):
        piece = code[at : found.start()]
        parts.append(piece if depth == 0 else " " * len(piece))
        parts.append(found.group())
        depth = max(0, depth + (1 if found.group() == "{" else -1))
        at = found.end()
    return "".join((*parts, code[at:] if depth == 0 else " " * (len(code) - at)))
