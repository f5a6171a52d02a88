"""Quotations in tokens: which words stand inside which marks, and which of them are speech, not names or scare quotes."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.rules.grammar import Grammar
from loaders.rules.quotations import Quotation, find_quotations

_SPEECH_WORDS = 4
_SENTENCE_ENDS = frozenset((",", ".", "!", "?", "…", "...", "—", "–"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its tokens [first, last], marks left out, and the tokens [opening, closing] with them."""

    quotation: Quotation
    opening: int
    first: int
    last: int
    closing: int
    words: int
    speech: bool

    def holds(self, token: int) -> bool:
        """Whether the token stands inside the marks."""
        return self.first <= token <= self.last


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of a document by the tokens that they hold and by their marks; an inner one is found in `inner` alone."""

    all: tuple[Quoted, ...]
    outer: tuple[Quoted, ...]
    inner: tuple[Quoted, ...]
    holding: Mapping[int, Quoted]
    opening: Mapping[int, Quoted]
    closing: Mapping[int, Quoted]


def index_quotes(quoted: tuple[Quoted, ...]) -> Quotes:
    """The index of quotations in the order of the text."""
    outer = tuple(q for q in quoted if q.quotation.depth == 0)
    return Quotes(
        all=quoted,
        outer=outer,
        inner=tuple(q for q in quoted if q.quotation.depth),
        holding={i: q for q in outer for i in range(q.first, q.last + 1)},
        opening={i: q for q in outer for i in range(q.opening, q.first)},
        closing={i: q for q in outer for i in range(q.last + 1, q.closing + 1)},
    )


def find_quoted(grammar: Grammar, skipped: frozenset[int]) -> tuple[Quoted, ...]:
    """Every quotation that holds a word and does not start in a skipped token, in the order of the text."""
    found: list[Quoted] = []
    for quotation in find_quotations(grammar.whole):
        quoted = _quoted(grammar, quotation)
        if quoted is not None and quoted.first not in skipped:
            found.append(quoted)
    return tuple(found)


def _quoted(grammar: Grammar, quotation: Quotation) -> Quoted | None:
    start = grammar.start
    first = bisect_left(start, quotation.inner_start)
    last = bisect_left(start, quotation.inner_end) - 1
    while first <= last and grammar.text[first].isspace():
        first += 1
    while last >= first and grammar.text[last].isspace():
        last -= 1
    if first > last:
        return None
    words = sum(grammar.text[i][:1].isalnum() for i in range(first, last + 1))
    if not words:
        return None
    opening = max(0, min(bisect_left(start, quotation.start), first))
    closing = max(last, bisect_left(start, quotation.end) - 1)
    return Quoted(quotation, opening, first, last, closing, words, _is_speech(grammar, first, last, words))


def _is_speech(grammar: Grammar, first: int, last: int, words: int) -> bool:
    """Four words and more are speech; fewer are if they end like a sentence or hold a verb, and are no name."""
    tokens = range(first, last + 1)
    is_name = all(grammar.text[i][:1].isupper() or grammar.pos[i] in ("ADP", "DET", "PUNCT", "PART", "CCONJ") for i in tokens)
    if words >= _SPEECH_WORDS:
        return not (is_name and grammar.text[last] not in _SENTENCE_ENDS)
    return grammar.text[first][:1].isupper() and (grammar.text[last] in _SENTENCE_ENDS or not is_name)
