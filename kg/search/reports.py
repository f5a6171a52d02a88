"""Which reports of trade measures a filter lets through, the latest first, from the side tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Iri
from kg.tables import Tables
from kg.tables.reports import MEASURE_PARTS
from ontology.terms import DCTERMS, KG

_REPORTS = """
SELECT DISTINCT report.iri, its.iri, source.iri,
  COALESCE(NULLIF(day, ''), (SELECT MIN(published) FROM document WHERE iri = source.iri), '') AS its_day
FROM report JOIN name its ON its.id = measure JOIN name source ON source.id = document
WHERE report.iri NOT IN (SELECT subject FROM link WHERE predicate = ? AND object IN ('true', '1'))
"""
_IN_ORDER = " ORDER BY its_day DESC, source.iri, its.iri, report.iri"
_PARTS: Mapping[str, tuple[str, ...]] = {
    "imposing": (KG.imposedBy,),
    "target": (KG.imposedOn,),
    "country": (KG.imposedBy, KG.imposedOn),
    "sector": (KG.sector,),
    "measure": (DCTERMS.type,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One report as far as its place in a list goes; `day` is "" where none is known."""

    iri: Iri
    measure: Iri
    document: Iri
    day: str


def listed_reports(
    tables: Tables, values: Mapping[str, tuple[str, ...]], *, date_from: str = "", date_to: str = ""
) -> tuple[Reported, ...]:
    """All reports whose measure or status has one of the values of each filter, the latest first and the undated last.

    Filters are imposing, target, country, sector, measure (its type), itself (IRIs of measures) and status; a partial date
    leaves out what has no day.
    """
    key = ("reports", tuple(sorted(values.items())), date_from, date_to)
    return tables.lately(key, lambda: _listed(tables, values, date_from, date_to))


def _listed(tables: Tables, values: Mapping[str, tuple[str, ...]], date_from: str, date_to: str) -> tuple[Reported, ...]:
    query, given = _REPORTS, [str(KG.rejected)]
    for name, wanted in sorted(values.items()):
        nodes = f"SELECT id FROM name WHERE label = '' AND iri IN ({', '.join('?' * len(wanted))})"  # noqa: S608  # marks alone
        if name in _PARTS:
            said = ", ".join(str(MEASURE_PARTS.index(part)) for part in _PARTS[name])
            query += f" AND measure IN (SELECT measure FROM measure WHERE said IN ({said}) AND value IN ({nodes}))"  # noqa: S608  # our own
        else:
            query += f" AND {'measure' if name == 'itself' else 'status'} IN ({nodes})"
        given += wanted
    if date_from:
        query += " AND its_day <> '' AND its_day >= substr(?, 1, length(its_day))"
        given.append(date_from)
    if date_to:
        query += " AND its_day <> '' AND substr(its_day, 1, length(?)) <= ?"
        given += (date_to, date_to)
    rows = tables.rows(query + _IN_ORDER, tuple(given))
    return tuple(
        Reported(iri=Iri(str(report)), measure=Iri(str(measure)), document=Iri(str(document)), day=str(day))
        for report, measure, document, day in rows
    )
