"""Where quotation marks open and close: straight, curly, low, guillemets, doubled apostrophes and single marks, line by line.

Every line starts afresh, because one lost mark must not turn the rest of a document inside out. A quotation that is never
closed runs to the end of its line, as news prints a speech of several paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[\"“”„‟«»]|‘|(?<!\w)['’](?=\w)|(?<=[^\s(\[—–])['’](?!\w)")
_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
_SINGLE = frozenset("‘’'")
_ELISION = re.compile(r"['’‘](?:\d|em\b|til\b|cause\b|twas\b|tis\b|n['’]|bout\b|round\b|s\b)", re.IGNORECASE)
_LOOKAHEAD = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch in quotation marks: [start, end) with its marks, [inner_start, inner_end) without them.

    `depth` is 0 for an outer quotation and 1 for one inside another; `closed` is false where the closing mark is missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    mark: str

    @property
    def single(self) -> bool:
        return self.mark in _SINGLE


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in the order of their openings; an inner one follows the one that holds it."""
    found: list[Quotation] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        found.extend(_line(text, start, end))
        start = end + 1
    return tuple(sorted((q for q in found if q.inner_end > q.inner_start), key=lambda q: (q.start, -q.end)))


def _line(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if mark in _SINGLE:
            yield from _single(text, match, opened, end)
        elif opened and _closes(text, match, opened):
            yield from _close(opened, match)
        elif not _inches(text, match):
            outer = next((o for o in opened if not o.single), None)
            if outer is not None and not (outer.mark == "«" and mark in '“"'):
                yield from _break(text, opened, match.start())
            opened.append(_Open(match.start(), match.end(), mark))
    doubles = [o for o in opened if not o.single]
    if doubles:
        yield _quotation(doubles[0], inner_end=end, end=end, depth=0, closed=False)


def _closes(text: str, match: re.Match[str], opened: list[_Open]) -> bool:
    """Whether this double mark ends the innermost open double quotation."""
    last = next((o for o in reversed(opened) if not o.single), None)
    mark = match[0]
    if last is None:
        return False
    if mark in _CLOSING and last.mark in _OPENING:
        return True
    if mark in _OPENING:
        return (mark == "“" and last.mark == "„") or _looks_closing(text, match)
    return mark != "``" and not _looks_opening(text, match)


def _looks_closing(text: str, match: re.Match[str]) -> bool:
    """Whether an opening mark stands where only closing ones do, as the second in ”Swedish“ and »German« quotations."""
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    return not before.isspace() and before not in "([—–" and (after.isspace() or after in ",.;:!?)]—–’'")


def _looks_opening(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    return (before.isspace() or before in "([—–") and (after.isalnum() or after in "‘'’$[(….") and not after.isspace()


def _inches(text: str, match: re.Match[str]) -> bool:
    """A closing mark with nothing to close, or the inch sign of 5'10"."""
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    if match[0] in _CLOSING:
        return not _looks_opening(text, match)
    return match[0] == '"' and before.isdigit() and not after.isalnum()


def _close(opened: list[_Open], match: re.Match[str]) -> Iterator[Quotation]:
    while opened[-1].single:
        opened.pop()
    yield _quotation(opened.pop(), inner_end=match.start(), end=match.end(), depth=len(opened), closed=True)


def _break(text: str, opened: list[_Open], position: int) -> Iterator[Quotation]:
    """A quotation opens inside an open one: the earlier closing mark is lost, so the earlier ends here."""
    outer = next(o for o in opened if not o.single)
    end = position
    while end > outer.inner and text[end - 1].isspace():
        end -= 1
    opened.clear()
    yield _quotation(outer, inner_end=end, end=end, depth=0, closed=False)


def _single(text: str, match: re.Match[str], opened: list[_Open], end: int) -> Iterator[Quotation]:
    before = text[match.start() - 1] if match.start() else "\n"
    if opened and opened[-1].single and not before.isspace() and not text[match.end() : match.end() + 1].isalnum():
        if not _possessive(text, match, end):
            first = opened.pop()
            yield _quotation(first, inner_end=match.start(), end=match.end(), depth=len(opened), closed=True)
    elif (
        (before.isspace() or before in '([—–"“«:')
        and text[match.end() : match.end() + 1].strip()
        and not _ELISION.match(text, match.start())
    ):
        if opened and opened[-1].single:
            opened.pop()
        opened.append(_Open(match.start(), match.end(), match[0]))


def _possessive(text: str, match: re.Match[str], end: int) -> bool:
    """Whether this mark is the apostrophe of a plural ("workers' rights"), because a surer closing mark follows."""
    if text[match.start() - 1] != "s" or not text[match.end() : match.end() + 2].lstrip(" ").isalpha():
        return False
    later = re.compile(r"(?<=[\w.,!?…])['’](?!\w)|['‘](?=\w)").search(text, match.end(), min(end, match.end() + _LOOKAHEAD))
    return later is not None and text[later.start() - 1 : later.start()].strip() != ""


def _quotation(first: _Open, *, inner_end: int, end: int, depth: int, closed: bool) -> Quotation:
    return Quotation(
        start=first.start, end=end, inner_start=first.inner, inner_end=inner_end, depth=min(depth, 1), closed=closed
    )
