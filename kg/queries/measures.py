"""Reports of trade measures as rows: country – tariff – sector, found by a filter, ready for JSON.

Where a few are wanted, which there are is asked of the side tables, and all else of the store, only of those.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import Iri, Literal, Term
from kg.queries.labels import code_of, labels_of
from kg.queries.named import assembled
from kg.queries.rows import Record, Source
from kg.queries.values import resolve
from kg.search import Reported, listed_reports, over
from kg.stores import Store
from ontology import query_text

_AT_ONCE = 100
"""So many reports are read in one query."""
_FEW = 1_000
"""Up to so many reports are looked up by themselves; beyond it one query over all is quicker."""
_LABELLED = ("imposing", "target", "sector", "exempting", "deciding", "publishing")
_TOLD = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <https://onrecord.example/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?report ?measure (MIN(?name) AS ?label) ?type ?imposing ?target ?sector ?change ?status ?rate ?rateUpper ?previousRate
  (GROUP_CONCAT(DISTINCT STR(?exempted); separator="|") AS ?exempting)
  (GROUP_CONCAT(DISTINCT STR(?decider); separator="|") AS ?deciding) ?date ?dateText ?document ?title
  (GROUP_CONCAT(DISTINCT STR(?outlet); separator="|") AS ?publishing) ?published ?url
  (SUBSTR(MIN(CONCAT(?position, ?words)), 11) AS ?text)
  (IRI(SUBSTR(MIN(CONCAT(?position, STR(?evidence))), 11)) AS ?passage) ?confidence
WHERE {
  #:report VALUES ?report { UNDEF }
  ?report kg:measure ?measure ;
    kg:status ?status ;
    kg:confidence ?confidence ;
    dcterms:source ?document ;
    kg:evidence ?evidence .
  ?measure skos:prefLabel ?name ;
    dcterms:type ?type ;
    kg:imposedBy ?imposing ;
    kg:sector ?sector .
  ?evidence oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:exact ?words .
  OPTIONAL { ?measure kg:imposedOn ?target }
  OPTIONAL { ?report kg:change ?change }
  OPTIONAL { ?report kg:rate ?rate }
  OPTIONAL { ?report kg:rateUpper ?rateUpper }
  OPTIONAL { ?report kg:previousRate ?previousRate }
  OPTIONAL { ?report kg:exempts ?exempted }
  OPTIONAL { ?report schema:agent ?decider }
  OPTIONAL { ?report dcterms:date ?date }
  OPTIONAL { ?report kg:dateText ?dateText }
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:issued ?published }
  OPTIONAL { ?document dcterms:publisher ?outlet }
  OPTIONAL { ?document schema:url ?url }
  BIND(STR(1000000000 + ?start) AS ?position)
}
GROUP BY ?report ?measure ?type ?imposing ?target ?sector ?change ?status ?rate ?rateUpper ?previousRate ?date ?dateText
  ?document ?title ?published ?url ?confidence
"""
"""What the question "measures" tells of reports, by IRI where it has labels."""


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
    if wanted.limit is not None and wanted.limit <= _FEW:
        chosen = reported(store, wanted)[wanted.offset : wanted.offset + wanted.limit]
        return measures_by_iri(store, (one.iri for one in chosen))
    query = assembled(query_text("measures"), _values(store, wanted), limit=wanted.limit, offset=wanted.offset)
    return tuple(map(_row, map(Record, store.select(query).records())))


def reported(store: Store, wanted: MeasureFilter) -> tuple[Reported, ...]:
    """All reports that a filter lets through whatever its limit, the latest first and the undated last."""
    values = _values(store, wanted)
    days = {"date_from": "from", "date_to": "to"}
    stated = {name: value.value for name, key in days.items() for value in values.get(key, ()) if isinstance(value, Literal)}
    chosen = {name: terms for name, terms in values.items() if name not in days.values()}
    return _listed(store, chosen, **stated)


def _values(store: Store, wanted: MeasureFilter) -> Mapping[str, tuple[Term, ...]]:
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
    return {name: resolve(store, kind, text) for name, (kind, text) in given.items() if text is not None}


def reported_of(store: Store, found: Iterable[str]) -> tuple[Reported, ...]:
    """All reports of some measures, by the IRIs of these, the latest first."""
    wanted = tuple(map(Iri, found))
    return _listed(store, {"itself": wanted}) if wanted else ()


def measures_by_iri(store: Store, found: Iterable[str]) -> tuple[MeasureRow, ...]:
    """The reports of these IRIs, in their order; one that is not there is left out."""
    wanted = tuple(map(Iri, found))
    rows = {row.iri: row for row in _rows(store, wanted)}
    return tuple(rows[report] for report in wanted if report in rows)


def _listed(
    store: Store, values: Mapping[str, tuple[Term, ...]], *, date_from: str = "", date_to: str = ""
) -> tuple[Reported, ...]:
    nodes = {name: tuple(map(str, terms)) for name, terms in values.items()}
    return over(store, lambda tables: listed_reports(tables, nodes, date_from=date_from, date_to=date_to))


def _rows(store: Store, found: tuple[Iri, ...]) -> Iterator[MeasureRow]:
    for start in range(0, len(found), _AT_ONCE):
        table = store.select(assembled(_TOLD, {"report": found[start : start + _AT_ONCE]}))
        records = tuple(map(Record, table.records()))
        labels = labels_of(store, {Iri(node) for record in records for name in _LABELLED for node in record.several(name)})
        yield from (_told(record, labels) for record in records)


def _told(record: Record, labels: Mapping[Iri, str]) -> MeasureRow:
    """A report whose row names things by IRI."""

    def named(name: str) -> tuple[str, ...]:
        return tuple(sorted(labels[Iri(node)] for node in record.several(name) if node in labels))

    def first(name: str) -> str | None:
        return next(iter(named(name)), None)

    codes = {name: code for name in ("type", "change", "status") if (code := record.known(name))}
    return MeasureRow(
        iri=record.text("report"),
        measure_iri=record.text("measure"),
        label=record.text("label"),
        measure=code_of(codes.get("type", "")),
        imposing=first("imposing") or "",
        target=first("target"),
        sector=first("sector") or "",
        change=code_of(codes["change"]) if "change" in codes else None,
        status=code_of(codes.get("status", "")),
        rate=record.number("rate"),
        rate_upper=record.number("rateUpper"),
        previous_rate=record.number("previousRate"),
        exempts=named("exempting"),
        said_by=first("deciding"),
        date=record.known("date"),
        date_text=record.known("dateText"),
        text=record.text("text"),
        confidence=float(record.text("confidence")),
        source=replace(record.source(), publisher=first("publishing")),
    )


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
