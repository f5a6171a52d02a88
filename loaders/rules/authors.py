"""Who says "I" outside quotation marks: whoever signs the text, answers in an interview, or is named before a colon."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.name_runs import Named

_ABOVE = 5
"""In how many lines from the top a byline may stand."""
_BELOW = 3
"""In how many lines from the end the note on the author may stand."""
_QUESTIONS = ("q:", "q.")
_ANSWERS = ("a:", "a.")
_NOTE = 60
"""How many tokens such a note has at most."""


def find_author(grammar: Grammar, mentions: Sequence[Named]) -> str | None:
    """The name of the one person who signs the text; None where nobody or more than one does."""
    persons = {named.start: named for named in mentions if named.kind is EntityKind.PERSON and " " in named.name}
    lines = list(_lines(grammar))
    signed = {name for first, end in lines[:_ABOVE] if (name := _byline(grammar, persons, first, end)) is not None}
    if not signed:
        often = Counter(named.name for named in mentions)
        notes = {name for first, end in lines[-_BELOW:] if (name := _note(grammar, persons, first, end)) is not None}
        signed = {name for name in notes if often[name] == 1}
    return next(iter(signed)) if len(signed) == 1 else None


def find_voices(grammar: Grammar, mentions: Sequence[Named]) -> dict[int, str]:
    """Who speaks in the lines of a transcript, by token: "REED: I …", and "A: I …" for the one first named in an interview."""
    persons = [named for named in mentions if named.kind is EntityKind.PERSON]
    starts = {named.start: named for named in persons}
    lines = list(_lines(grammar))
    asked = sum(_mark(grammar, first) in _QUESTIONS for first, _ in lines) > 1
    voices: dict[int, str] = {}
    for first, end in lines:
        named = starts.get(first)
        if named is not None and named.end < end and grammar.text[named.end] == ":":
            voices.update(dict.fromkeys(range(named.end, end), named.name))
        elif asked and persons and _mark(grammar, first) in _ANSWERS:
            voices.update(dict.fromkeys(range(first, end), persons[0].name))
    return voices


def _mark(grammar: Grammar, first: int) -> str:
    """The first two tokens of a line: "q:", "a."; the tokenizer may leave both in one."""
    return "".join(grammar.lower[first : first + 2])[:2]


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
