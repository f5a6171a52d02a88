"""JSON Lines: one document a line; a line that cannot be read is reported with its number and costs no other line."""

import io
import json
from collections.abc import Iterator

from kg.errors import InputError, UnreadableError
from kg.ids import Namer
from kg.model import Document
from loaders.decoding import check_text, to_utf8
from loaders.formats.document import Content, make_document
from loaders.metadata import declared
from loaders.sources import Failed, Raw

_LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; longer lines are passed over without being parsed."""


def read_jsonl(raw: Raw, namer: Namer) -> Iterator[Document | Failed]:
    """A document or a Failed per line that is not blank.

    Fields: `text`, and where known `title`, `publisher`, `published`, `url`, `language`, `id`.
    """
    content = to_utf8(raw.content, raw.path)
    for number, line in enumerate(io.BytesIO(content), start=1):
        if line.strip():
            yield _read_line(raw, namer, line.strip(), number)


def _read_line(raw: Raw, namer: Namer, line: bytes, number: int) -> Document | Failed:
    item = f"{raw.id}-{number}"
    where = f"{raw.path}: line {number}"
    try:
        fields = _fields(line, where)
        item = _identification(fields) or item
        content = Content(text=_text(fields, where), declared=declared(fields, where))
        return make_document(raw, namer, content, item=item, source=line)
    except InputError as error:
        return Failed(path=raw.path, id=item, error=error)


def _fields(line: bytes, where: str) -> dict[str, object]:
    if len(line) > _LONGEST_LINE:
        raise UnreadableError(f"{where}: longer than {_LONGEST_LINE // 2**20} MB; one line holds one article")
    try:
        loaded = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{where}: not UTF-8 at its byte {error.start}; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"{where}: not JSON at its character {error.pos} ({error.msg}); write one object on one line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{where}: not JSON ({error}); write one object on one line") from error
    if not isinstance(loaded, dict):
        raise UnreadableError(f'{where}: not an object; write {{"text": …}}')
    return loaded


def _text(fields: dict[str, object], where: str) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableError(f'{where}: no text; the article belongs under "text"')
    return check_text(text, where)


def _identification(fields: dict[str, object]) -> str | None:
    """The item's own `id`, if it is a short printable text or a number."""
    own = fields.get("id")
    if isinstance(own, int) and not isinstance(own, bool):
        own = str(own)
    return own if isinstance(own, str) and 0 < len(own) <= 200 and own.isprintable() else None
