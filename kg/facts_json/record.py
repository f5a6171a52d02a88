"""One document's facts as a record of `onrecord-facts/1`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from kg.errors import OnrecordError
from kg.facts import Claim, Event, Fact, MeasureReport, PostStatus, Role, SectorId
from kg.facts_json.shape import (
    COMMON,
    ClaimRecord,
    DocumentRecord,
    EventRecord,
    FactsRecord,
    Number,
    Range,
    RoleRecord,
    TariffRecord,
)
from kg.lexicon import Lexicon
from kg.model import Document, EntityKind, Iri, Mention, Span
from kg.rdf import claims_by_content, distinct_facts, quoting_claim
from kg.rdf.labels import role_label
from kg.resolve import Resolution

_RECORD = TypeAdapter(FactsRecord)


def record(
    document: Document, facts: Iterable[Fact], resolution: Resolution, lexicon: Lexicon, *, reader: str
) -> dict[str, object]:
    """The facts of one document as plain JSON data, each kind in the order of the text; ids are the fragments of fact IRIs."""
    found = distinct_facts(document, facts)
    writer = _Writer(resolution=resolution, lexicon=lexicon)
    contents = claims_by_content(found)
    built = FactsRecord(
        reader=reader,
        document=_document(document),
        roles=tuple(writer.role(iri, fact) for iri, fact in found.items() if isinstance(fact, Role)),
        tariffs=tuple(writer.tariff(iri, fact) for iri, fact in found.items() if isinstance(fact, MeasureReport)),
        claims=tuple(
            writer.claim(iri, fact, quoting_claim(iri, fact, contents))
            for iri, fact in found.items()
            if isinstance(fact, Claim)
        ),
        events=tuple(writer.event(iri, fact) for iri, fact in found.items() if isinstance(fact, Event)),
    )
    plain: dict[str, object] = _RECORD.dump_python(built, mode="json")
    return plain


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a record."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_RECORD.json_schema(mode="serialization")}


def check(data: Mapping[str, object]) -> None:
    """Raise OnrecordError, with every difference named, unless the data is a record; unknown fields are let pass."""
    try:
        _RECORD.validate_json(json.dumps(dict(data)), strict=True)
    except ValidationError as error:
        places = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise OnrecordError("not a record of onrecord-facts/1: " + "; ".join(places)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Turns facts into records with the labels of the graph."""

    resolution: Resolution
    lexicon: Lexicon

    def role(self, iri: Iri, fact: Role) -> RoleRecord:
        return RoleRecord(
            id=_fragment(iri),
            person=self._required_name(fact.person),
            role=role_label(fact.title, self.lexicon),
            country=self._country(fact.country),
            organization=self._name(fact.organization),
            status=fact.status,
            former=fact.status is PostStatus.FORMER,
            start=fact.since,
            end=fact.until,
            confidence=round(fact.confidence, 3),
            rule=fact.rule,
            evidence=_ranges(fact.evidence),
        )

    def tariff(self, iri: Iri, fact: MeasureReport) -> TariffRecord:
        measure = fact.measure
        return TariffRecord(
            id=_fragment(iri),
            measure=measure.measure,
            imposing=self.lexicon.country_label(measure.imposing),
            target=self._country(measure.target),
            sector=self._sector(measure.sector),
            product=self._product(measure.sector),
            rate=_rate(fact.rate, fact.rate_upper),
            previous_rate=_number(fact.previous_rate),
            change=fact.change,
            status=fact.status,
            date=fact.date,
            date_text=fact.date_text,
            exempts=tuple(self.lexicon.agreement_label(agreement) for agreement in fact.exempts),
            said_by=self._name(fact.said_by),
            confidence=round(fact.confidence, 3),
            rule=fact.rule,
            evidence=_ranges(fact.evidence),
        )

    def claim(self, iri: Iri, fact: Claim, inside: Iri | None) -> ClaimRecord:
        return ClaimRecord(
            id=_fragment(iri),
            speaker=self._required_name(fact.speaker),
            speaker_iri=self.resolution.entity(fact.speaker).iri,
            speaker_kind=_speaker_kind(fact.speaker, self.resolution),
            candidates=fact.speaker.candidates,
            source=(_range(fact.speaker.span),) if fact.speaker.span else None,
            cue=_ranges(fact.cue),
            content=_ranges(fact.content),
            form=fact.form,
            act=fact.act,
            polarity=fact.polarity,
            inside=_fragment(inside) if inside else None,
            sectors=tuple(dict.fromkeys(self._sector(sector) for sector in fact.sectors)),
            products=tuple(product for sector in fact.sectors if (product := self._product(sector))),
            antecedents=_ranges(fact.antecedents),
            countries=tuple(self.lexicon.country_label(country) for country in fact.countries),
            recipient=self._name(fact.recipient),
            date=fact.date,
            date_text=fact.date_text,
            confidence=round(fact.confidence, 3),
            rule=fact.rule,
            reasons=fact.reasons,
        )

    def event(self, iri: Iri, fact: Event) -> EventRecord:
        return EventRecord(
            id=_fragment(iri),
            type=fact.type,
            participants=tuple(self._required_name(mention) for mention in fact.participants),
            place=fact.place,
            date=fact.date,
            date_text=fact.date_text,
            status=fact.status,
            confidence=round(fact.confidence, 3),
            rule=fact.rule,
            evidence=_ranges(fact.evidence),
        )

    def _sector(self, sector: SectorId) -> str:
        """The label of a sector, or of the common one that it is a part of."""
        lines = (sector, *self.lexicon.broader_sectors(sector))
        return self.lexicon.sector_label(next((one for one in lines if one in COMMON), sector))

    def _product(self, sector: SectorId) -> str | None:
        label = self.lexicon.sector_label(sector)
        return label if label != self._sector(sector) else None

    def _country(self, code: str | None) -> str | None:
        return self.lexicon.country_label(code) if code else None

    def _name(self, mention: Mention | None) -> str | None:
        return self._required_name(mention) if mention else None

    def _required_name(self, mention: Mention) -> str:
        return self.resolution.entity(mention).label


def _document(document: Document) -> DocumentRecord:
    return DocumentRecord(
        id=document.id,
        path=document.path,
        iri=document.iri,
        sha256=document.sha256,
        language=document.language,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        boilerplate=_ranges(document.boilerplate),
    )


def _fragment(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]


def _range(span: Span) -> Range:
    return (span.start, span.end)


def _ranges(spans: Sequence[Span]) -> tuple[Range, ...]:
    return tuple(_range(span) for span in spans)


def _number(rate: Decimal | None) -> Number | None:
    if rate is None:
        return None
    return int(rate) if rate == rate.to_integral_value() else float(rate)


def _rate(rate: Decimal | None, upper: Decimal | None) -> Number | str | None:
    if rate is None or upper is None:
        return _number(rate)
    return f"{rate.normalize():f}-{upper.normalize():f}"


def _speaker_kind(speaker: Mention, resolution: Resolution) -> EntityKind:
    """What the speaker was resolved as; an unknown speaker stays unnamed, whatever stands for them in the graph."""
    return speaker.kind if speaker.kind is EntityKind.UNNAMED else resolution.entity(speaker).kind
