"""The page of a search: claims with what narrows them, however the request told which."""

from dataclasses import dataclass, replace
from itertools import islice

from fastapi import Request
from fastapi.responses import Response

from api.pages import histogram as bars
from api.pages.cards import Card, cards
from api.pages.embedded import json_ld
from api.pages.facets import MOST, Address, asked_by, facets
from api.pages.histogram import histogram
from api.pages.overview import countries, outlets, sectors, speakers
from api.routes.filters import LONGEST, ClaimQuery, Grouping
from api.routes.lists import FORMATS
from api.routes.replies import page
from kg.errors import QueryError
from kg.facts import Act, Form
from kg.queries import ClaimFilter, ClaimSearch, claims_query, count_claims, search_by_speaker, search_claims
from kg.search import Order
from kg.stores import Store

_NAMES = 200
_GROUPS = 12
_EACH = 3
_MOST_TRIED = 8
_PATH = "/claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a request asks for: filters, the question that they were read from, and sentences on how it was read.

    `kept` are the filters that hold for another question too.
    `query` is the SPARQL behind the question; `others` are questions that can be asked instead.
    """

    asked: ClaimQuery
    kept: ClaimQuery
    question: str = ""
    notes: tuple[str, ...] = ()
    query: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCards:
    """One speaker on a page by speaker: how many claims there are, the first of them, and the address of all."""

    speaker: str
    count: int
    cards: tuple[Card, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """A filter without which something is found: how much, and the address of that."""

    name: str
    value: str
    address: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several ways to arrange a list."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Which of all rows are on the page, and the addresses of those before and after."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None


def root_of(request: Request) -> str:
    """The address of this server, as the request has it: "http://127.0.0.1:8000"."""
    return str(request.base_url).rstrip("/")


def claims_page(request: Request, store: Store, read: Read, rows_on_page: int) -> Response:
    """Cards with facets, bars of time, and the same as data; a value that is not known is told in place of the cards."""
    asked = read.asked
    is_grouped = asked.group is Grouping.SPEAKER
    step = asked.limit or (_GROUPS if is_grouped else rows_on_page)
    wanted = replace(asked.filter(rows_on_page), limit=step)
    problem, found, query = "", None, read.query
    try:
        found = _searched(store, wanted, is_grouped=is_grouped)
        query = query or claims_query(store, wanted)
    except QueryError as error:
        problem = str(error)
    shown = cards(store, found.rows, found.found, root=root_of(request)) if found else ()
    return page(
        request,
        "claims.html",
        title=read.question or _title(asked),
        section=_PATH,
        status=400 if problem else 200,
        asked=asked,
        read=read,
        problem=problem,
        chips=asked.chips(_PATH),
        claims=() if is_grouped else shown,
        groups=_groups(found, shown, asked) if found and is_grouped else (),
        pages=_pages(asked, step, found, is_grouped=is_grouped),
        embedded=json_ld(shown),
        facets=facets(found.counts, asked.values, _values_address(asked)) if found else (),
        histogram=histogram(found.counts, (asked.since, asked.to), _time_address(asked)) if found else None,
        orders=_orders(asked),
        groupings=_groupings(asked),
        wider=_wider(store, asked) if found and not found.counts.total else (),
        alternates=tuple((name, asked.address(f"{_PATH}.{ending}")) for ending, _, name in FORMATS),
        feed=asked.address(f"{_PATH}.atom"),
        query=query,
        names=_names(store),
        forms=tuple(Form),
        acts=tuple(Act),
    )


def _searched(store: Store, wanted: ClaimFilter, *, is_grouped: bool) -> ClaimSearch:
    if is_grouped:
        return search_by_speaker(store, wanted, each=_EACH, most=MOST)
    return search_claims(store, wanted, most=MOST)


def _wider(store: Store, asked: ClaimQuery) -> tuple[Wider, ...]:
    """Where nothing is found: what there is without one of the filters."""
    found = []
    for name, value, rest in islice(asked.parts(), _MOST_TRIED):
        other = asked.but(name, rest)
        address = other.address(_PATH)
        found.append(Wider(name=name, value=value, address=address, count=count_claims(store, other.filter(0))))
    return tuple(one for one in found if one.count)


def _title(asked: ClaimQuery) -> str:
    told = [chip.value for chip in asked.chips(_PATH)]
    return f"Claims: {', '.join(told)}" if told else "Claims"


def _names(store: Store) -> dict[str, tuple[str, ...]]:
    """What can be typed into each field, the most frequent values."""
    lists = {"speaker": speakers, "sector": sectors, "country": countries, "publisher": outlets}
    return {
        name: tuple(one.label for one in listed(store, _NAMES) if len(one.label) <= LONGEST) for name, listed in lists.items()
    }


def _groups(found: ClaimSearch, shown: tuple[Card, ...], asked: ClaimQuery) -> tuple[SpeakerCards, ...]:
    by_iri = {card.row.iri: card for card in shown}
    return tuple(
        SpeakerCards(
            speaker=group.speaker,
            count=group.count,
            cards=tuple(by_iri[row.iri] for row in group.rows),
            address=asked.address(_PATH, group=None, speaker=list(asked_by(group.speaker, group.iris))),
        )
        for group in found.groups
    )


def _pages(asked: ClaimQuery, step: int, found: ClaimSearch | None, *, is_grouped: bool) -> Pages:
    total = 0 if found is None else found.all_groups if is_grouped else found.counts.total
    here = 0 if found is None else len(found.groups) if is_grouped else len(found.rows)
    last = asked.offset + here
    return Pages(
        first=asked.offset + 1,
        last=last,
        total=total,
        before=asked.address(_PATH, offset=max(0, asked.offset - step) or None) if asked.offset else None,
        after=asked.address(_PATH, offset=asked.offset + step) if last < total and here else None,
    )


def _values_address(asked: ClaimQuery) -> Address:
    return lambda name, values: asked.address(_PATH, **{name: list(values)})


def _time_address(asked: ClaimQuery) -> bars.Address:
    return lambda time: asked.address(_PATH, **{"from": time or None, "to": time or None})


def _orders(asked: ClaimQuery) -> tuple[Choice, ...]:
    chosen = asked.sort or Order.NEWEST
    words = {Order.NEWEST: "Newest first", Order.OLDEST: "Oldest first", Order.RELEVANCE: "Best match first"}
    return tuple(
        Choice(
            label=label, address=asked.address(_PATH, sort=None if order is Order.NEWEST else order), is_chosen=order is chosen
        )
        for order, label in words.items()
        if order is not Order.RELEVANCE or asked.q or asked.text
    )


def _groupings(asked: ClaimQuery) -> tuple[Choice, ...]:
    return (
        Choice(label="One by one", address=asked.address(_PATH, group=None), is_chosen=asked.group is None),
        Choice(
            label="By speaker",
            address=asked.address(_PATH, group=Grouping.SPEAKER),
            is_chosen=asked.group is Grouping.SPEAKER,
        ),
    )
