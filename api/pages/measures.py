"""Trade measures as pages show them: a line of time for each, its reports, and where these disagree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.pages import shown
from api.pages.timeline import Axis, Mark, Tick, spread
from kg.consolidate import Disagreement, History, day_of_report, history, told_in_order
from kg.facts import Status
from kg.model import Iri
from kg.queries import MeasureFilter, MeasureRow, Reported, measures_by_iri, reported
from kg.stores import Store

_MOST_LANES = 20
_MOST_RATES = 3
_MOST_REPORTS = 300
"""Reports behind the lines of one page at most, the latest ones."""
_SHAPES: Mapping[str, str] = {
    Status.IN_FORCE: "disc",
    Status.ANNOUNCED: "ring",
    Status.THREATENED: "triangle",
    Status.PROPOSED: "lozenge",
    Status.EXPECTED: "box",
    Status.SUSPENDED: "bars",
    Status.ENDED: "cross",
}
KEY = tuple((status, Mark(x=0, width=0, shape=shape, title=status)) for status, shape in _SHAPES.items())
"""Each status with the sign that stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A measure over time: `state` is what was reported last, `line` the time between its first and its last report."""

    history: History
    state: str
    marks: tuple[Mark, ...]
    line: tuple[float, float] | None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Lines of time under one axis; `more` measures have no line here."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What another report of the same measure and day tells: "rate: 25 / 35", this report's own value first."""

    differs: tuple[str, ...]
    other: MeasureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """A page of reports: rows, how many there are in all of how many measures, lines of time, and by IRI what disagrees."""

    rows: tuple[MeasureRow, ...]
    total: int
    measures: int
    lanes: Lanes
    otherwise: Mapping[str, tuple[Otherwise, ...]]


def reports(store: Store, wanted: MeasureFilter) -> Reports:
    """The reports that a filter lets through, the latest first, with lines of time for the measures they are of."""
    found = reported(store, wanted)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    listed = found[wanted.offset : end]
    drawn = tuple(dict.fromkeys(one.measure for one in listed))
    behind = [one for one in found if one.measure in set(drawn[:_MOST_LANES])][:_MOST_REPORTS]
    rows = {row.iri: row for row in measures_by_iri(store, dict.fromkeys(one.iri for one in (*listed, *behind)))}
    told = told_in_order(_known(rows, behind))
    return Reports(
        rows=_known(rows, listed),
        total=len(found),
        measures=len({one.measure for one in found}),
        lanes=lanes(told, more=max(0, len(drawn) - _MOST_LANES)),
        otherwise=otherwise(told),
    )


def lanes(told: Sequence[History], *, more: int = 0) -> Lanes:
    """A line of time for each measure, in the order given."""
    axis = Axis.over(day_of_report(row) for one in told for row in one.reports)
    return Lanes(lanes=tuple(_lane(one, axis) for one in told), ticks=axis.ticks() if axis else (), more=more)


def measure_history(store: Store, measure: Iri) -> History | None:
    """All that documents report of one measure, the latest reports if there are very many; None where there is none."""
    return history(store, measure, limit=_MOST_REPORTS)


def otherwise(told: Iterable[History]) -> Mapping[str, tuple[Otherwise, ...]]:
    """By the IRI of a report those that tell otherwise of the same measure and day."""
    found: dict[str, list[Otherwise]] = defaultdict(list)
    for pair in (pair for one in told for pair in one.disagreements):
        found[pair.one.iri].append(Otherwise(differs=pair.differs, other=pair.other))
        found[pair.other.iri].append(Otherwise(differs=_turned(pair), other=pair.one))
    return {iri: tuple(others) for iri, others in found.items()}


def _turned(pair: Disagreement) -> tuple[str, ...]:
    """The differences with the other report's value first."""
    parts = (one.partition(": ") for one in pair.differs)
    return tuple(f"{what}: {' / '.join(reversed(values.split(' / ')))}" for what, _, values in parts)


def _known(rows: Mapping[str, MeasureRow], found: Iterable[Reported]) -> tuple[MeasureRow, ...]:
    return tuple(rows[one.iri] for one in found if one.iri in rows)


def _lane(told: History, axis: Axis | None) -> Lane:
    by_day: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in told.reports:
        by_day[day_of_report(row)].append(row)
    placed = [(rows, place) for day, rows in by_day.items() if axis and (place := axis.place(day))]
    last = placed[-1][0] if placed else list(told.reports)
    number, marks = len(told.reports), spread([_mark(rows, place) for rows, place in placed])
    return Lane(
        history=told,
        state=", ".join(part for part in (_rates(last), " / ".join(dict.fromkeys(row.status for row in last))) if part),
        marks=marks,
        line=(marks[0].middle, marks[-1].middle) if len(marks) > 1 else None,
        summary=f"{told.label}: {number} {'report' if number == 1 else 'reports'}, the last: {_told(last[-1])}",
    )


def _mark(rows: Sequence[MeasureRow], place: tuple[float, float]) -> Mark:
    """The mark of one day, with all that is reported of it."""
    title = "; ".join(dict.fromkeys(map(_told, rows)))
    return Mark(x=place[0], width=place[1], shape=_SHAPES.get(rows[-1].status, "disc"), title=title, label=_rates(rows))


def _rates(rows: Sequence[MeasureRow]) -> str:
    """The rates or changes of one day; several where reports tell of several."""
    return " / ".join([rate for rate in dict.fromkeys(map(_rate, rows)) if rate][:_MOST_RATES])


def _rate(row: MeasureRow) -> str:
    return shown.rates(row.previous_rate, row.rate, row.rate_upper) or row.change or ""


def _told(row: MeasureRow) -> str:
    day = shown.date(day_of_report(row)) or "undated"
    return ", ".join(part for part in (day, row.change if row.change != _rate(row) else "", _rate(row), row.status) if part)
