"""The filters of claims and trade measures as query parameters: the same names as on the command line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, field_validator

from kg.queries import SEPARATOR, ClaimFilter, MeasureFilter
from kg.search import Order

MOST_ROWS = 1000
"""Rows of one reply at most; `next` leads on."""

_DAY = "2025, 2025-10 or 2025-10-03"

SECTOR = "label, slug or IRI of a sector; narrower ones are meant too"
"""How a sector is asked for."""

LONGEST = 300
"""Characters of a word or words at most."""

Word = Annotated[str, Field(max_length=LONGEST)]
Day = Annotated[str, Field(max_length=10, description=_DAY)]
Limit = Annotated[
    Annotated[int, Field(ge=1, le=MOST_ROWS)] | None,
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_ROWS}),  # what may be sent; None is for not sent
]


_LISTS = ("speaker", "sector", "country", "form", "publisher")
"""Filters of claims with several values, any of which will do."""
_SEVERAL = "; several are repeated, or separated by commas"
_NAMES = re.compile(r'\s*"([^"]+)"\s*(?=,|$)|([^,]+)')
_ARRANGING = ("sort", "group", "match")
"""Parameters that arrange a list, or say how words are taken, and narrow nothing."""


class Grouping(StrEnum):
    """What the claims of a page can be grouped by."""

    SPEAKER = "speaker"


class Match(StrEnum):
    """How many of the words a claim must have."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address without it."""

    name: str
    value: str
    without: str


class _Asked(BaseModel):
    """What both lists share. An unknown parameter is refused: a misspelt filter must not answer everything."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    since: Day = Field(default="", alias="from", description=_DAY)
    to: Day = Field(default="", description=_DAY)
    limit: Limit = Field(default=None, description=f"rows at most; {MOST_ROWS} by default, fewer on a page")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="rows left out at the start")

    def in_use(self) -> dict[str, str | list[str]]:
        """The filters that are set, by the names they have in an address; without limit and offset."""
        return {
            (field.alias or name): value
            for name, field in type(self).model_fields.items()
            if name not in ("limit", "offset") and (value := getattr(self, name))
        }

    def address(self, path: str, **changes: object) -> str:
        """The address of the same list with changes; a change to None leaves the parameter out."""
        limit = {"limit": self.limit} if self.limit is not None else {}
        values: Mapping[str, object] = {**self.in_use(), **limit, **changes}
        query = urlencode({name: value for name, value in values.items() if value not in (None, "", [])}, doseq=True)
        return f"{path}?{query}" if query else path

    def chips(self, path: str) -> tuple[Chip, ...]:
        """The filters in use, each with the address without it."""
        return tuple(Chip(name, one, self.address(path, **{name: rest})) for name, one, rest in self.parts())

    def parts(self) -> Iterator[tuple[str, str, list[str] | None]]:
        """Each filter in use: its name, one value, and the other values, None for no other."""
        for name, value in self.in_use().items():
            if name not in _ARRANGING:
                yield from ((name, one, rest) for one, rest in _one_by_one(value))


class ClaimQuery(_Asked):
    """Which claims: with any of the values of each filter."""

    speaker: list[Word] = Field(default_factory=list, description=f"label, slug or IRI{_SEVERAL}")
    sector: list[Word] = Field(default_factory=list, description=f"{SECTOR}{_SEVERAL}", examples=["steel"])
    country: list[Word] = Field(default_factory=list, description=f"name, code or IRI of a country{_SEVERAL}")
    form: list[Word] = Field(default_factory=list, description=f"direct, indirect or mixed{_SEVERAL}")
    act: Word = Field(default="", description="statement, thought or attitude; without it, statements and thoughts")
    publisher: list[Word] = Field(default_factory=list, description=f"name or IRI of an outlet{_SEVERAL}")
    q: Word = Field(
        default="", description='words in the claim, its speaker, its sectors or the title, all of them; "a phrase", begin*'
    )
    text: Word = Field(default="", description='words that the claim itself has, all of them; "a phrase", begin*')
    match: Match | None = Field(default=None, description="all or any of the words; all by default")
    sort: Order | None = Field(default=None, description="newest, oldest or relevance to the words; newest by default")
    group: Grouping | None = Field(default=None, description="speaker: the page shows speakers with some claims of each")

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        """One value is a list of one."""
        return [given] if isinstance(given, str) else given

    @field_validator(*_LISTS)
    @classmethod
    def _without_blanks(cls, given: list[str]) -> list[str]:
        """A form sends its empty fields too."""
        return [names for names in given if names]

    def but(self, name: str, value: list[str] | None) -> "ClaimQuery":
        """The same with another value of a filter, None for none."""
        told = {key: known for key, known in self.in_use().items() if key != name}
        return ClaimQuery.model_validate(told | ({name: value} if value else {}))

    def without_words(self) -> "ClaimQuery":
        """The same with other filters only, and no page of it in particular."""
        return ClaimQuery.model_validate(
            self.model_dump(include=set(ClaimQuery.model_fields) - {"q", "match", "offset"}, by_alias=True)
        )

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter that are asked for, one by one."""
        found = self.in_use().get(name, [])
        return tuple(one for one, _ in _one_by_one(found)) if isinstance(found, list) else (found,)

    def written(self, name: str) -> str:
        """The values of a parameter as they are written into one field."""
        return ", ".join(map(_quoted, self.values(name)))

    def speakers(self) -> tuple[str, ...]:
        """The speakers asked for, one by one."""
        return self.values("speaker")

    def filter(self, limit: int) -> ClaimFilter:
        """The same for `kg.queries`; `limit` holds where the request has none."""
        return ClaimFilter(
            speakers=self.speakers(),
            sector=SEPARATOR.join(self.values("sector")) or None,
            country=SEPARATOR.join(self.values("country")) or None,
            outlet=SEPARATOR.join(self.values("publisher")) or None,
            date_from=self.since or None,
            date_to=self.to or None,
            form=SEPARATOR.join(self.values("form")) or None,
            act=self.act or None,
            text=self.text or None,
            words=self.q or None,
            any_word=self.match is Match.ANY,
            order=self.sort or Order.NEWEST,
            limit=self.limit or limit,
            offset=self.offset,
        )


