"""Linked data: the same address answers people with a page and programs with RDF."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import HTTPException, Path, Query, Request
from fastapi.responses import Response

from api.negotiate import HTML, JSON, choose
from api.routes.replies import answers, page
from kg.model import Term
from kg.stores import Store

RDF_TYPES: tuple[tuple[str, str, str], ...] = (
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("nt", "application/n-triples", "N-Triples"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
)
"""The RDF formats of one thing: ending, media type, name."""

PAGE_ENDING = "html"
"""The ending of the page, whatever Accept says."""

PAGE_AND_RDF = answers(HTML, *(media_type for _, media_type, _ in RDF_TYPES))
"""What a thing answers in, for the OpenAPI document."""

Name = Annotated[str, Path(description="what its IRI ends in, behind the kind of thing")]
"""A thing by the last part of its IRI."""

Ending = Annotated[str, Query(alias="format", description="ttl, jsonld, nt or rdf; without it, Accept decides", max_length=10)]
"""The format by its ending, for whoever cannot send an Accept header."""


def rdf_type(request: Request, ending: str) -> str | None:
    """The RDF media type that a request wants, None for the page; 404 for an ending that nothing has, 406 for an Accept."""
    if ending == PAGE_ENDING:
        return None
    if ending:
        for known, media_type, _ in RDF_TYPES:
            if known == ending:
                return media_type
        raise HTTPException(404, f"There is no format {ending!r}: take one of {', '.join(known for known, _, _ in RDF_TYPES)}.")
    offers = (HTML, *(media_type for _, media_type, _ in RDF_TYPES), JSON)
    chosen = choose(request.headers.get("accept"), offers)
    if chosen is None:
        raise HTTPException(406, f"This is there as {', '.join(offers)}.")
    return {HTML: None, JSON: "application/ld+json"}.get(chosen, chosen)


def split_ending(name: str) -> tuple[str, str]:
    """A name and the format that it ends in: "steel.ttl" → ("steel", "ttl"); "" for a name without.

    The names of people end in a country, "ada-quill.ca"; no country's code is one of these endings.
    """
    stem, _, ending = name.rpartition(".")
    known = (PAGE_ENDING, *(ending for ending, _, _ in RDF_TYPES))
    return (stem, ending) if stem and ending in known else (name, "")


def alternates(request: Request) -> tuple[tuple[str, str], ...]:
    """Names and addresses of the same thing as RDF."""
    path = quote(split_ending(request.url.path)[0], safe="/:@!$'()*+,;=-._~")
    return tuple((label, f"{path}?format={ending}") for ending, _, label in RDF_TYPES)


def linked_page(request: Request, template: str, *, title: str, section: str = "", **values: object) -> Response:
    """The page of a thing, which names the same as RDF in its head and in the header Link (RFC 8288)."""
    links = alternates(request)
    reply = page(request, template, title=title, section=section, status=200, alternates=links, **values)
    types = [media_type for _, media_type, _ in RDF_TYPES]
    reply.headers["Link"] = ", ".join(
        f'<{href}>; rel="alternate"; type="{media_type}"' for (_, href), media_type in zip(links, types, strict=True)
    )
    return reply


def rdf_reply(store: Store, template: str, where: str, bindings: Mapping[str, Term], media_type: str) -> Response:
    """The triples of a template for what a pattern finds; 404 where it finds nothing."""
    if not store.ask(f"ASK {{ {where} }}", bindings):
        raise HTTPException(404, f"The graph says nothing of {', '.join(map(str, bindings.values()))}.")
    answer = store.answer(f"CONSTRUCT {{ {template} }} WHERE {{ {where} }}", media_type, bindings)
    return Response(answer.content, media_type=answer.media_type, headers={"Vary": "Accept"})
