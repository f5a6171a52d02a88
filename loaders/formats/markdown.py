"""Markdown: front matter becomes metadata, and the rest is rendered to the plain text that its reader sees.

Offsets refer to the rendered text: one line per block, a blank line between blocks, no markup, no addresses, no pictures.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.errors import UnreadableError
from kg.ids import Namer
from kg.model import Document
from loaders.decoding import decode
from loaders.formats.document import Content, make_document
from loaders.metadata import Metadata, one_line, split_front_matter
from loaders.sources import Raw

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LARGEST = 4 * 1024 * 1024
"""Bytes; the parser's time grows faster than the text for some inputs."""


def read_markdown(raw: Raw, namer: Namer) -> Iterator[Document]:
    """The one document of a Markdown file; its title is that of the front matter, or its first top heading."""
    if len(raw.content) > _LARGEST:
        raise UnreadableError(f"{raw.path}: larger than {_LARGEST // 2**20} MB of Markdown; split it")
    text = decode(raw.content, raw.path).removeprefix("\ufeff")
    declared, starts = split_front_matter(text, raw.path)
    tokens = _MARKDOWN.parse(text[starts:])
    content = Content(text=render(tokens), declared=declared.or_else(Metadata(title=_top_heading(tokens))))
    yield make_document(raw, namer, content)


def render(tokens: Sequence[Token]) -> str:
    """The text of a parsed Markdown document."""
    blocks = (_block(token) for token in tokens)
    return "\n\n".join(block for block in blocks if block)


def _block(token: Token) -> str:
    if token.type == "inline":
        return "".join(_inline(child) for child in token.children or ()).strip()
    if token.type == "html_block":
        return html.unescape(_TAG.sub("", _UNSEEN.sub("", token.content))).strip()
    return token.content.strip() if token.type in ("fence", "code_block") else ""


def _inline(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def _top_heading(tokens: Sequence[Token]) -> str | None:
    """The first heading of the first level, if no paragraph stands above it."""
    for token, following in pairwise(tokens):
        if token.type == "paragraph_open":
            return None
        if token.type == "heading_open" and token.tag == "h1":
            return one_line(_block(following))
    return None
