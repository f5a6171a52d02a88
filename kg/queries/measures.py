"""Reports of trade measures as rows: country – tariff – sector, found by a filter, ready for JSON."""

from dataclasses import dataclass

from kg.queries.named import assembled
from kg.queries.rows import Record, Source
from kg.queries.values import resolve
from kg.stores import Store
from ontology import query_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFilter:
    """Which reports: by who imposes, who bears, either of them (`country`), sector or a narrower one, type, time and status.

    Names may be labels, slugs, codes or IRIs. Dates are partial ISO dates; a report without one counts for the day on which its
    document was published.
    """

    imposing: str | None = None
    target: str | None = None
    country: str | None = None
    sector: str | None = None
    measure: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    status: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """What one document reports of one measure; labels are English, rates are per cent, `text` is where it says so."""

    iri: str
    measure_iri: str
    label: str
    measure: str
    imposing: str
    target: str | None
    sector: str
    change: str | None
    status: str
    rate: float | None
    rate_upper: float | None
    previous_rate: float | None
    exempts: tuple[str, ...]
    said_by: str | None
    date: str | None
    date_text: str | None
    text: str
    confidence: float
    source: Source

    def as_dict(self) -> dict[str, object]:
        """For JSON, with the names that the facts JSON uses."""
        return {
            "iri": self.iri,
            "measure_iri": self.measure_iri,
            "label": self.label,
            "measure": self.measure,
            "imposing": self.imposing,
            "target": self.target,
            "sector": self.sector,
            "change": self.change,
            "status": self.status,
            "rate": self.rate,
            "rate_upper": self.rate_upper,
            "previous_rate": self.previous_rate,
            "exempts": list(self.exempts),
            "said_by": self.said_by,
            "date": self.date,
            "date_text": self.date_text,
            "text": self.text,
            "confidence": self.confidence,
            "document": self.source.as_dict(),
        }


def measures(store: Store, wanted: MeasureFilter) -> tuple[MeasureRow, ...]:
    """The reports that a filter lets through, the latest first; QueryError for a value that it does not know."""
    given = {
        "imposing": ("country", wanted.imposing),
        "target": ("country", wanted.target),
        "country": ("country", wanted.country),
        "sector": ("sector", wanted.sector),
        "measure": ("measure", wanted.measure),
        "from": ("date", wanted.date_from),
        "to": ("date", wanted.date_to),
        "status": ("status", wanted.status),
    }
    values = {name: resolve(store, kind, text) for name, (kind, text) in given.items() if text is not None}
    query = assembled(query_text("measures"), values, limit=wanted.limit, offset=wanted.offset)
    return tuple(map(_row, map(Record, store.select(query).records())))


def _row(record: Record) -> MeasureRow:
    return MeasureRow(
        iri=record.text("report"),
        measure_iri=record.text("measure"),
        label=record.text("label"),
        measure=record.text("type"),
        imposing=record.text("imposing"),
        target=record.known("target"),
        sector=record.text("sector"),
        change=record.known("change"),
        status=record.text("status"),
        rate=record.number("rate"),
        rate_upper=record.number("rateUpper"),
        previous_rate=record.number("previousRate"),
        exempts=record.several("exempts"),
        said_by=record.known("by"),
        date=record.known("date"),
        date_text=record.known("dateText"),
        text=record.text("text"),
        confidence=float(record.text("confidence")),
        source=record.source(),
    )
