"""The clause around a measure's noun: which verb governs it, in which part, and who is the subject above."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.facts import Change
from loaders.rules.grammar import Grammar
from loaders.rules.measures import measure_words as words


class Part(StrEnum):
    """What the measure is to its verb."""

    OBJECT = "object"
    SUBJECT = "subject"
    PASSIVE = "passive"
    WITH = "with"
    PREPOSITION = "preposition"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The verb that governs a measure's noun; `action` is a noun between them ("cancellation of tariffs") with its change."""

    verb: int | None
    part: Part
    preposition: str
    action: int | None
    change: Change | None


def read_clause(grammar: Grammar, head: int) -> Clause:
    """The clause of the noun at `head`."""
    action, change, preposition = None, None, ""
    n = head
    for _ in range(8):
        above, dep = grammar.head[n], grammar.dep[n]
        if above == n:
            break
        if _is_verb(grammar, above):
            done = grammar.child(above, "xcomp") if grammar.lemma[above] == "be" and dep == "nsubj" else None
            if done is not None and grammar.child(done, "auxpass") is not None and action is None:
                return Clause(verb=done, part=Part.PASSIVE, preposition="", action=None, change=None)
            if (
                dep == "nsubj"
                and not preposition
                and grammar.lemma[grammar.head[above]] in _LETTING
                and grammar.dep[above] == "ccomp"
            ):
                change = change or words.SUBJECTS.get(grammar.lemma[above])
                return Clause(verb=grammar.head[above], part=Part.OBJECT, preposition="", action=action, change=change)
            struck_with = preposition == "with" and dep == "dobj" and grammar.lemma[above] in words.WITH
            part = Part.WITH if struck_with else Part.PREPOSITION if preposition else _PARTS.get(dep, Part.NONE)
            return Clause(verb=above, part=part, preposition=preposition, action=action, change=change)
        if dep == "pobj" and grammar.head[above] != above:
            word, over = grammar.lower[above], grammar.head[above]
            if _is_verb(grammar, over):
                part = Part.WITH if word == "with" and not preposition else Part.PREPOSITION
                return Clause(verb=over, part=part, preposition=preposition or word, action=action, change=change)
            if grammar.lower[over] in words.ACTIONS and action is None:
                action, change = over, words.ACTIONS[grammar.lower[over]]
            else:
                preposition = preposition or word
            n = over
            continue
        if grammar.lower[above] in words.ACTIONS and dep in ("compound", "nmod") and action is None:
            action, change = above, words.ACTIONS[grammar.lower[above]]
        n = above
    verb = n if _is_verb(grammar, n) else None
    return Clause(verb=verb, part=Part.NONE, preposition=preposition, action=action, change=change)


_LETTING = frozenset(("let", "allow", "make"))
"""Verbs of those who have a measure do something by itself: "let the duty lapse"."""

_PARTS = {
    "dobj": Part.OBJECT, "oprd": Part.OBJECT, "dative": Part.OBJECT, "nsubj": Part.SUBJECT, "nsubjpass": Part.PASSIVE,
}  # fmt: skip


def _is_verb(grammar: Grammar, i: int) -> bool:
    return grammar.pos[i] in ("VERB", "AUX")


def subject(grammar: Grammar, verb: int) -> int | None:
    """The subject of this very verb, active or passive."""
    return grammar.child(verb, "nsubj", "nsubjpass")


def agent(grammar: Grammar, verb: int) -> int | None:
    """The "by" phrase of a passive verb."""
    by = next((c for c in grammar.children[verb] if grammar.lower[c] == "by" and grammar.dep[c] in ("agent", "prep")), None)
    return grammar.child(by, "pobj") if by is not None else None


def is_passive(grammar: Grammar, verb: int) -> bool:
    """Whether the verb's subject is what is done to."""
    return grammar.child(verb, "auxpass", "nsubjpass") is not None or (
        grammar.tag[verb] == "VBN" and grammar.dep[verb] in ("acl", "relcl", "amod") and grammar.child(verb, "aux") is None
    )


def above(grammar: Grammar, verb: int) -> Iterator[int]:
    """The verb and the verbs and nouns that govern it, from the inside out: "threatened" above "impose"."""
    yield verb
    n = verb
    for _ in range(5):
        if grammar.head[n] == n:
            return
        n = grammar.head[n]
        if grammar.pos[n] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            yield n
