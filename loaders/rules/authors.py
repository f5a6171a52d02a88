"""Who signs a text: the name behind "By" above it, or of whom a note below it tells ("Ann Reed is the governor of …")."""

from collections.abc import Iterator, Sequence

from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.name_runs import Named

_ABOVE = 5
"""In how many lines from the top a byline may stand."""
_BELOW = 3
"""In how many lines from the end the note on the author may stand."""
_NOTE = 60
"""How many tokens such a note has at most."""


def find_author(grammar: Grammar, mentions: Sequence[Named]) -> str | None:
    """The name of the one person who signs the text; None where nobody or more than one does."""
    persons = {named.start: named for named in mentions if named.kind is EntityKind.PERSON and " " in named.name}
    lines = list(_lines(grammar))
    signed = {name for first, end in lines[:_ABOVE] if (name := _byline(grammar, persons, first, end)) is not None}
    if not signed:
        signed = {name for first, end in lines[-_BELOW:] if (name := _note(grammar, persons, first, end)) is not None}
    return next(iter(signed)) if len(signed) == 1 else None


def _lines(grammar: Grammar) -> Iterator[tuple[int, int]]:
    """The tokens [first, end) of every line that holds a word."""
    first = 0
    for i in range(len(grammar) + 1):
        if i == len(grammar) or grammar.is_break(i):
            while first < i and grammar.text[first].isspace():
                first += 1
            if first < i:
                yield first, i
            first = i + 1


def _byline(grammar: Grammar, persons: dict[int, Named], first: int, end: int) -> str | None:
    named = persons.get(first + 1) if grammar.lower[first] == "by" else None
    joint = named is not None and named.end < end and grammar.lower[named.end] in ("and", "&")
    return named.name if named is not None and not joint else None


def _note(grammar: Grammar, persons: dict[int, Named], first: int, end: int) -> str | None:
    """Whom the line introduces: its first word begins a full name, and what the person is follows in the present tense."""
    named = persons.get(first)
    if named is None or end - first > _NOTE:
        return None
    behind = named.end
    if grammar.text[behind : behind + 1] == [","]:
        behind = next((i for i in range(behind + 1, end) if grammar.text[i] == ","), end) + 1
    return named.name if behind + 1 < end and grammar.lower[behind] == "is" and _tells(grammar, behind + 1) else None


def _tells(grammar: Grammar, i: int) -> bool:
    """Whether a post follows "is": "is a columnist", "is governor of Ohio", "is the author of …"."""
    return grammar.lower[i] in ("a", "an", "the") or grammar.tag[i] in ("NN", "NNP", "JJ")
