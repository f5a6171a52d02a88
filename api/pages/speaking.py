"""Statements by and about a thing, as its page shows them: the latest, how many there are over time, and of what or by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from api.pages.cards import Card, cards
from api.pages.histogram import Histogram, histogram
from api.pages.records import plain, table
from kg.model import Iri
from kg.queries import ClaimFilter, ClaimRow, claims, claims_by_iri, search_claims
from kg.search import Count
from kg.stores import Store

_SHOWN = 6
_FACETS = 8
_VOICES = 8


@dataclass(frozen=True, slots=True)
class Topic:
    """A value that many of the statements have, how many, and where these are listed."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who spoke of a sector, how often, where all of it is listed, and what was said last."""

    label: str
    iri: str
    count: int
    address: str
    latest: ClaimRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """A list of statements: how many there are, the latest, their times, their topics by heading, and where all are listed.

    `filters` are the parameters of /claims that list them.
    """

    anchor: str
    title: str
    total: int
    claims: tuple[Card, ...]
    histogram: Histogram | None
    topics: tuple[tuple[str, tuple[Topic, ...]], ...]
    filters: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """Where all of them are listed."""
        return _address(dict(self.filters))

    @property
    def next(self) -> str | None:
        """Where those begin that are not shown, None where all are."""
        return _address({**dict(self.filters), "offset": str(_SHOWN)}) if self.total > len(self.claims) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A page of the statements that name a thing: how many there are in all, and the numbers of the first and last shown."""

    total: int
    claims: tuple[Card, ...]
    first: int

    @property
    def last(self) -> int:
        """The number of the last that is shown."""
        return self.first + len(self.claims) - 1


@dataclass(frozen=True, slots=True)
class WidelyTold:
    """A claim that several documents tell."""

    claim: Iri
    text: str
    documents: int
    speaker: str
    speaker_iri: Iri


def statements(store: Store, anchor: str, title: str, **given: str) -> Statements | None:
    """The statements that parameters of /claims choose: speaker, sector, country or any of the words of text."""
    wanted = ClaimFilter(
        speakers=(given["speaker"],) if "speaker" in given else (),
        sector=given.get("sector"),
        country=given.get("country"),
        outlet=given.get("publisher"),
        text=given.get("text"),
        any_word=given.get("match") == "any",
        limit=_SHOWN,
    )
    found = search_claims(store, wanted, most=_FACETS)
    if not found.counts.total:
        return None
    counted = (
        ("Speakers", "speaker", found.counts.speakers if "speaker" not in given and "sector" not in given else ()),
        ("Sectors", "sector", found.counts.sectors if "sector" not in given else ()),
        ("Countries", "country", found.counts.countries if "country" not in given else ()),
    )
    topics = ((heading, _topics(parameter, counts, given)) for heading, parameter, counts in counted)
    return Statements(
        anchor=anchor,
        title=title,
        total=found.counts.total,
        claims=cards(store, found.rows),
        histogram=histogram(found.counts, ("", ""), lambda time: _address({**given, "from": time, "to": time})),
        topics=tuple((heading, values) for heading, values in topics if values),
        filters=tuple(given.items()),
    )


def voices(store: Store, sector: Iri) -> tuple[Voice, ...]:
    """Who spoke most of a sector, each with what was said last."""
    wanted = ClaimFilter(sector=sector, limit=1)
    found = search_claims(store, wanted, most=_VOICES).counts.speakers
    return tuple(
        Voice(
            label=one.label,
            iri=one.iris[0],
            count=one.count,
            address=_address({"speaker": one.iris[0], "sector": sector}),
            latest=next(iter(claims(store, replace(wanted, speakers=one.iris))), None),
        )
        for one in found
        if one.iris
    )


def naming(store: Store, iris: Sequence[Iri], page: int) -> Naming:
    """The statements that name a thing by any of its IRIs, the latest first; pages count from 1."""
    found = [Iri(plain(claim)) for claim, _ in table(store, "mentioning", {"entity": tuple(iris)}).rows]
    first = min((page - 1) * _SHOWN, max(0, (len(found) - 1) // _SHOWN * _SHOWN))
    return Naming(total=len(found), claims=cards(store, claims_by_iri(store, found[first : first + _SHOWN])), first=first + 1)


def spoken(store: Store, rows: Sequence[ClaimRow]) -> tuple[Card, ...]:
    """Cards of the latest of some statements that are given from the earliest on."""
    return cards(store, tuple(reversed(rows))[:_SHOWN])


def widely_told(store: Store, iris: Sequence[Iri]) -> tuple[WidelyTold, ...]:
    """The claims by or about a thing that stand in most documents."""
    rows = table(store, "most-told", {"entity": tuple(iris)}).rows
    speakers = tuple(sorted({row[3] for row in rows if isinstance(row[3], Iri)}))
    labels = {node: plain(label) for node, label in table(store, "labels", {"node": speakers}).rows} if speakers else {}
    return tuple(
        WidelyTold(claim, plain(text), int(plain(documents)), labels.get(who, ""), who)
        for claim, text, documents, who in rows
        if isinstance(claim, Iri) and isinstance(who, Iri)
    )


def _topics(parameter: str, counts: Sequence[Count], given: dict[str, str]) -> tuple[Topic, ...]:
    return tuple(Topic(one.label, one.count, _address({**given, parameter: one.iris[0]})) for one in counts if one.iris)


def _address(filters: dict[str, str]) -> str:
    return f"/claims?{urlencode(filters)}"
