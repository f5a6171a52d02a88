"""Posts that a clause tells of: "she became trade minister", "was named chair", "served as ambassador", "as president, he"."""

from dataclasses import dataclass

from kg.facts import PostStatus
from kg.model import EntityKind
from loaders.rules.dates import Tense
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles.name_words import plain_name_ending
from loaders.rules.roles.title import Title
from loaders.rules.roles.verbs import BEING, HOLDING, LEAVING, NAMING, SEEING, TURNOVER
from loaders.rules.tense import tense_of

_FILLERS = frozenset(
    ("now", "still", "currently", "then", "also", "once", "formerly", "already", "again", "soon", "himself", "herself")
)
_CONDITIONS = frozenset(("if", "unless", "whether"))
_MODALS = frozenset(("would", "could", "might", "should", "may", "can", "must"))


_CONFIDENCE = {"copula": 0.85, "becoming": 0.75, "named": 0.8, "served-as": 0.75, "as-title": 0.62, "did-as": 0.6}
"""How sure each kind of clause is; where the person is only a pronoun, a little less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseHolder:
    """The person at the tokens [start, end), a name or a pronoun.

    `verb` says what the person has to do with the post;
    `status`, where it tells one, overrides the title's.
    """

    person: str
    start: int
    end: int
    rule: str
    confidence: float
    status: PostStatus | None
    verb: int


def read_clause(people: People, title: Title) -> ClauseHolder | None:
    """Who holds the title by the clause that it stands in, or None."""
    grammar = people.grammar
    before = title.start - 1
    while before > 0 and (grammar.lower[before] in _FILLERS or grammar.text[before] == "-"):
        before -= 1
    if before <= 0 or grammar.sentence[before] != grammar.sentence[title.head]:
        return None
    lemma = grammar.lemma[before]
    if lemma in BEING and grammar.pos[before] in ("AUX", "VERB"):
        return _copula(people, before)
    if grammar.lower[before] == "as":
        return _as(people, before, title)
    if lemma in NAMING and grammar.pos[before] == "VERB":
        return _named(people, before)
    return _object_named(people, before)


def _copula(people: People, verb: int) -> ClauseHolder | None:
    grammar = people.grammar
    helpers = {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] in ("aux", "neg", "auxpass", "advmod")}
    helpers |= {grammar.lower[verb - 1]} if grammar.tag[verb - 1] in ("MD", "RB", "VBP", "VBZ") else set()
    if (
        helpers & (_MODALS | {"not", "n't", "n’t", "never"})
        or grammar.text[grammar.right[verb]] == "?"
        or _is_if(grammar, verb)
    ):
        return None
    if grammar.tag[verb] in ("VBG", "VB") and not helpers & {"will", "’ll", "'ll", "is", "are"}:
        return _without_subject(people, verb)
    found = _person(people, _subject(grammar, verb))
    if found is None:
        return None
    return _holder(people, found, verb, rule="copula", status=_copula_status(grammar, verb, helpers))


def _is_if(grammar: Grammar, verb: int) -> bool:
    """Whether the clause is a condition: "if Ana Ruiz is elected president"."""
    whole = grammar.head[verb] if grammar.dep[verb] in ("aux", "auxpass") else verb
    return any(grammar.dep[c] in ("mark", "advmod") and grammar.lower[c] in _CONDITIONS for c in grammar.children[whole])


def _copula_status(grammar: Grammar, verb: int, helpers: set[str]) -> PostStatus | None:
    if helpers & {"will", "'ll", "’ll"}:
        return PostStatus.ANNOUNCED
    if grammar.lemma[verb] != "be" or "has" in helpers or "have" in helpers:
        return None
    return PostStatus.FORMER if grammar.tag[verb] == "VBD" or "had" in helpers else None


def _without_subject(people: People, verb: int) -> ClauseHolder | None:
    """As in "since becoming prime minister": whoever the clause above speaks of; wishes and plans tell of no post."""
    grammar = people.grammar
    above = grammar.head[verb]
    if grammar.tag[verb] != "VBG" or grammar.lower[above] not in ("since", "after", "upon", "on", "before"):
        return None
    for _ in range(5):
        if grammar.head[above] == above:
            break
        above = grammar.head[above]
        if grammar.pos[above] in ("VERB", "AUX") and (found := _person(people, _subject(grammar, above))) is not None:
            return _holder(people, found, verb, rule="becoming", status=None)
    return None


def _subject(grammar: Grammar, verb: int) -> int | None:
    """The subject of a verb; one that shares it with the verb before ("met and said") is looked up there."""
    for _ in range(3):
        subject = grammar.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return subject
        if grammar.dep[verb] in ("acl",):
            return grammar.head[verb]
        if grammar.dep[verb] not in ("conj", "aux", "auxpass", "xcomp", "advcl") or grammar.head[verb] == verb:
            return None
        verb = grammar.head[verb]
    return None


def _person(people: People, head: int | None) -> tuple[int, int, str] | None:
    """The person a noun phrase stands for, with the tokens that stand for them."""
    if head is None:
        return None
    named = people.at(head)
    if named is not None and named.kind is EntityKind.PERSON:
        return named.start, named.end, named.name
    if people.grammar.tag[head] in ("NNP", "NNPS"):
        return plain_name_ending(people, head + 1)
    return _by_pronoun(people, head) if people.grammar.tag[head] in ("PRP", "WP", "WDT", "PRP$") else None


def _by_pronoun(people: People, head: int) -> tuple[int, int, str] | None:
    mention = people.referent(head)
    if mention is None or mention.kind is not EntityKind.PERSON:
        return None
    if people.grammar.tag[head] in ("WP", "WDT"):
        before = (people.at(i) for i in range(head - 1, max(head - 12, -1), -1))
        named = next((one for one in before if one is not None and one.name == mention.name), None)
        if named is not None:
            return named.start, named.end, named.name
    return head, head + 1, mention.name


def _holder(people: People, found: tuple[int, int, str], verb: int, *, rule: str, status: PostStatus | None) -> ClauseHolder:
    start, end, name = found
    confidence = _CONFIDENCE[rule] - (0.0 if people.at(start) is not None else 0.1)
    return ClauseHolder(person=name, start=start, end=end, rule=rule, confidence=round(confidence, 2), status=status, verb=verb)


def _named(people: People, verb: int) -> ClauseHolder | None:
    """As in "was elected president"; "X, named chair in May"."""
    grammar = people.grammar
    if grammar.tag[verb] not in ("VBN", "VBD") or {grammar.lower[c] for c in grammar.children[verb]} & (
        _MODALS | {"not", "n't"}
    ):
        return None
    found = _person(people, _subject(grammar, verb))
    passive = grammar.child(verb, "auxpass") is not None or grammar.dep[verb] == "acl"
    if found is None or not passive or _is_if(grammar, verb):
        return None
    return _holder(people, found, verb, rule="named", status=_naming_status(grammar, verb))


def _naming_status(grammar: Grammar, verb: int) -> PostStatus | None:
    return PostStatus.ANNOUNCED if grammar.lemma[verb] in ("nominate", "pick", "choose", "tap", "designate", "select") else None


def _object_named(people: People, last: int) -> ClauseHolder | None:
    """As in "Trump named Jamieson Greer trade representative"."""
    grammar = people.grammar
    named = people.at(last)
    if named is None or named.kind is not EntityKind.PERSON or named.start == 0:
        return None
    verb = named.start - 1
    if grammar.lemma[verb] not in NAMING or grammar.pos[verb] != "VERB":
        return None
    found = (named.start, named.end, named.name)
    return _holder(people, found, verb, rule="named", status=_naming_status(grammar, verb))


def _as(people: People, mark: int, title: Title) -> ClauseHolder | None:
    grammar = people.grammar
    verb = grammar.head[mark]
    lemma = grammar.lemma[verb]
    if grammar.pos[verb] == "NOUN" and grammar.lower[verb] in (
        "role",
        "job",
        "post",
        "position",
        "capacity",
        "stint",
        "term",
        "tenure",
        "time",
    ):
        return _possessed(people, verb)
    if lemma in NAMING and (found := _person(people, _object(people, verb, mark))) is not None:
        return _holder(people, found, verb, rule="named", status=_naming_status(grammar, verb))
    if lemma in NAMING | HOLDING | LEAVING | TURNOVER and (found := _person(people, _subject(grammar, verb))) is not None:
        return _holder(people, found, verb, rule="served-as", status=_service_status(grammar, verb))
    if _did_as(grammar, verb, title) and (found := _person(people, _subject(grammar, verb))) is not None:
        return _holder(people, found, verb, rule="did-as", status=PostStatus.FORMER)
    after = title.end
    fronted = grammar.text[mark] == "As" and after < len(grammar) and grammar.text[after] == ","
    if fronted and (found := _person(people, after + 1 if after + 1 < len(grammar) else None)) is not None:
        return _holder(people, found, verb, rule="as-title", status=None)
    return None


def _did_as(grammar: Grammar, verb: int, title: Title) -> bool:
    """Whether a relative clause tells what somebody did while in office: "who signed the pact as Korea's trade minister"."""
    relative = grammar.dep[verb] == "relcl" and grammar.tag[verb] == "VBD" and grammar.lemma[verb] not in SEEING
    return relative and title.definite and (title.country is not None or title.organization is not None)


def _object(people: People, verb: int, mark: int) -> int | None:
    """The object of a naming verb, or its subject in the passive."""
    grammar = people.grammar
    named = people.at(mark - 1)
    if named is not None and named.kind is EntityKind.PERSON and named.start > verb:
        return named.head
    return grammar.child(verb, "nsubjpass") or grammar.child(verb, "dobj")


def _possessed(people: People, noun: int) -> ClauseHolder | None:
    """As in "in his role as chair"."""
    found = _person(people, people.grammar.child(noun, "poss"))
    return _holder(people, found, noun, rule="as-title", status=None) if found else None


def _service_status(grammar: Grammar, verb: int) -> PostStatus | None:
    helpers = {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] in ("aux", "auxpass")}
    if grammar.lemma[verb] in LEAVING:
        return PostStatus.OUTGOING if tense_of(grammar, verb) is Tense.FUTURE else PostStatus.FORMER
    if helpers & {"will", "'ll", "’ll"}:
        return PostStatus.ANNOUNCED
    ended = grammar.lemma[verb] in ("serve", "work", "act", "rule") and not helpers & {"has", "have"}
    return PostStatus.FORMER if ended and grammar.tag[verb] in ("VBD", "VBN") else None
