"""Positions over time: what somebody said of a matter, in order, and pairs of passages that may be a change of position.

Such a pair is a candidate and nothing more. There are two kinds: two statements much alike of which one denies what the other
asserts, holds a "not", another figure or the opposite word; and one that favours what another, the next before or after it on
the same sector or country, opposes. Both are of one speaker and of different days. Whether a position changed is for the
reader of both passages to judge. The command, the pages, questions in English and the named query all take them from here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from kg.consolidate.candidates import keys
from kg.consolidate.likeness import shares
from kg.consolidate.wordings import Wording
from kg.consolidate.words import opposed, weight
from kg.facts import Act
from kg.lexicon import ALL_GOODS, lexicon
from kg.queries import SEPARATOR, ClaimFilter, ClaimRow, claims, prepared
from kg.stores import Store

CHANGED = "changed-positions"
"""The named query whose rows are candidates."""
MOST = 5_000
"""So many statements are compared at most, the latest ones."""
_HELD = 0.5
_LEAST_WEIGHT = 1.5
"""Of the words in common, without names: what two say of the same countries is not yet about one matter."""
_DENIED = "denied"
_OPPOSING = re.compile(
    r"\b(oppos|reject|critici|condemn|denounc|object|refus|resist|deni|deny|rul(e|es|ed|ing) out|attack|blast|slam|dismiss"
    r"|deplor)",
    re.IGNORECASE,
)
_FAVOURING = re.compile(
    r"\b(support|back|favou?r|welcom|endors|prais|agree|want|call(s|ed|ing)? for|urg|promis|pledg|vow|hail|advocat|defend"
    r"|embrac)",
    re.IGNORECASE,
)
_NARROWING = ("speaker", "sector", "country", "text", "to")
"""Parameters of the named query that a filter of claims has too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two passages of one speaker side by side, and in what they differ: "negation", "figures: 25 / 35", "for / against"."""

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
    """What was said, wanted and denied, in order of time, and what may be a change of position; by the filters of claims.

    Of a candidate the later passage is within the time asked for; the earlier one may lie before it.
    """
    asked = replace(wanted, act=wanted.act or SEPARATOR.join(Act), date_from=None, limit=min(wanted.limit or MOST, MOST))
    rows = sorted(claims(store, asked), key=_when)
    found = sorted(_candidates(rows), key=lambda pair: (_when(pair.later), _when(pair.earlier)), reverse=True)
    return Positions(
        statements=tuple(row for row in rows if _is_since(row, wanted.date_from)),
        candidates=tuple(pair for pair in found if _is_since(pair.later, wanted.date_from)),
    )


def with_candidates(store: Store, name: str, parameters: Mapping[str, str]) -> Mapping[str, str]:
    """The parameters of a named query; of `changed-positions` the candidates are among them, unless they are given."""
    if name != CHANGED or "pair" in parameters:
        return parameters
    asked = {key: parameters[key] for key in _NARROWING if key in parameters}
    wanted = ClaimFilter(
        speakers=tuple(asked["speaker"].split(SEPARATOR)) if "speaker" in asked else (),
        sector=asked.get("sector"),
        country=asked.get("country"),
        text=asked.get("text"),
        date_to=asked.get("to"),
    )
    found = positions(store, wanted).candidates
    return {**parameters, "pair": "\n".join(f"{one.earlier.iri} {one.later.iri} {', '.join(one.differs)}" for one in found)}


def prepared_with_candidates(store: Store, name: str, parameters: Mapping[str, str]) -> str:
    """The SPARQL that answers a named query, with its values in place, and those of `changed-positions` with its candidates."""
    return prepared(store, name, with_candidates(store, name, parameters))


def day_of(row: ClaimRow) -> str:
    """The day that a claim counts for, "" where none is known."""
    return row.date or row.source.published or ""


def _when(row: ClaimRow) -> tuple[str, str]:
    return (day_of(row) or "9999", row.iri)


def _is_since(row: ClaimRow, start: str | None) -> bool:
    """Whether a claim is of a day or later, as far as its own day is known."""
    day = day_of(row)
    return start is None or (bool(day) and day >= start[: len(day)])


def _candidates(rows: Sequence[ClaimRow]) -> Iterator[Candidate]:
    """Each pair once, with all in which it differs, in the order of the rows."""
    found: dict[tuple[int, int], tuple[str, ...]] = defaultdict(tuple)
    for pair, differs in (*_alike(rows), *_for_and_against(rows)):
        if _are_apart(*(day_of(rows[place]) for place in pair)):
            found[pair] = tuple(dict.fromkeys((*found[pair], *differs)))
    for (earlier, later), differs in sorted(found.items()):
        yield Candidate(earlier=rows[earlier], later=rows[later], differs=differs)


def _are_apart(one: str, other: str) -> bool:
    """Whether two days are known, and not the same as far as they are."""
    return bool(one and other) and not one.startswith(other) and not other.startswith(one)


def _alike(rows: Sequence[ClaimRow]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Statements about one matter that differ in their words."""
    sharing: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    told = [_wording(row) for row in rows]
    for place, one in enumerate(told):
        if one.is_telling:
            for key in keys(one):
                sharing[one.speaker, *key].append(place)
    for earlier, later in sorted({pair for places in sharing.values() for pair in combinations(places, 2)}):
        differs = tuple(_differs(told[earlier], told[later]))
        if differs and _is_about_the_same(told[earlier], told[later]):
            yield (earlier, later), differs


def _for_and_against(rows: Sequence[ClaimRow]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """What favours and what opposes, where one is the next after the other on a sector or country."""
    sides: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for place, row in enumerate(rows):
        if side := _side(row):
            for topic in _topics(row):
                sides[row.speaker, topic].append((place, side))
    for told in sides.values():
        for (earlier, one), (later, other) in pairwise(told):
            if one != other:
                yield (earlier, later), (f"{one} / {other}",)


def _side(row: ClaimRow) -> str | None:
    """Whether a claim is for or against what it is about, as its reporting word tells; None where that tells nothing."""
    cue = row.cue or ""
    if row.polarity == _DENIED or _OPPOSING.search(cue):
        return "against"
    return "for" if _FAVOURING.search(cue) else None


def _topics(row: ClaimRow) -> Iterable[str]:
    return ({f"sector {one}" for one in row.sectors} | {f"country {one}" for one in row.countries}) - {
        f"sector {lexicon().sector_label(ALL_GOODS)}"
    }


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
