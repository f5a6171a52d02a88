"""Where a noun phrase starts and ends: the whole phrase as written, without the clause that trails behind it."""

from loaders.rules.grammar import Grammar

_OPENERS = frozenset("\"“”„«»‘'`,;:—–-(")
_CLOSERS = frozenset('"“”„«»,;:—–-')
_CLAUSES = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "dep"))


def phrase(grammar: Grammar, head: int, *, apposition: bool = False) -> tuple[int, int]:
    """The tokens [start, end) of the noun phrase headed by `head`, title and determiner included.

    A trailing relative clause or participle is left out, an apposition too unless asked for; a relative clause that no comma
    parts from its noun stays where the noun says nothing without it ("those who voted").
    """
    start, end = grammar.left[head], grammar.right[head] + 1
    for child in grammar.children[head]:
        if child > head and _ends_phrase(grammar, head, child, apposition=apposition):
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
        grammar.text[end - 1] in _CLOSERS or grammar.text[end - 1].isspace() or grammar.tag[end - 1] == "CC"
    ):
        end -= 1
    return start, end


def _ends_phrase(grammar: Grammar, head: int, child: int, *, apposition: bool) -> bool:
    dep = grammar.dep[child]
    if dep == "appos":
        return not apposition
    if dep == "relcl":
        return not (grammar.tag[head] in ("DT", "PRP", "NN", "NNS") and grammar.lower[head] in _NEEDS_CLAUSE)
    return dep in _CLAUSES and grammar.text[max(grammar.left[child] - 1, 0)] in (",", "—", "–", "-", ";", ":")


_NEEDS_CLAUSE = frozenset(
    ("those", "anyone", "everyone", "someone", "one", "ones", "many", "some", "he", "she", "they", "people")
)
"""Nouns and pronouns that a restrictive clause completes."""