class QuestionQuery(ClaimQuery):
    """A question, or words; filters of claims narrow its answer where they are told to."""

    q: str = Field(default="", max_length=500, description="a question in English", examples=["who said what about steel"])
    sector: list[Word] = Field(default_factory=list, description=f"{SECTOR}{_SEVERAL}")
    within: bool = Field(default=False, description="whether the filters of claims narrow what is found, on the page")

    def kept(self) -> ClaimQuery:
        """The filters that hold beside the question."""
        return self.without_words() if self.within else ClaimQuery()


class MeasureQuery(_Asked):
    """Which reports of trade measures."""

    sector: Word = Field(default="", description=SECTOR, examples=["steel"])
    country: Word = Field(default="", description="name, code or IRI of a country")
    imposing: Word = Field(default="", description="name, code or IRI of the country that imposes")
    target: Word = Field(default="", description="name, code or IRI of the country that bears")
    measure: Word = Field(
        default="",
        description="tariff, retaliatory tariff, quota, export control, ban, subsidy, digital services tax "
        "or carbon border charge",
    )
    status: Word = Field(default="", description="in force, announced, threatened, proposed, suspended, expected or ended")

    def filter(self, limit: int) -> MeasureFilter:
        """The same for `kg.queries`; `limit` holds where the request has none."""
        return MeasureFilter(
            imposing=self.imposing or None,
            target=self.target or None,
            country=self.country or None,
            sector=self.sector or None,
            measure=self.measure or None,
            date_from=self.since or None,
            date_to=self.to or None,
            status=self.status or None,
            limit=self.limit or limit,
            offset=self.offset,
        )


def _is_iri(text: str) -> bool:
    """Whether commas belong to the value: those of an IRI do."""
    return "://" in text


def _separated(names: str) -> list[str]:
    """Names separated by commas; one with commas of its own is an IRI, or stands in quotation marks."""
    if _is_iri(names):
        return [names]
    return [quoted or plain.strip() for quoted, plain in _NAMES.findall(names) if quoted or plain.strip()]


def _one_by_one(value: object) -> Iterator[tuple[str, list[str] | None]]:
    """Each value of a parameter, and the others as they are asked for."""
    if not isinstance(value, list):
        yield str(value), None
        return
    several = [one for names in value for one in _separated(names)]
    for one in several:
        yield one, [_quoted(other) for other in several if other != one] or None


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name and not _is_iri(name) else name
