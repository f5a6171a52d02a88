"""Who takes part in an event: subjects, objects and companions of its word, and the countries of officials."""

import re
from collections.abc import Iterator

from kg.lexicon import lexicon
from kg.model import EntityKind, Mention
from loaders.rules.events.seats import is_seat
from loaders.rules.events.triggers import Trigger
from loaders.rules.grammar import Grammar
from loaders.rules.name_runs import Named
from loaders.rules.people import People
from loaders.rules.vocabulary import Vocabulary

_ACTORS = (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANIZATION)
_SUBJECTS = ("nsubj", "nsubjpass")
_SHARING = ("xcomp", "conj", "advcl", "ccomp", "acl", "acomp")
_LIGHT = frozenset(
    ("hold", "have", "host", "attend", "open", "conclude", "resume", "begin", "start", "launch", "cancel", "postpone", "lead",
     "schedule", "plan", "join", "chair", "arrange", "conduct", "pay", "make", "give", "deliver", "end", "break", "suspend",
     "finish", "continue", "complete", "call", "scrap", "set", "undertake", "announce", "skip", "abandon", "delay")
)  # fmt: skip
"""Verbs whose subject takes part in what their object names."""
_AROUND = frozenset(("in", "during", "on", "at", "after", "before", "ahead"))
_PEOPLE_NOUNS = frozenset(
    ("official", "officials", "negotiator", "negotiators", "leader", "leaders", "minister", "ministers", "delegation",
     "delegations", "team", "teams", "envoy", "envoys", "diplomats", "representatives", "governments", "sides", "countries",
     "nations", "counterparts", "delegates", "ambassadors", "presidents", "government", "members", "states")
)  # fmt: skip
_ROUNDS = frozenset(("round", "series", "day", "days", "rounds"))
_STEPS = 4


def actors_of(grammar: Grammar, trigger: Trigger) -> tuple[int, ...]:
    """The heads of the phrases that may name who takes part."""
    return _of_verb(grammar, trigger.token) if trigger.rule == "verb" else _of_noun(grammar, trigger.token)


def _of_verb(grammar: Grammar, verb: int) -> tuple[int, ...]:
    """Subject, object and "with" of a verb; a subject that it shares with the verb above is taken from there."""
    found = [c for c in grammar.children[verb] if grammar.dep[c] in (*_SUBJECTS, "dobj", "dative")]
    if not any(grammar.dep[c] in _SUBJECTS for c in found):
        found = [*_subject_above(grammar, verb), *found]
    return (*found, *_with(grammar, verb, ("with", "between", "by", "before")))


def _subject_above(grammar: Grammar, verb: int) -> list[int]:
    """The subject of the nearest clause above that has one, first of all one that stands before the verb."""
    n = verb
    behind: list[int] = []
    while grammar.dep[n] in _SHARING and grammar.head[n] != n:
        if grammar.dep[n] == "acl" and grammar.pos[grammar.head[n]] in ("PROPN", "NOUN", "PRON"):
            return [grammar.head[n]]
        n = grammar.head[n]
        if (who := grammar.child(n, *_SUBJECTS)) is not None:
            if who < verb:
                return [who]
            behind = behind or [who]
    return behind


def _with(grammar: Grammar, head: int, prepositions: tuple[str, ...]) -> Iterator[int]:
    for child in grammar.children[head]:
        if grammar.lower[child] in prepositions and (thing := grammar.child(child, "pobj")) is not None:
            yield thing
        elif grammar.lower[child] in ("together", "down"):
            yield from _with(grammar, child, prepositions)


def _of_noun(grammar: Grammar, noun: int) -> tuple[int, ...]:
    """Whose the noun is, with whom, before it as in "Trump-Xi summit", and who holds or attends it."""
    own = [c for c in grammar.children[noun] if grammar.dep[c] in ("poss", "compound", "nmod", "amod") and c < noun]
    top = whole_of(grammar, noun)
    found = [*own, *_with(grammar, noun, ("with", "between", "by", "of", "among"))]
    if top != noun:
        found += [
            *(c for c in grammar.children[top] if grammar.dep[c] == "poss"),
            *_with(grammar, top, ("with", "between", "by")),
        ]
    return (*found, *_outside(grammar, top))


def whole_of(grammar: Grammar, noun: int) -> int:
    """The noun that an event's word belongs to: "round" of "a third round of talks"."""
    above = grammar.head[noun]
    counted = grammar.dep[noun] == "pobj" and grammar.lower[above] == "of"
    return grammar.head[above] if counted and grammar.lower[grammar.head[above]] in _ROUNDS else noun


def _outside(grammar: Grammar, noun: int) -> Iterator[int]:
    """Who holds the event ("held talks"), or does something while it lasts ("in a call with Luxon, Albanese said")."""
    above = grammar.head[noun]
    if grammar.dep[noun] == "dobj" and grammar.lemma[above] in _LIGHT:
        yield from (c for c in grammar.children[above] if grammar.dep[c] in _SUBJECTS)
        if not any(grammar.dep[c] in _SUBJECTS for c in grammar.children[above]):
            yield from _subject_above(grammar, above)
        yield from _with(grammar, above, ("with",))
    elif grammar.dep[noun] in _SUBJECTS and grammar.lemma[above] in _LIGHT:
        yield from _with(grammar, above, ("by",))
    elif grammar.dep[noun] == "pobj" and grammar.lower[above] in _AROUND and grammar.pos[grammar.head[above]] == "VERB":
        yield from (c for c in grammar.children[grammar.head[above]] if grammar.dep[c] == "nsubj")


