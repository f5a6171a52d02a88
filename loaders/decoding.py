"""Bytes to characters, without guessing: what cannot be decoded with good reason is refused, with the place that is wrong."""

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks that belong to the encoding. That of UTF-8 stays in the text as U+FEFF: a reader of the file counts it."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE)

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_CONTROLS = 0.01
"""Text holds hardly any control characters; more than this share of them, or one NUL, means binary data."""

_SAMPLE = 1_000_000
"""Characters, or bytes, that are looked at to tell text from binary data and to recognise an encoding."""

_ACCENTED = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœšžÀÁÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÜŒŠŽ"
_NOT_WESTERN = re.compile(
    rf"[^\x00-\x7f{_ACCENTED}‘’“”–—…•€£¥§°©®™½¼¾·«»¡¿\xa0]|(?<![A-Za-z{_ACCENTED}])[{_ACCENTED}](?![A-Za-z{_ACCENTED}])"
)
"""What Western European prose does not hold: rare symbols, and accented letters that stand alone (but for the word "à")."""
_SURE = 0.6
"""How much of a text must look like a language before another encoding is believed."""

_BINARY_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"),
)


def decode(content: bytes, name: str) -> str:
    """The text of a file; UnreadableError names the file, and where it can the byte, that is not text.

    Tried in order: byte order marks, UTF-8, Western European text of the Windows kind, and other encodings if they are certain.
    """
    for start, what in _BINARY_STARTS:
        if content.startswith(start):
            raise UnreadableError(f"{name}: this is {what}, not text; convert it to text, Markdown or HTML first")
    return check_text(_decode(content, name), name)


def decode_html(content: bytes, name: str) -> str:
    """The text of an HTML file, in the encoding that it declares; otherwise as `decode`."""
    head = content[:4096]
    declared = _DECLARED.search(head) or _XML_DECLARED.search(head)
    if declared and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            return check_text(content.decode(codecs.lookup(declared[1].decode()).name), name)
        except (LookupError, UnicodeDecodeError):
            pass  # pages that misname their encoding are common: the bytes decide
    return decode(content, name)


def to_utf8(content: bytes, name: str) -> bytes:
    """The bytes of a UTF-8 file without its byte order mark; a file marked as UTF-16 or UTF-32 is converted."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return _decode(content, name).encode("utf-8", "surrogatepass")
    return content.removeprefix(codecs.BOM_UTF8)


def check_text(text: str, name: str) -> str:
    """The text itself; UnreadableError if it holds a NUL, many control characters or half a surrogate pair."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if "\x00" in text or controls > max(_MOST_CONTROLS * len(sample), 2):
        raise UnreadableError(
            f"{name}: binary data ({controls} control characters), not text; give text, Markdown, HTML or JSON Lines"
        )
    if half := _SURROGATE.search(text):
        raise UnreadableError(
            f"{name}: half a surrogate pair at character {half.start()}, which is no text; write the whole character"
        )
    return text


def _decode(content: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(name, encoding.upper(), error.start) from error
    if b"\x00" in content[:_SAMPLE]:
        raise UnreadableError(
            f"{name}: binary data (NUL at byte {content.index(0)}), not text; give text, Markdown, HTML or JSON Lines"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _legacy(content)
        if text is None:
            raise _undecodable(name, "UTF-8", error.start) from error
        return text


def _legacy(content: bytes) -> str | None:
    """Text in an older encoding, if there is no doubt: what has valid UTF-8 sequences too is damaged UTF-8."""
    if _has_utf8_letters(content):
        return None
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None and not _NOT_WESTERN.search(western.replace(" à ", " a ")):
        return western
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None or best.coherence < _SURE:
        return None
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError:
        return None


def _has_utf8_letters(content: bytes) -> bool:
    readable = content[:_SAMPLE].decode("utf-8", "ignore")
    return not readable.isascii()


def _undecodable(name: str, encoding: str, position: int) -> UnreadableError:
    return UnreadableError(f"{name}: not {encoding} at byte {position}, and no other encoding fits; save it as UTF-8")
