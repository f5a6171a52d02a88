"""A claim that documents word in several ways: each wording with its differences, the outlets in order, who was first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.pages.differences import Kept, Words, differences
from api.pages.records import plain, table
from kg.consolidate import Variation
from kg.model import Iri
from kg.queries import ClaimRow, claims_by_iri
from kg.stores import Store

_COMPARED = (Variation.CUT, Variation.CHANGED)
"""What differs in some words; of a paraphrase hardly any word is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One document's report of a claim: its row, how sure it is the same claim and why, and whether it was the first."""

    row: ClaimRow
    variation: str
    confidence: str
    reason: str
    is_first: bool

    @property
    def day(self) -> str:
        """When the document was published, "" where that is not known."""
        return self.row.source.published or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One wording: how it relates to the fullest, its words with what became of them, and who words it so, the first first."""

    variation: str
    words: tuple[Words, ...]
    by: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What an outlet made of a claim: when it told it first, how often, and in which variations."""

    name: str
    first: Telling
    times: int
    variations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """A claim by its fullest wording, with all its wordings and the outlets, both in the order of time."""

    fullest: Telling
    wordings: tuple[Worded, ...]
    outlets: tuple[Outlet, ...]
    documents: int
    firsts: tuple[Telling, ...]
    last: str


def wordings(store: Store, claim: Iri) -> Wordings | None:
    """All wordings of a claim; None where the graph knows none."""
    told = _told(store, claim)
    if not told:
        return None
    fullest = next((one for one in told if one.variation == Variation.FULLEST), told[0])
    return Wordings(
        fullest=fullest,
        wordings=tuple(_worded(told, fullest)),
        outlets=tuple(_outlets(told)),
        documents=len({one.row.source.iri for one in told}),
        firsts=tuple(one for one in told if one.is_first),
        last=max(one.day for one in told),
    )


def _told(store: Store, claim: Iri) -> tuple[Telling, ...]:
    """Each document's report, the earliest first."""
    found = {plain(row[0]): row[1:] for row in table(store, "wordings-of", {"claim": claim}).rows}
    told = (_telling(row, tuple(map(plain, found[row.iri]))) for row in claims_by_iri(store, found))
    return tuple(sorted(told, key=lambda one: (one.day or "9999", one.row.source.iri, one.row.iri)))


def _telling(row: ClaimRow, known: Sequence[str]) -> Telling:
    variation, confidence, reason, first = known
    return Telling(row=row, variation=variation, confidence=confidence, reason=reason, is_first=bool(first))


def _worded(told: Iterable[Telling], fullest: Telling) -> list[Worded]:
    """Wordings with the same words put together: the fullest first, then in the order of time."""
    alike: dict[str, list[Telling]] = defaultdict(list)
    for one in told:
        alike[one.row.text].append(one)
    ordered = sorted(alike.values(), key=lambda group: fullest not in group)
    return [_one_wording(tuple(group), fullest) for group in ordered]


def _one_wording(by: tuple[Telling, ...], fullest: Telling) -> Worded:
    variation, text = (fullest if fullest in by else by[0]).variation, by[0].row.text
    words = differences(fullest.row.text, text) if variation in _COMPARED else (Words(text, Kept.SAME),)
    return Worded(variation=variation, words=words, by=by)


def _outlets(told: Iterable[Telling]) -> list[Outlet]:
    by_outlet: Mapping[str, list[Telling]] = defaultdict(list)
    for one in told:
        by_outlet[one.row.source.publisher or ""].append(one)
    return [
        Outlet(
            name=name,
            first=found[0],
            times=len(found),
            variations=tuple(dict.fromkeys(one.variation for one in found)),
        )
        for name, found in by_outlet.items()
    ]
