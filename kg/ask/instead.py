"""What to look for where nothing is found: the next wider thing that the same question may mean, which the answer tells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.ask.understood import Understood
from kg.queries import SEPARATOR, named_query

_WIDER: Mapping[str, tuple[str, str]] = {
    "changed-positions": (
        "positions",
        "No two passages differ so that they may be a change of position; listed is what was said, in order of time.",
    ),
    "upcoming-events": ("events", "Nothing of the kind is announced; listed is what documents tell of past events too."),
    "word-for-word": ("who-said-what", "Nothing is quoted as a whole; listed is what was said, partial quotations among it."),
}
"""Of a query, the one that finds more by the same parameters, and how that is told."""
_OFFICE = re.compile(r"\b(?:u\.s\.|department|ministry|office|of|the|for)(?!\w)", re.IGNORECASE)


def instead(understood: Understood) -> Iterator[tuple[Understood, str]]:
    """What can be answered in the place of a question to which nothing is found, each with the sentence that says so."""
    if understood.question in _WIDER:
        query, told = _WIDER[understood.question]
        if understood.parameters().keys() <= {parameter.name for parameter in named_query(query).parameters}:
            yield replace(understood, question=query, notes=()), told
    if understood.event == "speech-event" and understood.speaker:
        for speaker in understood.speaker.split(SEPARATOR):
            told = f"No speech or hearing is known; listed is what {speaker} told others."
            yield (
                Understood(
                    question="who-told-whom", speaker=speaker, date_from=understood.date_from, date_to=understood.date_to
                ),
                told,
            )
    if understood.question == "who-said-what" and understood.text and understood.country:
        told = f"Nothing with these words is about {understood.country} by itself; listed is what has the words."
        yield replace(understood, country=None, notes=()), told
    if understood.question == "post-holders" and understood.organization:
        post = " ".join(_OFFICE.sub(" ", understood.organization).split()).casefold()
        told = f"Nobody is known to hold a post in “{understood.organization}”; listed are posts with “{post}” in their title."
        yield replace(understood, organization=None, post=post, notes=()), told
