"""Events that a text reports: who meets, calls, visits or negotiates with whom, where and when; deadlines, reviews, summits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import AgreementId, Event, EventStatus, EventType
from kg.model import Mention
from loaders.nlp import Parsed
from loaders.rules.dates import Tense, resolve_date
from loaders.rules.events.parts import actors_of, participants_of
from loaders.rules.events.places import place_of
from loaders.rules.events.standing import is_denied, is_missed
from loaders.rules.events.triggers import Trigger, find_triggers
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.tense import Dated, date_near, nearest_date, tense_of
from loaders.rules.vocabulary import Vocabulary, read_vocabulary

__all__ = ("find_events",)

_ABOUT = (EventType.REVIEW, EventType.NEGOTIATION, EventType.DEADLINE, EventType.SIGNING)
"""Types of event that are about an agreement."""
_NEAR = range(-6, 8)
"""Tokens around an event's word in which the agreement is named that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the text tells of one event."""

    participants: tuple[Mention, ...]
    place: str | None
    dated: Dated | None
    about: tuple[AgreementId, ...]


def find_events(parsed: Parsed, people: People) -> Iterator[Event]:
    """Every event of which the text tells enough (who, where, when, about what), in the order of the text."""
    vocabulary = read_vocabulary(people.grammar)
    found: dict[tuple[str, ...], Event] = {}
    cancelled: list[tuple[int, EventType]] = []
    for trigger in find_triggers(people):
        if is_denied(people.grammar, trigger.token):
            continue
        event = _event(parsed, people, vocabulary, trigger)
        if event is not None:
            found.setdefault(event.key, event)
        elif is_missed(people.grammar, trigger):
            cancelled.append((people.grammar.sentence[trigger.token], trigger.type))
    yield from (_as_cancelled(people.grammar, event, cancelled) for event in found.values())


def _as_cancelled(grammar: Grammar, event: Event, cancelled: list[tuple[int, EventType]]) -> Event:
    """The event, missed where its own sentence adds "but the meeting was cancelled"."""
    start = event.evidence[0].start
    sentence = next(grammar.sentence[i] for i in range(len(grammar)) if grammar.end(i) > start)
    return replace(event, status=EventStatus.MISSED) if (sentence, event.type) in cancelled else event


def _event(parsed: Parsed, people: People, vocabulary: Vocabulary, trigger: Trigger) -> Event | None:
    grammar = people.grammar
    sentence = grammar.sentence_of(trigger.token)
    actors = actors_of(grammar, trigger)
    place, place_token = place_of(people, vocabulary, trigger, actors)
    missed = is_missed(grammar, trigger)
    near = range(max(trigger.token + _NEAR.start, sentence[0]), min(trigger.token + _NEAR.stop, sentence[-1] + 1))
    parts = _Parts(
        participants=participants_of(people, vocabulary, actors),
        place=place,
        dated=_dated(parsed, grammar, trigger, sentence, missed=missed),
        about=tuple(dict.fromkeys(word.value for word in vocabulary.agreements_in(near.start, near.stop))),
    )
    if not _is_enough(trigger, parts):
        return None
    start, end = _extent(grammar, trigger, actors, place_token)
    return Event(
        type=trigger.type,
        status=EventStatus.MISSED if missed else _status(parsed, grammar, trigger, parts.dated),
        participants=parts.participants,
        place=place,
        about=parts.about if trigger.type in _ABOUT else (),
        date=parts.dated.date if parts.dated else None,
        date_text=parts.dated.text if parts.dated else None,
        evidence=(parsed.span(start, end),),
        confidence=0.7 if trigger.rule == "verb" else 0.6,
        rule=trigger.rule,
    )


def _dated(parsed: Parsed, grammar: Grammar, trigger: Trigger, sentence: range, *, missed: bool) -> Dated | None:
    """The date of an event; of a deadline, the nearest such day where it stands before the word ("the Aug. 1 deadline")."""
    if trigger.type is not EventType.DEADLINE:
        return nearest_date(parsed, grammar, trigger.token, sentence)
    found = date_near(parsed, grammar, trigger.token, sentence, reach=_DEADLINE_REACH)
    if found is None:
        return None
    last, dated = found
    tense = Tense.PAST if missed else Tense.FUTURE if last > trigger.token else None
    return replace(dated, date=resolve_date(dated.text, published=parsed.document.published, tense=tense))


_DEADLINE_REACH = 4


def _extent(grammar: Grammar, trigger: Trigger, actors: tuple[int, ...], place: int | None) -> tuple[int, int]:
    """The tokens from the first to the last word that tells of the event."""
    ends = [(grammar.left[i], i + 1) for i in actors if grammar.sentence[i] == grammar.sentence[trigger.token]]
    start = min([grammar.left[trigger.token] if trigger.rule == "noun" else trigger.token, *(left for left, _ in ends)])
    end = max([trigger.token + 1, *([place + 1] if place is not None else []), *(right for _, right in ends)])
    return start, end


def _is_enough(trigger: Trigger, parts: _Parts) -> bool:
    """Whether what is known makes an event: a meeting needs two, a visit a traveller and a place, a deadline a day."""
    many, where, when = len(parts.participants), parts.place is not None, parts.dated is not None
    needed = {
        EventType.MEETING: many >= 2 or (many == 1 and where and when),
        EventType.VISIT: many >= 1 and (where or many >= 2),
        EventType.CALL: many >= 2,
        EventType.NEGOTIATION: many >= 2,
        EventType.SPEECH: many >= 1 and (where or when),
        EventType.HEARING: when and (many >= 1 or where),
        EventType.SIGNING: many >= 2 or ((many >= 1 or bool(parts.about)) and (where or when)),
        EventType.REVIEW: bool(parts.about) or (many >= 1 and when),
        EventType.SUMMIT: where or when,
        EventType.DEADLINE: when,
    }
    return needed[trigger.type]


def _status(parsed: Parsed, grammar: Grammar, trigger: Trigger, dated: Dated | None) -> EventStatus:
    """Ahead or past: by the date against the document's own where both are known, else by the tense."""
    published, date = parsed.document.published, dated.date if dated else None
    if published is not None and date is not None and date[: len(published)] != published[: len(date)]:
        return EventStatus.PLANNED if date > published else EventStatus.HAPPENED
    return (
        EventStatus.PLANNED
        if tense_of(grammar, trigger.token, inside=trigger.rule == "noun") is Tense.FUTURE
        else EventStatus.HAPPENED
    )