def participants_of(people: People, vocabulary: Vocabulary, actors: tuple[int, ...]) -> tuple[Mention, ...]:
    """The named actors of the phrases, lists taken apart, each once."""
    every: dict[str, Mention] = {}
    for token in _listed(people.grammar, actors):
        for mention in _mentions(people, vocabulary, token):
            if mention.kind in _ACTORS and any(c.isupper() for c in mention.name):
                every.setdefault(mention.name, mention)
    return tuple(every.values())


def _listed(grammar: Grammar, actors: tuple[int, ...]) -> Iterator[int]:
    """The heads with all that "and" joins to them, in whichever way the parser hung it."""
    waiting = list(actors)
    seen: set[int] = set()
    while waiting:
        token = waiting.pop(0)
        if token not in seen and grammar.entity[token] not in ("DATE", "TIME"):
            seen.add(token)
            joined = [c for c in grammar.children[token] if grammar.dep[c] == "conj"]
            before = [c for c in grammar.children[token] if grammar.dep[c] == "nmod" and grammar.child(c, "conj") is not None]
            yield from before
            yield token
            waiting += joined


def _mentions(people: People, vocabulary: Vocabulary, token: int) -> Iterator[Mention]:
    """Whom a token stands for: a name, what a pronoun takes up, the countries of "Chinese and American officials"."""
    grammar = people.grammar
    if grammar.dep[token] in MODIFYING:
        yield from _modifying(people, vocabulary, token)
        return
    named = people.at(token)
    mention = people.referent(token) if named is None else None
    if named is not None:
        yield from _as_named(people, named)
    elif mention is not None and mention.kind is EntityKind.PERSON:
        yield mention
    elif grammar.lower[token] in _PEOPLE_NOUNS:
        yield from _members(people, vocabulary, token)
    elif mention is not None and lexicon().agreement(mention.name) is None:
        yield mention


def _as_named(people: People, named: Named) -> Iterator[Mention]:
    if lexicon().agreement(named.written) is not None:
        return
    country = lexicon().country(named.written) if named.kind is EntityKind.ORGANIZATION else None
    span = people.parsed.span(named.start, named.end)
    if country is not None:
        yield Mention(span=span, name=str(country), kind=EntityKind.COUNTRY)
    else:
        yield Mention(span=span, name=named.name, kind=named.kind)


def _modifying(people: People, vocabulary: Vocabulary, token: int) -> Iterator[Mention]:
    """Whom the words before an event's noun name: "EU-China summit", "Trump-Xi meeting", "G20 summit"."""
    grammar = people.grammar
    first = grammar.left[token]
    words = vocabulary.countries_in(first, token + 1)
    named = people.at(token)
    if is_seat(grammar, token):
        return
    yield from (_country(people, word.start, word.end, word.value) for word in words)
    if named is not None and named.kind is not EntityKind.COUNTRY and not words:
        yield from _as_named(people, named)
    elif _BLOC.fullmatch(grammar.text[token]) and lexicon().agreement(grammar.text[token]) is None:
        yield Mention(span=people.parsed.span(token, token + 1), name=grammar.text[token], kind=EntityKind.ORGANIZATION)


MODIFYING = ("compound", "amod", "nmod")
_BLOC = re.compile(r"G-?\d{1,2}|[A-Z]{4,6}|Mercosur|Quad")
"""Names of groups of countries, which the recogniser often takes for places: "G7", "BRICS", "APEC"."""


def _members(people: People, vocabulary: Vocabulary, token: int) -> Iterator[Mention]:
    """The countries and blocs of "negotiators from Mercosur and the European Union", "Chinese officials"."""
    grammar = people.grammar
    yield from (_country(people, *each) for each in _countries_of(grammar, vocabulary, token))
    inside = range(grammar.left[token], grammar.right[token] + 1)
    for i in inside:
        if _BLOC.fullmatch(grammar.text[i]) and not vocabulary.countries_at(i):
            yield Mention(span=people.parsed.span(i, i + 1), name=grammar.text[i], kind=EntityKind.ORGANIZATION)


def _country(people: People, start: int, end: int, code: str) -> Mention:
    return Mention(span=people.parsed.span(start, end), name=code, kind=EntityKind.COUNTRY)


def _countries_of(grammar: Grammar, vocabulary: Vocabulary, token: int) -> list[tuple[int, int, str]]:
    """The countries in the phrase of a common noun for people, before it or behind "from" and "of"."""
    first, last = grammar.left[token], grammar.right[token]
    words = [word for word in vocabulary.countries_in(first, last + 1) if word.value != "001"]
    return [
        (word.start, word.end, word.value)
        for word in words
        if word.end <= token or _stands_behind(grammar, word.end - 1, token)
    ]


def _stands_behind(grammar: Grammar, last: int, token: int) -> bool:
    for _ in range(_STEPS):
        above = grammar.head[last]
        if grammar.dep[last] == "pobj" and grammar.lower[above] in ("from", "of"):
            return grammar.head[above] == token
        if grammar.dep[last] != "conj":
            return False
        last = above
    return False
