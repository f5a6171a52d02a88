"""An annotated text as the network learns it, and the same text as another outlet would print it."""

import random
import re
from dataclasses import dataclass

import numpy as np

from loaders.neural.pieces import WordPieces
from loaders.neural.tokens import Ints, Tokens, read_tokens
from loaders.training.brat import Annotated

Stretches = tuple[tuple[int, int], ...]

_STRAIGHT = str.maketrans("“”", '""')
_BRITISH = str.maketrans("“”‘’", "‘’“”")
_GUILLEMETS = str.maketrans("“”", "«»")
_CLOSING = re.compile('[”"](?=[ \\n])')
_LOST = 0.3
"""The share of closing marks that a damaged text loses."""


@dataclass(frozen=True, slots=True)
class Task:
    """One attribution in pieces: its longest cue, its source and its content."""

    cue: tuple[int, int]
    source: Stretches
    content: Stretches


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A text in pieces, the tag of each piece, and its attributions that have a cue."""

    tokens: Tokens
    tags: Ints
    tasks: tuple[Task, ...]


def lesson(pieces: WordPieces, annotated: Annotated, text: str) -> Lesson:
    """The annotated text, or a variant of it of the same length."""
    tokens = read_tokens(pieces, text)
    tags = np.zeros(len(tokens), dtype=np.int64)
    tasks: list[Task] = []
    for one in annotated.attributions:
        source, cue, content = (_stretches(tokens, spans) for spans in (one.source, one.cue, one.content))
        for number, stretches in enumerate((source, cue, content)):
            for first, end in stretches:
                if not tags[first:end].any():
                    tags[first:end] = 2 * number + 2
                    tags[first] = 2 * number + 1
        if cue:
            tasks.append(Task(max(cue, key=lambda c: (c[1] - c[0], -c[0])), source, content))
    return Lesson(tokens, tags, tuple(tasks))


def _stretches(tokens: Tokens, spans: Stretches) -> Stretches:
    found = (tokens.between(start, end) for start, end in spans)
    return tuple((first, end) for first, end in found if end > first)


def varied(text: str, chance: random.Random, share: float) -> str:
    """The text with other or damaged quotation marks, or in one case throughout, in `share` of all calls; its length stays."""
    drawn = chance.random() / share if share else 1.0
    if drawn >= 1:
        return text
    if drawn < 0.35:
        return text.translate(_STRAIGHT)
    if drawn < 0.5:
        return text.translate(_BRITISH)
    if drawn < 0.58:
        return text.translate(_GUILLEMETS)
    if drawn < 0.78:
        return _CLOSING.sub(lambda mark: " " if chance.random() < _LOST else mark[0], text)
    changed = "".join(c.upper() if len(c.upper()) == 1 else c for c in text) if drawn < 0.9 else text.lower()
    return changed if len(changed) == len(text) else text
