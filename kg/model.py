"""The nouns that everything speaks of: documents, spans, mentions, entities, terms and quads. All frozen."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import OnrecordError

_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def check_partial_date(date: str) -> str:
    """The date itself if it is "2025", "2025-08" or "2025-08-01"; otherwise OnrecordError."""
    if not _PARTIAL_DATE.fullmatch(date):
        raise OnrecordError(f"{date!r} is not a date of the form 2025, 2025-08 or 2025-08-01")
    return date


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters [start, end) of a document's text, in Unicode code points, with the text itself."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise OnrecordError(f"not a span: [{self.start}, {self.end}) with {len(self.text)} characters of text")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with what is known of it; `None` is unknown, never a guess.

    `id` is the file's stem (containers: stem plus item number); `sha256` is of the raw bytes; `language` is ISO 639-1;
    `published` is a partial ISO date; `boilerplate` marks page furniture, which stays in `text` and yields no fact;
    `retraction` is why it is withdrawn, if it is: then it yields none at all.
    """

    iri: str
    id: str
    path: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    boilerplate: tuple[Span, ...] = ()
    retraction: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The span of this text at [start, end)."""
        return Span(start=start, end=end, text=self.text[start:end])


class EntityKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    COUNTRY = "country"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a text speaks of an actor.

    `span` is the noun phrase as written ("Trade minister Dominic LeBlanc", "He"), None where a speaker is carried over without
    a word. `name` is what it stands for, without titles ("Dominic LeBlanc", a country's code for a country); for a pronoun or
    a title alone it is the antecedent's name. A group's or unknown speaker's name is as written ("Canadian officials").
    `country` is the code that the phrase itself states. `candidates` are the names it may stand for where that is uncertain.
    """

    span: Span | None
    name: str
    kind: EntityKind
    country: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entity:
    """An actor as the graph knows it: one IRI, one canonical English label, the same in every document that uses it."""

    iri: str
    kind: EntityKind
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Literal:
    """An RDF literal: the lexical form and either a datatype IRI or a language tag ("" = none)."""

    value: str
    datatype: str = "http://www.w3.org/2001/XMLSchema#string"
    language: str = ""


class Iri(str):
    """An RDF node that is an IRI; a plain str is never a term."""

    __slots__ = ()


Term = Iri | Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quad:
    """A triple in a named graph."""

    subject: Iri
    predicate: Iri
    object: Term
    graph: Iri
