"""Finds page furniture: what a news page shows around an article, line by line and at the edges of paragraphs.

Nothing is removed. The spans found stay in the text, so that offsets hold, and yield no fact. Section headings and quotations
that stand alone are part of the article and are never marked.
"""

import re
from collections.abc import Iterator

from loaders.bylines import find_dateline, read_imprint
from loaders.furniture import KINDS
from loaders.lines import Line, lines
from loaders.menus import is_menu

_LONGEST = 600
"""Characters; a longer line is a paragraph, of which only the first and last sentences can be furniture."""

_DECORATION = " \t\xa0\ufeff•*|>→»«▶►·_…[]"
_QUOTES = ("“", '"', "‘", "«", "”", "''", "'")
_SPEAKS = re.compile(r"\b(?:said|says|told|according to|wrote|added)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]{0,2}\s+(?=[A-ZÀ-Þ(\[—–©@“\"])")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_EMAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,30})+")
_PHONE = re.compile(
    r"(?<![\w$€£.,-])(?:\+\s?\d{1,3}[\s().-]{0,3}|\(\d{2,5}\)\s?|\d{3}[\s.-])(?:\d[\s().-]{0,2}){5,12}\d(?![\w%])"
)
_CONTACT_WORDS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|fax|mobile|cell|e-?mails?|mail|whatsapp|wechat|skype|contacts?|call|media|press"
    r"|inquiries|enquiries|address|at|or|and|toll[- ]free|hotline|us|for|more|information)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"[(\[]\s*(?:also read|read more|read also|related|see also|(?-i:READ|WATCH|MORE))\s*[:|–—][^()\[\]]{1,200}[)\]]",
    re.IGNORECASE,
)
_LIST_HEADS = ("cross-reference", "comment prompt", "tags", "sharing prompt", "advertisement")
"""Kinds that, after the article's last paragraph, head a list of things that belong to the page."""


def find_boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """The spans [start, end) of page furniture in the order of the text; they never overlap."""
    found = lines(text)
    body = [i for i, line in enumerate(found) if _is_body(line.text)]
    top = body[0] if body else len(found)
    last = body[-1] if body else len(found)
    repeated = _repeated(found)
    headline = next((i for i, line in enumerate(found) if line.text.count(" ") >= 3), len(found))
    marks: list[tuple[int, int]] = []
    in_list = False
    for i, line in enumerate(found):
        kind = _kind(line.text, in_head=i < top)
        in_list = i > last and (in_list or kind in _LIST_HEADS)
        listed = in_list and not _ENDED.search(line.text)
        if kind or i in repeated or listed or (headline < i < top and _is_caption(line.text)):
            marks.append((line.start, line.end))
        else:
            marks.extend(_edges(line, near_top=i in body[:3]))
    return _merged(marks)


def _is_body(text: str) -> bool:
    """Whether a line is a paragraph of an article: running text, not a title, a credit or a prompt."""
    words = text.count(" ") + 1
    return (words >= 25 or (words >= 9 and _ENDED.search(text) is not None)) and _kind(text, in_head=False) is None


def _kind(text: str, *, in_head: bool) -> str | None:
    """The kind of furniture that a whole line is; `in_head` = above the first paragraph, where single words are menus too."""
    core = text.strip(_DECORATION)
    if len(text) > _LONGEST or core.startswith(_QUOTES):
        return None
    kinds = (
        ("symbols", not any(c.isalnum() for c in core)),
        ("menu", core in ("x", "X") or is_menu(core, above_article=in_head)),
        ("contact", _is_contact(core)),
        ("byline", read_imprint(core) is not None),
    )
    known = next((name for name, matches in kinds if matches), None) or _listed_kind(core)
    return known or (_listed_kind(f"{core} *") if text.endswith("*") else None)


def _listed_kind(core: str) -> str | None:
    speaks = _SPEAKS.search(core) is not None and core.count(" ") > 8
    for kind in KINDS:
        if kind.covers(core) or kind.covers(core.rstrip(".")):
            return None if speaks and kind.imperative else kind.name
    return None


def _is_contact(core: str) -> bool:
    """Whether a line is a phone number or mail address with at most a name beside it."""
    rest = _EMAIL.sub(" ", _PHONE.sub(" ", core))
    if rest == core:
        return False
    words = [w for w in re.sub(r"[^\w’'.-]+", " ", _CONTACT_WORDS.sub(" ", rest)).split() if any(c.isalpha() for c in w)]
    lower = sum(word[0].islower() for word in words)
    return len(words) <= 8 and lower <= max(1, len(words) // 3) and not _SPEAKS.search(core)


def _repeated(found: tuple[Line, ...]) -> frozenset[int]:
    """Headlines that stand a second time: the same words as an earlier line, and no sentence."""
    seen: set[str] = set()
    again: set[int] = set()
    for i, line in enumerate(found):
        key = " ".join(line.text.casefold().split())
        if len(key) <= 250 and key.count(" ") >= 3 and not key.endswith((".", '"', "”")):
            if key in seen:
                again.add(i)
            seen.add(key)
    return frozenset(again)


def _is_caption(text: str) -> bool:
    """Whether a line between the headline and the first paragraph names what a picture shows: two to four capitalised words."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and words[-1][-1].isalpha()


def _edges(line: Line, *, near_top: bool) -> Iterator[tuple[int, int]]:
    """Furniture inside a paragraph: the dateline, asides in brackets, and the sentences at either end."""
    start, end = line.start, line.end
    dateline = find_dateline(line.text) if near_top else None
    if dateline:
        start = line.start + dateline[0]
        yield line.start, start
    for match in _ASIDE.finditer(line.text):
        yield line.start + match.start(), line.start + match.end()
    while (cut := _last_sentence(line.text, start - line.start, end - line.start)) is not None:
        yield line.start + cut, end
        while cut > start - line.start and line.text[cut - 1].isspace():
            cut -= 1
        end = line.start + cut
    first = _SENTENCE_END.search(line.text, start - line.start, min(end - line.start, start - line.start + _LONGEST))
    if first and _sentence_kind(line.text[start - line.start : first.start()]):
        yield start, line.start + first.start()


def _last_sentence(text: str, start: int, end: int) -> int | None:
    """Where the last sentence of `text[start:end]` starts, if it is furniture and not all there is."""
    for match in reversed(list(_SENTENCE_END.finditer(text, max(start + 1, end - _LONGEST), end))[-4:]):
        if _sentence_kind(text[match.end() : end]):
            return match.end()
    return None


def _sentence_kind(sentence: str) -> bool:
    core = sentence.strip(_DECORATION)
    if not core or core.startswith(_QUOTES):
        return False
    plain = core.rstrip(".")
    return any(kind.in_paragraphs and (kind.covers(core) or kind.covers(plain)) for kind in KINDS) or _is_note(core)


def _is_note(core: str) -> bool:
    imprint = read_imprint(core)
    return imprint is not None and (imprint.published or imprint.updated) is not None


def _merged(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
