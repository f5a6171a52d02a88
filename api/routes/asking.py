"""Questions in English, or words to look for: the one box of every page."""

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode
from weakref import WeakKeyDictionary, proxy

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.negotiate import HTML, JSON, choose
from api.pages.readable import plain_rows, readable
from api.routes.access import Reading, TheSettings
from api.routes.filters import LONGEST, Chip, ClaimQuery, Match, QuestionQuery
from api.routes.replies import answers, as_json, page
from api.routes.results import Read, claims_page
from kg.ask import Knowledge, Understood, ask_by, knowledge, query_behind, understand_by
from kg.errors import QueryError, QuestionError
from kg.queries import SEPARATOR, ClaimFilter, count_claims, named_query
from kg.search import Order, telling
from kg.stores import Store

router = APIRouter(tags=["claims"])

Question = Annotated[QuestionQuery, Query()]

_CLAIMS = "who-said-what"
"""The question whose answer is shown as claim cards."""
_FILTERS = ("speaker", "sector", "country", "from", "to", "form", "text")
"""What the list of claims can be narrowed by, as well as the question."""
_SEVERAL = ("speaker", "sector", "country", "form")
"""Of these, what may have several values."""


@router.get(
    "/ask",
    summary="Answer a question in English (q=…): a page, or JSON by Accept",
    response_class=Response,
    responses=answers(JSON, HTML),
)
def by_question(request: Request, store: Reading, settings: TheSettings, told: Question) -> Response:
    """`understood` tells the named query and its parameters, `notes` how words were taken, `query` the SPARQL of the `rows`."""
    around = _KNOWN.of(store)
    if choose(request.headers.get("accept"), (JSON, HTML)) == HTML:
        return _page(request, around, told, settings.page_rows)
    answer = ask_by(around, told.q, _today())
    rows = plain_rows(answer.table)
    understood, notes = answer.understood.as_dict(), list(answer.notes)
    return as_json({"understood": understood, "notes": notes, "rows": rows, "query": answer.query_text})


def _page(request: Request, around: Knowledge, told: QuestionQuery, most: int) -> Response:
    if not told.q:
        return _unclear(request, around, told)
    try:
        understood = understand_by(around, told.q, _today())
        if not _are_claims(understood):
            return _answer(request, around, told)
        query = query_behind(around.store, understood)
    except QuestionError as error:
        return _as_words(request, around, told, error, most)
    read = Read(
        asked=ClaimQuery.model_validate({**told.kept().in_use(), **_as_filters(understood)}),
        kept=told.kept(),
        question=told.q,
        notes=(*understood.notes, *_on_words(understood)),
        query="" if told.within else query,
    )
    return claims_page(request, around.store, read, most)


def _are_claims(understood: Understood) -> bool:
    """Whether claims answer a question that asks nothing else than the list of claims can be narrowed by."""
    asked = understood.parameters()
    several = (name for name, value in asked.items() if SEPARATOR in value and name not in _SEVERAL)
    return understood.question == _CLAIMS and set(asked) <= set(_FILTERS) and not any(several)


def _as_filters(understood: Understood) -> Mapping[str, str | list[str]]:
    asked = understood.parameters()
    return {name: value.split(SEPARATOR) if name in _SEVERAL else value for name, value in asked.items()}


def _on_words(understood: Understood) -> tuple[str, ...]:
    words = understood.parameters().get("text")
    return (f"Listed is what has the words “{words}” in it, in the plural or singular.",) if words else ()


def _answer(request: Request, around: Knowledge, told: QuestionQuery) -> Response:
    """The answer as a table."""
    answer = ask_by(around, told.q, _today())
    return page(
        request,
        "answer.html",
        title=told.q,
        read=Read(asked=ClaimQuery(), kept=told.kept(), question=told.q, notes=answer.notes),
        heading=named_query(answer.understood.question).title,
        chips=tuple(_chips(around.store, answer.understood)),
        query=answer.query_text,
        total=len(answer.table.rows),
        table=readable(around.store, answer.table),
        as_words=ClaimQuery(q=_words(told.q)).address("/claims"),
    )


def _chips(store: Store, understood: Understood) -> Iterator[Chip]:
    """What was understood, each part with the same question without it, as SPARQL that can be changed further."""
    for name, value in understood.parameters().items():
        query = query_behind(store, understood.without(name))
        yield Chip(name, value, f"/sparql?{urlencode({'query': query})}")


def _as_words(request: Request, around: Knowledge, told: QuestionQuery, error: QuestionError, most: int) -> Response:
    """Claims that have the words of what is not understood as a question: all of them, or else some."""
    kept, words = told.kept(), _words(told.q)
    lines = str(error).splitlines()
    others = tuple(line.strip() for line in lines if line.startswith("  "))
    hints = tuple(line for line in lines[1:-1] if "did you mean" in line)
    tried = (
        (kept.model_copy(update={"q": words}), _ALL.format(words)),
        (kept.model_copy(update={"q": words, "match": Match.ANY, "sort": Order.RELEVANCE}), _SOME.format(words)),
    )
    for asked, note in tried:
        if words and _finds(around.store, asked.filter(0)):
            read = Read(asked=asked, kept=kept, question=told.q, notes=(note, *hints), others=others)
            return claims_page(request, around.store, read, most)
    return _unclear(request, around, told, (lines[0], _NONE.format(words), *hints) if words else (lines[0],), others)


_ALL = "This is not understood as a question. Read as words: these claims have all of “{}”."
_SOME = "This is not understood as a question, and no claim has all of “{}”: these have some of the words, the best first."
_NONE = "No claim has any of the words “{}”."


def _unclear(
    request: Request, around: Knowledge, told: QuestionQuery, notes: tuple[str, ...] = (), others: tuple[str, ...] = ()
) -> Response:
    """What can be asked, where nothing was, or nothing is found."""
    read = Read(asked=ClaimQuery(), kept=told.kept(), question=told.q, notes=notes, others=others or _examples(around))
    return page(request, "unclear.html", title="Ask", read=read)


def _examples(around: Knowledge) -> tuple[str, ...]:
    try:
        understand_by(around, "")
    except QuestionError as error:
        return tuple(line.strip() for line in str(error).splitlines() if line.startswith("  "))
    return ()


def _finds(store: Store, wanted: ClaimFilter) -> bool:
    """Whether there are claims; a filter that is not known is told on the page of claims."""
    try:
        return count_claims(store, wanted) > 0
    except QueryError:
        return True


def _words(question: str) -> str:
    """What a question is about, no longer than words may be."""
    words = telling(question)
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0]


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


class _Known:
    """What the snapshots that are open know by name, each read once."""

    def __init__(self) -> None:
        self._read: WeakKeyDictionary[Store, Knowledge] = WeakKeyDictionary()
        self._reading = threading.Lock()

    def of(self, store: Store) -> Knowledge:
        """What a snapshot knows; whoever asks while it is read waits."""
        with self._reading:
            found = self._read.get(store)
            if found is None:
                found = knowledge(store)
                self._read[store] = replace(found, store=proxy(store))
        return replace(found, store=store)


_KNOWN = _Known()


def read_names(store: Store) -> None:
    """Read what a snapshot knows by name, so that the first question does not wait for it."""
    _KNOWN.of(store)
