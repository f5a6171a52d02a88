"""What all of the SPARQL service shares: running queries on the workers, within the limits, and the formats of answers."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from api.negotiate import choose
from api.places import party
from api.remembered import Kept, Remembered
from api.routes.protocol import Operation
from api.settings import Settings
from api.wiring import Library
from api.workers import Gathered, Gone, QueryWorkers
from kg.stores import Form
from kg.stores.tasks import Task

Formats = Sequence[tuple[str, str, str]]

RESULTS: Formats = (
    ("json", "application/sparql-results+json", "JSON"),
    ("xml", "application/sparql-results+xml", "XML"),
    ("csv", "text/csv", "CSV"),
    ("tsv", "text/tab-separated-values", "TSV"),
)
"""The formats of SELECT, and the first two of ASK: ending, media type, name; the first is the default."""

GRAPHS: Formats = (
    ("ttl", "text/turtle", "Turtle"),
    ("nt", "application/n-triples", "N-Triples"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
    ("nq", "application/n-quads", "N-Quads"),
    ("trig", "application/trig", "TriG"),
    ("n3", "text/n3", "N3"),
)
"""The formats of CONSTRUCT and DESCRIBE, and of graphs."""

ANYBODY = {"Vary": "Accept"}
_TAGS = 50
"""Entity tags that are looked at: no honest client knows more answers to one query."""

_ALSO = {
    "application/json": RESULTS[0][1],
    "application/xml": RESULTS[1][1],
    "text/xml": RESULTS[1][1],
}
"""Everyday names that clients ask for, and what they get."""


class Direct(APIRoute):
    """A route whose function is given the request alone: finding parameters by its signature costs more than a small query."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[object, object, Response]]:
        """The function itself."""
        return self.endpoint


class _Long(StreamingResponse):
    """An answer from its file, which is gone afterwards, whatever became of the connection."""

    def __init__(self, answer: Gathered, media_type: str) -> None:
        super().__init__(answer.chunks(), media_type=media_type, headers={**ANYBODY, "Content-Length": str(answer.size)})
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._answer.close()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Runs a client's queries against the newest snapshot."""

    library: Library
    workers: QueryWorkers
    remembered: Remembered
    settings: Settings
    client: str

    def answer(self, operation: Operation, media_type: str, *, most_bytes: int | None = None) -> Gathered:
        """The answer to a query, whole."""
        with self.library.pinned() as snapshot:
            return self.workers.answer(self._task(snapshot, operation, media_type, most_bytes), self.client)

    async def reply(self, operation: Operation, media_type: str, *, gone: Gone, known: str = "") -> Response:
        """The answer as it is sent, unless the client is gone; where it knows the answer by its entity tag, no more than that.

        No thread is needed for a small one: it would cost more than the query.
        """
        if not self.library.is_at_hand:
            await run_in_threadpool(self._bring_to_hand)
        with self.library.pinned() as snapshot:
            task = self._task(snapshot, operation, media_type, None)
            kept = self.remembered.find(task)
            if kept is None:
                answer = await self.workers.answer_in_loop(task, self.client, gone)
                kept = self.remembered.keep(task, answer.content) if answer.file is None else None
            return sent(answer, media_type) if kept is None else _tagged(kept, media_type, known)

    def _bring_to_hand(self) -> None:
        with self.library.pinned():
            pass  # it stays open as long as it is the newest

    def _task(self, snapshot: str, operation: Operation, media_type: str, most_bytes: int | None) -> Task:
        return Task(
            snapshot=snapshot,
            query=operation.text,
            media_type=media_type,
            base=self.library.base,
            dataset=operation.dataset,
            most_rows=self.settings.query_rows,
            most_bytes=most_bytes or self.settings.query_bytes,
            seconds=self.settings.query_seconds,
        )


def the_endpoint(request: Request) -> Endpoint:
    """The endpoint for a client; no dependency, because each costs a small query more than the query itself."""
    state = request.app.state
    client = party(request.client.host) if request.client else ""
    return Endpoint(state.library, state.workers, state.remembered, state.settings, client)


def sent(answer: Gathered, media_type: str) -> Response:
    """An answer as a reply; a long one is streamed from its file."""
    if answer.file is None:
        return Response(answer.content, media_type=media_type, headers=ANYBODY)
    return _Long(answer, media_type)


def _tagged(answer: Kept, media_type: str, known: str) -> Response:
    """An answer that may be asked for again, of which caches must ask each time whether it still holds."""
    headers = {**ANYBODY, "ETag": answer.tag, "Cache-Control": "no-cache"}
    if known and any(tag.strip() in (answer.tag, answer.tag[2:], "*") for tag in known.split(",", _TAGS)):
        return Response(status_code=304, headers=headers)
    return Response(answer.content, media_type=media_type, headers=headers)


def formats(form: Form) -> Formats:
    """What queries of a form are answered in."""
    return RESULTS if form is Form.SELECT else RESULTS[:2] if form is Form.ASK else GRAPHS


def media_type(request: Request, known: Formats, ending: str, what: str) -> str:
    """The one of the formats that a request wants, by its ending or by Accept; 406 where it takes none."""
    if ending:
        for its_ending, its_type, _ in known:
            if its_ending == ending:
                return its_type
        raise HTTPException(406, f"{what} comes in these formats: {', '.join(one for one, _, _ in known)}.")
    offers = tuple(its_type for _, its_type, _ in known)
    also = tuple(name for name, meant in _ALSO.items() if meant in offers)
    chosen = choose(request.headers.get("accept"), (*offers, *also))
    if chosen is None:
        raise HTTPException(406, f"{what} comes as {', '.join(offers)}.")
    return _ALSO.get(chosen, chosen)
