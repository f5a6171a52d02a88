"""Menus and share rows: lines that hold nothing but names of sections, services and networks."""

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ENTRIES = frozenset(_DATA["entries"])
_ALONE = frozenset(_DATA["alone"])
_MARKS = re.compile(r"\s*[|•·»>/,\t]+\s*|\s+[-–—]\s+")
_LONGEST = 300
_WORDS = 3
"""Words in the longest entry."""


def is_menu(line: str, *, above_article: bool) -> bool:
    """Whether a line holds menu entries and nothing else; a single one may be a heading, unless it stands above the article."""
    if len(line) > _LONGEST:
        return False
    entries = 0
    for part in _MARKS.split(line.casefold()):
        found = _entries(part.split())
        if found is None:
            return False
        entries += found
    return entries > 1 or (entries == 1 and (above_article or line.casefold() in _ALONE))


def _entries(words: list[str]) -> int | None:
    """How many entries the words are, longest first; None if one is no entry."""
    found = at = 0
    while at < len(words):
        size = next((n for n in range(_WORDS, 0, -1) if " ".join(words[at : at + n]) in _ENTRIES), None)
        if size is None:
            return None
        at += size
        found += 1
    return found
