"""What people write for a value of a query, a date, a rate, words, a name, and the terms that it stands for."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from kg.errors import OnrecordError, QueryError
from kg.facts import Act, Change, EventType, Form, MeasureType, Polarity, PostStatus, Status
from kg.ids import code_iri
from kg.model import Iri, Literal, Term, check_partial_date
from kg.queries.names import country, document, outlet, sector, speaker
from kg.search.words import numbers_of
from kg.stores import Store
from ontology.terms import XSD

_PARTS = re.compile(r'"([^"]*)"|([^\s"]+)')
_RATE = re.compile(r"([<>]=?)? ?(\d{1,5}(?:\.\d+)?) ?%?")
_RATES = re.compile(r"(\d{1,5}(?:\.\d+)?) ?- ?(\d{1,5}(?:\.\d+)?) ?%?")
_PAIR = re.compile(r"[^\s:]+://\S+ [^\s:]+://\S+ \S.*")
_STEP = Decimal("0.001")
"""What lies between a rate and those above it."""
_MOST = Decimal(1_000_000)


def resolve(store: Store, kind: str, text: str) -> tuple[Term, ...]:
    """The terms that a text stands for as a value of a type; QueryError that suggests others where it stands for none."""
    return _READERS[kind](store, text.strip())


def several(store: Store, kind: str, texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that any of some texts stands for."""
    return tuple(dict.fromkeys(term for text in texts for term in resolve(store, kind, text)))


def date(_: Store, text: str) -> tuple[Term, ...]:
    """A day, month or year, "2025-10-07", "2025-10" or "2025"."""
    try:
        return (Literal(value=check_partial_date(text)),)
    except OnrecordError as error:
        raise QueryError(str(error)) from error


def words(_: Store, text: str) -> tuple[Term, ...]:
    """Words to be found in a text."""
    if not text:
        raise QueryError("the words to look for are missing")
    return (Literal(value=text),)


def all_words(_: Store, text: str) -> tuple[Term, ...]:
    """Words that must all be found in a text, each in its regular plural or singular too, or "a phrase": a pattern for each."""
    found = tuple(phrase or word for phrase, word in _PARTS.findall(text) if re.search(r"\w", phrase or word))
    if not found:
        raise QueryError("the words to look for are missing")
    return tuple(dict.fromkeys(Literal(value=_pattern(part)) for part in found))


def _pattern(part: str) -> str:
    """A regular expression of XPath that finds a word or a phrase, no part of a longer word, or with "tari*" its beginning."""
    if part.endswith("*") and len(part) > 1:
        return rf"(^|\W){re.escape(part[:-1])}"
    forms = "|".join(re.sub(r"([^\w\s])", r"\\\1", form) for form in numbers_of(part))
    forms = re.sub(r"\\['’‘]", "['’‘]", forms)  # texts have apostrophes of either kind
    return rf"(^|\W)({forms})(\W|$)"


def pairs(_: Store, text: str) -> tuple[Term, ...]:
    """Pairs of claims, a line each: the IRI of the earlier, that of the later, and in what they differ."""
    lines = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if wrong := next((line for line in lines if not _PAIR.fullmatch(line)), None):
        raise QueryError(f"{wrong!r} is no pair of the form IRI IRI WORDS")
    return tuple(Literal(value=line) for line in lines)


def rate(_: Store, text: str) -> tuple[Term, ...]:
    """A rate in per cent, "25", from one to another, "25-50", above or below one, ">25", "<=50": as "least/most"."""
    if found := _RATES.fullmatch(text):
        return (Literal(value="/".join(found.groups())),)
    found = _RATE.fullmatch(text)
    if not found:
        raise QueryError(f"{text!r} is no rate of the form 25, 25-50, >25, >=25, <25 or <=25")
    sign, value = found.group(1) or "", Decimal(found.group(2))
    least = {"<": Decimal(0), "<=": Decimal(0), ">": value + _STEP}.get(sign, value)
    most = {">": _MOST, ">=": _MOST, "<": value - _STEP}.get(sign, value)
    return (Literal(value=f"{least:f}/{most:f}"),)


def fraction(_: Store, text: str) -> tuple[Term, ...]:
    """A number, "0.8"."""
    try:
        return (Literal(value=f"{Decimal(text):f}", datatype=XSD.decimal),)
    except (InvalidOperation, ValueError) as error:
        raise QueryError(f"{text!r} is no number of the form 0.8") from error


def number(text: str) -> int:
    """A whole number that is not negative."""
    if not text.strip().isascii() or not text.strip().isdigit():
        raise QueryError(f"{text!r} is no whole number")
    return int(text)


class Deadline(StrEnum):
    """Whether a promise names the time by which it is to be kept."""

    STATED = "stated"
    OPEN = "open"


def deadline(_: Store, text: str) -> tuple[Term, ...]:
    """Whether a promise names a deadline, "stated" or "open"."""
    if text.casefold() not in set(Deadline):
        raise QueryError(f"{text!r} is none of {', '.join(Deadline)}")
    return (Literal(value=text.casefold()),)


def code(kind: type[StrEnum]) -> Callable[[Store, str], tuple[Term, ...]]:
    """What reads an entry of a code list, "in force" or "in-force"."""

    def read(_: Store, text: str) -> tuple[Term, ...]:
        found = text.casefold().replace("-", " ")
        if found not in {entry.replace("-", " ") for entry in kind}:
            raise QueryError(f"{text!r} is none of {', '.join(kind)}")
        return (Iri(code_iri(found)),)

    return read


_READERS: Mapping[str, Callable[[Store, str], tuple[Term, ...]]] = {
    "act": code(Act),
    "change": code(Change),
    "country": country,
    "date": date,
    "deadline": deadline,
    "document": document,
    "event": code(EventType),
    "form": code(Form),
    "held": code(PostStatus),
    "measure": code(MeasureType),
    "number": fraction,
    "outlet": outlet,
    "pairs": pairs,
    "polarity": code(Polarity),
    "rate": rate,
    "sector": sector,
    "speaker": speaker,
    "status": code(Status),
    "text": words,
    "words": all_words,
}
TYPES = tuple(_READERS)
"""The types of parameters."""
