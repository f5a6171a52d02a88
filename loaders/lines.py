"""The lines of a text as its author meant them: in a text that is wrapped at some width, a paragraph is one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Every character at which a line ends."""

_PHYSICAL = re.compile(f"[^{LINE_BREAKS}]+")
_ENDED = re.compile(r"[.?!:;…\"”'’)\]»]\s*$")
_SINGLE_BREAK = re.compile(rf"\r\n|[{LINE_BREAKS}]")
_NARROWEST = 40
"""Wrapped text is at least this many characters wide; shorter lines are headings, lists and verse."""
_WRAPPED = 0.25
"""In wrapped text at least this share of the breaks between two lines cuts a sentence before a lower-case word."""

_FULL = 0.9
"""How much of the width a line must need together with the next line's first word to be full; people who wrap are not exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without the white space at its ends: its place in the text, and its words with inner line breaks as spaces."""

    start: int
    end: int
    text: str


def lines(text: str) -> tuple[Line, ...]:
    """The lines of the text that are not blank, in order."""
    soft = set(soft_breaks(text))
    found: list[Line] = []
    start: int | None = None
    for match in _PHYSICAL.finditer(text):
        start = match.start() if start is None else start
        if match.end() not in soft:
            _add(found, text, start, match.end())
            start = None
    return tuple(found)


def soft_breaks(text: str) -> tuple[int, ...]:
    """Where the line breaks stand that only wrap a paragraph and end nothing; none in a text with one line per paragraph."""
    pairs = tuple(_neighbours(text))
    cut = [first for first, second in pairs if _cuts_sentence(first[0], second[0])]
    if not cut or len(cut) < _WRAPPED * len(pairs):
        return ()
    width = max(len(line) for line, _ in cut)
    return tuple(
        end for (line, end), (following, _) in pairs if _cuts_sentence(line, following) or _is_full(line, following, width)
    )


def _neighbours(text: str) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """Lines with no blank line between them, two by two: each with where it ends."""
    previous: tuple[str, int] | None = None
    for match in _PHYSICAL.finditer(text):
        line = match[0].rstrip()
        if not line:
            previous = None
            continue
        if previous and _SINGLE_BREAK.fullmatch(text, previous[1], match.start()):
            yield previous, (line, match.end())
        previous = (line, match.end())


def _cuts_sentence(line: str, following: str) -> bool:
    return len(line) >= _NARROWEST and not _ENDED.search(line) and following[:1].islower()


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word hardly fitted: otherwise its author broke the line on purpose."""
    return len(line) <= width and len(line) + 1 + len(following.split(maxsplit=1)[0]) > _FULL * width


def _add(found: list[Line], text: str, start: int, end: int) -> None:
    raw = text[start:end]
    stripped = raw.strip()
    if stripped:
        start += len(raw) - len(raw.lstrip())
        found.append(Line(start=start, end=start + len(stripped), text=_PLAIN_BREAKS.sub(" ", stripped)))


_PLAIN_BREAKS = re.compile(f"[{LINE_BREAKS}]")
