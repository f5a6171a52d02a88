"""Where the source of an attribution stands: the subject of the cue, its own or inherited, the agent, the possessor."""

from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import DOCUMENTS, singular

_SUBJECTS = ("nsubj", "csubj")
_INHERITING = frozenset(("conj", "xcomp", "advcl", "pcomp", "acomp", "prep"))
_HOPS = 4
_QUOTING = frozenset(("quote", "cite"))
_RAISING = frozenset(("seem", "appear", "remain", "become", "happen"))
"""Verbs whose subject attributes nothing: "he seems to doubt it" reports the writer's impression."""


def source_of(grammar: Grammar, cue: int) -> int | None:
    """The source of a verb or predicate: the agent of a passive, else the subject, its own or inherited ("noting that …")."""
    if is_passive(grammar, cue):
        return agent_of(grammar, cue)
    if (quoted := quoted_speaker(grammar, cue)) is not None:
        return quoted
    return None if grammar.lemma[cue] in _RAISING else subject_of(grammar, cue)


def is_passive(grammar: Grammar, verb: int) -> bool:
    """Whether the verb is in the passive, also without "be": "Asked about it, …", "plans seen by some as …"."""
    deps = [grammar.dep[child] for child in grammar.children[verb]]
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
        return True
    return grammar.tag[verb] == "VBN" and grammar.dep[verb] in ("acl", "advcl") and "aux" not in deps and "nsubj" not in deps


def subject_of(grammar: Grammar, cue: int) -> int | None:
    """The subject of a verb or predicate, inherited over coordination, infinitives and participles."""
    verb = cue
    for hop in range(_HOPS):
        subject = _own_subject(grammar, verb, passive=hop > 0)
        if subject is not None:
            return subject
        head, dep = grammar.head[verb], grammar.dep[verb]
        if head == verb:
            return None
        if dep in ("acl", "relcl") or _completes_noun(grammar, verb):
            return possessor_of(grammar, grammar.head[head]) if dep == "pcomp" else _modified(grammar, head)
        if dep == "xcomp" and (controller := _controller(grammar, head, verb)) is not None:
            return controller
        if dep not in _INHERITING:
            return None
        verb = head
    return None


def quoted_speaker(grammar: Grammar, verb: int) -> int | None:
    """Who speaks in what somebody quotes: "people" of "quoted people as saying", the subject of "was quoted as saying"."""
    preposition = grammar.head[verb]
    if grammar.dep[verb] != "pcomp" or grammar.lower[preposition] != "as":
        return None
    above = grammar.head[preposition]
    if grammar.dep[above] == "dobj" and grammar.lemma[grammar.head[above]] in _QUOTING:
        return above
    if grammar.lemma[above] not in _QUOTING:
        return None
    return grammar.child(above, "nsubjpass") if is_passive(grammar, above) else grammar.child(above, "dobj")


def quotes_speaker(grammar: Grammar, verb: int) -> bool:
    """Whether the verb only brings in a speaker: "quoted" of "quoted people as saying", not of "he was quoted as saying"."""
    if grammar.lemma[verb] not in _QUOTING or is_passive(grammar, verb):
        return False
    nouns = [c for c in grammar.children[verb] if grammar.dep[c] == "dobj"]
    as_ = (c for parent in (verb, *nouns) for c in grammar.children[parent] if grammar.lower[c] == "as")
    return any((saying := grammar.child(c, "pcomp")) is not None and quoted_speaker(grammar, saying) is not None for c in as_)


def _completes_noun(grammar: Grammar, verb: int) -> bool:
    """Whether the verb stands behind a noun and its preposition: "had no way of knowing"."""
    preposition = grammar.head[verb]
    above = grammar.head[preposition]
    return grammar.dep[verb] == "pcomp" and grammar.dep[preposition] == "prep" and grammar.pos[above] == "NOUN"


def _own_subject(grammar: Grammar, verb: int, *, passive: bool) -> int | None:
    found = None
    for child in grammar.children[verb]:
        if grammar.dep[child] in _SUBJECTS or (passive and grammar.dep[child] == "nsubjpass"):
            found = child
    return found


def _modified(grammar: Grammar, noun: int) -> int | None:
    """Who speaks in a clause that modifies a noun: the noun, or for "put out a statement saying" who put it out."""
    if grammar.pos[noun] not in ("NOUN", "PROPN", "PRON"):
        return None
    if grammar.dep[noun] == "dobj" and singular(grammar.lower[noun]) in DOCUMENTS:
        return subject_of(grammar, grammar.head[noun]) or noun
    return noun


def _controller(grammar: Grammar, verb: int, infinitive: int) -> int | None:
    """The object that acts in an infinitive: "many" of "leaving many to wonder"."""
    if grammar.lemma[verb] == "promise":
        return None
    return next((c for c in grammar.children[verb] if grammar.dep[c] == "dobj" and verb < c < infinitive), None)


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
        if grammar.dep[child] == "prep" and grammar.lower[child] in ("by", "from", "among"):
            return grammar.child(child, "pobj")
    name = grammar.child(cue, "compound")
    if name is not None and grammar.tag[cue] == "NNS" and grammar.entity[name] in ("PERSON", "ORG"):
        return name
    verb = grammar.head[cue]
    if grammar.dep[cue] == "pobj" and grammar.dep[verb] == "prep":
        verb = grammar.head[verb]
    elif grammar.dep[cue] not in ("dobj", "attr"):
        return None
    if grammar.pos[verb] not in ("VERB", "AUX") or grammar.lemma[verb] in _SUFFERING:
        return None
    return source_of(grammar, verb)


_SUFFERING = frozenset(
    ("receive", "face", "draw", "spark", "provoke", "trigger", "elicit", "earn", "endure", "win", "attract", "get")
)
"""Verbs whose subject is not the one who speaks: "receiving criticism", "drew a warning"."""
