"""People, organisations, countries, sectors, agreements, measures, posts and claims: a page each, or RDF."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.pages.things import thing
from api.routes.access import Reading
from api.routes.linked import Ending, alternates, rdf_reply, rdf_type
from api.routes.replies import page, pages
from kg.model import Iri
from ontology.terms import VOCABULARY

router = APIRouter(tags=["things"])

_OF_THE_VOCABULARY = ("country", "sector")
_KINDS = ("agreement", "claim", "country", "measure", "organization", "person", "role", "sector")
_TRIPLES = "?thing ?property ?value . ?fact ?of ?thing"
_ABOUT = "{ ?thing ?property ?value } UNION { ?fact ?of ?thing }"


def _route(kind: str) -> None:
    @router.get(f"/{kind}/{{name:path}}", summary=f"One {kind}: a page, or RDF by Accept or ?format=", name=kind)
    def show(request: Request, store: Reading, name: str, ending: Ending = "") -> Response:
        """The thing whose IRI ends in this path."""
        base = VOCABULARY if kind in _OF_THE_VOCABULARY else pages(request).base
        iri = Iri(f"{base}{kind}/{name}")
        media_type = rdf_type(request, ending)
        if media_type is not None:
            return rdf_reply(store, _TRIPLES, _ABOUT, {"thing": iri}, media_type)
        found = thing(store, iri)
        if found is None:
            raise HTTPException(404, f"The graph knows no {kind} {name!r}.")
        return page(request, "thing.html", title=found.label, thing=found, claim_lists=(), alternates=alternates(request))


for _kind in _KINDS:
    _route(_kind)
