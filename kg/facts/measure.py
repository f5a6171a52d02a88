"""The measure report: what one document says of a trade measure; the measure itself lasts and is shared by documents."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from kg.errors import OnrecordError
from kg.facts.base import AgreementId, CountryCode, Fact, PartialDate, Predicate, SectorId, check_dates
from kg.facts.codes import Change, MeasureType, Status
from kg.model import Mention
from ontology.terms import DCTERMS, KG, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Who imposes what on whom in which one sector; a `target` of None is not stated, "001" is everybody."""

    measure: MeasureType
    imposing: CountryCode
    target: CountryCode | None
    sector: SectorId

    def __post_init__(self) -> None:
        if self.imposing == self.target:
            raise OnrecordError(f"a measure of {self.imposing} against itself is a misreading")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReport(Fact):
    """Country – tariff – sector: a change and a status at a time, rates in per cent (`rate_upper` ends a range)."""

    kind: ClassVar[str] = "measure-report"
    rdf_types: ClassVar[tuple[str, ...]] = (KG.MeasureReport,)

    measure: Annotated[Measure, Predicate(KG.measure)]
    status: Annotated[Status, Predicate(KG.status)]
    change: Annotated[Change | None, Predicate(KG.change)] = None
    rate: Annotated[Decimal | None, Predicate(KG.rate)] = None
    rate_upper: Annotated[Decimal | None, Predicate(KG.rateUpper)] = None
    previous_rate: Annotated[Decimal | None, Predicate(KG.previousRate)] = None
    exempts: Annotated[tuple[AgreementId, ...], Predicate(KG.exempts)] = ()
    said_by: Annotated[Mention | None, Predicate(SCHEMA.agent)] = None
    date: Annotated[PartialDate | None, Predicate(DCTERMS.date)] = None
    date_text: Annotated[str | None, Predicate(KG.dateText)] = None

    def __post_init__(self) -> None:
        Fact.__post_init__(self)
        for rate in (self.rate, self.rate_upper, self.previous_rate):
            if rate is not None and not 0 <= rate <= 10_000:
                raise OnrecordError(f"a rate lies between 0 and 10,000 per cent, and {rate} does not")
        if self.rate_upper is not None and (self.rate is None or self.rate_upper <= self.rate):
            raise OnrecordError("the upper end of a range of rates lies above its lower end")
        check_dates(self.date)

    @property
    def key(self) -> tuple[str, ...]:
        """The measure, its change and status, and where the evidence ends."""
        m = self.measure
        end = str(max(span.end for span in self.evidence))
        return (m.measure, m.imposing, m.target or "", m.sector, self.change or "", self.status, str(self.rate), end)
