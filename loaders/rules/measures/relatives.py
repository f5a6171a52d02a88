"""Relative clauses behind a rate, told by where words stand: small parsers seldom hang "the 25% it charges on steel" right."""

from loaders.rules.grammar import Grammar

_TELLING = frozenset(
    ("charge", "levy", "impose", "collect", "slap", "place", "threaten", "announce", "apply", "introduce", "suspend", "pledge",
     "put", "decree", "promise", "set", "add", "propose", "demand")
)  # fmt: skip
"""Verbs of which a rate may be the object: "the 10% that he put on"."""
_OPENING = frozenset(("that", "which", "now", "currently", "already", "previously", "first"))
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "DT", "JJ", "POS", "PRP$"))
_HELPING = frozenset(("MD", "RB"))
_SUBJECT = 6
"""Tokens of the subject of such a clause, at most."""


def told_of(grammar: Grammar, head: int) -> tuple[int | None, int] | None:
    """The subject, None where there is none, and the verb of the clause behind a rate: "(that) Peru charges", "levied"."""
    end = grammar.sentence_of(head).stop
    i = head + 1
    while i < end and grammar.lower[i] in _OPENING:
        i += 1
    first = i
    while i < end and i - first < _SUBJECT and grammar.tag[i] in _NOMINAL:
        i += 1
    who = i - 1 if i > first else None
    helped = i
    while i < end and (grammar.tag[i] in _HELPING or (grammar.lemma[i] in ("have", "be", "do") and grammar.pos[i] != "NOUN")):
        i += 1
    if i >= end or grammar.lemma[i] not in _TELLING or grammar.tag[i][:1] != "V":
        return None
    if who is None:
        linked = helped == i or grammar.lower[first - 1] in ("that", "which")
        return (None, i) if linked and grammar.tag[i] in ("VBN", "VBD") else None
    return (who, i) if grammar.tag[i] in ("VBD", "VBZ", "VBP", "VBN", "VB") else None
