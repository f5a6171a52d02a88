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
_ONE_GRAPH = re.compile(r"\s*(?:DROP|CLEAR|CREATE)\s*(?:SILENT\s*)?GRAPH\s*<(i*)>\s*", re.I)
_TEMPLATES = re.compile(r"INSERT|DELETE", re.I)
_GRAPH_OF = re.compile(r"GRAPH\s*<(i*)>\s*\{", re.I)
_PLAIN_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\\\s<>\"{}|^`]+")
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


def targets(text: str) -> tuple[str, ...] | None:
    """The graphs that an update may change, "" for the default graph; None where its text does not tell for certain."""
    code = skeleton(text)
    found: set[str] = set()
    for start, end in _operations(code):
        its = _targets(text[start:end], code[start:end])
        if its is None:
            return None
        found |= its
    return tuple(sorted(found))


def _targets(text: str, code: str) -> set[str] | None:
    if not code.strip():
        return set()
    if one := _ONE_GRAPH.fullmatch(code):
        name = _absolute(text[one.start(1) : one.end(1)])
        return None if name is None else {name}
    if not _TEMPLATES.match(code):
        return None
    outside = _blank_groups(code)
    where_at = _WHERE.search(outside)
    head = len(code) if where_at is None or _DELETE_WHERE.match(code) else where_at.start()
    found: set[str] = set()
    for group in re.finditer(r"\{( *)\}", outside[:head].replace("\n", " ")):
        its = _of_template(text[group.start(1) : group.end(1)], code[group.start(1) : group.end(1)])
        if its is None:
            return None
        found |= its
    return found


def _of_template(text: str, code: str) -> set[str] | None:
    """The graphs that a template of quads writes to."""
    outside = _blank_groups(code)
    names = [_absolute(text[one.start(1) : one.end(1)]) for one in _GRAPH_OF.finditer(outside)]
    if None in names or len(names) != outside.count("{"):
        return None
    plain = _GRAPH_OF.sub("", outside).replace("}", "").strip(" .\t\r\n")
    return {name for name in names if name is not None} | ({""} if plain else set())


def _absolute(name: str) -> str | None:
    return name if _PLAIN_IRI.fullmatch(name) else None


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
    """The code without what is inside braces, as long as before; the outermost braces stay."""
    parts, depth, at = [], 0, 0
    for found in _BRACES.finditer(code):
        piece = code[at : found.start()]
        parts.append(piece if depth == 0 else " " * len(piece))
        is_open = found.group() == "{"
        is_outermost = depth == (0 if is_open else 1)
        parts.append(found.group() if is_outermost else " ")
        depth = max(0, depth + (1 if is_open else -1))
        at = found.end()
    return "".join((*parts, code[at:] if depth == 0 else " " * (len(code) - at)))
