"""The page of the programming interface: the OpenAPI document for people, with a command line for each operation."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.curl import examples
from api.pages.interface import Interface, groups, problems
from api.pages.records import plain
from api.pages.shown import path_of
from api.routes.access import Reading
from api.routes.description import root_address
from api.routes.replies import page
from kg.search import newest_documents, over, things
from kg.stores import Store
from kg.tables import Tables
from ontology.terms import KG, ORG, SCHEMA

router = APIRouter(include_in_schema=False)

_KINDS = (SCHEMA.Person, ORG.Organization, ORG.Role, KG.Agreement, KG.TradeMeasure)
_OF_THE_VOCABULARY = {"country": "US", "sector": "steel"}
_A_CLAIM = f"SELECT ?claim WHERE {{ ?claim a <{SCHEMA.Claim}> }} LIMIT 1"


@router.get("/docs")
def docs(request: Request, store: Reading) -> Response:
    """Every address with what it takes and answers."""
    interface = Interface.model_validate(request.app.openapi())
    known = {**_OF_THE_VOCABULARY, **dict(_known(store))}
    return page(
        request,
        "docs.html",
        title="Programming interface",
        section="/docs",
        groups=groups(interface, examples(interface, root_address(request), known)),
        problems=problems(interface),
    )


def _known(store: Store) -> Iterator[tuple[str, str]]:
    """One name of each kind of thing that the store has, and a speaker, for examples that lead somewhere."""
    claims = (plain(claim) for (claim,) in store.select(_A_CLAIM).rows)
    for iri in (*over(store, _some), *claims):
        kind, _, name = (path_of(iri, store.base) or "").strip("/").partition("/")
        if name and "#" not in name:
            yield kind, name
        if name and kind == "person":
            yield "?speakers", iri


def _some(tables: Tables) -> tuple[str, ...]:
    of_kinds = (iri for kind in _KINDS for iri in things(tables, kind)[:1])
    return (*newest_documents(tables, 1), *of_kinds)
