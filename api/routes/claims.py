"""Claims by filter: a page of cards, or JSON, CSV, Turtle, JSON-LD and an Atom feed."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.pages.cards import cards
from api.pages.feed import ATOM, feed
from api.routes.access import Reading, TheSettings
from api.routes.filters import MOST_ROWS, ClaimQuery
from api.routes.lists import DATA, FORMATS, PAGE_AND_DATA, Suffix, as_csv, as_rdf, flat, wanted, with_next
from api.routes.replies import answers, as_json
from api.routes.results import Read, claims_page, root_of
from kg.queries import claims, count_claims, search_claims
from kg.search import over, read_when
from kg.stores import Store

router = APIRouter(tags=["claims"])

Asked = Annotated[ClaimQuery, Query()]

COLUMNS = (
    *(
        "speaker",
        "speaker_kind",
        "cue",
        "text",
        "form",
        "act",
        "polarity",
        "sectors",
        "countries",
        "recipient",
        "date",
        "date_text",
    ),
    *("confidence", "document_title", "document_publisher", "document_published", "document_url", "document_passage", "iri"),
)
"""The columns of claims as CSV."""


_FEED_ROWS = 100


@router.get(
    "/claims",
    summary="Claims by speaker, sector, country, outlet, time, form and words: a page, or data by Accept",
    response_class=Response,
    responses=PAGE_AND_DATA,
)
def by_accept(request: Request, store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """The latest first, if not sorted otherwise; a claim without a date counts for the day its document was published.

    On the page, words that no claim has may be a question: it is asked, and what then is not understood is told there.
    """
    media_type = wanted(request, "")
    if media_type:
        return _data(store, asked, media_type)
    is_words = list(asked.in_use()) == ["q"] and any(map(str.isalnum, asked.q))
    if is_words and not count_claims(store, asked.filter(0)):
        return RedirectResponse(f"/ask?{urlencode({'q': asked.q})}", status_code=303, headers={"Vary": "Accept"})
    return claims_page(request, store, Read(asked=asked, kept=asked.without_words()), settings.page_rows)


@router.get(
    "/claims.atom", summary="The same as a feed, for a search that is saved", response_class=Response, responses=answers(ATOM)
)
def as_feed(request: Request, store: Reading, asked: Asked) -> Response:
    """The claims as entries of an Atom feed; each was updated when its document was read."""
    rows = claims(store, asked.filter(_FEED_ROWS))
    read = over(store, lambda tables: read_when(tables, (row.source.iri for row in rows)))
    root = root_of(request)
    told = ", ".join(f"{chip.name}: {chip.value}" for chip in asked.chips("/claims")) or "all"
    content = feed(
        cards(store, rows, root=root),
        title=f"Claims ({told})",
        page=root + asked.address("/claims"),
        address=root + asked.address("/claims.atom"),
        read=read,
    )
    return Response(content, media_type=f"{ATOM}; charset=utf-8")


@router.get("/claims.{suffix}", summary="The same as json, csv, ttl or jsonld", response_class=Response, responses=DATA)
def by_suffix(request: Request, store: Reading, suffix: Suffix, asked: Asked) -> Response:
    """For whoever cannot send an Accept header."""
    return _data(store, asked, wanted(request, suffix) or "")


def _data(store: Store, asked: ClaimQuery, media_type: str) -> Response:
    found = search_claims(store, asked.filter(MOST_ROWS))
    following = asked.offset + len(found.rows)
    has_more = bool(found.rows) and following < found.counts.total
    if media_type == "application/json":
        return as_json(
            {
                "filters": asked.in_use(),
                "total": found.counts.total,
                "next": asked.address("/claims.json", offset=following) if has_more else None,
                "facets": found.counts,
                "rows": [row.as_dict() for row in found.rows],
            }
        )
    if media_type == "text/csv":
        reply = as_csv("claims", COLUMNS, (flat(row.as_dict()) for row in found.rows))
    else:
        reply = as_rdf(store, [row.iri for row in found.rows], media_type)
    ending = next(ending for ending, its_type, _ in FORMATS if its_type == media_type)
    return with_next(reply, asked.address(f"/claims.{ending}", offset=following) if has_more else "")
