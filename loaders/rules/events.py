"""Events that a text reports: who meets whom, visits, negotiates or speaks, where and when; deadlines, reviews, summits."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Event, EventStatus, EventType
from kg.lexicon import lexicon
from kg.model import EntityKind, Mention
from loaders.nlp import Parsed
from loaders.rules.dates import Tense
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.tense import nearest_date, tense_of
from loaders.rules.vocabulary import Vocabulary, read_vocabulary

_VERBS = {
    "meet": EventType.MEETING, "host": EventType.MEETING, "telephone": EventType.MEETING,
    "visit": EventType.VISIT, "negotiate": EventType.NEGOTIATION, "testify": EventType.SPEECH, "address": EventType.SPEECH,
}  # fmt: skip
_TRAVELS = frozenset(("travel", "fly", "head", "arrive", "go", "return"))
_NOUNS = {
    "meeting": EventType.MEETING, "meetings": EventType.MEETING, "call": EventType.MEETING, "dinner": EventType.MEETING,
    "visit": EventType.VISIT, "trip": EventType.VISIT, "negotiations": EventType.NEGOTIATION, "talks": EventType.NEGOTIATION,
    "consultations": EventType.NEGOTIATION, "speech": EventType.SPEECH, "hearing": EventType.SPEECH,
    "testimony": EventType.SPEECH, "address": EventType.SPEECH, "deadline": EventType.DEADLINE, "review": EventType.REVIEW,
    "summit": EventType.SUMMIT,
}  # fmt: skip
_PLACES = frozenset(("in", "at", "to"))
_MISSED = frozenset(("miss", "pass", "cancel", "call", "collapse", "lapse", "expire"))
_ACTORS = (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANIZATION)
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "refuse", "decline"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An event's word, the tokens whose phrases may hold participants, and those under which places stand."""

    token: int
    type: EventType
    actors: tuple[int, ...]
    roots: tuple[int, ...]
    rule: str


def find_events(parsed: Parsed, people: People) -> Iterator[Event]:
    """Every event of which the text tells enough (who, where, when, about what), in the order of the text."""
    vocabulary = read_vocabulary(people.grammar)
    seen: set[tuple[str, ...]] = set()
    for found in _find(people):
        event = _event(parsed, people, vocabulary, found)
        if event is not None and event.key not in seen:
            seen.add(event.key)
            yield event


def _find(people: People) -> Iterator[_Found]:
    grammar = people.grammar
    for i in range(len(grammar)):
        if people.parsed.is_boilerplate(people.parsed.doc[i]) or people.at(i) is not None:
            continue
        if grammar.pos[i] == "VERB" and not _is_denied(grammar, i):
            yield from _by_verb(grammar, i)
        elif grammar.tag[i] in ("NN", "NNS") and grammar.lower[i] in _NOUNS and not _is_modifier(grammar, i):
            yield _Found(
                token=i, type=_NOUNS[grammar.lower[i]], actors=_around(grammar, i), roots=(i, grammar.head[i]), rule="noun"
            )


def _is_modifier(grammar: Grammar, i: int) -> bool:
    """Whether the noun only describes another one ("review mechanism") or an agreement of views ("a meeting of minds")."""
    return grammar.dep[i] in ("compound", "amod") or grammar.lower[i + 1 : i + 3] == ["of", "minds"]


def _by_verb(grammar: Grammar, verb: int) -> Iterator[_Found]:
    lemma = grammar.lemma[verb]
    goes = lemma in _TRAVELS and any(grammar.lower[c] in ("to", "in", "for") for c in grammar.children[verb])
    kind = _VERBS.get(lemma, EventType.VISIT if goes else None)
    if kind is not None:
        yield _Found(token=verb, type=kind, actors=_parts(grammar, verb), roots=(verb,), rule="verb")


def _is_denied(grammar: Grammar, verb: int) -> bool:
    above = grammar.head[verb]
    return bool({grammar.lower[c] for c in grammar.children[verb]} & _NEGATIONS) or grammar.lemma[above] in _NEGATIONS


def _parts(grammar: Grammar, verb: int) -> tuple[int, ...]:
    """Subject, object and "with" of a verb; a subject that it shares with the verb above is taken from there."""
    found = [c for c in grammar.children[verb] if grammar.dep[c] in ("nsubj", "nsubjpass", "dobj")]
    if not any(grammar.dep[c] in ("nsubj", "nsubjpass") for c in found):
        n = verb
        while grammar.dep[n] in ("xcomp", "conj", "advcl", "ccomp", "acl") and grammar.head[n] != n:
            n = grammar.head[n]
            if (who := grammar.child(n, "nsubj", "nsubjpass")) is not None:
                found.insert(0, who)
                break
    return (*found, *_with(grammar, verb))


def _with(grammar: Grammar, head: int) -> tuple[int, ...]:
    phrases = (c for c in grammar.children[head] if grammar.lower[c] in ("with", "between", "by", "of"))
    return tuple(thing for c in phrases if (thing := grammar.child(c, "pobj")) is not None)


