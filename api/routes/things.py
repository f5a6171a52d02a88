"""People, organisations, countries, sectors, agreements, measures, posts and claims: a page each, or RDF."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from api.pages import measures, roles
from api.pages.embedding import claim_ld, measure_ld, thing_ld
from api.pages.profile import profile
from api.pages.records import asked
from api.pages.speaking import spoken
from api.pages.things import Thing, thing
from api.pages.wordings import wordings
from api.routes.access import Reading
from api.routes.linked import PAGE_AND_RDF, Ending, Name, linked_page, rdf_reply, rdf_type, split_ending
from api.routes.replies import pages
from kg.model import Iri
from kg.stores import Store
from ontology.terms import VOCABULARY

router = APIRouter(tags=["things"])

_OF_THE_VOCABULARY = ("country", "sector")
_KINDS = ("agreement", "claim", "country", "measure", "organization", "person", "role", "sector")
_TRIPLES = "?thing ?property ?value . ?fact ?of ?thing"
_ABOUT = "{ ?thing ?property ?value } UNION { ?fact ?of ?thing }"
_SHOWN_AT_ONCE = 6

PageNumber = Annotated[int, Query(ge=1, le=100_000, description="page of the statements that name it")]


def _route(kind: str) -> None:
    @router.get(
        f"/{kind}/{{name:path}}",
        summary=f"One {kind}: a page, or RDF by Accept, ?format= or an ending such as .ttl",
        name=kind,
        response_class=Response,
        responses=PAGE_AND_RDF,
    )
    def show(request: Request, store: Reading, name: Name, ending: Ending = "", naming: PageNumber = 1) -> Response:
        """The thing whose IRI ends in this path."""
        base = VOCABULARY if kind in _OF_THE_VOCABULARY else pages(request).base
        name, suffix = split_ending(name)
        iri = Iri(f"{base}{kind}/{name}")
        media_type = rdf_type(request, ending or suffix)
        if media_type is not None:
            return rdf_reply(store, _TRIPLES, _ABOUT, {"thing": iri}, media_type)
        found = thing(store, iri)
        if found is None:
            raise HTTPException(404, f"The graph knows no {kind} {name!r}.")
        return _page(request, store, found, naming)


def _page(request: Request, store: Store, about: Thing, naming: int) -> Response:
    if about.kind == "Claim" and (reply := _claim(request, store, about)):
        return reply
    if about.kind == "Trade measure" and (reply := _measure(request, store, about)):
        return reply
    return linked_page(
        request,
        "thing.html",
        title=about.label,
        thing=about,
        embedded=thing_ld(about),
        profile=profile(store, about, naming),
        naming=naming,
        role_key=roles.KEY,
        measure_key=measures.KEY,
    )


def _claim(request: Request, store: Store, about: Thing) -> Response | None:
    """The page of a claim, None where the graph holds none of its wordings."""
    told = wordings(store, about.iri)
    if told is None:
        return None
    return linked_page(
        request,
        "claim.html",
        title=told.fullest.row.text,
        told=told,
        embedded=claim_ld(about.iri, told),
        shown_at_once=_SHOWN_AT_ONCE,
        behind=asked("wordings-of", {"claim": about.iri}),
    )


def _measure(request: Request, store: Store, about: Thing) -> Response | None:
    """The page of a measure, None where no document reports it."""
    history = measures.measure_history(store, about.iri)
    if history is None:
        return None
    return linked_page(
        request,
        "measure.html",
        title=about.label,
        section="/tariffs",
        thing=about,
        embedded=measure_ld(about, history),
        history=history,
        lanes=measures.lanes((history,)),
        otherwise=measures.otherwise((history,)),
        spoken=spoken(store, history.claims),
        measure_key=measures.KEY,
        behind=asked("reports-of", {"measure": about.iri}),
    )


for _kind in _KINDS:
    _route(_kind)
