"""What a SPARQL 1.1 Protocol request asks for, however it is sent: in the address, as a form, or as the body itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import HTTPException, Request

from kg.errors import QueryError
from kg.ids import check_iri
from kg.stores.tasks import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
BODY_BYTES = 1_000_000
"""The longest body of a query."""
_BODY_SECONDS = 10.0
"""For the rest of a body to come, and one more for every so many bytes of it:"""
_PACE = 20_000
_FIELDS = 1_000

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A query or an update, the graphs that the request names for it, and what else the request says of the answer."""

    text: str
    dataset: Dataset | None = None
    ending: str = ""
    example: str = ""


async def read_body(request: Request, most: int = BODY_BYTES) -> bytes:
    """The body of a request; 413 if it is longer than so many bytes, 408 if it comes too slowly."""
    content = bytearray()
    latest = asyncio.get_running_loop().time() + _BODY_SECONDS
    try:
        async with asyncio.timeout_at(latest) as patience:
            async for chunk in request.stream():
                content += chunk
                patience.reschedule(latest + len(content) / _PACE)
                if len(content) > most:
                    raise HTTPException(413, f"A body may have {most:,} bytes at most here.", {"Connection": "close"})
    except TimeoutError:
        raise HTTPException(408, "The rest of the request did not come: send it again.", {"Connection": "close"}) from None
    return bytes(content)


async def left(request: Request) -> None:
    """Wait until the client is gone; only once its request was read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def media_type_of(request: Request) -> str:
    """The media type of a request's body, without parameters; 415 if it is in another encoding than UTF-8."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"The encoding {charset[:40]!r} is not read: send UTF-8.")
    return media_type.strip().lower()


def address_fields(request: Request) -> Fields:
    """The parameters in a request's address; QueryError where they are not UTF-8."""
    return fields(request.scope["query_string"])


def fields(encoded: bytes) -> Fields:
    """What a form or an address holds, by name; QueryError where it is not UTF-8 or too much."""
    try:
        return parse_qs(
            encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_FIELDS
        )
    except UnicodeError as error:
        raise QueryError("the request is not UTF-8 in percent-encoding: encode it as UTF-8") from error
    except ValueError as error:
        raise QueryError(f"the request has more than {_FIELDS:,} fields") from error


def text_of(body: bytes) -> str:
    """The text of a body; QueryError where it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the body is not UTF-8: byte {error.start} cannot be read") from error


def query_in_address(request: Request) -> Operation:
    """The query of a GET request; its text is empty where there is none."""
    found = address_fields(request)
    _refuse(found, "update", "updates are sent by POST to /update")
    return _operation(found, found, "query", ("default-graph-uri", "named-graph-uri"))


def query_in_body(request: Request, body: bytes) -> Operation:
    """The query of a POST request, as a form or as the body itself."""
    media_type = media_type_of(request)
    address = address_fields(request)
    if media_type == QUERY:
        _refuse(address, "query", "the query is in the address and in the body: send it once")
        return _operation({"query": [text_of(body)]}, address, "query", ("default-graph-uri", "named-graph-uri"))
    if media_type == FORM:
        form = fields(body)
        _refuse(form, "update", "updates are sent to /update")
        _once(form, "query", "the form")
        return _operation(form, {**address, **form}, "query", ("default-graph-uri", "named-graph-uri"))
    if media_type == UPDATE:
        raise QueryError("updates are sent to /update")
    raise HTTPException(415, f"Send the query as {QUERY}, or as {FORM} with query=….")


def update_in_body(request: Request, body: bytes) -> Operation:
    """The update of a POST request, as a form or as the body itself."""
    media_type = media_type_of(request)
    address = address_fields(request)
    _refuse(address, "query", "queries are sent to /sparql")
    graphs = ("using-graph-uri", "using-named-graph-uri")
    if media_type == UPDATE:
        return _operation({"update": [text_of(body)]}, address, "update", graphs)
    if media_type == FORM:
        form = fields(body)
        _refuse(form, "query", "queries are sent to /sparql")
        _once(form, "update", "the form")
        return _operation(form, {**address, **form}, "update", graphs)
    raise HTTPException(415, f"Send the update as {UPDATE}, or as {FORM} with update=….")


def _operation(said: Fields, around: Fields, name: str, graphs: tuple[str, str]) -> Operation:
    if len(said.get(name, ())) > 1:
        raise QueryError(f"the request has more than one {name}: send one")
    default, named = (tuple(map(check_iri, around.get(parameter, ()))) for parameter in graphs)
    return Operation(
        text=said.get(name, [""])[0],
        dataset=Dataset(default=default, named=named) if default or named else None,
        ending=around.get("format", [""])[0],
        example=around.get("example", [""])[0],
    )


def _refuse(found: Fields, name: str, why: str) -> None:
    if name in found:
        raise QueryError(why)


def _once(found: Fields, name: str, where: str) -> None:
    if len(found.get(name, ())) != 1:
        raise QueryError(f"{where} must have exactly one field {name!r}")
