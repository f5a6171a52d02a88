"""What a fact is: one frozen dataclass a kind, each with evidence. How a language says it is the business of `loaders`.

`FACTS` lists the kinds; a new kind is one file here and one name in that tuple.
"""

from kg.facts.base import AgreementId, CountryCode, Fact, PartialDate, Predicate, SectorId
from kg.facts.claim import Claim
from kg.facts.codes import (
    CODE_LISTS,
    Act,
    Change,
    EventStatus,
    EventType,
    Form,
    MeasureType,
    Polarity,
    PostStatus,
    Status,
)
from kg.facts.event import Event
from kg.facts.measure import Measure, MeasureReport
from kg.facts.naming import Naming
from kg.facts.role import Role, RoleTitle

FACTS: tuple[type[Fact], ...] = (Claim, Event, MeasureReport, Naming, Role)

__all__ = (
    "CODE_LISTS",
    "FACTS",
    "Act",
    "AgreementId",
    "Change",
    "Claim",
    "CountryCode",
    "Event",
    "EventStatus",
    "EventType",
    "Fact",
    "Form",
    "Measure",
    "MeasureReport",
    "MeasureType",
    "Naming",
    "PartialDate",
    "Polarity",
    "PostStatus",
    "Predicate",
    "Role",
    "RoleTitle",
    "SectorId",
    "Status",
)
