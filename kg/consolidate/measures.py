"""Measures over time: all that documents report of one measure, in order, where they disagree, and who speaks of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import combinations

from kg.model import Iri
from kg.queries import ClaimRow, MeasureFilter, MeasureRow, claims_by_iri, measures, measures_by_iri, reported_of
from kg.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two documents that report otherwise of one measure for one day: "rate: 25 / 35", "status: announced / in force"."""

    day: str
    one: MeasureRow
    other: MeasureRow
    differs: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {"day": self.day, "one": self.one.as_dict(), "other": self.other.as_dict(), "differs": list(self.differs)}


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One measure: its reports, the earliest first; where they disagree; and the claims whose words speak of it."""

    iri: str
    label: str
    reports: tuple[MeasureRow, ...]
    disagreements: tuple[Disagreement, ...]
    claims: tuple[ClaimRow, ...]

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "iri": self.iri,
            "label": self.label,
            "reports": [row.as_dict() for row in self.reports],
            "disagreements": [found.as_dict() for found in self.disagreements],
            "claims": [row.as_dict() for row in self.claims],
        }


def histories(store: Store, wanted: MeasureFilter) -> tuple[History, ...]:
    """The measures that a filter lets through, each with its history, by their labels."""
    by_measure: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in measures(store, replace(wanted, limit=None, offset=0)):
        by_measure[row.measure_iri].append(row)
    spoken = _spoken(store, tuple(by_measure))
    found = (_history(iri, rows, spoken.get(iri, ())) for iri, rows in by_measure.items())
    chosen = sorted(found, key=lambda history: (history.label, history.iri))[wanted.offset :]
    return tuple(chosen if wanted.limit is None else chosen[: wanted.limit])


def history(store: Store, measure: str, *, limit: int | None = None) -> History | None:
    """The history of one measure by its IRI, of so many reports at most, the latest ones; None where none is known."""
    rows = measures_by_iri(store, [one.iri for one in reported_of(store, [measure])][:limit])
    return _history(measure, rows, _spoken(store, (measure,)).get(measure, ())) if rows else None


def told_in_order(rows: Iterable[MeasureRow]) -> tuple[History, ...]:
    """The measures of some reports in the order in which these name them first, without the claims about them."""
    by_measure: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in rows:
        by_measure[row.measure_iri].append(row)
    return tuple(_history(iri, found, ()) for iri, found in by_measure.items())


def _history(iri: str, rows: Sequence[MeasureRow], spoken: Sequence[ClaimRow]) -> History:
    reports = tuple(sorted(rows, key=lambda row: (day_of_report(row) or "9999", row.source.iri, row.iri)))
    return History(
        iri=iri,
        label=reports[0].label,
        reports=reports,
        disagreements=tuple(_disagreements(reports)),
        claims=tuple(sorted(spoken, key=lambda row: (row.date or row.source.published or "9999", row.iri))),
    )


def day_of_report(row: MeasureRow) -> str:
    """The day that a report counts for, "" where none is known."""
    return row.date or row.source.published or ""


def _disagreements(reports: Sequence[MeasureRow]) -> Iterator[Disagreement]:
    by_day: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in reports:
        if day_of_report(row):
            by_day[day_of_report(row)].append(row)
    for day, rows in by_day.items():
        for one, other in combinations(rows, 2):
            differs = tuple(_differs(one, other))
            if differs and one.source.iri != other.source.iri:
                yield Disagreement(day=day, one=one, other=other, differs=differs)


def _differs(one: MeasureRow, other: MeasureRow) -> Iterator[str]:
    """In what two reports differ, of what both tell."""
    pairs = (
        ("rate", one.rate, other.rate),
        ("upper rate", one.rate_upper, other.rate_upper),
        ("previous rate", one.previous_rate, other.previous_rate),
        ("status", one.status, other.status),
        ("change", one.change, other.change),
    )
    told = (pair for pair in pairs if None not in pair)
    yield from (f"{what}: {first} / {second}" for what, first, second in told if first != second)


def _spoken(store: Store, found: tuple[str, ...]) -> Mapping[str, tuple[ClaimRow, ...]]:
    """The claims in whose words the measures are reported."""
    if not found:
        return {}
    query = files("kg.consolidate").joinpath("statements-of-measures.rq").read_text("utf-8")
    pairs = [(str(m), str(u)) for m, u in store.select(query, {"measure": tuple(map(Iri, found))}).rows]
    rows = {row.iri: row for row in claims_by_iri(store, sorted({utterance for _, utterance in pairs}))}
    told: dict[str, list[ClaimRow]] = defaultdict(list)
    for measure, utterance in sorted(pairs):
        if utterance in rows:
            told[measure].append(rows[utterance])
    return {measure: tuple(spoken) for measure, spoken in told.items()}
