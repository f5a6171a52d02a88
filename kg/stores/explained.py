"""Says in words that tell what to do what the engine says in its own."""

import re
from types import TracebackType

from kg.errors import QueryError, StoreError

ENGINE_ERRORS = (OSError, RuntimeError, ValueError)
"""What the engine raises, but for SyntaxError."""

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.S)
_REASON = re.compile(r"(?:Prefix not found|IRI parsing failed|[A-Z][\w*]*(?: [\w*]+){3,})")
_PREFIX = re.compile(r"([\w.-]*):[\w:%.-]*$")
_WIDTH = 100


def explain(error: BaseException) -> str:
    """An error of the file system or the database, and what to do about it."""
    text = str(error)
    if "No space left" in text or "File too large" in text or "quota" in text.casefold():
        return f"the disk is full or a limit is reached; free some space and try again ({text})"
    if isinstance(error, PermissionError) or "Permission denied" in text or "Read-only file system" in text:
        return f"writing there is not allowed; make it writable, or write to a copy ({text})"
    if "Corruption" in text:
        return f"its files are damaged; keep them for study and build the store anew ({text})"
    return text


class Explained:
    """Turns what the engine raises while a query runs into errors of this project."""

    def __init__(self, query: str) -> None:
        self._query = query

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, SyntaxError):
            raise QueryError(malformed(self._query, str(error))) from error
        if isinstance(error, OSError) or (isinstance(error, ENGINE_ERRORS) and "Corruption" in str(error)):
            raise StoreError(f"the query could not be answered: {explain(error)}") from error
        if isinstance(error, (RuntimeError, ValueError)):
            raise QueryError(f"the query cannot be run: {error}") from error


def malformed(query: str, message: str) -> str:
    """Where a query goes wrong, why if the parser has a reason, and the place in its line.

    The parser's list of what it expected is left out: it holds but a part of what may stand there.
    """
    found = _PLACE.fullmatch(message)
    if not found:
        return f"this is not SPARQL: {message}"
    line, column = int(found.group(1)), int(found.group(2))
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    reason = _reason(found.group(3), text[: column - 1])
    if not query[sum(len(one) + 1 for one in lines[: line - 1]) + column - 1 :].strip() and not reason:
        reason = "the query is not complete, or something before this place is not allowed"
    begin = max(0, column - 1 - _WIDTH // 2)
    shown = text[begin : begin + _WIDTH].replace("\t", " ").replace("\r", " ")
    place = f"line {line}, column {column}: {reason or 'this is not SPARQL'}"
    return f"{place}\n  {shown}\n  {' ' * (column - 1 - begin)}^" if shown.strip() else place


def _reason(expected: str, before: str) -> str:
    found = _REASON.search(expected)
    if not found:
        return ""
    if found.group() == "Prefix not found":
        name = _PREFIX.search(before)
        return f"the prefix {name.group(1)}: is not declared" if name else ""
    if found.group() == "IRI parsing failed":
        return "this is no valid IRI: it must be absolute, without spaces, quotes and brackets"
    return found.group()
