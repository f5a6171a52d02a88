"""What other programs leave in a text (tags, entities, doubled and odd quotation marks, bullets), made legible one for one.

No offset moves: a text comes back with as many characters as it had, and what falls away becomes spaces.
"""

import html
import re
from collections.abc import Mapping

_STRAIGHT = dict.fromkeys("＂″˝", '"')
_OPENING = dict.fromkeys("〝「『‹", "“")
_CLOSING = dict.fromkeys("〞」』›", "”")
_APOSTROPHES = dict.fromkeys("´′＇", "’")
_SURROGATES = dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
PLAIN: Mapping[str, str] = {**_STRAIGHT, **_OPENING, **_CLOSING, **_APOSTROPHES, **_SURROGATES}
"""Single characters and what the pipeline sees in their place: rare quotation marks, and halves of surrogate pairs."""

_BREAKING = (
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre"
    "|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_FLOWING = (
    "a|abbr|b|big|body|button|center|cite|code|del|em|font|head|html|i|iframe|img|input|ins|label|link|mark|meta|q|s|script"
    "|small|span|strike|strong|style|sub|sup|tt|u|video"
)
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=[^<>\n]{0,500}|\s*/?)"
_TAG = re.compile(rf"</?(?:({_BREAKING})|{_FLOWING}){_ATTRIBUTES}>|<!--[^<>\n]{{0,500}}-->", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_BULLET = re.compile(r"^[ \t]*[•‣◦▪■□●○►▶➤✓✔*](?=[ \t])", re.MULTILINE)
_TABLE_LINE = re.compile(r"^[^|\n]*\|[^|\n]*\|.*$", re.MULTILINE)

_SEQUENCES = (
    ("\\", re.compile(r"\\(?=[\"'])"), " "),
    ("<<", re.compile(r"(?<![<\w])<<(?=[\w“\"])"), "«"),
    (">>", re.compile(r"(?<=[\w.,!?…])>>(?!>)"), "»"),
    (",,", re.compile(r"(?<!\S),,(?=\w)"), "„"),
    ('""', re.compile(r'(?<!=)"{2,}'), '"'),
    ("‘‘", re.compile("‘{2,}"), "“"),
    ("’’", re.compile("’{2,}"), "”"),
    ("`", re.compile("(?<!`)`(?!`)"), "'"),
)
"""Sequences: a sign that a text with one of them holds, the sequence itself, and the one mark that it stands for."""
_BEFORE_OPENING = frozenset("([{—–")


def without_leftovers(text: str) -> str:
    """The text as its author meant it, of the same length: marks as marks, tags and bullets as spaces, table cells as lines."""
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    for sign, pattern, mark in _SEQUENCES:
        if sign in text:
            text = _with_mark(text, pattern, mark)
    if "|" in text:
        text = _TABLE_LINE.sub(lambda match: match[0].replace("|", "\n"), text)
    return _BULLET.sub(lambda match: " " * len(match[0]), text)


def _blank(tag: re.Match[str]) -> str:
    """Spaces in place of a tag, after a line break where the tag starts a new paragraph, cell or line."""
    return ("\n" if tag[1] else " ").ljust(len(tag[0]))


def _character(entity: re.Match[str]) -> str:
    character = html.unescape(entity[0])
    if len(character) != 1:
        return entity[0]
    return _padded(entity, " " if character.isspace() else PLAIN.get(character, character))


def _with_mark(text: str, pattern: re.Pattern[str], mark: str) -> str:
    return pattern.sub(lambda match: _padded(match, mark), text)


def _padded(match: re.Match[str], mark: str) -> str:
    """The mark and spaces: it stands close to what it opens, and otherwise close to what went before."""
    before = match.string[match.start() - 1 : match.start()]
    opens = not before or before.isspace() or before in _BEFORE_OPENING
    return mark.rjust(len(match[0])) if opens else mark.ljust(len(match[0]))
