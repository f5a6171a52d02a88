"""One reader per media type: raw bytes in, documents out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import UnreadableError
from kg.ids import Namer
from kg.model import Document
from loaders.formats.html import read_html
from loaders.formats.jsonl import read_jsonl
from loaders.formats.markdown import read_markdown
from loaders.formats.text import read_text
from loaders.sources import Failed, Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How documents of one media type are read."""

    media_type: str
    read: Callable[[Raw, Namer], Iterator[Document | Failed]]


READERS = (
    Reader(media_type="text/plain", read=read_text),
    Reader(media_type="text/markdown", read=read_markdown),
    Reader(media_type="text/html", read=read_html),
    Reader(media_type="application/x-ndjson", read=read_jsonl),
)
"""Every format that is read; `loaders.sources.MEDIA_TYPES` says which files are which."""


def read(raw: Raw, namer: Namer) -> Iterator[Document | Failed]:
    """The documents in the bytes, as they are read; a container yields a Failed for each item that cannot be.

    Raises UnreadableError where nothing can be read.
    """
    reader = next((reader for reader in READERS if reader.media_type == raw.media_type), None)
    if reader is None:
        raise UnreadableError(f"{raw.path}: {raw.media_type} is not read; give text, Markdown, HTML or JSON Lines")
    return reader.read(raw, namer)
