"""What all facts share: evidence, confidence and the rule that made them; and the marks by which fields become RDF."""

from dataclasses import dataclass
from typing import ClassVar

from kg.errors import OnrecordError
from kg.model import Span, check_partial_date


@dataclass(frozen=True, slots=True)
class Predicate:
    """Stands in a field's annotation: the property that the field's value is written with."""

    iri: str


class CountryCode(str):
    """ISO 3166-1 alpha-2, or "EU", or "001" for the world."""

    __slots__ = ()


class SectorId(str):
    """The slug of a concept of the sector scheme."""

    __slots__ = ()


class AgreementId(str):
    """The slug of an agreement of the lexicon."""

    __slots__ = ()


class PartialDate(str):
    """A date of the form 2025, 2025-08 or 2025-08-01."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that one document reports, with the characters that support it."""

    kind: ClassVar[str] = "fact"
    rdf_types: ClassVar[tuple[str, ...]] = ()

    evidence: tuple[Span, ...]
    confidence: float
    rule: str

    def __post_init__(self) -> None:
        if not self.evidence:
            raise OnrecordError(f"a {self.kind} without evidence cannot be built")
        if not 0 <= self.confidence <= 1:
            raise OnrecordError(f"a confidence lies between 0 and 1, and {self.confidence} does not")
        if not self.rule:
            raise OnrecordError(f"a {self.kind} must name the rule that made it")

    @property
    def start(self) -> int:
        """Where the first evidence starts; with `key` it names the fact inside its document."""
        return min(span.start for span in self.evidence)

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this fact from others of its kind that start at the same character."""
        raise NotImplementedError


def check_dates(*dates: str | None) -> None:
    """Raise OnrecordError unless every date given is a partial date."""
    for date in dates:
        if date is not None:
            check_partial_date(date)
