"""The verb beside a quotation that says who speaks, where the parse does not tie the two together."""

from collections.abc import Iterator

from loaders.rules.attribution.quoted import Quoted
from loaders.rules.attribution.rates import Rates
from loaders.rules.attribution.sources import subject_of
from loaders.rules.grammar import Grammar

_BEFORE, _AFTER = 25, 16
"""How many tokens before and behind a quotation its cue may stand."""
_SPEAKING = 0.35
"""From which rate on a verb is taken for a cue beside a quotation."""
_INTRODUCING = 0.15
"""The same for a verb that a colon follows."""


def cue_beside(grammar: Grammar, quoted: Quoted, quotes: frozenset[int], rates: Rates) -> int | None:
    """The cue of a quotation from its own line: behind it in its sentence (", he said"), or before it ("he said, ")."""
    best: tuple[float, int] | None = None
    for token, distance in _around(grammar, quoted, quotes):
        rate = rates.verb(grammar.lemma[token])
        if grammar.pos[token] == "VERB" and rate >= _SPEAKING:
            cost = distance - 4 * rate
            if best is None or cost < best[0]:
                best = (cost, token)
    return best[1] if best else introduced_by(grammar, quoted, rates)


def introduced_by(grammar: Grammar, quoted: Quoted, rates: Rates) -> int | None:
    """The cue before a colon that ends the text before the quotation, on the same line or the one before."""
    i = quoted.opening - 1
    while i >= 0 and grammar.text[i].isspace():
        i -= 1
    if i < 0 or grammar.text[i] != ":":
        return None
    for token in range(i - 1, max(-1, i - 40), -1):
        if grammar.is_break(token):
            return None
        if grammar.pos[token] == "VERB" and rates.verb(grammar.lemma[token]) >= _INTRODUCING:
            return token
    return None


def _around(grammar: Grammar, quoted: Quoted, quotes: frozenset[int]) -> Iterator[tuple[int, float]]:
    """Tokens of the same sentence outside quotation marks, with their distance to the quotation."""
    ended = grammar.text[quoted.last] == "."
    for token in range(quoted.closing + 1, min(len(grammar), quoted.closing + _AFTER)):
        if ended or grammar.is_break(token) or grammar.text[token] in (".", "!", "?"):
            break
        if token not in quotes:
            yield token, token - quoted.closing
    previous = quoted.opening - 1
    while previous >= 0 and grammar.text[previous].isspace() and not grammar.is_break(previous):
        previous -= 1
    mark = grammar.text[previous] if previous >= 0 else ""
    penalty = -6.0 if mark == ":" else 0.0 if mark == "," else 8.0
    for token in range(previous, max(-1, quoted.opening - _BEFORE), -1):
        if grammar.is_break(token) or (grammar.text[token] in (".", "!", "?") and token < previous + 1):
            break
        if token not in quotes:
            yield token, quoted.opening - token + penalty


def speaker_beside(grammar: Grammar, cue: int, quotes: frozenset[int]) -> int | None:
    """The head of the cue's source: its subject, or where the parse has none the nearest person or body on its line."""
    subject = subject_of(grammar, cue)
    if subject is not None and subject not in quotes:
        return subject
    for distance in range(1, 12):
        for token in (cue + distance, cue - distance):
            if 0 <= token < len(grammar) and token not in quotes and grammar.entity[token] in ("PERSON", "ORG", "NORP"):
                between = range(min(token, cue), max(token, cue))
                if not any(grammar.is_break(i) or grammar.text[i] in (".", ";") for i in between):
                    return _name_head(grammar, token)
    return None


def _name_head(grammar: Grammar, token: int) -> int:
    while (
        grammar.entity[grammar.head[token]] == grammar.entity[token]
        and grammar.head[token] != token
        and grammar.dep[token]
        in (
            "compound",
            "nmod",
            "amod",
        )
    ):
        token = grammar.head[token]
    return token
