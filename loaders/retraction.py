"""Documents that say of themselves that they are withdrawn: "This article has been retracted", "RETRACTED: …"."""

import re

from kg.model import Document

_WORK = r"(?:news )?(?:article|story|dispatch|web ?page|blog post|news report)"
_THIS = rf"(?:this|the above)\s+{_WORK}"
_SAYS = re.compile(
    rf"\b{_THIS}\s+(?:has been|was|is|had to be)\s+(?:(?:fully|formally|now|since|later|permanently)\s+)?"
    r"(?:retracted|withdrawn|taken down|unpublished)\b"
    r"|\b(?:has|have|hereby|is|are|had|we|fully|formally)\s+(?:retracts?|retracted|retracting|withdraws?|withdrawn|withdrew|withdrawing)"
    rf"\s+{_THIS}\b"
    rf"|\bplease (?:disregard|kill|withdraw) {_THIS}\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\s*(?:RETRACTED|RETRACTION|WITHDRAWN|STORY (?:WITHDRAWN|REMOVED)|KILL|Retract(?:ed|ion))\s*[:–—|-]")
_NOTE = 600
"""Characters at either end of a text in which an outlet speaks of the text itself."""
_SENTENCE = re.compile(r"[^.!?\n]*[.!?]?")


def find_retraction(document: Document) -> str | None:
    """The words by which a document says that it is withdrawn; None where it does not.

    A report on another article's retraction is none: what counts is a headline that begins so, or "this article" in a note at
    the head or the foot.
    """
    title = document.title or ""
    first = document.text.lstrip().split("\n", 1)[0]
    for line in (title, first):
        if _HEADED.match(line):
            return " ".join(line.split())
    text = document.text
    for start in (0, max(0, len(text) - _NOTE)) if len(text) > _NOTE else (0,):
        found = _SAYS.search(text, start, start + _NOTE)
        if found:
            return _sentence(text, found.start(), found.end())
    return None


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(mark, 0, start) for mark in (".", "!", "?", "\n")) + 1
    rest = _SENTENCE.match(text, end)
    return " ".join(text[begin : rest.end() if rest else end].split())
