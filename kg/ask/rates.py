"""Rates in a question: "more than 25 percent", "at 25 or 50 per cent", "the 35% tariffs"."""

import re

ATRATE = "atrate"
"""Stands for a rate in the words of a question."""
_NUMBER = r"(\d{1,4}(?:\.\d+)?)"
_UNIT = r" ?(?:%|per ?cents?\b|percentage points?\b|pct\b)"
_ABOVE = r"(?:more than|over|above|exceed(?:s|ed|ing)?|higher than|greater than|in excess of|beyond|north of)"
_BELOW = r"(?:less than|below|under|lower than|smaller than|beneath|short of)"
_LEAST = r"(?:at least|no less than|not less than|a minimum of|minimum)"
_MOST = r"(?:at most|no more than|not more than|up to|a maximum of|maximum)"
_BEFORE = r"(?:\b(?:that|which) )?(?:\b(?:is|are|was|were) )?(?:\b(?:of|at|by|to|with|a|an|the|rate) )*"
_FORMS = (
    (rf"between {_NUMBER}(?:{_UNIT})? and {_NUMBER}{_UNIT}", "{0}-{1}"),
    (rf"{_NUMBER}(?:{_UNIT})? ?(?:to|-|–) ?{_NUMBER}{_UNIT}", "{0}-{1}"),
    (rf"{_LEAST} {_NUMBER}{_UNIT}", ">={0}"),
    (rf"{_MOST} {_NUMBER}{_UNIT}", "<={0}"),
    (rf"{_NUMBER}{_UNIT} (?:or|and) (?:more|above|higher|over)\b", ">={0}"),
    (rf"{_NUMBER}{_UNIT} (?:or|and) (?:less|below|lower|under)\b", "<={0}"),
    (rf"{_ABOVE} {_NUMBER}{_UNIT}", ">{0}"),
    (rf"{_BELOW} {_NUMBER}{_UNIT}", "<{0}"),
    (rf"{_NUMBER}(?:{_UNIT})? (?:or|and) {_NUMBER}{_UNIT}", "{0};{1}"),
    (rf"(?:exactly )?{_NUMBER}{_UNIT}", "{0}"),
)
_PATTERNS = tuple((re.compile(rf"(?<![\w.]){_BEFORE}{form}", re.IGNORECASE), said) for form, said in _FORMS)


def take_rate(text: str) -> tuple[tuple[str, ...], str]:
    """The rates that a question speaks of as `kg.queries` takes them, (">25",), and the question with a word in their place."""
    for pattern, said in _PATTERNS:
        if found := pattern.search(text):
            rest = f"{text[: found.start()]} {ATRATE} {text[found.end() :]}"
            return tuple(said.format(*found.groups()).split(";")), rest
    return (), text
