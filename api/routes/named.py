"""The questions with names over HTTP: which there are, and the answer to one, by the same workers and formats as SPARQL."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse, Response

from api.negotiate import HTML, choose
from api.routes.access import Reading
from api.routes.endpoint import RESULTS, media_type, sent, the_endpoint
from api.routes.protocol import Operation
from api.routes.replies import answers, as_json
from kg.consolidate import prepared_with_candidates
from kg.errors import QueryError
from kg.queries import LIMIT, NamedQuery, named_queries, named_query

router = APIRouter(tags=["SPARQL"])

_FORMAT = "format"
Name = Annotated[
    str, InPath(description="a name that /queries lists, such as who-said-what", max_length=80, examples=["who-said-what"])
]


@router.get("/queries", summary="The questions that have a name, with their parameters", response_class=Response)
def every_query() -> Response:
    """Each with its title, its description, its parameters and the address that answers it."""
    return as_json({"queries": [_told(query) for query in named_queries()]})


@router.get(
    "/queries/{name}",
    summary="Answer a question by its name; its parameters (speaker=…, sector=…, from=…) narrow it",
    response_class=Response,
    responses=answers(*(its_type for _, its_type, _ in RESULTS), HTML),
)
def by_name(request: Request, store: Reading, name: Name) -> Response:
    """SPARQL results in JSON, XML, CSV or TSV, by Accept or `format`; a browser is shown the query and its answer."""
    given = request.query_params.multi_items()
    parameters = {key: value for key, value in given if key != _FORMAT and value.strip()}  # forms send empty fields too
    if repeated := sorted({key for key, _ in given if sum(other == key for other, _ in given) > 1}):
        raise HTTPException(422, f"{repeated[0]} is given twice: each parameter has one value.")
    _check(name)
    try:
        text = prepared_with_candidates(store, name, parameters)
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    accept, ending = request.headers.get("accept"), request.query_params.get(_FORMAT, "")
    if not ending and choose(accept, (RESULTS[0][1], HTML)) == HTML:
        return RedirectResponse(f"/sparql?{urlencode({'query': text})}", 303)
    wanted = media_type(request, RESULTS, ending, "The answer of a question")
    return sent(the_endpoint(request).answer(Operation(text=text), wanted), wanted)


def _check(name: str) -> None:
    try:
        named_query(name)
    except QueryError as error:
        raise HTTPException(404, str(error)) from error


def _told(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "address": f"/queries/{query.name}",
        "parameters": [
            *({"name": one.name, "type": one.type, "description": one.description} for one in query.parameters),
            {"name": LIMIT, "type": "number", "description": "so many rows at most"},
        ],
    }
