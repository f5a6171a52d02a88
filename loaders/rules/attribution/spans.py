"""From token sets to exact spans: content without outer quotation marks, complementiser and the comma before the cue."""

from collections.abc import Iterable, Iterator

from kg.facts import Form
from kg.model import Span
from loaders.nlp import Parsed
from loaders.rules.attribution.quoted import Quoted, Quotes
from loaders.rules.grammar import Grammar

_LOOSE = frozenset((",", ";", ":", "—", "–", "-", "--"))
_FULL_STOPS = frozenset((".", "!", "?", "…", "..."))


def runs(grammar: Grammar, tokens: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Maximal stretches [first, last] of the tokens; white space between two of them joins, a line break parts."""
    first = last = -1
    for token in sorted(tokens):
        if last >= 0 and all(grammar.text[i].isspace() and not grammar.is_break(i) for i in range(last + 1, token)):
            last = token
            continue
        if last >= 0:
            yield first, last
        first = last = token
    if last >= 0:
        yield first, last


def content_spans(parsed: Parsed, grammar: Grammar, tokens: Iterable[int], quotes: Quotes) -> tuple[Span, ...]:
    """The pieces of a content as they are published, in the order of the text; pieces without a word are dropped."""
    spans = (_trimmed(parsed, grammar, first, last, quotes) for first, last in runs(grammar, tokens))
    return tuple(span for span in spans if span is not None and any(c.isalnum() for c in span.text))


def _trimmed(parsed: Parsed, grammar: Grammar, first: int, last: int, quotes: Quotes) -> Span | None:
    while True:
        before = (first, last)
        while first <= last and (grammar.text[first] in _LOOSE or grammar.text[first] in _FULL_STOPS - {"…", "..."}):
            first += 1
        while last >= first and (grammar.text[last] in _LOOSE or grammar.tag[last] == "CC"):
            last -= 1
        if first < last and grammar.lower[first] == "that" and grammar.dep[first] == "mark":
            first += 1
        first, last = _unquoted(first, last, quotes)
        if (first, last) == before:
            break
    if first > last:
        return None
    if grammar.text[last] == "." and last > first and last not in quotes.holding:
        last -= 1
    return parsed.span(first, last + 1)


def _unquoted(first: int, last: int, quotes: Quotes) -> tuple[int, int]:
    """Without the marks of a quotation that holds the whole stretch, and without half a pair of marks at one end."""
    opened = quotes.opening.get(first)
    if opened is not None and last <= opened.closing:
        return opened.first, min(last, opened.last)
    closed = quotes.closing.get(last)
    if closed is not None and first >= closed.first:
        return first, closed.last
    return first, last


def form(grammar: Grammar, tokens: Iterable[int], quotes: Quotes) -> Form:
    """Direct where all words stand in quotation marks, mixed where some do, indirect where none do but a quoted name."""
    words = [
        i for i in tokens if grammar.text[i][:1].isalnum() and not (grammar.lower[i] == "that" and grammar.dep[i] == "mark")
    ]
    inside = [i for i in words if i in quotes.holding and not _is_name(grammar, quotes.holding[i])]
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if len(inside) == len(words) else Form.MIXED


def _is_name(grammar: Grammar, quoted: Quoted) -> bool:
    words = [i for i in range(quoted.first, quoted.last + 1) if grammar.text[i][:1].isalpha()]
    return (
        len(words) < 6
        and all(grammar.text[i][:1].isupper() or grammar.pos[i] in ("ADP", "DET") for i in words)
        and not quoted.speech
    )
