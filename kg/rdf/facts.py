"""Facts as triples: one generic writer that reads the predicates in the annotations of each kind of fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from kg.errors import OnrecordError
from kg.facts import (
    FACTS,
    AgreementId,
    Claim,
    CountryCode,
    Fact,
    Form,
    Measure,
    Naming,
    PartialDate,
    Predicate,
    RoleTitle,
    SectorId,
)
from kg.model import Document, Iri, Literal, Mention, Span
from kg.rdf.describe import Describer, triple
from kg.rdf.identity import Contents, quoting_claim
from kg.rdf.named import NamedPlace, named_in
from kg.rdf.passages import Passages, quoted
from kg.rdf.terms import Described, Triple, decimal, partial_date, plain
from kg.resolve import Resolution
from ontology.terms import DCTERMS, KG, OA, PROV, RDF, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field that becomes triples: its property, and the types that its values may have."""

    name: str
    predicate: Iri
    types: tuple[type, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWriter:
    """Writes the facts of one document; `contents` finds the claim that quotes another, `named` whom a claim names."""

    document: Document
    resolution: Resolution
    describer: Describer
    passages: Passages
    contents: Contents
    named: tuple[NamedPlace, ...] = ()

    def triples(self, iri: Iri, fact: Fact) -> Iterator[Triple]:
        """All that is said of one fact, with the nodes that it uses."""
        yield from (triple(iri, RDF.type, kind) for kind in fact.rdf_types)
        yield triple(iri, DCTERMS.source, self.document.iri)
        yield (iri, Iri(KG.confidence), decimal(Decimal(str(round(fact.confidence, 3)))))
        yield (iri, Iri(KG.rule), plain(fact.rule))
        for span in sorted(_evidence(fact)):
            yield from self._passage(iri, KG.evidence, span)
        for field in _FIELDS[type(fact)]:
            for value in _values(fact, field):
                described = self._described(value)
                yield (iri, field.predicate, described.term)
                yield from described.triples
        if isinstance(fact, Claim):
            yield from self._claim(iri, fact)
        if isinstance(fact, Naming):
            yield triple(iri, OA.motivatedBy, OA.identifying)
            for span in fact.evidence:
                yield from self._passage(iri, OA.hasTarget, span)

    def _described(self, value: object) -> Described:
        """The one place that says how a type of value is written."""
        match value:
            case Mention():
                described = self.describer.entity(self.resolution.entity(value))
            case Measure():
                described = self.describer.measure(value)
            case CountryCode():
                described = self.describer.country(value)
            case SectorId():
                described = self.describer.sector(value)
            case AgreementId():
                described = self.describer.agreement(value)
            case RoleTitle():
                described = self.describer.role(value)
            case StrEnum():
                described = self.describer.code(value)
            case _:
                described = Described(term=_literal(value))
        return described

    def _claim(self, iri: Iri, claim: Claim) -> Iterator[Triple]:
        yield (iri, Iri(SCHEMA.text), plain(claim.text))
        yield from self._passage(iri, PROV.wasQuotedFrom, quoted(self.document, claim.content))
        for span in claim.antecedents:
            yield from self._passage(iri, KG.antecedent, span)
        if claim.cue:
            yield (iri, Iri(KG.cue), plain(" ".join(" ".join(span.text for span in claim.cue).split())))
        if claim.form is Form.DIRECT:
            yield triple(iri, RDF.type, SCHEMA.Quotation)
        outer = quoting_claim(iri, claim, self.contents)
        if outer:
            yield (iri, Iri(KG.inside), outer)
        yield from ((iri, Iri(KG.candidate), plain(name)) for name in claim.speaker.candidates)
        for actor in named_in(claim, self.named):
            described = self._described(actor)
            yield (iri, Iri(SCHEMA.mentions), described.term)
            yield from described.triples

    def _passage(self, subject: Iri, predicate: str, span: Span) -> Iterator[Triple]:
        passage = self.passages.passage(span)
        yield (subject, Iri(predicate), passage.term)
        yield from passage.triples


def _evidence(fact: Fact) -> set[Span]:
    """The spans that support a fact; of a claim also its content, its speaker's noun phrase, and a cue outside all of them."""
    if not isinstance(fact, Claim):
        return set(fact.evidence)
    source = {fact.speaker.span} if fact.speaker.span else set()
    spans = {*fact.evidence, *fact.content, *source}
    return spans | {cue for cue in fact.cue if not any(span.start <= cue.start and cue.end <= span.end for span in spans)}


def _literal(value: object) -> Literal:
    match value:
        case PartialDate():
            return partial_date(value)
        case Decimal():
            return decimal(value)
        case str():
            return plain(value)
    raise OnrecordError(f"no rule says how a {type(value).__name__} is written in RDF: add one to kg/rdf/facts.py")


def _values(fact: Fact, field: _Field) -> Iterable[object]:
    """The values of a field: none for None, many for a tuple; OnrecordError where one is not of a declared type."""
    value = getattr(fact, field.name)
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    for one in values:
        if not isinstance(one, field.types):
            raise OnrecordError(f"{field.name} of a {fact.kind} is a {type(one).__name__}: {one!r}; see kg/facts for its type")
    return values


def _annotated_fields(kind: type[Fact]) -> tuple[_Field, ...]:
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in fields(kind):
        marks = [mark for mark in getattr(hints[field.name], "__metadata__", ()) if isinstance(mark, Predicate)]
        types = tuple(_plain_types(hints[field.name]))
        found += [_Field(name=field.name, predicate=Iri(mark.iri), types=types) for mark in marks]
    return tuple(found)


def _plain_types(hint: object) -> Iterator[type]:
    """The classes in an annotation: Annotated[tuple[SectorId, ...], …] → SectorId; X | None → X."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _plain_types(get_args(hint)[0])
    elif origin in (Union, UnionType, tuple):
        for part in get_args(hint):
            yield from _plain_types(part)
    elif isinstance(hint, type) and hint is not type(None):
        yield hint


_FIELDS = {kind: _annotated_fields(kind) for kind in FACTS}
