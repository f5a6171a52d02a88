"""Positions over time: what somebody said of a matter, in order, and pairs of passages that may contradict each other.

Such a pair is a candidate and nothing more: two statements much alike of which one denies what the other asserts, holds a
"not", another figure, or the opposite word. Whether a position changed is for the reader of both passages to judge.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.consolidate.candidates import keys
from kg.consolidate.likeness import shares
from kg.consolidate.wordings import Wording
from kg.consolidate.words import opposed, weight
from kg.queries import ClaimFilter, ClaimRow, claims
from kg.stores import Store

MOST = 5_000
"""So many statements are compared at most, the latest ones."""
_HELD = 0.5
_LEAST_WEIGHT = 1.5
"""Of the words in common, without names: what two say of the same countries is not yet about one matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two passages of one speaker side by side, and in what they differ: "negation", "figures: 25 / 35", "raise/lower"."""

    earlier: ClaimRow
    later: ClaimRow
    differs: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {"earlier": self.earlier.as_dict(), "later": self.later.as_dict(), "differs": list(self.differs)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Statements, the earliest first and those of no known day last; candidates, the latest first."""

    statements: tuple[ClaimRow, ...]
    candidates: tuple[Candidate, ...]

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "statements": [row.as_dict() for row in self.statements],
            "candidates": [candidate.as_dict() for candidate in self.candidates],
        }


def positions(store: Store, wanted: ClaimFilter) -> Positions:
    """What was said, in order of time, and where it may contradict what the same speaker said; by the filters of claims."""
    rows = sorted(claims(store, replace(wanted, limit=min(wanted.limit or MOST, MOST))), key=_when)
    found = sorted(_candidates(rows), key=lambda pair: (_when(pair.later), _when(pair.earlier)), reverse=True)
    return Positions(statements=tuple(rows), candidates=tuple(found))


def day_of(row: ClaimRow) -> str:
    """The day that a claim counts for, "" where none is known."""
    return row.date or row.source.published or ""


def _when(row: ClaimRow) -> tuple[str, str]:
    return (day_of(row) or "9999", row.iri)


def _candidates(rows: Sequence[ClaimRow]) -> Iterator[Candidate]:
    sharing: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    told = [_wording(row) for row in rows]
    for place, one in enumerate(told):
        if one.is_telling:
            for key in keys(one):
                sharing[one.speaker, *key].append(place)
    for earlier, later in sorted({pair for places in sharing.values() for pair in combinations(places, 2)}):
        differs = tuple(_differs(told[earlier], told[later]))
        if differs and _is_about_the_same(told[earlier], told[later]):
            yield Candidate(earlier=rows[earlier], later=rows[later], differs=differs)


def _wording(row: ClaimRow) -> Wording:
    return Wording(
        utterance=row.iri,
        document=row.source.iri,
        start=0,
        speaker=row.speaker,
        text=row.text,
        form=row.form,
        polarity=row.polarity,
    )


def _is_about_the_same(one: Wording, other: Wording) -> bool:
    a, b = one.sense, other.sense
    held, _ = shares(a, b)
    return held >= _HELD and weight((a.bag & b.bag) - a.names - b.names) >= _LEAST_WEIGHT


def _differs(one: Wording, other: Wording) -> Iterator[str]:
    a, b = one.sense, other.sense
    if one.polarity != other.polarity:
        yield f"{one.polarity} / {other.polarity}"
    if a.is_negated != b.is_negated:
        yield "negation"
    if a.figures - b.figures and b.figures - a.figures:
        yield f"figures: {', '.join(sorted(a.figures - b.figures))} / {', '.join(sorted(b.figures - a.figures))}"
    yield from opposed(a.poles, b.poles)
