"""Plain text: the file itself, character by character; nothing is removed or normalised, so every offset is the file's own."""

from collections.abc import Iterator

from kg.ids import Namer
from kg.model import Document
from loaders.decoding import decode
from loaders.formats.document import Content, make_document
from loaders.metadata import split_front_matter
from loaders.sources import Raw


def read_text(raw: Raw, namer: Namer) -> Iterator[Document]:
    """The one document of a text file. A byte order mark of UTF-8 stays in the text as its first character, U+FEFF."""
    text = decode(raw.content, raw.path)
    declared, starts = split_front_matter(text, raw.path)
    yield make_document(raw, namer, Content(text=text, declared=declared, starts=starts))
