"""Passages side by side as JSON: positions over time, and the history of measures."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.negotiate import JSON
from api.routes.access import Reading
from api.routes.filters import ClaimQuery, MeasureQuery
from api.routes.replies import answers, as_json
from kg.consolidate import histories, positions

router = APIRouter(tags=["comparisons"])

_MOST_MEASURES = 100
_ANSWERS = answers(JSON)


@router.get(
    "/positions",
    summary="What was said in order of time, and pairs of passages that may contradict each other, as JSON",
    response_class=Response,
    responses=_ANSWERS,
)
def over_time(store: Reading, asked: Annotated[ClaimQuery, Query()]) -> Response:
    """Pairs are candidates: two statements much alike of one speaker, with another figure, a "not" or the opposite word."""
    return as_json(positions(store, asked.filter(1_000)).as_dict())


@router.get(
    "/histories",
    summary="Trade measures with their reports in order of time, where these disagree, and the claims about them, as JSON",
    response_class=Response,
    responses=_ANSWERS,
)
def of_measures(store: Reading, asked: Annotated[MeasureQuery, Query()]) -> Response:
    """Reports disagree if two documents tell another rate, status or change for one day."""
    return as_json({"rows": [one.as_dict() for one in histories(store, asked.filter(_MOST_MEASURES))]})
