"""Reports of trade measures by filter: a table, or JSON, CSV, Turtle and JSON-LD."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.measures import KEY, reports
from api.pages.overview import sectors
from api.routes.access import Reading, TheSettings
from api.routes.filters import MOST_ROWS, MeasureQuery
from api.routes.lists import DATA, FORMATS, PAGE_AND_DATA, Suffix, as_csv, as_rdf, flat, wanted
from api.routes.replies import as_json, page
from kg.errors import QueryError
from kg.facts import MeasureType, Status
from kg.queries import MeasureRow, measures, prepared
from kg.stores import Store

router = APIRouter(tags=["trade measures"])

Asked = Annotated[MeasureQuery, Query()]

_NAMES = 200
COLUMNS = (
    *(
        "measure",
        "imposing",
        "target",
        "sector",
        "change",
        "status",
        "previous_rate",
        "rate",
        "rate_upper",
        "exempts",
        "said_by",
        "date",
    ),
    *("date_text", "text", "confidence", "document_title", "document_publisher", "document_published", "document_url"),
    *("document_passage", "iri"),
)
"""The columns of reports as CSV."""


@router.get(
    "/tariffs",
    summary="Trade measures by country, sector, type, time and status: a page, or data by Accept",
    response_class=Response,
    responses=PAGE_AND_DATA,
)
def by_accept(request: Request, store: Reading, settings: TheSettings, asked: Asked) -> Response:
    """Who imposes what on whom in which sector, as documents report it; the latest first."""
    media_type = wanted(request, "")
    return _data(store, asked, media_type) if media_type else _page(request, store, asked, settings.page_rows)


@router.get("/tariffs.{suffix}", summary="The same as json, csv, ttl or jsonld", response_class=Response, responses=DATA)
def by_suffix(request: Request, store: Reading, suffix: Suffix, asked: Asked) -> Response:
    """For whoever cannot send an Accept header."""
    return _data(store, asked, wanted(request, suffix) or "")


def _data(store: Store, asked: MeasureQuery, media_type: str) -> Response:
    rows, has_more = _rows(store, asked, MOST_ROWS)
    if media_type == "text/csv":
        return as_csv("tariffs", COLUMNS, (flat(row.as_dict()) for row in rows))
    if media_type != "application/json":
        return as_rdf(store, [row.iri for row in rows], media_type)
    following = asked.address("/tariffs.json", offset=asked.offset + len(rows)) if has_more else None
    return as_json({"filters": asked.in_use(), "next": following, "rows": [row.as_dict() for row in rows]})


def _rows(store: Store, asked: MeasureQuery, limit: int) -> tuple[tuple[MeasureRow, ...], bool]:
    """The rows of one page, and whether there are more."""
    step = asked.limit or limit
    found = measures(store, replace(asked.filter(limit), limit=step + 1))
    return found[:step], len(found) > step


def _page(request: Request, store: Store, asked: MeasureQuery, rows_on_page: int) -> Response:
    problem, found = "", None
    try:
        found = reports(store, asked.filter(rows_on_page))
    except QueryError as error:
        problem = str(error)
    step = asked.limit or rows_on_page
    has_more = found is not None and found.total > asked.offset + step
    return page(
        request,
        "tariffs.html",
        title="Trade measures",
        section="/tariffs",
        status=400 if problem else 200,
        asked=asked,
        types=tuple(MeasureType),
        statuses=tuple(Status),
        sector_names=[found.label for found in sectors(store, _NAMES)],
        chips=asked.chips("/tariffs"),
        problem=problem,
        found=found,
        key=KEY,
        first=asked.offset + 1,
        earlier=asked.address("/tariffs", offset=asked.offset + step) if has_more else None,
        later=asked.address("/tariffs", offset=max(0, asked.offset - step) or None) if asked.offset else None,
        alternates=tuple((name, asked.address(f"/tariffs.{ending}")) for ending, _, name in FORMATS),
        behind="" if problem else prepared(store, "measures", {name: str(value) for name, value in asked.in_use().items()}),
    )
