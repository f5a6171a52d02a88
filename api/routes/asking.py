"""Questions in English, or words to look for: the one box of every page."""

import datetime as dt
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.negotiate import HTML, JSON, choose
from api.pages.cards import Card, cards
from api.pages.readable import plain_rows, readable
from api.routes.access import Reading, TheSettings
from api.routes.replies import answers, as_json, page
from kg.ask import Answer, ask
from kg.ask.answering import SEPARATOR
from kg.errors import QuestionError
from kg.queries import ClaimFilter, claims, named_query
from kg.stores import Store

router = APIRouter(tags=["claims"])

Question = Annotated[str, Query(max_length=500, description="a question in English")]

_CLAIMS = "who-said-what"
"""The question whose answer is shown as claim cards."""
_FILTERS = ("speaker", "sector", "country", "from", "to", "form", "text")
"""What the list of claims can be narrowed by, as well as the question."""


@router.get(
    "/ask",
    summary="Answer a question in English (q=…): a page, or JSON by Accept",
    response_class=Response,
    responses=answers(JSON, HTML),
)
def by_question(request: Request, store: Reading, settings: TheSettings, q: Question = "") -> Response:
    """`understood` tells the named query and its parameters, `notes` how words were taken, `query` the SPARQL of the `rows`."""
    if choose(request.headers.get("accept"), (JSON, HTML)) == HTML:
        return _page(request, store, q.strip(), settings.page_rows)
    answer = ask(store, q, dt.datetime.now(dt.UTC).astimezone().date())
    rows = plain_rows(answer.table)
    understood, notes = answer.understood.as_dict(), list(answer.notes)
    return as_json({"understood": understood, "notes": notes, "rows": rows, "query": answer.query_text})


def _page(request: Request, store: Store, question: str, most: int) -> Response:
    try:
        answer = ask(store, question, dt.datetime.now(dt.UTC).astimezone().date())
    except QuestionError as error:
        told = str(error).splitlines()
        examples = [line.strip() for line in told if line.startswith("  ")]
        problem = [line for line in told if not line.startswith("  ")]
        return page(request, "unclear.html", title="Ask", question=question, problem=problem, examples=examples)
    shown = _cards(store, answer, most)
    return page(
        request,
        "answer.html",
        title=question,
        question=question,
        heading=named_query(answer.understood.question).title,
        understood=answer.understood.parameters(),
        notes=answer.notes,
        query=answer.query_text,
        claims=shown,
        total=len(answer.table.rows),
        table=None if shown else readable(store, answer.table),
        filters=_filters(answer) if shown else None,
    )


def _cards(store: Store, answer: Answer, most: int) -> tuple[Card, ...]:
    """The answer as claim cards, where it is one of claims and asks nothing that the list of claims cannot be narrowed by."""
    asked = answer.understood.parameters()
    several = (name for name, value in asked.items() if SEPARATOR in value and name != "speaker")
    if answer.understood.question != _CLAIMS or not set(asked) <= set(_FILTERS) or any(several):
        return ()
    wanted = ClaimFilter(
        speakers=_speakers(answer),
        sector=asked.get("sector"),
        country=asked.get("country"),
        date_from=asked.get("from"),
        date_to=asked.get("to"),
        form=asked.get("form"),
        text=asked.get("text"),
        limit=most,
    )
    return cards(store, claims(store, wanted))


def _filters(answer: Answer) -> str:
    """The address of the same claims as a list that can be narrowed further."""
    return f"/claims?{urlencode({**answer.understood.parameters(), 'speaker': _speakers(answer)}, doseq=True)}"


def _speakers(answer: Answer) -> tuple[str, ...]:
    return tuple(answer.understood.speaker.split(SEPARATOR)) if answer.understood.speaker else ()
