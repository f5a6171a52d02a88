"""Where a noun phrase starts and ends: the whole phrase as written, without the clause that trails behind it."""

from collections.abc import Container

from loaders.rules.grammar import Grammar

_OPENERS = frozenset("\"“”„«»‘'`,;:—–-(")
_CLOSERS = frozenset('"“”„«»,;:—–-')
_CLAUSES = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "dep"))


def phrase(grammar: Grammar, head: int, *, whole: bool = False, cues: Container[int] = ()) -> tuple[int, int]:
    """The tokens [start, end) of the noun phrase headed by `head`, title and determiner included.

    Without `whole`, an apposition and a relative clause behind the noun are left out, but for a clause that completes the noun
    ("those who voted"). Even of a `whole` phrase, a clause that holds one of the `cues` is no part. A date that the parser hung
    onto a name ("Carney on Tuesday") is never part of the phrase.
    """
    start, end = grammar.left[head], grammar.right[head] + 1
    for child in grammar.children[head]:
        if child > head and _ends_phrase(grammar, head, child, whole=whole, cues=cues):
            end = min(end, grammar.left[child])
            break
    for i in range(head + 1, end):
        if grammar.is_break(i):
            end = i
            break
    return trim(grammar, start, max(end, head + 1), head)


def trim(grammar: Grammar, start: int, end: int, head: int) -> tuple[int, int]:
    """[start, end) without punctuation and white space at its ends; the head always stays inside."""
    for i in range(head - 1, start - 1, -1):
        if grammar.is_break(i):
            start = i + 1
            break
    while start < head and (grammar.text[start] in _OPENERS or grammar.text[start].isspace()):
        start += 1
    while end > head + 1 and (
        grammar.text[end - 1] in _CLOSERS or grammar.text[end - 1].isspace() or grammar.tag[end - 1] in ("CC", "POS")
    ):
        end -= 1
    return start, end


def _ends_phrase(grammar: Grammar, head: int, child: int, *, whole: bool, cues: Container[int]) -> bool:
    dep = grammar.dep[child]
    if dep in ("prep", "npadvmod", "nmod"):
        return _is_date(grammar, child)
    if dep == "appos":
        return not whole
    if dep not in _CLAUSES:
        return False
    if any(token in cues for token in range(grammar.left[child], grammar.right[child] + 1)):
        return True
    if dep == "relcl":
        return not whole and grammar.lower[head] not in _NEEDS_CLAUSE
    return grammar.text[max(grammar.left[child] - 1, 0)] in (",", "—", "–", "-", ";", ":")


def _is_date(grammar: Grammar, child: int) -> bool:
    last = grammar.child(child, "pobj") if grammar.dep[child] == "prep" else child
    return last is not None and grammar.entity[last] in ("DATE", "TIME")


_NEEDS_CLAUSE = frozenset(
    ("those", "anyone", "everyone", "someone", "one", "ones", "many", "some", "he", "she", "they", "people")
)
"""Nouns and pronouns that a restrictive clause completes."""
