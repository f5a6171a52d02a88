"""The filters of claims and trade measures as query parameters: the same names as on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from kg.queries import ClaimFilter, MeasureFilter

MOST_ROWS = 1000
"""Rows of one reply at most; `next` leads on."""

_DAY = "2025, 2025-10 or 2025-10-03"

Word = Annotated[str, Field(max_length=300)]
Day = Annotated[str, Field(max_length=10, description=_DAY)]
Limit = Annotated[
    Annotated[int, Field(ge=1, le=MOST_ROWS)] | None,
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_ROWS}),  # what may be sent; None is for not sent
]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address without it."""

    name: str
    value: str
    without: str


class _Asked(BaseModel):
    """What both lists share. An unknown parameter is refused: a misspelt filter must not answer everything."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    sector: Word = Field(default="", description="label, slug or IRI of a sector; narrower ones are meant too")
    country: Word = Field(default="", description="name, code or IRI of a country")
    since: Day = Field(default="", alias="from", description=_DAY)
    to: Day = ""
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
        found = self.in_use()
        return tuple(Chip(name, _shown(value), self.address(path, **{name: None})) for name, value in found.items())


class ClaimQuery(_Asked):
    """Which claims."""

    speaker: list[Word] = Field(default_factory=list, description="label, slug or IRI; repeated, or separated by commas")
    form: Word = Field(default="", description="direct, indirect or mixed")
    act: Word = Field(default="", description="statement, thought or attitude; without it, statements and thoughts")
    text: Word = Field(default="", description='words that the claim has, all of them; "a phrase", begin*')

    def speakers(self) -> tuple[str, ...]:
        """The speakers asked for, one by one."""
        return tuple(name.strip() for names in self.speaker for name in names.split(",") if name.strip())

    def filter(self, limit: int) -> ClaimFilter:
        """The same for `kg.queries`; `limit` holds where the request has none."""
        return ClaimFilter(
            speakers=self.speakers(),
            sector=self.sector or None,
            country=self.country or None,
            date_from=self.since or None,
            date_to=self.to or None,
            form=self.form or None,
            act=self.act or None,
            text=self.text or None,
            limit=self.limit or limit,
            offset=self.offset,
        )


class MeasureQuery(_Asked):
    """Which reports of trade measures."""

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


def _shown(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
