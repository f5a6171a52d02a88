"""Documents by HTTP: taken in and read, removed, and what depends on them built anew; for clients that may write."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response, StreamingResponse

from api.editing import replace
from api.encoding import to_json
from api.intake import ENDINGS, Intake, Upload
from api.negotiate import JSON, choose
from api.routes.access import MayWrite, TheLibrary
from api.routes.linked import Name
from api.routes.multipart import MULTIPART, parts
from api.routes.protocol import media_type_of
from api.routes.replies import BODY_PROBLEMS, WRITE_PROBLEMS, answers, as_json, pages
from api.routes.update import WrittenBody
from api.wiring import finish
from kg.errors import OnrecordError, QueryError
from kg.ids import Namer
from kg.model import Iri

router = APIRouter(tags=["documents"])

LINES = "application/x-ndjson"
_STORY = "Mills wait\n\nTrade Minister Ada Quill said on Friday that steel is dear."
_READ_FROM: dict[str, dict[str, object]] = {kind: {"schema": {"type": "string"}} for kind in (*ENDINGS, MULTIPART)}
_BODY = {"required": True, "content": {**_READ_FROM, "text/plain": {**_READ_FROM["text/plain"], "example": _STORY}}}
_Again = Annotated[bool, Query(description="read what is unchanged too")]
_NAME = {"name": "name", "in": "query", "description": "what the document's file is called", "schema": {"type": "string"}}


async def _intake(request: Request) -> Intake:
    found = request.app.state.intake
    assert isinstance(found, Intake)
    return found


TheIntake = Annotated[Intake, Depends(_intake)]


@router.post(
    "/documents",
    summary="Read a document, or several as the files of a form, into the graph",
    response_class=Response,
    responses={**answers(JSON, LINES), **WRITE_PROBLEMS, **BODY_PROBLEMS},
    dependencies=[MayWrite],
    openapi_extra={"requestBody": _BODY, "security": [{"token": []}], "parameters": [_NAME]},
)
def take(
    request: Request,
    intake: TheIntake,
    body: WrittenBody,
    *,
    again: _Again = False,
) -> Response:
    """What became of each document: read, unchanged, not read, failed. The same content is read once, however often it comes.

    As application/x-ndjson the outcomes come while documents are stored, a line each; the last line when queries see them.
    """
    uploads = tuple(_uploads(request, body))
    if choose(request.headers.get("accept"), (JSON, LINES)) == LINES:
        return StreamingResponse(_lines(intake.take(uploads, again=again)), media_type=LINES)
    outcomes = list(intake.take(uploads, again=again))
    return as_json({"documents": outcomes, "read": sum(outcome["status"] == "read" for outcome in outcomes)})


def _lines(outcomes: Iterator[dict[str, object]]) -> Iterator[str]:
    number = 0
    try:
        for number, outcome in enumerate(outcomes, start=1):  # noqa: B007  # counted for the last line
            yield to_json(outcome, indent=None) + "\n"
    except OnrecordError as error:
        yield to_json({"problem": str(error)}, indent=None) + "\n"
    else:
        yield to_json({"done": number}, indent=None) + "\n"


def _uploads(request: Request, body: bytes) -> Iterator[Upload]:
    kind = media_type_of(request)
    if kind != MULTIPART:
        yield upload(body, kind, request.query_params.get("name", ""))
        return
    for part in parts(request.headers["content-type"], body):
        yield upload(part.content, part.media_type, part.name)


def upload(content: bytes, kind: str, name: str) -> Upload:
    """A file to read; 415 where it is of no kind that is read here, QueryError where it is empty."""
    by_name = {ending: known for known, ending in ENDINGS.items()}.get(f".{name.rpartition('.')[2].lower()}")
    known = kind if kind in ENDINGS and kind != "text/plain" else by_name or kind
    if known not in ENDINGS:
        raise HTTPException(415, f"A document is read from {', '.join(ENDINGS)}; or send files as {MULTIPART}.")
    if not content.strip():
        raise QueryError("there is no document in the request")
    return Upload(content=content, media_type=known, name=name)


@router.delete(
    "/document/{name}",
    summary="Remove a document with all its facts",
    status_code=204,
    response_class=Response,
    responses=WRITE_PROBLEMS,
    dependencies=[MayWrite],
    openapi_extra={"security": [{"token": []}]},
)
def remove(request: Request, library: TheLibrary, name: Name) -> Response:
    """404 where there is none; afterwards no query sees it, and it is read again when it comes again."""
    base = pages(request).base
    graph = Iri(Namer(base=base).graph(f"{base}document/{name}"))
    with library.reading() as store:
        if not store.ask("ASK { GRAPH ?graph { ?document a <https://schema.org/NewsArticle> } }", {"graph": graph}):
            raise HTTPException(404, f"The graph holds no document {name!r}.")
    replace(library, {graph: ()})
    return Response(status_code=204)


@router.post(
    "/rebuild",
    summary="Build anew what depends on documents",
    status_code=204,
    response_class=Response,
    responses=WRITE_PROBLEMS,
    dependencies=[MayWrite],
    openapi_extra={"security": [{"token": []}]},
)
def rebuild(library: TheLibrary) -> Response:
    """The vocabulary, the graph of what spans documents, and the side tables; a store elsewhere is fetched anew before."""
    library.refresh()
    with library.writing() as store:
        finish(store, library.known(), whole=True)
        store.rebuild_tables()
    return Response(status_code=204)
