"""The shape of `onrecord-facts/1`: records are built as these dataclasses, and the JSON Schema is generated from them.

Spans are [start, end) in code points of the text as decoded; null is not stated, never a guess.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from kg.facts import Act, Change, EventStatus, EventType, Form, MeasureType, Polarity, PostStatus, Status
from kg.model import EntityKind

_Offset = Annotated[int, Field(ge=0)]
Range = tuple[_Offset, _Offset]
"""[start, end) in code points; a list of two in JSON."""

_Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
_Confidence = Annotated[float, Field(ge=0, le=1)]
Number = int | float
"""A rate in per cent; an int where it is whole."""

_Rate = Number | Annotated[str, Field(pattern=r"^\d+(\.\d+)?-\d+(\.\d+)?$")]


COMMON = ("automobiles", "critical-minerals", "energy")
"""Sectors whose parts are told as them: whoever looks for cars, energy or critical minerals means all of their parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """What is known of the document."""

    id: str
    path: str
    iri: str
    sha256: str
    language: str | None
    title: str | None
    publisher: str | None
    published: _Date | None
    boilerplate: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRecord:
    """Person – role – country."""

    id: str
    person: str
    role: str
    country: str | None
    organization: str | None
    status: PostStatus
    former: bool
    start: _Date | None
    end: _Date | None
    confidence: _Confidence
    rule: str
    evidence: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffRecord:
    """Country – trade measure – sector; a measure on several sectors is several entries.

    `product` is the part of the sector that it is on, where the scheme knows the part: "electric vehicles" of "automobiles".
    """

    id: str
    measure: MeasureType
    imposing: str
    target: str | None
    sector: str
    product: str | None
    rate: _Rate | None
    previous_rate: Number | None
    change: Change | None
    status: Status
    date: _Date | None
    date_text: str | None
    exempts: tuple[str, ...]
    said_by: str | None
    confidence: _Confidence
    rule: str
    evidence: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """Speaker – said – claim; `inside` is the id of the claim that quotes this one, `reasons` what its confidence is of.

    `products` are the parts of the sectors that it speaks of. `antecedents` are the passages outside the content that tell what
    it takes up ("those tariffs"), and its sectors with it.
    """

    id: str
    speaker: str
    speaker_iri: str
    speaker_kind: EntityKind
    candidates: tuple[str, ...]
    source: tuple[Range, ...] | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    form: Form
    act: Act
    polarity: Polarity
    inside: str | None
    sectors: tuple[str, ...]
    products: tuple[str, ...]
    antecedents: tuple[Range, ...]
    countries: tuple[str, ...]
    recipient: str | None
    date: _Date | None
    date_text: str | None
    confidence: _Confidence
    rule: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """Who meets whom, where and when."""

    id: str
    type: EventType
    participants: tuple[str, ...]
    place: str | None
    date: _Date | None
    date_text: str | None
    status: EventStatus
    confidence: _Confidence
    rule: str
    evidence: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRecord:
    """One document with all its facts, one line of the output; `reader` is the version of what read it, in one line."""

    schema: Literal["onrecord-facts/1"] = "onrecord-facts/1"
    reader: str
    document: DocumentRecord
    roles: tuple[RoleRecord, ...]
    tariffs: tuple[TariffRecord, ...]
    claims: tuple[ClaimRecord, ...]
    events: tuple[EventRecord, ...]
