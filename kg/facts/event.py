"""The event: a meeting, visit, summit, hearing, deadline or review that a document reports (a schema:Event)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kg.facts.base import AgreementId, Fact, PartialDate, Predicate, SectorId, check_dates
from kg.facts.codes import EventStatus, EventType
from kg.model import Mention
from ontology.terms import DCTERMS, KG, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Who meets whom, where and when. `place` is as written."""

    kind: ClassVar[str] = "event"
    rdf_types: ClassVar[tuple[str, ...]] = (SCHEMA.Event,)

    type: Annotated[EventType, Predicate(DCTERMS.type)]
    status: Annotated[EventStatus, Predicate(KG.status)]
    participants: Annotated[tuple[Mention, ...], Predicate(SCHEMA.attendee)] = ()
    place: Annotated[str | None, Predicate(SCHEMA.location)] = None
    about: Annotated[tuple[AgreementId, ...], Predicate(SCHEMA.about)] = ()
    sectors: Annotated[tuple[SectorId, ...], Predicate(KG.sector)] = ()
    date: Annotated[PartialDate | None, Predicate(DCTERMS.date)] = None
    date_text: Annotated[str | None, Predicate(KG.dateText)] = None

    def __post_init__(self) -> None:
        Fact.__post_init__(self)
        check_dates(self.date)

    @property
    def key(self) -> tuple[str, ...]:
        """The type, the participants and where the evidence ends."""
        end = str(max(span.end for span in self.evidence))
        return (self.type, end, *sorted(mention.name for mention in self.participants))
