"""Passages side by side: speakers on a sector over time as a page, positions and the history of measures as JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.negotiate import HTML, JSON, choose
from api.pages.comparison import MOST_SPEAKERS, Comparison, compare
from api.pages.overview import sectors, speakers
from api.routes.access import Reading
from api.routes.filters import SECTOR, ClaimQuery, Day, MeasureQuery, Word
from api.routes.replies import answers, as_json, page
from kg.consolidate import histories, positions
from kg.errors import QueryError
from kg.queries import SEPARATOR, prepared, search_claims
from kg.stores import Store

router = APIRouter(tags=["comparisons"])

_MOST_MEASURES = 100
_ANSWERS = answers(JSON)
_NAMES = 200
_SUGGESTED = 12


class CompareQuery(BaseModel):
    """Who is compared, and on what."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    speakers: list[Word] = Field(default_factory=list, description="label, slug or IRI; repeated, or separated by commas")
    sector: Word = Field(default="", description=SECTOR, examples=["steel"])
    since: Day = Field(default="", alias="from", description="2025, 2025-10 or 2025-10-03")
    to: Day = Field(default="", description="2025, 2025-10 or 2025-10-03")

    def claims(self) -> ClaimQuery:
        """The same as a filter of claims."""
        return ClaimQuery.model_validate({"speaker": self.speakers, "sector": self.sector, "from": self.since, "to": self.to})


@router.get(
    "/compare",
    summary="Speakers side by side on a sector over time, with what may be changes of position: a page, or JSON by Accept",
    response_class=Response,
    responses=answers(JSON, HTML),
)
def side_by_side(request: Request, store: Reading, asked: Annotated[CompareQuery, Query()]) -> Response:
    """What /positions tells of each speaker, in columns; as JSON the same for each."""
    given = asked.claims()
    if choose(request.headers.get("accept"), (JSON, HTML)) != HTML:
        each = ((name, given.model_copy(update={"speaker": [name]})) for name in _few(given))
        return as_json({"speakers": [{"asked": name, **positions(store, one.filter(1_000)).as_dict()} for name, one in each]})
    names = given.speakers()
    problem, found, suggested = "", None, _suggested(store, "")
    try:
        found = _compared(store, given)
        suggested = _suggested(store, asked.sector, known=frozenset(side.iri for side in found.sides) if found else frozenset())
    except QueryError as error:
        problem = str(error)
    return page(
        request,
        "compare.html",
        title=f"Compare {', '.join(side.label for side in found.sides)}" if found else "Compare speakers",
        section="/compare",
        status=400 if problem else 200,
        asked=asked,
        names=names,
        most=MOST_SPEAKERS,
        problem=problem,
        found=found,
        suggested=suggested,
        speaker_names=[one.label for one in speakers(store, _NAMES)],
        sector_names=[one.label for one in sectors(store, _NAMES)],
        behind=[(side, _query(store, given, side.asked)) for side in found.sides] if found else [],
    )


def _compared(store: Store, given: ClaimQuery) -> Comparison | None:
    return compare(store, given.filter(1)) if _few(given) else None


def _few(given: ClaimQuery) -> tuple[str, ...]:
    """The speakers asked for; QueryError for more than can stand side by side."""
    names = given.speakers()
    if len(names) > MOST_SPEAKERS:
        raise QueryError(f"{len(names)} speakers are too many to compare: give {MOST_SPEAKERS} at most")
    return names


def _suggested(store: Store, sector: str, *, known: frozenset[str] = frozenset()) -> tuple[tuple[str, str, int], ...]:
    """Who else spoke most, of the sector if one is asked for: label, IRI and number of statements."""
    found = search_claims(store, ClaimQuery(sector=[sector]).filter(1), most=_SUGGESTED).counts.speakers
    return tuple((one.label, one.iris[0], one.count) for one in found if one.iris and known.isdisjoint(one.iris))


def _query(store: Store, given: ClaimQuery, speaker: str) -> str:
    values = {"speaker": speaker, "sector": SEPARATOR.join(given.values("sector")), "from": given.since, "to": given.to}
    return prepared(store, "positions", {name: value for name, value in values.items() if value})


@router.get(
    "/positions",
    summary="What was said in order of time, and pairs of passages that may contradict each other, as JSON",
    response_class=Response,
    responses=_ANSWERS,
)
def over_time(store: Reading, asked: Annotated[ClaimQuery, Query()]) -> Response:
    """Pairs are candidates, never asserted: those of the question changed-positions."""
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
