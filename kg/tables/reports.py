"""Which trade measures one graph reports, of which day, and what these are: what lists of reports are chosen from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg.model import Iri, Literal, Term
from kg.tables.source import Source, text_of
from ontology.terms import DCTERMS, KG

REPORT_TABLES = ("report", "measure")
"""The tables that hold reports, and what the measures are that they are of."""

REPORT_SCHEMA = """
CREATE TABLE report (
  graph INTEGER NOT NULL, iri TEXT NOT NULL, measure INTEGER NOT NULL, document INTEGER NOT NULL, day TEXT NOT NULL,
  status INTEGER NOT NULL, PRIMARY KEY (graph, iri, measure, document, day, status)
) WITHOUT ROWID;
CREATE INDEX report_measure ON report (measure);
CREATE TABLE measure (
  graph INTEGER NOT NULL, measure INTEGER NOT NULL, said INTEGER NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (graph, measure, said, value)
) WITHOUT ROWID;
CREATE INDEX measure_value ON measure (value, said, measure);
"""
"""IRIs are rows of `name` that have no label; `measure.said` is a place in MEASURE_PARTS."""

MEASURE_PARTS = (KG.imposedBy, KG.imposedOn, KG.sector, DCTERMS.type)
"""What is said of a measure itself."""

_NOTHING: tuple[Term, ...] = (Literal(value=""),)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReportEntry:
    """A report of a measure; `day` is a partial ISO date, "" where the report has none of its own."""

    iri: str
    measure: str
    document: str
    day: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntries:
    """All of one graph: its reports, and (measure, place in MEASURE_PARTS, value) for each measure; sorted."""

    reports: tuple[ReportEntry, ...] = ()
    parts: tuple[tuple[str, int, str], ...] = ()


def report_entries(source: Source, graph: Iri) -> ReportEntries:
    """The reports of a graph, and what it says of measures."""
    of_measures = _said(source, graph, KG.measure)
    parts = tuple((place, _said(source, graph, said)) for place, said in enumerate(MEASURE_PARTS))
    imposed = {measure for _, said in parts[:2] for measure in said}
    measures = sorted({*imposed, *(text_of(measure) for found in of_measures.values() for measure in found)})
    if not measures:
        return ReportEntries()
    return ReportEntries(
        reports=tuple(sorted(set(_reports(source, graph, of_measures)))),
        parts=tuple(
            sorted(
                {
                    (measure, place, value)
                    for measure in measures
                    for place, said in parts
                    for value in said.get(measure, ())
                    if isinstance(value, Iri)
                }
            )
        ),
    )


def _reports(source: Source, graph: Iri, of_measures: Mapping[str, Sequence[Term]]) -> Iterator[ReportEntry]:
    dates, sources, statuses = (_said(source, graph, said) for said in (DCTERMS.date, DCTERMS.source, KG.status))
    for report, measures in of_measures.items():
        for measure, document, status in product(measures, sources.get(report, ()), statuses.get(report, _NOTHING)):
            for day in dates.get(report, _NOTHING):
                yield ReportEntry(
                    iri=report, measure=text_of(measure), document=text_of(document), day=text_of(day), status=text_of(status)
                )


def _said(source: Source, graph: Iri, predicate: str) -> Mapping[str, Sequence[Term]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for subject, value in source.linked(graph, predicate):
        found[subject].append(value)
    return found
