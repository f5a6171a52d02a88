"""Who speaks beside a cue that the parse ties to nobody: its subject, or the nearest person or body on its line."""

from loaders.rules.attribution.sources import source_of
from loaders.rules.grammar import Grammar

_REACH = 12


def speaker_beside(grammar: Grammar, cue: int, quoted: frozenset[int]) -> int | None:
    """The head of the cue's source outside quotation marks, or None."""
    subject = _before_colon(grammar, cue) if grammar.text[cue] == ":" else source_of(grammar, cue)
    if subject is not None and subject not in quoted:
        return subject
    for distance in range(1, _REACH):
        for token in (cue + distance, cue - distance):
            if 0 <= token < len(grammar) and token not in quoted and grammar.entity[token] in ("PERSON", "ORG", "NORP"):
                between = range(min(token, cue), max(token, cue))
                if not any(grammar.is_break(i) or grammar.text[i] in (".", ";") for i in between):
                    return _name_head(grammar, token)
    return None


def _before_colon(grammar: Grammar, colon: int) -> int | None:
    """The subject of the clause that a colon ends, or the name that stands alone before it."""
    first = colon
    while first > 0 and grammar.sentence[first - 1] == grammar.sentence[colon] and not grammar.is_break(first - 1):
        first -= 1
    subjects = (
        i for i in range(first, colon) if grammar.dep[i] == "nsubj" and grammar.dep[grammar.head[i]] in ("ROOT", "ccomp")
    )
    return next(subjects, None)


def _name_head(grammar: Grammar, token: int) -> int:
    head = grammar.head[token]
    while (
        grammar.entity[head] == grammar.entity[token] and head != token and grammar.dep[token] in ("compound", "nmod", "amod")
    ):
        token, head = head, grammar.head[head]
    return token
