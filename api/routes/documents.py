"""A document: its text with the evidence marked, or its graph as RDF."""

from collections import Counter

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.pages.facts import Line
from api.pages.sources import text
from api.routes.access import Reading
from api.routes.linked import PAGE_AND_RDF, Ending, alternates, rdf_reply, rdf_type
from api.routes.replies import page, pages
from kg.ids import Namer
from kg.model import Iri

router = APIRouter(tags=["things"])

_PLURALS = {"claim": "claims", "measure": "reports of measures", "post": "posts", "event": "events"}
_TRIPLES = "?thing ?property ?value"
_GRAPH = f"GRAPH ?graph {{ {_TRIPLES} }}"


@router.get(
    "/document/{name}",
    summary="A document with its facts: a page, or RDF by Accept or ?format=",
    response_class=Response,
    responses=PAGE_AND_RDF,
)
def document(request: Request, store: Reading, name: str, ending: Ending = "") -> Response:
    """The document whose IRI ends in this path."""
    base = pages(request).base
    iri = Iri(f"{base}document/{name}")
    media_type = rdf_type(request, ending)
    if media_type is not None:
        return rdf_reply(store, _TRIPLES, _GRAPH, {"graph": Iri(Namer(base=base).graph(iri))}, media_type)
    shown = text(store, iri)
    if shown is None:
        raise HTTPException(404, f"The graph holds no document {name!r}.")
    return page(
        request,
        "document.html",
        title=shown.source.title or "Untitled document",
        document=shown,
        counts=_counts(shown.facts),
        alternates=alternates(request),
    )


def _counts(facts: tuple[Line, ...]) -> str:
    counts = Counter(fact.kind for fact in facts)
    found = ((counts[kind], kind, plural) for kind, plural in _PLURALS.items() if counts[kind])
    return ", ".join(f"{number} {kind if number == 1 else plural}" for number, kind, plural in found)
