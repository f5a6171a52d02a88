"""Names of organisations and groups: one canonical spelling each, and the acronyms that a text itself explains."""

import re
import unicodedata
from collections.abc import Iterable

from kg.ids import slug

_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
_ACRONYM = re.compile(r"\(\s*(?:the\s+)?[\"“]?([A-Z][A-Za-z&.]{1,9})[\"”]?\s*\)")
_BREAK = re.compile(r"[;:()\n\"“”,]")
_SMALL = ("of", "the", "and", "for", "on", "in", "to", "at", "de", "la", "du", "des", "&")
_WINDOW = 160


def canonical(name: str) -> str:
    """A name without leading article and possessive, apostrophes straight, spaces single: "The WTO’s" → "WTO"."""
    plain = unicodedata.normalize("NFC", re.sub(r"[‘’ʼ]", "'", name))
    tidy = re.sub(r" (?=[,.;:])", "", " ".join(plain.split()))
    words = _POSSESSIVE.sub("", tidy).strip(' ,;:"“”').split()
    if len(words) > 1 and words[0].casefold() == "the":
        words = words[1:]
    return " ".join(words)


def best_spelling(names: Iterable[str]) -> str:
    """The spelling with most capitals, but not all of them where there is a choice: a name, not a headline."""
    return max(sorted(names), key=lambda name: (not name.isupper(), sum(c.isupper() for c in name)))


def plainest_spelling(names: Iterable[str]) -> str:
    """The spelling with fewest capitals: a group's, which is a phrase ("members of the cabinet")."""
    return min(sorted(names), key=lambda name: sum(c.isupper() for c in name))


def acronyms(text: str) -> dict[str, str]:
    """Full names by the slug of the acronym that the text gives them: "World Trade Organization (WTO)".

    An acronym that a text explains in two ways is left out.
    """
    found: dict[str, set[str]] = {}
    for match in _ACRONYM.finditer(text):
        before = _BREAK.split(text[max(0, match.start() - _WINDOW) : match.start()].rstrip())[-1].split()
        full = _expansion(match[1], before)
        if full:
            found.setdefault(slug(match[1]), set()).add(canonical(full))
    return {short: next(iter(full)) for short, full in found.items() if len({slug(name) for name in full}) == 1}


def _expansion(acronym: str, before: list[str]) -> str | None:
    """The shortest run of words just before the acronym whose initials spell it, with or without the small words."""
    letters = acronym.replace(".", "").replace("&", "").casefold()
    for count in range(2, min(len(before), 2 * len(letters)) + 1):
        words = before[-count:]
        if not words[0][0].isupper() or words[0].casefold() in _SMALL:
            continue
        significant = [word for word in words if word.casefold() not in _SMALL]
        if letters in (_initials(words), _initials(significant)):
            return " ".join(words)
    return None


def _initials(words: list[str]) -> str:
    parts = [part for word in words for part in re.split(r"[-–.]", word) if part[:1].isalpha()]
    return "".join(part[0] for part in parts).casefold()
