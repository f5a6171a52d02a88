"""The review page: what is doubtful with its passages side by side, and the verdicts of people, which outlive every rebuild."""

from dataclasses import asdict
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deciding import decided, put_on_record
from api.negotiate import HTML, JSON, choose
from api.pages.reviews import VERDICTS, least_certain, pairs, reported, standing
from api.routes.access import MayWrite, Reading, TheLibrary, TheSettings, is_signed_in, may_write
from api.routes.forms import Form, own_path
from api.routes.replies import WRITE_PROBLEMS, answers, as_json, page
from api.wiring import finish
from kg.errors import JudgementError
from kg.judgements import Judgement, Ruling, told

router = APIRouter(tags=["review"])

_PAIRS = 10
"""Pairs on one page."""


class ReviewQuery(BaseModel):
    """Which pairs, which fact is put first, and which judgement was just made."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    verdict: Literal["doubtful", "same", "different"] = Field(default="doubtful", description="which pairs")
    fact: str = Field(default="", max_length=2000, description="the IRI of a fact that may be wrong")
    noted: str = Field(default="", max_length=40, description="the id of a judgement")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="pairs left out at the start")


Asked = Annotated[ReviewQuery, Query()]
_FIELDS = ("verdict", "name", "other", "who", "note", "onward")
_BODY = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["verdict", "name"],
                "properties": {name: {"type": "string"} for name in _FIELDS},
            },
            "example": {"verdict": "undo", "name": "ID"},
        }
    },
}


@router.get(
    "/review",
    summary="What is doubtful, with the passages side by side, and what was decided: a page, or JSON by Accept",
    response_class=Response,
    responses=answers(HTML, JSON),
)
def by_get(request: Request, store: Reading, library: TheLibrary, settings: TheSettings, asked: Asked) -> Response:
    """Pairs that may be one actor, the least certain facts, and every judgement that stands; `fact` puts one fact first."""
    found = pairs(store, asked.verdict, limit=_PAIRS, offset=asked.offset)
    judged = library.judged()
    facts = least_certain(store)
    if choose(request.headers.get("accept"), (HTML, JSON)) == JSON:
        shown = {"pairs": [asdict(one) for one in found.shown], "total": found.total, "counts": dict(found.counts)}
        return as_json({**shown, "facts": [asdict(one) for one in facts], "judgements": [asdict(d) for d in judged.standing]})
    later = asked.offset + len(found.shown)
    return page(
        request,
        "review.html",
        title="Review",
        section="/review",
        verdicts=VERDICTS,
        verdict=asked.verdict,
        pairs=found,
        first=asked.offset + 1,
        following=_address(verdict=asked.verdict, offset=later) if later < found.total else None,
        before=_address(verdict=asked.verdict, offset=max(0, asked.offset - _PAIRS)) if asked.offset else None,
        here=_address(verdict=asked.verdict, offset=asked.offset),
        reported=reported(store, asked.fact) if asked.fact else None,
        facts=facts,
        decided=standing(judged),
        problems=tuple(told(judged, settings.judgements_path)),
        noted=asked.noted,
        may_write=may_write(request, settings),
        is_kept=not settings.in_memory,
        is_signed_in=is_signed_in(request, settings),
    )


@router.post(
    "/review",
    summary="Decide: same or different (a pair's id, or two actors), reject (a fact), undo (a judgement's id)",
    response_class=Response,
    responses={**answers(JSON, HTML), **WRITE_PROBLEMS},
    dependencies=[MayWrite],
    openapi_extra={"requestBody": _BODY, "security": [{"token": []}]},
)
def by_post(request: Request, library: TheLibrary, settings: TheSettings, sent: Form) -> Response:
    """Put one judgement on record; every page and query that comes after the reply follows it."""
    if settings.in_memory:
        raise JudgementError("this server's store lives in memory: nothing that is decided would be kept")
    line = _decide(library, settings, sent)
    if choose(request.headers.get("accept"), (JSON, HTML)) == JSON:
        return as_json(asdict(line))
    onward = own_path(sent.get("onward") or "/review")
    mark = "&" if "?" in onward else "?"
    return RedirectResponse(f"{onward}{mark}{urlencode({'noted': line.undoes or line.id})}", status_code=303)


def _decide(library: TheLibrary, settings: TheSettings, sent: Form) -> Judgement:
    try:
        verdict = Ruling(sent.get("verdict", ""))
    except ValueError:
        raise JudgementError("verdict is one of same, different, reject and undo") from None
    names = tuple(value for name in ("name", "other") if (value := sent.get(name)))
    with library.reading() as store:
        found = decided(store, verdict, names)
    line = put_on_record(settings, found, who=sent.get("who"), when=None, note=sent.get("note"))
    with library.writing() as writer:
        finish(writer, library.known())
    return line


def _address(**parameters: object) -> str:
    return "/review?" + urlencode({name: value for name, value in parameters.items() if value})
