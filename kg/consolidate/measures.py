"""Measures over time: all that documents report of one measure, in order, where they disagree, and who speaks of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import combinations

from kg.model import Iri
from kg.queries import ClaimRow, MeasureFilter, MeasureRow, claims_by_iri, measures
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


def _history(iri: str, rows: Sequence[MeasureRow], spoken: Sequence[ClaimRow]) -> History:
    reports = tuple(sorted(rows, key=lambda row: (_day(row) or "9999", row.source.iri, row.iri)))
    return History(
        iri=iri,
        label=reports[0].label,
        reports=reports,
        disagreements=tuple(_disagreements(reports)),
        claims=tuple(sorted(spoken, key=lambda row: (row.date or row.source.published or "9999", row.iri))),
    )


def _day(row: MeasureRow) -> str:
    """The day that a report counts for, "" where none is known."""
    return row.date or row.source.published or ""


def _disagreements(reports: Sequence[MeasureRow]) -> Iterator[Disagreement]:
    by_day: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in reports:
        if _day(row):
            by_day[_day(row)].append(row)
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
