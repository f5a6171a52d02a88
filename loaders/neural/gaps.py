"""Contents that the network read with small holes, or with a scrap of another sentence: made whole again."""

from itertools import pairwise

from loaders.rules.attribution.spans import runs
from loaders.rules.grammar import Grammar

_HOLE = 3
"""How many words between two pieces of a content in one sentence are taken for overlooked."""
_SCRAP = 2
"""How many words a piece in a sentence of its own may have and still be taken for a scrap."""


def mended(grammar: Grammar, content: set[int], *, cue: set[int], source: set[int]) -> set[int]:
    """The content with its holes filled and without its scraps; what is cue or source stays outside."""
    whole = set(content)
    for (_, last), (first, _) in pairwise(runs(grammar, content)):
        hole = range(last + 1, first)
        if grammar.sentence[last] == grammar.sentence[first] and _is_overlooked(grammar, hole, cue | source):
            whole.update(hole)
    pieces = tuple(runs(grammar, whole))
    here = {grammar.sentence[i] for i in cue}
    for first, last in pieces:
        scrap = last - first < _SCRAP and grammar.sentence[first] not in here and not _is_sentence(grammar, first, last)
        if scrap and len(pieces) > 1:
            whole.difference_update(range(first, last + 1))
    return whole or content


def _is_overlooked(grammar: Grammar, hole: range, taken: set[int]) -> bool:
    """Whether a hole is short and holds words alone, none of which are cue or source."""
    return 0 < len(hole) <= _HOLE and taken.isdisjoint(hole) and all(grammar.text[i][:1].isalnum() for i in hole)


def _is_sentence(grammar: Grammar, first: int, last: int) -> bool:
    """Whether a piece is all words of its sentence: "Never!"."""
    words = [i for i in (first - 1, last + 1) if 0 <= i < len(grammar) and grammar.sentence[i] == grammar.sentence[first]]
    return not any(grammar.text[i][:1].isalnum() for i in words)
