"""The SPARQL query endpoint: queries by GET and POST, answers in the format that Accept prefers, a form for people."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api.negotiate import HTML, choose
from api.pages.answers import Shown, from_results, from_turtle
from api.routes.description import described
from api.routes.endpoint import GRAPHS, RESULTS, Direct, Endpoint, formats, media_type, the_endpoint
from api.routes.protocol import FORM, QUERY, Operation, query_in_address, query_in_body, read_body
from api.routes.replies import BODY_PROBLEMS, answers, page
from kg.errors import QueryError
from kg.queries import named_queries
from kg.stores import Form, check_query
from ontology.terms import PREFIXES

router = APIRouter(tags=["SPARQL"], route_class=Direct)

_ANSWERS = answers(*(media_type for _, media_type, _ in (*RESULTS, *GRAPHS)))
Wanted = tuple[Operation, str]
"""A query that may run, and the media type that its answer is wanted in."""

_SHORT = 8_000
"""Bytes of a request that are looked through at once; longer ones in a thread, where they hold nobody up."""
_PAGE_BYTES = 8_000_000
"""The longest answer that a page shows the beginning of."""

_GRAPH_PARAMETERS = [
    {"name": name, "in": "query", "description": meaning, "schema": {"type": "array", "items": {"type": "string"}}}
    for name, meaning in (
        ("default-graph-uri", "a graph that the query's default graph is made of"),
        ("named-graph-uri", "a graph that GRAPH finds"),
    )
]
_IN_ADDRESS = [
    {"name": "query", "in": "query", "description": "the query", "schema": {"type": "string"}},
    {
        "name": "format",
        "in": "query",
        "description": "json, xml, csv, tsv, ttl, … instead of Accept",
        "schema": {"type": "string"},
    },
    *_GRAPH_PARAMETERS,
]
_BODY = {
    "required": True,
    "content": {
        QUERY: {"schema": {"type": "string"}},
        FORM: {"schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}},
    },
}

_FIRST = (
    "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES if prefix in ("kg", "schema", "skos"))
    + """
SELECT ?speaker ?text WHERE {
  ?claim a kg:Utterance ;
    schema:spokenByCharacter/skos:prefLabel ?speaker ;
    schema:text ?text .
}
LIMIT 20"""
)


@router.get(
    "/sparql",
    summary="Answer a SPARQL query (query=…); without one, describe the service",
    response_class=Response,
    responses=_ANSWERS,
    openapi_extra={"parameters": _IN_ADDRESS},
)
async def by_get(request: Request) -> Response:
    """SELECT and ASK answer JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE answer RDF."""
    endpoint = the_endpoint(request)
    accept = request.headers.get("accept", "").lower()
    may_be_page = HTML in accept or "text/*" in accept
    is_quick = len(request.scope["query_string"]) <= _SHORT and not may_be_page
    prepared = _of_get(request, endpoint) if is_quick else await run_in_threadpool(_of_get, request, endpoint)
    return prepared if isinstance(prepared, Response) else await endpoint.reply(*prepared)


def _of_get(request: Request, endpoint: Endpoint) -> Response | Wanted:
    asked = query_in_address(request)
    accept = request.headers.get("accept")
    if not asked.ending and choose(accept, ("application/json", *(kind for _, kind, _ in GRAPHS), HTML)) == HTML:
        return _page(request, endpoint, asked)
    if not asked.text.strip():
        if "query" in request.query_params or choose(accept, tuple(kind for _, kind, _ in GRAPHS)) is None:
            raise QueryError(f"there is no query: send it as /sparql?query=…, or by POST with the content type {QUERY}")
        return described(request)
    return _wanted(request, asked)


@router.post(
    "/sparql",
    summary="Answer a SPARQL query (in the body, or as the form field query)",
    response_class=Response,
    responses={**_ANSWERS, **BODY_PROBLEMS},
    openapi_extra={"requestBody": _BODY, "parameters": _GRAPH_PARAMETERS},
)
async def by_post(request: Request) -> Response:
    """The same by POST: application/sparql-query, or application/x-www-form-urlencoded with query=…."""
    body = await read_body(request)
    is_quick = len(body) + len(request.scope["query_string"]) <= _SHORT
    wanted = _of_post(request, body) if is_quick else await run_in_threadpool(_of_post, request, body)
    return await the_endpoint(request).reply(*wanted)


def _of_post(request: Request, body: bytes) -> Wanted:
    return _wanted(request, query_in_body(request, body))


def _wanted(request: Request, asked: Operation) -> Wanted:
    form = check_query(asked.text)
    return asked, media_type(request, formats(form), asked.ending, f"The answer of {form}")


def _page(request: Request, endpoint: Endpoint, asked: Operation) -> Response:
    examples = named_queries()
    chosen = next((known.text for known in examples if known.name == asked.example), "")
    result: Shown | None = None
    problem = ""
    try:
        result = _shown(endpoint, asked) if asked.text.strip() else None
    except QueryError as error:
        problem = str(error)
    return page(
        request,
        "sparql.html",
        title="SPARQL",
        section="/sparql",
        status=400 if problem else 200,
        query=asked.text or chosen or _FIRST,
        result=result,
        problem=problem,
        examples=examples,
        seconds=endpoint.settings.query_seconds,
    )


def _shown(endpoint: Endpoint, asked: Operation) -> Shown:
    form = check_query(asked.text)
    known = formats(form)
    alternates = tuple((label, f"/sparql?{urlencode({'query': asked.text, 'format': ending})}") for ending, _, label in known)
    content = b"".join(endpoint.answer(asked, known[0][1], most_bytes=_PAGE_BYTES).chunks())
    is_table = form in (Form.SELECT, Form.ASK)
    return from_results(content, alternates) if is_table else from_turtle(content, alternates)
