"""A question told in the classes of one intent: "WHAT DO PERSON0 SAY about SECTOR1"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ask.vocabulary import PASSED, PRONOUN, vocabulary

BLOCKED = "BLOCKED"
"""The class of phrases that mean something else than their words do, and are understood as a verb alone."""
UNKNOWN = "UNKNOWN"
"""Stands for a word that has no class in an intent."""
MARKER = re.compile(r"[A-Z]+\d+")
_PLURAL_OF = re.compile(r"SECTOR\d+")
_SECTOR_NOUNS = frozenset(("sector", "sectors", "industry", "industries", "market", "business"))
_ANTECEDENT = re.compile(
    r"(?:PERSON|ORGANIZATION|GROUP|COUNTRY)\d+|WHO|WHOM|SPEAKER|PEOPLE|FOLK|EACH|BYSPEAKER|COUNTRYN|DOCUMENT|HOLDER|ARTICLE\d+|GOODS|DUTY|EXEMPTION|PROMISED|STATEMENT|QUOTE|SECTORN|MEETING|VISIT|EVENT|SPEECH"
)
_JOINING = frozenset(("of", "and", "to", "for", "in", "on", "with"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The text in classes; the words that have none, in runs, each with its place; how many words are the intent's own."""

    text: str
    unknown: tuple[tuple[int, tuple[str, ...]], ...]
    own: int


def render(words: Sequence[str], classes: Sequence[str]) -> Rendering:
    """A question's words and markers in these classes and those of grammar; a pronoun without antecedent is unknown."""
    told: list[str] = []
    runs: list[tuple[int, tuple[str, ...]]] = []
    at = own = 0
    while at < len(words):
        length, name = word_class(words, at, classes, told)
        if name == UNKNOWN:
            runs = _longer(runs, told, words[at])
            told.append(UNKNOWN)
        elif name:
            told.append(name)
            own += name in classes
        at += length
    return Rendering(text=" ".join(told), unknown=tuple(runs), own=own)


def word_class(words: Sequence[str], at: int, classes: Sequence[str], told: Sequence[str]) -> tuple[int, str | None]:
    """How many words from here belong together, and their class; None for words that change nothing."""
    if MARKER.fullmatch(words[at]):
        return 1, words[at]
    if words[at] in _SECTOR_NOUNS and told and _PLURAL_OF.fullmatch(told[-1]):
        return 1, None
    known = vocabulary()
    for length in range(min(known.longest, len(words) - at), 0, -1):
        found = known.classes.get(tuple(words[at : at + length]), frozenset())
        grammar = next((name for name in sorted(found) if name in known.grammar), None)
        mine = next((name for name in classes if name in found), None)
        if BLOCKED in found and "MENTION" not in classes:
            break
        if mine or grammar:
            return length, (grammar or mine) if length == 1 else (mine or grammar)
        if PASSED in found:
            return length, None
        if PRONOUN in found and any(_ANTECEDENT.fullmatch(one) for one in told):
            return length, None
    return 1, UNKNOWN


def _longer(runs: list[tuple[int, tuple[str, ...]]], told: Sequence[str], word: str) -> list[tuple[int, tuple[str, ...]]]:
    """The runs with one word more: it continues the last one if nothing stands between them but a small word."""
    if runs:
        place, run = runs[-1]
        between = told[place + len(run) :]
        if not between or (len(between) == 1 and between[0] in _JOINING):
            return [*runs[:-1], (place, (*run, *between, word))]
    return [*runs, (len(told), (word,))]
