"""Speakers side by side: what each said over time, and passages of one speaker that may be a change of position."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from api.pages import shown
from api.pages.timeline import Axis, Mark, Tick, spread
from kg.consolidate import Candidate, day_of, positions
from kg.queries import SEPARATOR, ClaimFilter, ClaimRow, count_claims
from kg.stores import Store

MOST_SPEAKERS = 5
"""More columns than these are read by nobody."""
_MOST_STATEMENTS = 150
"""Of each speaker, the latest ones."""
_MOST_PAIRS = 12
_MONTH = 7
"""Characters of a partial date that tell its month."""
_SHAPES = ("disc", "square", "triangle", "diamond", "ring")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that may be a change of position, and how many further pairs of passages have the same words."""

    candidate: Candidate
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One speaker as asked for, by label and IRI where anything was said; how much, where all is listed, and when."""

    asked: str
    label: str
    iri: str
    total: int
    address: str
    marks: tuple[Mark, ...]
    summary: str
    sign: Mark
    pairs: tuple[Pair, ...]
    more_pairs: int


@dataclass(frozen=True, slots=True)
class Period:
    """A month ("" is undated): what each side said in it, the earliest first, in the order of the sides."""

    month: str
    cells: tuple[tuple[ClaimRow, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Speakers with their statements by month, the latest month first; `left_out` earlier statements are not shown."""

    sides: tuple[Side, ...]
    periods: tuple[Period, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def compare(store: Store, wanted: ClaimFilter) -> Comparison:
    """The speakers of a filter side by side; QueryError for a speaker or another value that is not known."""
    each = [replace(wanted, speakers=(one,), limit=_MOST_STATEMENTS, offset=0) for one in wanted.speakers]
    found = [positions(store, one) for one in each]
    axis = Axis.over(day for one in found for row in one.statements if (day := day_of(row)))
    sides = tuple(
        _side(asked, told.statements, told.candidates, total=count_claims(store, asked), axis=axis, shape=shape)
        for asked, told, shape in zip(each, found, _SHAPES, strict=False)
    )
    return Comparison(
        sides=sides,
        periods=_periods([one.statements for one in found]),
        ticks=axis.ticks() if axis else (),
        left_out=sum(side.total for side in sides) - sum(len(one.statements) for one in found),
    )


def _side(
    asked: ClaimFilter,
    rows: Sequence[ClaimRow],
    candidates: Sequence[Candidate],
    *,
    total: int,
    axis: Axis | None,
    shape: str,
) -> Side:
    label, iri = _who(asked, rows)
    pairs = _pairs(candidates)
    return Side(
        asked=asked.speakers[0],
        label=label,
        iri=iri,
        total=total,
        address=f"/claims?{urlencode(_parameters(asked), doseq=True)}",
        marks=_marks(rows, axis, shape),
        summary=f"{label}: {total:,} {'statement' if total == 1 else 'statements'}",
        sign=Mark(x=0, width=0, shape=shape, title=label),
        pairs=pairs[:_MOST_PAIRS],
        more_pairs=max(0, len(pairs) - _MOST_PAIRS),
    )


def _pairs(candidates: Iterable[Candidate]) -> tuple[Pair, ...]:
    """The pairs that differ in their words, in the order given."""
    same: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for one in candidates:
        same[one.earlier.text, one.later.text].append(one)
    return tuple(Pair(found[0], len(found) - 1) for found in same.values())


def _who(asked: ClaimFilter, rows: Sequence[ClaimRow]) -> tuple[str, str]:
    """The label and the IRI that most of the statements have; without any, what was asked for."""
    if not rows:
        return asked.speakers[0], ""
    return max(Counter((row.speaker, row.speaker_iri) for row in rows).items(), key=lambda one: (one[1], one[0]))[0]


def _parameters(asked: ClaimFilter) -> Mapping[str, object]:
    sectors = asked.sector.split(SEPARATOR) if asked.sector else ()
    given = {"speaker": asked.speakers[0], "sector": sectors, "from": asked.date_from, "to": asked.date_to}
    return {name: value for name, value in given.items() if value}


def _marks(rows: Iterable[ClaimRow], axis: Axis | None, shape: str) -> tuple[Mark, ...]:
    """One mark for each day on which something was said."""
    days = Counter(day for row in rows if (day := day_of(row)))
    made = []
    for day, count in sorted(days.items()):
        place = axis.place(day) if axis else None
        if place:
            title = f"{shown.date(day)}: {count} {'statement' if count == 1 else 'statements'}"
            label = str(count) if count > 1 else ""
            made.append(
                Mark(x=place[0], width=place[1] if len(day) < len("2025-10-03") else 0, shape=shape, title=title, label=label)
            )
    return spread(made)


def _periods(sides: Sequence[Sequence[ClaimRow]]) -> tuple[Period, ...]:
    by_month: dict[str, list[list[ClaimRow]]] = defaultdict(lambda: [[] for _ in sides])
    for number, rows in enumerate(sides):
        for row in rows:
            by_month[day_of(row)[:_MONTH]][number].append(row)
    return tuple(Period(month, tuple(map(tuple, by_month[month]))) for month in sorted(by_month, reverse=True))
