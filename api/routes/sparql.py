"""The SPARQL query endpoint: queries by GET and POST, answers in the format that Accept prefers, a form for people."""

from dataclasses import replace
from functools import lru_cache, partial

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api.negotiate import HTML, JSON, choose
from api.pages.examples import ROWS, example, groups
from api.pages.prefixes import with_prefixes
from api.pages.terms import suggested_terms
from api.pages.troubles import Trouble, trouble
from api.routes.answering import PAGE_BYTES, Result, View, run_for_page
from api.routes.description import described
from api.routes.endpoint import GRAPHS, RESULTS, Direct, Endpoint, formats, media_type, the_endpoint
from api.routes.protocol import FORM, QUERY, Operation, left, query_in_address, query_in_body, read_body
from api.routes.replies import BODY_PROBLEMS, answers, as_json, page, pages
from kg.errors import QueryError
from kg.stores import Form, check_query
from ontology.terms import PREFIXES

router = APIRouter(tags=["SPARQL"], route_class=Direct)

_ANSWERS = answers(*(media_type for _, media_type, _ in (*RESULTS, *GRAPHS)))
Wanted = tuple[Operation, str]
"""A query that may run, and the media type that its answer is wanted in."""

_SHORT = 8_000
"""Bytes of a request that are looked through at once; longer ones in a thread, where they hold nobody up."""

_SHORTEST = "SELECT ?graph WHERE { GRAPH ?graph {} } LIMIT 3"

_GRAPH_PARAMETERS = [
    {"name": name, "in": "query", "description": meaning, "schema": {"type": "array", "items": {"type": "string"}}}
    for name, meaning in (
        ("default-graph-uri", "a graph that the query's default graph is made of"),
        ("named-graph-uri", "a graph that GRAPH finds"),
    )
]
_IN_ADDRESS = [
    {"name": "query", "in": "query", "description": "the query", "schema": {"type": "string", "examples": [_SHORTEST]}},
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
        FORM: {
            "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}},
            "example": {"query": _SHORTEST},
        },
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
    responses={**_ANSWERS, 304: {"description": "The answer is the one whose entity tag If-None-Match names"}},
    openapi_extra={"parameters": _IN_ADDRESS},
)
async def by_get(request: Request) -> Response:
    """SELECT and ASK answer JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE answer RDF."""
    endpoint = the_endpoint(request)
    accept = request.headers.get("accept", "").lower()
    may_be_page = HTML in accept or "text/*" in accept
    is_quick = len(request.scope["query_string"]) <= _SHORT and not may_be_page
    prepared = _of_get(request, endpoint) if is_quick else await run_in_threadpool(_of_get, request, endpoint)
    if isinstance(prepared, Response):
        return prepared
    return await endpoint.reply(*prepared, gone=partial(left, request), known=request.headers.get("if-none-match", ""))


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
    return await the_endpoint(request).reply(*wanted, gone=partial(left, request))


def _of_post(request: Request, body: bytes) -> Wanted:
    return _wanted(request, query_in_body(request, body))


@lru_cache(maxsize=256)
def _checked_before(text: str) -> Form:
    return check_query(text)


def _wanted(request: Request, asked: Operation) -> Wanted:
    form = (_checked_before if len(asked.text) <= _SHORT else check_query)(asked.text)
    return asked, media_type(request, formats(form), asked.ending, f"The answer of {form}")


@router.get(
    "/sparql/terms",
    summary="What queries are made of: prefixes, and the classes, properties and codes of the vocabularies in use",
    response_class=Response,
    responses=answers(JSON),
)
async def terms(request: Request) -> Response:  # noqa: ARG001  # as all routes here have it
    """`name` as it stands in a query, its `kind`, its `label`, and what is `told` of it."""
    reply = as_json(suggested_terms())
    reply.headers["Cache-Control"] = "public, max-age=3600"
    return reply


def _page(request: Request, endpoint: Endpoint, asked: Operation) -> Response:
    chosen = example(asked.example) if asked.example and not asked.text.strip() else None
    completed = with_prefixes(chosen.text if chosen else asked.text)
    result: Result | None = None
    found: Trouble | None = None
    try:
        if completed.text.strip():
            wanted = View(name=request.query_params.get("view", ""), page=_number(request.query_params.get("page", "")))
            result = run_for_page(endpoint, replace(asked, text=completed.text), wanted, pages(request).path)
    except QueryError as error:
        found = trouble(error, completed.text)
    return page(
        request,
        "sparql.html",
        title=f"{chosen.title} · SPARQL" if chosen else "SPARQL",
        section="/sparql",
        status=found.status if found else 200,
        query=completed.text or _FIRST,
        added=completed.added,
        chosen=chosen,
        result=result,
        trouble=found,
        groups=groups(),
        rows=ROWS,
        limits=endpoint.settings,
        page_bytes=PAGE_BYTES,
    )


def _number(written: str) -> int:
    """The number of a page, 1 for what is none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 7 else 1
