"""A document: its text with the evidence marked, or its graph as RDF; and what became of it."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from api.negotiate import JSON
from api.pages.embedding import document_ld
from api.pages.records import asked, record
from api.pages.sources import text
from api.pages.versions import Fate, fate
from api.routes.access import Reading, TheLibrary
from api.routes.linked import PAGE_AND_RDF, Ending, Name, linked_page, rdf_reply, rdf_type, split_ending
from api.routes.replies import answers, as_json, pages
from api.wiring import Library
from kg.ids import Namer
from kg.model import Iri
from kg.stores import Store
from ontology.terms import KG, SCHEMA

router = APIRouter(tags=["things"])

Character = Annotated[int, Query(ge=0, le=10**9, description="of a long document the part with this character")]

_ABSENT = "The graph holds no document {name}."
_TRIPLES = "?thing ?property ?value"
_GRAPH = f"GRAPH ?graph {{ {_TRIPLES} }}"


@router.get(
    "/document/{name}",
    summary="A document with its facts: a page, or RDF by Accept or ?format=",
    response_class=Response,
    responses=PAGE_AND_RDF,
)
def document(
    request: Request, store: Reading, library: TheLibrary, name: Name, ending: Ending = "", at: Character = 0
) -> Response:
    """The document whose IRI ends in this path."""
    base = pages(request).base
    name, suffix = split_ending(name)
    iri = _iri(request, name)
    media_type = rdf_type(request, ending or suffix)
    if media_type is not None:
        return rdf_reply(store, _TRIPLES, _GRAPH, {"graph": Iri(Namer(base=base).graph(iri))}, media_type)
    shown = text(store, iri, at)
    if shown is None:
        raise HTTPException(404, _ABSENT.format(name=repr(name)))
    return linked_page(
        request,
        "document.html",
        title=shown.source.title or "Untitled document",
        document=shown,
        behind=asked("document-facts", {"document": iri}),
        fate=_fate(store, library, iri, shown.retraction),
        embedded=document_ld(shown),
    )


@router.get(
    "/document/{name}/versions",
    summary="Whether a document is withdrawn, why and by whom, and its earlier versions with what changed in its claims",
    response_class=Response,
    responses=answers(JSON),
)
def versions(request: Request, store: Reading, library: TheLibrary, name: Name) -> Response:
    """What became of the document whose IRI ends in this path."""
    iri = _iri(request, name)
    known = record(store, iri)
    if known is None or SCHEMA.NewsArticle not in known.types:
        raise HTTPException(404, _ABSENT.format(name=repr(name)))
    return as_json(_fate(store, library, iri, known.text(KG.retraction)))


def _iri(request: Request, name: str) -> Iri:
    return Iri(f"{pages(request).base}document/{name}")


def _fate(store: Store, library: Library, iri: Iri, retraction: str) -> Fate:
    judged = library.judged().retracted if retraction else {}
    return fate(store, iri, retraction=retraction, judged=judged)