def _around(grammar: Grammar, noun: int) -> tuple[int, ...]:
    """Whose the noun is, with whom, and who holds or attends it."""
    own = [c for c in grammar.children[noun] if grammar.dep[c] == "poss"]
    verb = grammar.head[noun]
    outside: tuple[int, ...] = ()
    if grammar.pos[verb] == "VERB" and grammar.dep[noun] == "dobj":
        outside = (*(c for c in grammar.children[verb] if grammar.dep[c] == "nsubj"), *_with(grammar, verb))
    return (*own, *_with(grammar, noun), *outside)


def _event(parsed: Parsed, people: People, vocabulary: Vocabulary, found: _Found) -> Event | None:
    grammar = people.grammar
    sentence = _sentence(grammar, found.token)
    participants = _participants(people, found)
    place, place_token = _place(people, vocabulary, found)
    dated = nearest_date(parsed, grammar, found.token, sentence)
    near = range(max(found.token - 6, sentence[0]), min(found.token + 8, sentence[-1] + 1))
    about = tuple(dict.fromkeys(word.value for word in vocabulary.agreements_in(near.start, near.stop)))
    if not _is_enough(found, len(participants), place=place, dated=dated is not None, about=bool(about)):
        return None
    used = [found.token, *([place_token] if place_token is not None else [])]
    ends = [(grammar.left[i], i + 1) for i in found.actors if grammar.sentence[i] == grammar.sentence[found.token]]
    start = min([grammar.left[found.token] if found.rule == "noun" else found.token, *(left for left, _ in ends)])
    end = max([*(i + 1 for i in used), *(right for _, right in ends)])
    return Event(
        type=found.type,
        status=_status(grammar, found),
        participants=participants,
        place=place,
        about=about if found.type in (EventType.REVIEW, EventType.NEGOTIATION, EventType.DEADLINE) else (),
        date=dated.date if dated else None,
        date_text=dated.text if dated else None,
        evidence=(parsed.span(start, end),),
        confidence=0.7 if found.rule == "verb" else 0.6,
        rule=found.rule,
    )


def _sentence(grammar: Grammar, token: int) -> range:
    start = end = token
    while start > 0 and grammar.sentence[start - 1] == grammar.sentence[token]:
        start -= 1
    while end + 1 < len(grammar) and grammar.sentence[end + 1] == grammar.sentence[token]:
        end += 1
    return range(start, end + 1)


def _is_enough(found: _Found, participants: int, *, place: str | None, dated: bool, about: bool) -> bool:
    """Whether what is known makes an event: a meeting needs two, a visit a traveller and a place, a deadline a day."""
    if found.type is EventType.MEETING:
        return participants >= 2 or (participants == 1 and place is not None and dated)
    if found.type is EventType.VISIT:
        return participants >= 1 and (place is not None or participants >= 2)
    if found.type is EventType.NEGOTIATION:
        return participants >= 2
    if found.type is EventType.SPEECH:
        return participants >= 1 and (place is not None or dated)
    if found.type is EventType.REVIEW:
        return about
    return dated or (found.type is EventType.SUMMIT and place is not None)


def _participants(people: People, found: _Found) -> tuple[Mention, ...]:
    """The named actors of the phrases, lists taken apart, each once."""
    grammar = people.grammar
    every: dict[str, Mention] = {}
    for head in found.actors:
        for token in (head, *(c for c in grammar.children[head] if grammar.dep[c] == "conj")):
            mention = _mention(people, token)
            if mention is not None and mention.kind in _ACTORS:
                every.setdefault(mention.name, mention)
    return tuple(every.values())


def _mention(people: People, token: int) -> Mention | None:
    named = people.at(token)
    if named is None:
        mention = people.referent(token)
        return None if mention is None or lexicon().agreement(mention.name) is not None else mention
    if lexicon().agreement(named.written) is not None:
        return None
    country = lexicon().country(named.written) if named.kind is EntityKind.ORGANIZATION else None
    if country is not None:
        return Mention(span=people.parsed.span(named.start, named.end), name=str(country), kind=EntityKind.COUNTRY)
    return Mention(span=people.parsed.span(named.start, named.end), name=named.name, kind=named.kind)


def _place(people: People, vocabulary: Vocabulary, found: _Found) -> tuple[str | None, int | None]:
    """Where: a capitalised place behind "in", "at" or "to", as written; of a visit also the country that is visited."""
    grammar = people.grammar
    for root in found.roots:
        for child in grammar.children[root]:
            thing = grammar.child(child, "pobj") if grammar.lower[child] in _PLACES else None
            if thing is not None and (vocabulary.countries_at(thing) or grammar.entity[thing] in ("GPE", "FAC", "LOC", "ORG")):
                start = grammar.left[thing] + (grammar.tag[grammar.left[thing]] == "DT")
                return people.parsed.span(start, thing + 1).text, thing
    visited = grammar.child(found.token, "dobj") if found.type is EventType.VISIT else None
    if visited is not None and vocabulary.countries_at(visited):
        return people.parsed.span(grammar.left[visited], visited + 1).text, visited
    return None, None


def _status(grammar: Grammar, found: _Found) -> EventStatus:
    after = range(found.token + 1, _sentence(grammar, found.token).stop)
    if found.type is EventType.DEADLINE and any(grammar.lemma[i] in _MISSED and grammar.tag[i][:2] == "VB" for i in after):
        return EventStatus.MISSED
    return EventStatus.PLANNED if tense_of(grammar, found.token) is Tense.FUTURE else EventStatus.HAPPENED
