"""Claims by filter: a page of cards, or JSON, CSV, Turtle and JSON-LD."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.cards import cards
from api.pages.overview import sectors, speakers
from api.routes.access import Reading, TheSettings
from api.routes.filters import MOST_ROWS, ClaimQuery
from api.routes.lists import DATA, FORMATS, PAGE_AND_DATA, as_csv, as_rdf, flat, wanted
from api.routes.replies import as_json, page
from kg.errors import QueryError
from kg.facts import Form
from kg.queries import ClaimRow, claims, count_claims
from kg.stores import Store

router = APIRouter(tags=["claims"])

Asked = Annotated[ClaimQuery, Query()]

_NAMES = 200
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


@router.get(
    "/claims",
    summary="Claims by speaker, sector, country, time, form and words: a page, or data by Accept",
    response_class=Response,
    responses=PAGE_AND_DATA,
)
def by_accept(request: Request, store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """The latest first; a claim without a date counts for the day its document was published."""
    media_type = wanted(request, "")
    return _data(store, asked, media_type) if media_type else _page(request, store, asked, settings.page_rows)


@router.get("/claims.{suffix}", summary="The same as json, csv, ttl or jsonld", response_class=Response, responses=DATA)
def by_suffix(request: Request, store: Reading, suffix: str, asked: Asked) -> Response:
    """For whoever cannot send an Accept header."""
    return _data(store, asked, wanted(request, suffix) or "")


def _data(store: Store, asked: ClaimQuery, media_type: str) -> Response:
    rows = claims(store, asked.filter(MOST_ROWS))
    if media_type == "text/csv":
        return as_csv("claims", COLUMNS, (flat(row.as_dict()) for row in rows))
    if media_type != "application/json":
        return as_rdf(store, [row.iri for row in rows], media_type)
    total = count_claims(store, asked.filter(MOST_ROWS))
    following = asked.offset + len(rows)
    return as_json(
        {
            "filters": asked.in_use(),
            "total": total,
            "next": asked.address("/claims.json", offset=following) if rows and following < total else None,
            "rows": [row.as_dict() for row in rows],
        }
    )


def _page(request: Request, store: Store, asked: ClaimQuery, rows_on_page: int) -> Response:
    wanted_claims = asked.filter(rows_on_page)
    problem, rows, total = "", tuple[ClaimRow, ...](), 0
    try:
        rows, total = claims(store, wanted_claims), count_claims(store, wanted_claims)
    except QueryError as error:
        problem = str(error)
    step = asked.limit or rows_on_page
    has_earlier, has_later = asked.offset + len(rows) < total, asked.offset > 0
    return page(
        request,
        "claims.html",
        title="Claims",
        section="/claims",
        status=400 if problem else 200,
        asked=asked,
        forms=tuple(Form),
        speaker_names=[found.label for found in speakers(store, _NAMES)],
        sector_names=[found.label for found in sectors(store, _NAMES)],
        chips=asked.chips("/claims"),
        problem=problem,
        claims=cards(store, rows),
        total=total,
        first=asked.offset + 1,
        earlier=asked.address("/claims", offset=asked.offset + step) if has_earlier else None,
        later=asked.address("/claims", offset=max(0, asked.offset - step) or None) if has_later else None,
        alternates=tuple((name, asked.address(f"/claims.{ending}")) for ending, _, name in FORMATS),
    )
