"""Where a worker writes an answer to: it counts rows and bytes as they pass, and stops the engine at the limit.

Rows are counted in what the engine serialised, since only so the engine's own serialisers can be used.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from kg.errors import TooLargeError
from kg.stores.tasks import CHUNK

T = TypeVar("T")

_QUOTED = ("application/sparql-results+json", "text/csv")
_ROW = {
    "application/sparql-results+json": (b",{", b"[{"),
    "application/sparql-results+xml": (b"</result>", b"<result/>"),
    "text/csv": (b"\n",),
    "text/tab-separated-values": (b"\n",),
}
"""What stands once in each row, outside of quotes where the format has them; of one length for each format."""
_HEADED = ("text/csv", "text/tab-separated-values")
"""Formats whose first row names the columns."""


class RowCounter:
    """Counts the rows of results in chunks of their serialisation; other media types have none."""

    def __init__(self, media_type: str) -> None:
        self._marks = _ROW.get(media_type, ())
        self._is_quoted = media_type in _QUOTED
        self._escapes = "json" in media_type
        self._inside = False
        self._escape = False
        self._rest = b""
        self.rows = -1 if media_type in _HEADED else 0

    def add(self, chunk: bytes) -> int:
        """The number of rows so far."""
        text = self._outside(chunk) if self._is_quoted else chunk
        text = self._rest + text
        self.rows += sum(text.count(mark) for mark in self._marks)
        overlap = max(map(len, self._marks), default=1) - 1
        self._rest = text[max(0, len(text) - overlap) :] if overlap else b""
        return self.rows

    def _outside(self, chunk: bytes) -> bytes:
        """What of a chunk stands outside of strings; a string's end may come with a later chunk."""
        if self._escapes:
            chunk = self._unescaped(chunk)
        parts = chunk.split(b'"')
        kept = parts[1 if self._inside else 0 :: 2]
        self._inside ^= len(parts) % 2 == 0
        return b"".join(kept)

    def _unescaped(self, chunk: bytes) -> bytes:
        if self._escape:
            chunk = b"\\" + chunk
        chunk = chunk.replace(b"\\\\", b"")
        self._escape = chunk.endswith(b"\\")
        return (chunk[:-1] if self._escape else chunk).replace(b'\\"', b"")


class Outlet:
    """A binary file that passes chunks on, and raises TooLargeError for more rows or bytes than allowed."""

    def __init__(self, passed_on: Callable[[bytes], None], media_type: str, *, most_rows: int, most_bytes: int) -> None:
        self._passed_on = passed_on
        self._counter = RowCounter(media_type)
        self._most_rows, self._most_bytes = most_rows, most_bytes
        self._waiting = bytearray()
        self._size = 0

    def write(self, content: bytes) -> int:
        """Take a piece of the answer."""
        self._size += len(content)
        if self._size > self._most_bytes:
            raise TooLargeError(
                f"the answer has more than the {self._most_bytes:,} bytes allowed: add a LIMIT, or ask for less"
            )
        self.check_rows(self._counter.add(content))
        self._waiting += content
        if len(self._waiting) >= CHUNK:
            self.flush()
        return len(content)

    def flush(self) -> None:
        """Pass on what has gathered."""
        if self._waiting:
            self._passed_on(bytes(self._waiting))
            self._waiting.clear()

    def counted(self, triples: Iterator[T]) -> Iterator[T]:
        """The triples of a graph, which count as rows."""
        for number, triple in enumerate(triples, start=1):
            self.check_rows(number)
            yield triple

    def check_rows(self, rows: int) -> None:
        """TooLargeError if these are too many."""
        if rows > self._most_rows:
            raise TooLargeError(f"the answer has more than the {self._most_rows:,} rows allowed: add a LIMIT, or ask for less")
