"""The SPARQL endpoint: queries by GET and POST, answers in the format that Accept prefers, a form for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response, StreamingResponse

from api.negotiate import HTML, choose
from api.pages.answers import Shown, from_results, from_turtle
from api.routes.access import TheLibrary, TheSettings, Workers
from api.routes.replies import answers, page
from api.settings import Settings
from api.wiring import Library
from api.workers import Gathered, QueryWorkers
from kg.errors import QueryError
from kg.queries import named_queries
from kg.stores import Form, check_query
from kg.stores.tasks import Task
from ontology.terms import PREFIXES

router = APIRouter(tags=["SPARQL"])

RESULTS = (
    ("json", "application/sparql-results+json", "JSON"),
    ("xml", "application/sparql-results+xml", "XML"),
    ("csv", "text/csv", "CSV"),
    ("tsv", "text/tab-separated-values", "TSV"),
)
"""The formats of SELECT and ASK: ending, media type, name; the first is the default."""

GRAPHS = (
    ("ttl", "text/turtle", "Turtle"),
    ("nt", "application/n-triples", "N-Triples"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
)
"""The formats of CONSTRUCT and DESCRIBE."""

_ALSO = {"application/json": RESULTS[0][1], "application/xml": RESULTS[1][1], "text/xml": RESULTS[1][1]}
"""Everyday names that clients ask for, and what they get."""

_ANSWERS = answers(*(media_type for _, media_type, _ in (*RESULTS, *GRAPHS)))

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
            },
        },
    }
}

_BODY_LIMIT = 1_000_000
_PAGE_BYTES = 8_000_000
"""The longest answer that a page shows the beginning of."""
_QUERY = "application/sparql-query"
_FORM = "application/x-www-form-urlencoded"
_UNSUPPORTED = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")

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


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """Runs queries against the newest snapshot, on the workers, within the limits."""

    library: Library
    workers: QueryWorkers
    settings: Settings

    client: str

    def answer(self, query: str, media_type: str, *, most_bytes: int | None = None) -> Gathered:
        with self.library.pinned() as snapshot:
            task = Task(
                snapshot=snapshot,
                query=query,
                media_type=media_type,
                most_rows=self.settings.query_rows,
                most_bytes=most_bytes or self.settings.query_bytes,
                seconds=self.settings.query_seconds,
            )
            return self.workers.answer(task, self.client)


def _endpoint(request: Request, library: TheLibrary, workers: Workers, settings: TheSettings) -> _Endpoint:
    return _Endpoint(library, workers, settings, request.client.host if request.client else "")


async def _body(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _BODY_LIMIT:
            raise HTTPException(413, f"A query may have {_BODY_LIMIT:,} bytes at most.")
    return bytes(content)


Endpoint = Annotated[_Endpoint, Depends(_endpoint)]


@router.get("/sparql", summary="Answer a SPARQL query (query=…)", response_class=Response, responses=_ANSWERS)
def by_get(
    request: Request,
    endpoint: Endpoint,
    query: str = "",
    ending: Annotated[str, Query(alias="format", max_length=10)] = "",
    example: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """SELECT and ASK answer JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE answer Turtle, N-Triples, JSON-LD or RDF/XML."""
    _refuse(request.query_params.keys())
    wants_page = not ending and choose(request.headers.get("accept"), ("application/json", HTML)) == HTML
    if wants_page:
        return _page(request, endpoint, query, example)
    if not query:
        raise QueryError(f"there is no query: send it as /sparql?query=…, or by POST with the content type {_QUERY}")
    return _reply(request, endpoint, query, ending)


@router.post(
    "/sparql",
    summary="Answer a SPARQL query (in the body, or as the form field query)",
    response_class=Response,
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
def by_post(request: Request, endpoint: Endpoint, body: Annotated[bytes, Depends(_body)]) -> Response:
    """The same by POST: application/sparql-query, or application/x-www-form-urlencoded with query=…."""
    _refuse(request.query_params.keys())
    return _reply(request, endpoint, _posted(request, body), "")


def _posted(request: Request, body: bytes) -> str:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/sparql-update":
        raise QueryError("updates are refused: documents come in by 'onrecord build'")
    if content_type not in (_QUERY, _FORM):
        raise HTTPException(415, f"Send the query as {_QUERY}, or as {_FORM} with query=….")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is not UTF-8: byte {error.start} cannot be read") from error
    if content_type == _QUERY:
        return text
    fields = parse_qs(text, keep_blank_values=True)
    _refuse(fields.keys())
    if "update" in fields:
        raise QueryError("updates are refused: documents come in by 'onrecord build'")
    if len(fields.get("query", ())) != 1:
        raise QueryError("the form must have exactly one field 'query'")
    return fields["query"][0]


def _refuse(parameters: Iterable[str]) -> None:
    present = sorted(set(_UNSUPPORTED).intersection(parameters))
    if present:
        raise QueryError(f"{present[0]} is not supported: name the graph in the query, with FROM or GRAPH")


def _reply(request: Request, endpoint: _Endpoint, query: str, ending: str) -> Response:
    media_type = _media_type(request, check_query(query), ending)
    answer = endpoint.answer(query, media_type)
    if answer.file is None:
        return Response(answer.content, media_type=media_type, headers={"Vary": "Accept"})
    headers = {"Vary": "Accept", "Content-Length": str(answer.size)}
    return StreamingResponse(answer.chunks(), media_type=media_type, headers=headers)


def _media_type(request: Request, form: Form, ending: str) -> str:
    formats = _formats(form)
    if ending:
        for known, media_type, _ in formats:
            if known == ending:
                return media_type
        raise HTTPException(406, f"A {form} query answers in these formats: {', '.join(known for known, _, _ in formats)}.")
    offers = tuple(media_type for _, media_type, _ in formats)
    also = tuple(name for name, meant in _ALSO.items() if meant in offers)
    chosen = choose(request.headers.get("accept"), (*offers, *also))
    if chosen is None:
        raise HTTPException(406, f"A {form} query answers as {', '.join(offers)}.")
    return _ALSO.get(chosen, chosen)


def _formats(form: Form) -> tuple[tuple[str, str, str], ...]:
    return RESULTS if form in (Form.SELECT, Form.ASK) else GRAPHS


def _page(request: Request, endpoint: _Endpoint, query: str, example: str) -> Response:
    examples = named_queries()
    chosen = next((known.text for known in examples if known.name == example), "")
    result: Shown | None = None
    problem = ""
    try:
        result = _shown(endpoint, query) if query.strip() else None
    except QueryError as error:
        problem = str(error)
    return page(
        request,
        "sparql.html",
        title="SPARQL",
        section="/sparql",
        status=400 if problem else 200,
        query=query or chosen or _FIRST,
        result=result,
        problem=problem,
        examples=examples,
        seconds=endpoint.settings.query_seconds,
    )


def _shown(endpoint: _Endpoint, query: str) -> Shown:
    formats = _formats(check_query(query))
    alternates = tuple((label, f"/sparql?{urlencode({'query': query, 'format': ending})}") for ending, _, label in formats)
    answer = endpoint.answer(query, formats[0][1], most_bytes=_PAGE_BYTES)
    content = b"".join(answer.chunks())
    return from_results(content, alternates) if formats == RESULTS else from_turtle(content, alternates)
