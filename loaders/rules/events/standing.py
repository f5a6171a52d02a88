"""Whether an event is told of at all, and whether it failed: "denied that they met", "was cancelled", "passed without"."""

from kg.facts import EventType
from loaders.rules.events.triggers import Trigger
from loaders.rules.grammar import Grammar

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither"))
_DENYING = frozenset(
    ("refuse", "decline", "deny", "avoid", "want", "wish", "like", "offer", "invite", "urge", "ask", "demand", "try", "fail",
     "prefer", "seek", "request", "call", "love")
)  # fmt: skip
"""Verbs that tell what did not happen, or what somebody would like to happen."""
_CONDITIONS = frozenset(("if", "unless", "whether"))
_MISSED = frozenset(("miss", "cancel", "collapse", "lapse", "scrap", "abandon", "scuttle", "derail", "skip"))
_PASSING = frozenset(("pass", "expire", "miss", "lapse"))


def is_denied(grammar: Grammar, token: int) -> bool:
    """Whether the words do not say that the event takes place: negated, wished for, or a condition."""
    if grammar.pos[token] != "VERB":
        return any(grammar.lower[c] in ("no", "any") for c in grammar.children[token] if grammar.dep[c] == "det")
    children = grammar.children[token]
    if {grammar.lower[c] for c in children} & _NEGATIONS or any(
        grammar.dep[c] == "mark" and grammar.lower[c] in _CONDITIONS for c in children
    ):
        return True
    top = token
    while grammar.dep[top] == "conj" and grammar.pos[grammar.head[top]] == "VERB":
        top = grammar.head[top]
    above = grammar.head[top]
    wished = grammar.dep[top] in ("xcomp", "ccomp", "acl", "pcomp") and grammar.lemma[above] in _DENYING
    nobody = grammar.child(token, "nsubj", "nsubjpass", "dobj")
    return wished or _is_only_possible(grammar, top) or (nobody is not None and grammar.lower[nobody] in _NOBODY)


def _is_only_possible(grammar: Grammar, verb: int) -> bool:
    """As in "could sign"; "may meet on Monday" tells of a plan all the same, since it names a day."""
    helpers = {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] == "aux"}
    if not helpers & _POSSIBLE:
        return False
    return not any(grammar.entity[i] == "DATE" for i in range(verb, min(grammar.right[verb] + 1, len(grammar))))


_POSSIBLE = frozenset(("could", "might", "may", "should", "would", "can"))
_NOBODY = frozenset(("nobody", "none", "neither"))


def is_missed(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether the event did not come about: cancelled, broken off; of a deadline, passed."""
    token = trigger.token
    if grammar.pos[token] == "VERB":
        return _was_to(grammar, token)
    if trigger.type is EventType.DEADLINE and _passes(grammar, token):
        return True
    verb = grammar.head[token]
    if grammar.dep[token] in ("pobj",) and grammar.lower[verb] == "of":
        verb = grammar.head[grammar.head[verb]]
    if grammar.pos[verb] not in ("VERB", "AUX") or grammar.dep[token] not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    lemma = grammar.lemma[verb]
    particles = {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] in ("prt", "advmod", "prep")}
    return lemma in _MISSED or (lemma in ("call", "break", "fall") and bool(particles & {"off", "apart", "through", "down"}))


def _passes(grammar: Grammar, token: int) -> bool:
    """Whether a verb behind the deadline says that it is over; the parser often hangs it elsewhere."""
    behind = range(token + 1, min(token + _REACH, len(grammar)))
    own = (i for i in behind if grammar.sentence[i] == grammar.sentence[token])
    over = any(grammar.lemma[i] in _PASSING and grammar.tag[i] in ("VBD", "VBN") for i in own)
    return over or grammar.lemma[grammar.head[token]] == "miss"


_REACH = 8
"""Tokens behind a deadline in which the verb stands that tells of its end."""


def _was_to(grammar: Grammar, verb: int) -> bool:
    """As in "was to have met"."""
    helpers = {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] == "aux"}
    above = grammar.head[verb]
    return {"to", "have"} <= helpers and grammar.lemma[above] == "be" and grammar.tag[above] == "VBD"
