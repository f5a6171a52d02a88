"""The words that tell of an event, and what kind of event they tell of: "met", "a phone call", "has until Friday"."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from kg.facts import EventType
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People

_TABLE = tomllib.loads((files("loaders.rules.events") / "words.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


def _types(name: str) -> dict[str, EventType]:
    return {word: EventType(kind) for kind, words in _TABLE[name].items() for word in words.split()}


_VERBS, _NOUNS = _types("verbs"), _types("nouns")
_TRAVELS = {lemma: frozenset(prepositions.split()) for lemma, prepositions in _TABLE["travels"].items()}
_PERSONS_ONLY, _AUDIENCES, _TEXTS, _CASES = map(_words, ("persons_only", "audiences", "texts", "cases"))
_ENDING, _LASTING, _BY_PHONE, _GIVING, _DELIVERED = map(_words, ("ending", "lasting", "by_phone", "giving", "delivered"))
_REVIEWED = _words("reviewed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The token of an event's word, its type, and whether a verb or a noun tells of it."""

    token: int
    type: EventType
    rule: str


def find_triggers(people: People) -> Iterator[Trigger]:
    """Every word outside boilerplate and names that may tell of an event, in the order of the text."""
    grammar = people.grammar
    for i in range(len(grammar)):
        if people.parsed.is_boilerplate(people.parsed.doc[i]) or people.at(i) is not None:
            continue
        if grammar.pos[i] == "VERB":
            kind = _by_verb(people, i)
            if kind is not None:
                yield Trigger(token=i, type=kind, rule="verb")
        elif grammar.tag[i] in ("NN", "NNS", "NNP") and grammar.lower[i] in _NOUNS and not _is_modifier(grammar, i):
            kind = _by_noun(people, i)
            if kind is not None:
                yield Trigger(token=i, type=kind, rule="noun")


def _by_verb(people: People, verb: int) -> EventType | None:
    grammar = people.grammar
    lemma = grammar.lemma[verb]
    particles = {grammar.lower[c] for c in grammar.children[verb] if grammar.dep[c] in ("prt", "prep", "advmod")}
    if lemma in _TRAVELS:
        return EventType.VISIT if particles & _TRAVELS[lemma] else None
    if lemma == "sit" and "down" in particles:
        return EventType.MEETING
    if lemma in ("speak", "talk"):
        return EventType.CALL if _is_by_phone(grammar, verb) else None
    if lemma in _GIVING:
        return EventType.DEADLINE if particles & {"until", "till"} else None
    if lemma in _ENDING:
        subject = grammar.child(verb, "nsubj", "nsubjpass")
        return EventType.DEADLINE if subject is not None and grammar.lower[subject] in _LASTING else None
    kind = _VERBS.get(lemma)
    return kind if kind is not None and _has_fitting_object(people, verb, kind) else None


def _is_by_phone(grammar: Grammar, verb: int) -> bool:
    """As in "spoke by phone", "talked on a video call"."""
    for child in grammar.children[verb]:
        thing = grammar.child(child, "pobj") if grammar.lower[child] in ("by", "on", "over", "via", "in") else None
        if thing is not None and grammar.lower[thing] in _BY_PHONE:
            return True
    return False


def _has_fitting_object(people: People, verb: int, kind: EventType) -> bool:
    """Whether what the verb is done to makes it an event: one meets persons, not targets, and signs pacts, not orders."""
    grammar = people.grammar
    lemma, thing = grammar.lemma[verb], grammar.child(verb, "dobj", "nsubjpass")
    if thing is None:
        return lemma not in _PERSONS_ONLY and (kind in _ALONE or lemma == "testify")
    if lemma == "meet" or lemma in _PERSONS_ONLY:
        return is_actor(people, thing)
    fits = {
        EventType.SIGNING: _is_pact(people, thing),
        EventType.HEARING: lemma == "testify" or grammar.lower[thing] in _CASES,
        EventType.SPEECH: grammar.lower[thing] in _AUDIENCES or _is_assembly(people, thing),
        EventType.REVIEW: grammar.tag[verb] != "VBN",
    }
    return fits.get(kind, True)


_ALONE = (EventType.MEETING, EventType.VISIT, EventType.NEGOTIATION)
"""Types whose verbs need no object: "they met in Paris"."""


def is_actor(people: People, token: int) -> bool:
    """Whether the noun phrase stands for persons, a country or a body that can be met."""
    named = people.at(token) or people.referent(token)
    if named is not None:
        return named.kind in (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANIZATION)
    mention = people.mention(token)
    return mention.kind in (EntityKind.PERSON, EntityKind.COUNTRY) or people.grammar.tag[token] in ("PRP", "WP")


def _is_pact(people: People, thing: int) -> bool:
    grammar = people.grammar
    return grammar.lower[thing].rstrip("s") in _TEXTS or lexicon().agreement(grammar.text[thing]) is not None


def _is_assembly(people: People, thing: int) -> bool:
    """Whether a name is that of a parliament or a meeting: "the European Parliament"."""
    named = people.at(thing)
    words = {word.lower() for word in named.written.split()} if named is not None else set()
    return bool(words & _AUDIENCES)


def _is_modifier(grammar: Grammar, i: int) -> bool:
    """Whether the noun only describes another one ("review mechanism") or an agreement of views ("a meeting of minds")."""
    follows = grammar.dep[i] in ("compound", "amod") and grammar.head[i] > i
    return (follows and grammar.head[i] == i + 1) or grammar.lower[i + 1 : i + 3] == ["of", "minds"]


def _by_noun(people: People, noun: int) -> EventType | None:
    """The type of event that a noun tells of here; None for a close call, an address in Paris, a review of a book."""
    grammar = people.grammar
    word, kind = grammar.lower[noun], _NOUNS[grammar.lower[noun]]
    mates = {grammar.lower[c] for c in grammar.children[noun]}
    verb = grammar.head[noun]
    if kind is EventType.CALL:
        held = grammar.lemma[verb] in ("hold", "have") and grammar.dep[noun] == "dobj"
        return EventType.CALL if mates & _BY_PHONE or ("with" in mates and held) or "between" in mates else None
    if word == "address":
        given = grammar.lemma[verb] in _DELIVERED and grammar.dep[noun] in ("dobj", "nsubjpass")
        return kind if given else None
    if word in ("ceremony", "signing"):
        return kind if word == "signing" or "signing" in mates else None
    if mates & {"no", "neither", "without"} or _is_asked_for(grammar, noun) or _is_of_a_work(grammar, noun):
        return None
    return kind


def _is_asked_for(grammar: Grammar, noun: int) -> bool:
    """As in "called for a review"."""
    above = grammar.head[noun]
    return grammar.lower[above] == "for" and grammar.lemma[grammar.head[above]] in ("call", "push", "press", "ask", "demand")


def _is_of_a_work(grammar: Grammar, noun: int) -> bool:
    """As in "a review of the book"."""
    things = (grammar.child(c, "pobj") for c in grammar.children[noun] if grammar.lower[c] == "of")
    return any(thing is not None and grammar.lower[thing].rstrip("s") in _REVIEWED for thing in things)
