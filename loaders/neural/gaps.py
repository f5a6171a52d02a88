"""Contents that the network read with small holes, a torn end, or a scrap of another sentence: made whole again."""

from itertools import pairwise

from loaders.rules.attribution.spans import runs
from loaders.rules.grammar import Grammar

_HOLE = 3
"""How many words between two pieces of a content in one sentence are taken for overlooked."""
_SCRAP = 2
"""How many words a piece in a sentence of its own may have and still be taken for a scrap."""
_TORN = 6
"""How many words behind a piece that breaks off are taken for its end."""
_MARKS = frozenset("\"“”‘’«»'") | {"``", "''"}
"""Quotation marks: what stands between quoted words is left out on purpose."""
_BEFORE_HEAD = frozenset(("aux", "auxpass", "det", "poss", "compound", "nummod", "neg"))
"""Dependencies of words that stand before the word they belong to, so that no content ends with them."""


def mended(grammar: Grammar, content: set[int], *, cue: set[int], source: set[int]) -> set[int]:
    """The content with its holes filled, its pieces read to their ends and without scraps; cue and source stay outside."""
    quoted = any(grammar.text[i] in _MARKS for i in content)
    whole = set(content) if quoted else _closed(grammar, content, cue | source)
    pieces = tuple(runs(grammar, whole))
    here = {grammar.sentence[i] for i in cue}
    for first, last in pieces:
        scrap = last - first < _SCRAP and grammar.sentence[first] not in here and not _is_sentence(grammar, first, last)
        if scrap and len(pieces) > 1:
            whole.difference_update(range(first, last + 1))
    return whole or content


def _closed(grammar: Grammar, content: set[int], taken: set[int]) -> set[int]:
    """The content without holes and torn ends."""
    whole = set(content)
    for (_, last), (first, _) in pairwise(runs(grammar, content)):
        hole = range(last + 1, first)
        if grammar.sentence[last] == grammar.sentence[first] and len(hole) <= _HOLE and _are_words(grammar, hole, taken):
            whole.update(hole)
    for _, last in tuple(runs(grammar, whole)):
        whole.update(_torn_off(grammar, last, taken))
    return whole


def _torn_off(grammar: Grammar, last: int, taken: set[int]) -> range:
    """What belongs behind a piece that ends with a word that needs another: "the price may | increase by 10%"."""
    head = grammar.head[last]
    if grammar.dep[last] not in _BEFORE_HEAD or head <= last:
        return range(0)
    rest = range(last + 1, max(head, grammar.right[head]) + 1)
    return rest if len(rest) <= _TORN and _are_words(grammar, rest, taken) else range(0)


def _are_words(grammar: Grammar, stretch: range, taken: set[int]) -> bool:
    """Whether a stretch holds words and numbers alone, none of which are cue or source."""
    return taken.isdisjoint(stretch) and all(grammar.text[i][:1].isalnum() or grammar.text[i] in "%$€£" for i in stretch)


def _is_sentence(grammar: Grammar, first: int, last: int) -> bool:
    """Whether a piece is all words of its sentence: "Never!"."""
    words = [i for i in (first - 1, last + 1) if 0 <= i < len(grammar) and grammar.sentence[i] == grammar.sentence[first]]
    return not any(grammar.text[i][:1].isalnum() for i in words)
