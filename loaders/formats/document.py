"""Makes a document of a text and what its format declared: the one place where documents are named, measured and described."""

import hashlib
from dataclasses import dataclass, replace

from kg.errors import UnreadableError
from kg.ids import Namer
from kg.model import Document
from loaders.boilerplate import find_boilerplate
from loaders.language import detect_language
from loaders.metadata import NOTHING_KNOWN, Metadata, read_description
from loaders.origin import describe
from loaders.sources import Raw

MAX_CHARACTERS = 6_000_000
"""The longest text that is read as one document: a thousand long articles, or six novels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a format found: the text, what it declares, and where the article starts (front matter before it is furniture)."""

    text: str
    declared: Metadata = NOTHING_KNOWN
    starts: int = 0


def make_document(
    raw: Raw, namer: Namer, content: Content, *, item: str | None = None, source: bytes | None = None
) -> Document:
    """The document, with its page furniture marked; UnreadableError if there is no text or too much.

    A sidecar's word comes before what the format declares, and both before what the text tells. `item` and `source` are the
    identification and the bytes of one item of a container.
    """
    where = raw.path if item is None else f"{raw.path}: {item}"
    _check_size(content.text, where)
    article = content.text[content.starts :]
    marks = find_boilerplate(article)
    declared = _sidecar(raw).or_else(content.declared)
    known = declared.or_else(describe(article, marks))
    spans = [(start + content.starts, end + content.starts) for start, end in marks]
    if content.starts:
        spans.insert(0, (0, content.starts))
    document = Document(
        iri=namer.document(url=known.url, text=content.text),
        id=item or raw.id,
        path=raw.path,
        text=content.text,
        sha256=hashlib.sha256(raw.content if source is None else source).hexdigest(),
        media_type=raw.media_type,
        language=detect_language(_without(article, marks)) or declared.language,
        title=known.title,
        publisher=known.publisher,
        published=known.published,
        url=known.url,
    )
    return replace(document, boilerplate=tuple(document.span(start, end) for start, end in spans))


def _check_size(text: str, where: str) -> None:
    if not any(c.isalnum() for c in text[:1000]) and not any(c.isalnum() for c in text):
        raise UnreadableError(f"{where}: empty; there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"{where}: {len(text):,} characters in one document, more than {MAX_CHARACTERS:,}; split it")


def _sidecar(raw: Raw) -> Metadata:
    return NOTHING_KNOWN if raw.sidecar is None else read_description(raw.sidecar, f"{raw.path}: the description beside it")


def _without(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The text between the marks."""
    kept: list[str] = []
    position = 0
    for start, end in marks:
        kept.append(text[position:start])
        position = end
    return " ".join((*kept, text[position:]))
