"""What to look for where nothing is found: the next wider thing that the same question may mean, which the answer tells."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kg.ask.understood import Understood
from kg.lexicon import lexicon
from kg.model import Literal, Term
from kg.queries import SEPARATOR, named_query, run
from kg.stores import Store

Instead = tuple[Understood, str]
"""What is answered in the place of a question, and the sentence that says so."""

_WIDER: Mapping[str, tuple[str, str]] = {
    "changed-positions": (
        "positions",
        "No two passages differ so that they may be a change of position; listed is what was said, in order of time.",
    ),
    "upcoming-events": ("events", "Nothing of the kind is announced; listed is what documents tell of past events too."),
    "word-for-word": ("who-said-what", "Nothing is quoted as a whole; listed is what was said, partial quotations among it."),
}
"""Of a query, the one that finds more by the same parameters, and how that is told."""
_OF_WHOM = ("who-speaks-about-whom", "who-said-what")
_OF_EVENTS = ("events", "upcoming-events")
_NAMED_EVENTS = ("review", "deadline", "summit", "negotiation")
_BY_SIDE = ("sector-by-country", "who-said-what", "positions", "promises")
"""Queries that can be narrowed to the speakers of a country."""
_OFFICE = re.compile(r"\b(?:u\.s\.|department|ministry|office|of|the|for)(?!\w)", re.IGNORECASE)


def instead(store: Store, understood: Understood) -> Iterator[Instead]:
    """What can be answered in the place of a question to which nothing is found, the nearest first."""
    for look in _WAYS:
        yield from look(store, understood)


def _wider(_: Store, understood: Understood) -> Iterator[Instead]:
    if understood.question in _WIDER:
        query, told = _WIDER[understood.question]
        if understood.parameters().keys() <= {parameter.name for parameter in named_query(query).parameters}:
            yield replace(understood, question=query, notes=()), told


def _by_office(store: Store, understood: Understood) -> Iterator[Instead]:
    """Statements that name, not the person, but a post that he or she holds, "the prime minister", in the same country."""
    if understood.question not in _OF_WHOM or not understood.about or SEPARATOR in understood.about:
        return
    for row in run(store, "post-holders", {"speaker": understood.about, "held": "current"}).records():
        post, country = (_text(row.get(name)) for name in ("post", "country"))
        side = understood.side or (None if understood.speaker else country or None)
        told = f"Nobody names {understood.about}; listed is what has the words “{post}”, a post of {understood.about}."
        yield replace(understood, question="who-said-what", about=None, text=f'"{post}"', side=side, notes=()), told


def _promised(_: Store, understood: Understood) -> Iterator[Instead]:
    """What was promised for a time of which no event is known."""
    asked = understood.parameters().keys()
    if understood.question in _OF_EVENTS and asked & {"from", "to"} and asked <= {"from", "to", "speaker"}:
        due = Understood(
            question="promises", speaker=understood.speaker, due_from=understood.date_from, due_to=understood.date_to
        )
        yield due, "No event of that time is known; listed is what was promised for it."


def _naming_event(_: Store, understood: Understood) -> Iterator[Instead]:
    if understood.question in _OF_EVENTS and understood.event in _NAMED_EVENTS:
        told = f"No such {understood.event} is known; listed are statements with “{understood.event}” in their words."
        yield replace(understood, question="who-said-what", event=None, together=None, text=understood.event, notes=()), told


def _spoken(_: Store, understood: Understood) -> Iterator[Instead]:
    """What those told others of whose speech or hearing nothing is known."""
    if understood.event != "speech-event" or not understood.speaker:
        return
    for speaker in understood.speaker.split(SEPARATOR):
        told = f"No speech or hearing is known; listed is what {speaker} told others."
        yield (
            Understood(question="who-told-whom", speaker=speaker, date_from=understood.date_from, date_to=understood.date_to),
            told,
        )


def _told_others(_: Store, understood: Understood) -> Iterator[Instead]:
    if understood.question == "who-told-whom" and understood.speaker and understood.recipient:
        told = f"Nothing is known to be told “{understood.recipient}” by that name; listed is what was told anybody."
        yield replace(understood, recipient=None, notes=()), told


def _named_in_promises(_: Store, understood: Understood) -> Iterator[Instead]:
    if understood.question == "promises" and understood.recipient and SEPARATOR not in understood.recipient:
        told = f"Nothing is known to be promised to {understood.recipient}; listed are promises with the name in their words."
        yield replace(understood, recipient=None, text=f'"{understood.recipient}"', notes=()), told


def _of_side(_: Store, understood: Understood) -> Iterator[Instead]:
    """What anybody of a country said, where an unnamed group of it, "Canadian officials", said nothing of the kind."""
    side = _country_of(understood.speaker)
    if side and understood.question in _BY_SIDE:
        is_country = understood.question == "sector-by-country"
        land, of_side = (side, understood.side) if is_country else (understood.country, side)
        told = f"Nothing by “{understood.speaker}” is found; listed is all of {side}."
        yield replace(understood, speaker=None, country=land, side=of_side, notes=()), told


def _of_words(store: Store, understood: Understood) -> Iterator[Instead]:
    """What has the words, if all of it stands in documents that tell of the country: "the two countries" is one of them."""
    other = replace(understood, country=None, notes=())
    if understood.question != "who-said-what" or not understood.text or not understood.country or not _is_single(understood):
        return
    rows = run(store, "who-said-what", other.parameters()).records()
    told = {row["document"] for row in run(store, "documents", {"country": understood.country}).records()}
    if all(row["document"] in told for row in rows):
        note = (
            f"Nothing with these words names {understood.country} itself; listed is what has the words, in documents about it."
        )
        yield other, note


def _is_single(understood: Understood) -> bool:
    return not any(SEPARATOR in value for value in understood.parameters().values())


def _in_department(_: Store, understood: Understood) -> Iterator[Instead]:
    if understood.question == "post-holders" and understood.organization:
        post = " ".join(_OFFICE.sub(" ", understood.organization).split()).casefold()
        told = f"Nobody is known to hold a post in “{understood.organization}”; listed are posts with “{post}” in their title."
        yield replace(understood, organization=None, post=post, notes=()), told


_WAYS: tuple[Callable[[Store, Understood], Iterator[Instead]], ...] = (
    _wider,
    _by_office,
    _promised,
    _naming_event,
    _spoken,
    _told_others,
    _named_in_promises,
    _of_side,
    _of_words,
    _in_department,
)


def _country_of(speaker: str | None) -> str | None:
    """The country of an unnamed group, "Canadian officials"; None for others."""
    words = lexicon()
    found = words.find_countries(speaker) if speaker and not words.country(speaker) else ()
    return words.country_label(found[0].value) if len(found) == 1 else None


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""
