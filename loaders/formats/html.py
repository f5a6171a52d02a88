"""HTML pages: trafilatura finds the article's text; what the page states of itself comes from its own declarations.

Offsets refer to the extracted text. Nothing is fetched and no script runs: a page is data.
"""

import logging
from collections.abc import Iterator

from trafilatura import bare_extraction, html2txt

from kg.errors import UnreadableError
from kg.ids import Namer
from kg.model import Document
from loaders.decoding import check_text, decode_html
from loaders.formats.document import Content, make_document
from loaders.formats.page import read_declarations
from loaders.metadata import Metadata, one_line
from loaders.sources import Raw

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it logs per page is reported here per document

_LARGEST = 8 * 1024 * 1024
"""Bytes of one page."""


def read_html(raw: Raw, namer: Namer) -> Iterator[Document]:
    """The one document of a page; UnreadableError where no article can be found in it."""
    if len(raw.content) > _LARGEST:
        raise UnreadableError(f"{raw.path}: larger than {_LARGEST // 2**20} MB of HTML; one page holds one article")
    markup = decode_html(raw.content, raw.path).removeprefix("\ufeff")
    try:
        text, title = _extract(markup)
        declared = read_declarations(markup)
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
        raise UnreadableError(
            f"{raw.path}: this HTML cannot be read ({type(error).__name__}: {error}); save the page as text"
        ) from error
    if not text:
        raise UnreadableError(f"{raw.path}: no article text in this page; save the article as text")
    yield make_document(raw, namer, Content(text=check_text(text, raw.path), declared=declared.or_else(Metadata(title=title))))


def _extract(markup: str) -> tuple[str, str | None]:
    """The main text of the page, one line a paragraph, and its title."""
    if "<html" not in markup[:4096].lower():
        markup = f"<html><body>{markup}</body></html>"
    page = bare_extraction(markup, include_comments=False)
    text = str(getattr(page, "text", None) or "").strip()
    return text or str(html2txt(markup) or "").strip(), one_line(str(getattr(page, "title", None) or ""))
