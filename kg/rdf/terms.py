"""RDF terms from Python values, and what happens to characters that a serialisation cannot carry.

XML 1.0, and with it RDF/XML and SPARQL's XML results, has no way to write most control characters, and no format can write half
of a surrogate pair. In every literal such a character stands as U+FFFD, one for one, so that offsets keep their meaning; the
node of the document says how many there were and where (`kg.rdf.document`).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from kg.errors import OnrecordError
from kg.model import Iri, Literal, Term, check_partial_date
from ontology.terms import XSD

Triple = tuple[Iri, Iri, Term]
"""Subject, predicate and object, before a graph is chosen."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A term, and the triples that describe it in every graph that uses it."""

    term: Term
    triples: tuple[Triple, ...] = ()


def unwritable(text: str) -> tuple[int, ...]:
    """The offsets of the characters that no serialisation of this program can carry."""
    return tuple(match.start() for match in _UNWRITABLE.finditer(text))


def writable(text: str) -> str:
    """The text with U+FFFD in place of each such character: as long as before."""
    return _UNWRITABLE.sub("\ufffd", text)


def plain(text: str) -> Literal:
    """A text without language."""
    return Literal(value=writable(text))


def english(text: str) -> Literal:
    """A label or comment in English."""
    return Literal(value=writable(text), datatype="", language="en")


def integer(number: int) -> Literal:
    """A whole number; xsd:integer and no narrower type, because Oxigraph keeps no other."""
    return Literal(value=str(number), datatype=XSD.integer)


def boolean(*, value: bool) -> Literal:
    """True or false."""
    return Literal(value="true" if value else "false", datatype=XSD.boolean)


def decimal(number: Decimal) -> Literal:
    """A decimal in canonical form: 35, 0.88, never 35.0 or 8.8E-1."""
    if not number.is_finite():
        raise OnrecordError(f"{number} is no decimal number that RDF can hold")
    text = f"{number:f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal(value="0" if short in ("-0", "") else short, datatype=XSD.decimal)


def partial_date(text: str) -> Literal:
    """xsd:gYear, xsd:gYearMonth or xsd:date, whichever the text fills; OnrecordError for 2025-02-30."""
    check_partial_date(text)
    if len(text) == 10:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise OnrecordError(f"{text!r} is no day of the calendar: {error}") from error
    return Literal(value=text, datatype=_DATE_TYPES[len(text)])


def moment(time: datetime) -> Literal:
    """An instant as xsd:dateTime in UTC, to the second."""
    if time.tzinfo is None:
        raise OnrecordError(f"{time} has no time zone: give an aware datetime")
    return Literal(value=time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime)
