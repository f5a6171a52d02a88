"""Reporting clauses that parsers hang wrongly: "…, noting that", "… and criticised", "said on Tuesday, when asked, that"."""

from collections.abc import Iterator

from loaders.rules.cues import SAYING, THOUGHTS
from loaders.rules.grammar import Grammar, reattached
from loaders.rules.human_nouns import COLLECTIVES, HUMANS, ORGANISATIONS, POSTS, singular

_UP = 7
"""How many heads are climbed from a clause to the cue above it."""
_VERBS = ("VERB", "AUX")
_PAST_PRESENT = ("VBD", "VBZ", "VBP")
_NOT_SPEECH = frozenset(
    ("cite", "show", "offer", "ask", "name", "find", "report", "signal", "praise", "welcome", "read", "express")
)
"""Verbs whose participle may as well speak for the subject of the reported clause."""


_TELLING = frozenset(("tell", "inform", "remind", "assure", "warn", "notify", "advise", "convince", "persuade", "show"))


def repaired(grammar: Grammar) -> Grammar:
    """The parse with those clauses hung where a reader hangs them: on the cue of the clause that reports them."""
    changes: dict[int, tuple[int, str]] = {}
    for token, pos in enumerate(grammar.pos):
        if pos in _VERBS:
            if (cue := _participle_cue(grammar, token)) is not None:
                changes[token] = (cue, "advcl")
            elif (cue := _coordinated_cue(grammar, token)) is not None:
                changes[token] = (cue, "conj")
            if (speaker := _inverted_speaker(grammar, token)) is not None:
                changes[speaker] = (token, "nsubj")
            if (clause := _told_clause(grammar, token)) is not None:
                changes[clause] = (token, "ccomp")
            if grammar.dep[token] == "ccomp":
                changes.update(
                    (adjunct, (grammar.head[token], grammar.dep[adjunct])) for adjunct in _early_adjuncts(grammar, token)
                )
        elif pos == "NOUN" and (name := _name_behind(grammar, token)) is not None:
            changes[name] = (grammar.head[token], grammar.dep[token])
            changes[token] = (name, "compound")
    return reattached(grammar, changes)


def _name_behind(grammar: Grammar, title: int) -> int | None:
    """The head of the name behind a title that the parser hung beside it: "shouted goalkeeper Sami Laine"."""
    if grammar.dep[title] != "nsubj" or grammar.lower[title] not in POSTS:
        return None
    last = title
    while last + 1 < len(grammar) and grammar.entity[last + 1] == "PERSON":
        last += 1
    beside = last > title and grammar.head[last] == grammar.head[title] and grammar.dep[last] in ("npadvmod", "dobj", "attr")
    return last if beside else None


def _inverted_speaker(grammar: Grammar, verb: int) -> int | None:
    """Who speaks behind a cue when the parser took them for its object: "The duty must go, demanded farmer Ann Cole"."""
    if grammar.lemma[verb] not in SAYING or grammar.tag[verb] not in _PAST_PRESENT or grammar.text[max(verb - 1, 0)] != ",":
        return None
    clause, speaker = grammar.child(verb, "ccomp"), grammar.child(verb, "dobj")
    if clause is None or clause > verb or speaker is None or grammar.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    return speaker if grammar.left[speaker] == verb + 1 else None


def _told_clause(grammar: Grammar, verb: int) -> int | None:
    """What was told, when the parser hung it from whom it was told: "told a committee hearing that …"."""
    listener = grammar.child(verb, "dobj", "dative") if grammar.lemma[verb] in _TELLING else None
    if listener is None or grammar.child(verb, "ccomp") is not None:
        return None
    for noun in (listener, *(c for c in grammar.children[listener] if c > listener)):
        for child in grammar.children[noun]:
            that = any(grammar.lower[c] == "that" and grammar.dep[c] == "mark" for c in grammar.children[child])
            if child > noun and grammar.dep[child] in ("ccomp", "acl", "relcl") and that:
                return child
    return None


def _participle_cue(grammar: Grammar, verb: int) -> int | None:
    """The cue that "…, noting that …" belongs to when the parser gave it to the reported clause."""
    if grammar.tag[verb] != "VBG" or grammar.lemma[verb] not in SAYING or grammar.lemma[verb] in _NOT_SPEECH:
        return None
    if grammar.dep[verb] not in ("advcl", "acl", "conj", "dep") or grammar.text[max(grammar.left[verb] - 1, 0)] != ",":
        return None
    cue = _cue_above(grammar, grammar.head[verb])
    return cue if cue is not None and cue < verb else None


def _coordinated_cue(grammar: Grammar, verb: int) -> int | None:
    """The cue that "… and criticised …" goes on from, told by a tense that only the cue shares, or a mute subject."""
    if (
        grammar.dep[verb] != "conj"
        or grammar.lemma[verb] not in SAYING | THOUGHTS
        or grammar.child(verb, "nsubj", "nsubjpass") is not None
    ):
        return None
    clause = grammar.head[verb]
    cue = _cue_above(grammar, clause)
    if cue is None or cue > verb:
        return None
    if grammar.tag[verb] != grammar.tag[cue] or grammar.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    return cue if _tense(grammar, clause) != grammar.tag[verb] or _mute(grammar, clause) else None


def _mute(grammar: Grammar, verb: int) -> bool:
    """Whether the subject of the verb is a thing that cannot speak: "mistakes", "the rate"."""
    subject = grammar.child(verb, "nsubj", "nsubjpass", "expl")
    if subject is None or grammar.pos[subject] != "NOUN" or grammar.entity[subject]:
        return False
    return singular(grammar.lower[subject]) not in HUMANS | POSTS | ORGANISATIONS | COLLECTIVES


def _tense(grammar: Grammar, verb: int) -> str:
    """The tag of the verb's finite form: that of its first auxiliary, where it has one."""
    auxiliary = grammar.child(verb, "aux", "auxpass")
    return grammar.tag[verb if auxiliary is None else auxiliary]


def _cue_above(grammar: Grammar, token: int) -> int | None:
    """The nearest verb of saying or thinking that has a clause above the token as its complement."""
    for _ in range(_UP):
        head = grammar.head[token]
        if head == token:
            return None
        if grammar.dep[token] == "ccomp" and grammar.lemma[head] in SAYING | THOUGHTS and head < token:
            return head
        token = head
    return None


def _early_adjuncts(grammar: Grammar, clause: int) -> Iterator[int]:
    """What stands between a cue and the "that" of its clause, and so tells of the saying, not of what is said."""
    mark = next((c for c in grammar.children[clause] if grammar.dep[c] == "mark" and grammar.lower[c] == "that"), None)
    if mark is None or grammar.head[clause] > mark:
        return
    for child in grammar.children[clause]:
        if grammar.head[clause] < child and grammar.right[child] < mark:
            yield child
