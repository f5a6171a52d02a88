"""Titles of offices in a question: as documents write them, and what is a title though no document has it."""

import re
from collections.abc import Sequence

from kg.lexicon import lexicon

_OFFICES = re.compile(
    r"(?:minister|secretary|president|premier|chancellor|governor|ambassador|envoy|commissioner|chief|head|leader|director|chair"
    r"|chairman|chairwoman|chairperson|representative|speaker|mayor|senator|king|queen|prince|czar|officer|executive|judge|attorney)"
)
_PORTFOLIOS = frozenset(
    """
    affairs agriculture attorney chief commerce culture defence defense deputy development economic economics economy education
    environment european external family federal finance financial first fisheries foreign general health home housing
    immigration industry interior international justice labor labour national of planning press prime provincial public science
    state the tourism trade transport treasury vice
    """.split()  # noqa: SIM905  # a list of words, too long to be read in quotation marks
)
"""What stands before the head of an office's title."""


def as_titled(words: str, posts: Sequence[str]) -> str | None:
    """The words as they stand in a title of a post: "opposition leader" is "leader of the opposition" too.

    "minister for trade" is a trade minister, and whoever has the presidency is president.
    """
    *before, head = words.split()
    forms = (words, f"{head} of the {' '.join(before)}", f"{head} of {' '.join(before)}") if before else (words,)
    holder, found, portfolio = words.partition(" for ")
    if found:
        forms = (*forms, f"{portfolio} {holder}")
    if head.endswith("cy"):
        forms = (*forms, " ".join((*before, f"{head[:-2]}t")))
    return next((form for form in forms if any(form in post for post in posts)), None)


def is_office(words: str) -> bool:
    """Whether words are the title of an office though no document names one: "finance minister", not "best minister"."""
    *before, head = words.split()
    return bool(_OFFICES.fullmatch(head)) and all(word in _PORTFOLIOS or lexicon().sector(word) for word in before)


def singular(words: str) -> str:
    """What words have in common with their plural: "tariffs" → "tariff", "secretaries" → "secretar"."""
    if len(words) > 4 and words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if len(words) > 4 and words.endswith("s") and not words.endswith("ss") else words
