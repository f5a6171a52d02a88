"""Which tokens a candidate's content holds: the subtree of its head, completed and cut as English readers would."""

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.grammar import Grammar

_JOINED = frozenset(("as", "for", "of", "to", "with", "over", "about", "from", "into", "on", "against"))
"""Prepositions whose phrase belongs to the object before it, wherever the parser hangs it."""
_AROUND = ("according-to", "parenthetical", "as-clause", "participle")
"""Constructions whose content is the clause or noun that the cue hangs from."""
_CLAUSES = ("clause", "infinitive")
_OWN = frozenset(("ccomp", "conj", "parataxis", "dep", "punct"))


def content_tokens(grammar: Grammar, candidate: Candidate) -> set[int]:
    """The content's tokens without the cue, the source and what the cue's clause says about the saying itself."""
    tokens = grammar.subtree(candidate.content)
    if candidate.construction in _AROUND:
        return _sentence_content(grammar, candidate, tokens)
    if candidate.family == "predicate" or candidate.construction == "preposition:as":
        tokens |= _earlier_object(grammar, candidate)
    if candidate.family in ("object", "preposition", "infinitive"):
        tokens |= _completions(grammar, candidate)
    if candidate.family not in _CLAUSES:
        tokens -= _loose_clause(grammar, candidate.content)
    tokens -= set(candidate.cue_tokens)
    if candidate.source is not None:
        tokens -= grammar.subtree(candidate.source) if candidate.source not in grammar.subtree(candidate.content) else set()
    return _same_line(grammar, tokens, candidate)


def _sentence_content(grammar: Grammar, candidate: Candidate, tokens: set[int]) -> set[int]:
    for token in candidate.cue_tokens:
        tokens -= grammar.subtree(token)
    return _same_line(grammar, tokens, candidate)


def _earlier_object(grammar: Grammar, candidate: Candidate) -> set[int]:
    """What is described: "Carney" of "described Carney as a leader"."""
    found: set[int] = set()
    for child in grammar.children[candidate.cue]:
        if grammar.dep[child] in ("dobj", "nsubjpass") and child < candidate.content:
            found |= grammar.subtree(child)
    return found


def _completions(grammar: Grammar, candidate: Candidate) -> set[int]:
    """What follows the content and hangs from the cue, but completes the content: "praised him as a leader"."""
    found: set[int] = set()
    for child in grammar.children[candidate.cue]:
        if candidate.family == "infinitive":
            if grammar.dep[child] == "dobj" and candidate.cue < child < candidate.content:
                found |= grammar.subtree(child)
        elif (
            child > candidate.content
            and grammar.dep[child] in ("prep", "xcomp", "dative", "acl")
            and grammar.lower[child] in _JOINED
            and (grammar.lower[child] == "of" or not _comma_between(grammar, candidate.content, grammar.left[child]))
        ):
            found |= grammar.subtree(child)
    return found


def _comma_between(grammar: Grammar, first: int, last: int) -> bool:
    return any(grammar.text[i] in (",", "“", '"', "``", "''") for i in range(first + 1, last + 1))


def _loose_clause(grammar: Grammar, head: int) -> set[int]:
    """A relative clause that a comma parts from its noun, and what follows it."""
    for child in grammar.children[head]:
        if grammar.dep[child] == "relcl" and child > head and grammar.text[max(grammar.left[child] - 1, 0)] == ",":
            return {i for i in grammar.subtree(head) if i >= grammar.left[child] - 1}
    return set()


def _same_line(grammar: Grammar, tokens: set[int], candidate: Candidate) -> set[int]:
    """The tokens on the cue's side of every line break."""
    if not tokens:
        return tokens
    cue, lowest, highest = candidate.cue, min(tokens), max(tokens)
    for i in range(cue, highest):
        if grammar.is_break(i):
            highest = i - 1
            break
    for i in range(cue, lowest, -1):
        if grammar.is_break(i):
            lowest = i + 1
            break
    return {i for i in tokens if lowest <= i <= highest and not grammar.text[i].isspace()}
