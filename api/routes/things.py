"""People, organisations, countries, sectors, agreements, measures, posts and claims: a page each, or RDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.pages.cards import Card, cards
from api.pages.things import Thing, thing
from api.routes.access import Reading
from api.routes.linked import PAGE_AND_RDF, Ending, alternates, rdf_reply, rdf_type
from api.routes.replies import page, pages
from kg.model import Iri
from kg.queries import ClaimFilter, claims, count_claims
from kg.stores import Store
from ontology.terms import VOCABULARY

router = APIRouter(tags=["things"])

_OF_THE_VOCABULARY = ("country", "sector")
_KINDS = ("agreement", "claim", "country", "measure", "organization", "person", "role", "sector")
_TRIPLES = "?thing ?property ?value . ?fact ?of ?thing"
_ABOUT = "{ ?thing ?property ?value } UNION { ?fact ?of ?thing }"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ClaimList:
    """Claims under a heading; `more` leads to all of them where there are more."""

    title: str
    claims: tuple[Card, ...]
    more: str | None


def _by(iri: str) -> ClaimFilter:
    return ClaimFilter(speakers=(iri,))


def _on(iri: str) -> ClaimFilter:
    return ClaimFilter(sector=iri)


def _about(iri: str) -> ClaimFilter:
    return ClaimFilter(country=iri)


_LISTS: Mapping[str, tuple[tuple[str, str, Callable[[str], ClaimFilter]], ...]] = {
    "Person": (("Claims", "speaker", _by),),
    "Organisation": (("Claims", "speaker", _by),),
    "Country": (("Claims in its name", "speaker", _by), ("Claims about it", "country", _about)),
    "Sector": (("Claims", "sector", _on),),
}
"""The lists of claims on the page of a kind of thing: heading, parameter of /claims, filter."""


def _route(kind: str) -> None:
    @router.get(
        f"/{kind}/{{name:path}}",
        summary=f"One {kind}: a page, or RDF by Accept or ?format=",
        name=kind,
        response_class=Response,
        responses=PAGE_AND_RDF,
    )
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
        lists = _claims(store, found)
        return page(request, "thing.html", title=found.label, thing=found, claim_lists=lists, alternates=alternates(request))


def _claims(store: Store, about: Thing) -> tuple[ClaimList, ...]:
    """The claims by and about a thing, the latest of each."""
    lists = []
    for title, parameter, filter_ in _LISTS.get(about.kind, ()):
        total = count_claims(store, filter_(about.iri))
        if total:
            shown = cards(store, claims(store, replace(filter_(about.iri), limit=_SHOWN)))
            more = f"/claims?{urlencode({parameter: about.iri})}" if total > len(shown) else None
            lists.append(ClaimList(f"{title} ({total:,})", shown, more))
    return tuple(lists)


for _kind in _KINDS:
    _route(_kind)
