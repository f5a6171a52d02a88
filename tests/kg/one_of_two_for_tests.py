"""Invented news in which one person goes by two names in two documents, two people share a name, and a firm meets itself."""

from dataclasses import replace

from kg.facts import Claim, Event, EventStatus, EventType, Fact
from kg.model import Document, EntityKind
from tests.kg.news_for_tests import NAMER
from tests.kg.outlets_for_tests import News

HELENA = NAMER.person("Helena Vostrak", "ca")
OTHER = NAMER.person("Fostrak", "ca")
ANNA = NAMER.person("Ana Silva", "br")

_FIRST = News(
    outlet="Harbour Gazette",
    day="2025-02-10",
    text="Helena Vostrak, Canada's trade minister, said steel needs the plan of Ana Silva. Ana Silva, Brazil's trade minister, "
    "said Helena Vostrak is right. Helena Vostrak told Ana Silva that time is short.",
)
_SECOND = News(
    outlet="Evening Herald",
    day="2025-02-12",
    text="Fostrak, Canada's trade minister, said steel will wait for Ana Silva. Ana Silva, Brazil's trade minister, said "
    "copper is a matter for Fostrak. Fostrak will meet Ana Silva.",
)
_THIRD = News(
    outlet="Sunday Goal",
    day="2025-02-16",
    text="Ana Silva, football coach of Brazil, said steel rails shut the stadium. Orrin Mills Ltd met Orrin Mills and "
    "Dana Roe.",
)


def _meeting(news: News, words: str, *who: tuple[str, EntityKind]) -> Event:
    return Event(
        type=EventType.MEETING, status=EventStatus.PLANNED, participants=tuple(news.who(*one) for one in who),
        evidence=(news.at(words),), confidence=0.9, rule="test",
    )  # fmt: skip


def _told(news: News, speaker: str, recipient: str, words: str) -> Claim:
    return replace(news.says(speaker, words, cue="told"), recipient=news.who(recipient))


DOCUMENTS: tuple[tuple[Document, tuple[Fact, ...]], ...] = (
    _FIRST.with_facts(
        _FIRST.holds("Helena Vostrak", "trade minister", "CA"),
        _FIRST.holds("Ana Silva", "trade minister", "BR"),
        _FIRST.says("Helena Vostrak", "steel needs the plan of Ana Silva", "steel"),
        _FIRST.says("Ana Silva", "Helena Vostrak is right"),
        _FIRST.names("Ana Silva", "Ana Silva"),
        replace(_FIRST.names("Helena Vostrak", "Helena Vostrak"), evidence=(_FIRST.at("Helena Vostrak", after="Brazil"),)),
        _told(_FIRST, "Helena Vostrak", "Ana Silva", "time is short"),
    ),
    _SECOND.with_facts(
        _SECOND.holds("Fostrak", "trade minister", "CA"),
        _SECOND.holds("Ana Silva", "trade minister", "BR"),
        _SECOND.says("Fostrak", "steel will wait for Ana Silva", "steel"),
        _SECOND.says("Ana Silva", "copper is a matter for Fostrak", "copper"),
        _SECOND.names("Ana Silva", "Ana Silva"),
        replace(_SECOND.names("Fostrak", "Fostrak"), evidence=(_SECOND.at("Fostrak", after="matter for "),)),
        _meeting(_SECOND, "Fostrak will meet Ana Silva", ("Fostrak", EntityKind.PERSON), ("Ana Silva", EntityKind.PERSON)),
    ),
    _THIRD.with_facts(
        _THIRD.holds("Ana Silva", "football coach", "BR"),
        _THIRD.says("Ana Silva", "steel rails shut the stadium", "steel"),
        _meeting(
            _THIRD, "Orrin Mills Ltd met Orrin Mills",
            ("Orrin Mills Ltd", EntityKind.ORGANIZATION), ("Orrin Mills", EntityKind.ORGANIZATION),
            ("Dana Roe", EntityKind.PERSON),
        ),
    ),
)  # fmt: skip
COACH = NAMER.namesake(ANNA, DOCUMENTS[2][0].iri)
