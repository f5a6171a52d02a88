"""What the lists of claims and of trade measures share: their formats, and rows as CSV and RDF."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import HTTPException, Path, Request
from fastapi.responses import Response

from api.negotiate import HTML, JSON, choose
from api.routes.replies import answers
from kg.model import Iri
from kg.stores import Store

FORMATS = (
    ("json", JSON, "JSON"),
    ("csv", "text/csv", "CSV"),
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
)
"""The formats of a list beside its page: ending, media type, name."""

Suffix = Annotated[str, Path(description="json, csv, ttl or jsonld", examples=["csv"])]
"""The format by its ending, for whoever cannot send an Accept header."""

DATA = answers(*(media_type for _, media_type, _ in FORMATS))
PAGE_AND_DATA = answers(*(media_type for _, media_type, _ in FORMATS), HTML)
"""What a list answers in, for the OpenAPI document."""

_FACTS = "CONSTRUCT { ?fact ?property ?value } WHERE { VALUES ?fact { UNDEF } ?fact ?property ?value }"


def wanted(request: Request, suffix: str) -> str | None:
    """The media type that a request for a list wants, None for the page."""
    if suffix:
        for ending, media_type, _ in FORMATS:
            if ending == suffix:
                return media_type
        raise HTTPException(404, f"There is no format {suffix!r}: take one of {', '.join(ending for ending, _, _ in FORMATS)}.")
    offers = (JSON, HTML, *(media_type for _, media_type, _ in FORMATS[1:]))
    chosen = choose(request.headers.get("accept"), offers)
    if chosen is None:
        raise HTTPException(406, f"This is there as {', '.join(offers)}.")
    return None if chosen == HTML else chosen


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Response:
    """Rows as CSV, several values joined by "; "; what a spreadsheet would run as a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    headers = {"Vary": "Accept", "Content-Disposition": f'inline; filename="{name}.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def with_next(reply: Response, following: str) -> Response:
    """A reply that tells in its head where the list goes on, if it does: a table has no place for it."""
    if following:
        reply.headers["Link"] = f'<{following}>; rel="next"'
    return reply


def flat(row: Mapping[str, object]) -> dict[str, object]:
    """A row with its document's values beside its own, as "document_title" and so on."""
    source = row["document"]
    assert isinstance(source, Mapping)
    own = {name: value for name, value in row.items() if name != "document"}
    return {**own, **{f"document_{name}": value for name, value in source.items()}}


def as_rdf(store: Store, facts: Sequence[str], media_type: str) -> Response:
    """All that the graph says of the facts themselves."""
    answer = store.answer(_FACTS, media_type, {"fact": tuple(map(Iri, facts))})
    return Response(answer.content, media_type=answer.media_type, headers={"Vary": "Accept"})
