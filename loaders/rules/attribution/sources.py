"""Where the source of an attribution stands: the subject of the cue, its own or inherited, the agent, the possessor."""

from loaders.rules.grammar import Grammar

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_INHERITING = frozenset(("conj", "xcomp", "advcl", "pcomp", "acomp", "prep"))
_HOPS = 4


def subject_of(grammar: Grammar, cue: int) -> int | None:
    """The subject of a verb or predicate, inherited over coordination, infinitives and participles ("noting that …")."""
    verb = cue
    for _ in range(_HOPS):
        subject = _own_subject(grammar, verb)
        if subject is not None:
            return subject
        head, dep = grammar.head[verb], grammar.dep[verb]
        if head == verb:
            return None
        if dep in ("acl", "relcl"):
            return head if grammar.pos[head] in ("NOUN", "PROPN", "PRON") else None
        if dep not in _INHERITING:
            return None
        verb = head
    return None


def _own_subject(grammar: Grammar, verb: int) -> int | None:
    found = None
    for child in grammar.children[verb]:
        if grammar.dep[child] in _SUBJECTS:
            found = child
    return found


def agent_of(grammar: Grammar, cue: int) -> int | None:
    """Whoever stands behind "by" of a passive."""
    agent = grammar.child(cue, "agent")
    return grammar.child(agent, "pobj") if agent is not None else None


def possessor_of(grammar: Grammar, cue: int) -> int | None:
    """Whose word a noun is: "his warning", "the minister's claim", "the claim by", or the subject of "made the claim"."""
    possessor = grammar.child(cue, "poss")
    if possessor is not None:
        return possessor
    for child in grammar.children[cue]:
        if grammar.dep[child] == "prep" and grammar.lower[child] in ("by", "from"):
            return grammar.child(child, "pobj")
    if grammar.dep[cue] in ("dobj", "attr"):
        return subject_of(grammar, grammar.head[cue])
    if grammar.dep[cue] == "pobj" and grammar.dep[grammar.head[cue]] == "prep":
        verb = grammar.head[grammar.head[cue]]
        if grammar.pos[verb] in ("VERB", "AUX"):
            return subject_of(grammar, verb)
    return None
