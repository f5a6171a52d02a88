"""What crawlers are told: robots.txt, and a sitemap in parts of bounded size that leads to every document and thing."""

from collections.abc import Iterator
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.pages.shown import path_of
from api.routes.access import Reading
from api.routes.results import root_of
from kg.errors import OnrecordError
from kg.model import check_partial_date
from kg.search import documents, over, read_figures, things
from kg.stores import Store
from kg.tables import Tables
from ontology.terms import KG, ORG, SCHEMA

router = APIRouter(include_in_schema=False)

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "application/xml; charset=utf-8"
_IN_A_PART = 10_000
"""Addresses in one part; the protocol allows 50,000 and 50 MB."""
_SAFE = "/%:;,=@!$&'()*+~#?"
_PAGES = ("/", "/claims", "/tariffs", "/graph", "/downloads", "/docs")
_KINDS = (SCHEMA.Person, ORG.Organization, KG.Agreement, KG.TradeMeasure, ORG.Role)
_UNCOUNTED = ("/ask", "/claims?", "/tariffs?", "/graph?", "/sparql", "/queries/", "/review", "/update", "/graphs")
"""Addresses without end, and those that answer programs."""

Address = tuple[str, str]
"""A path, and the day of its last change, "" for unknown."""


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """What crawlers had better leave alone, and where the sitemap is."""
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in _UNCOUNTED), f"Sitemap: {root_of(request)}/sitemap.xml")
    return Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8")


@router.get("/sitemap.xml")
def index(request: Request, store: Reading) -> Response:
    """The parts of the sitemap."""
    parts = -(-len(_addresses(store)) // _IN_A_PART)
    root = Element("sitemapindex", {"xmlns": _NAMESPACE})
    for number in range(1, parts + 1):
        SubElement(SubElement(root, "sitemap"), "loc").text = f"{root_of(request)}/sitemap-{number}.xml"
    return _xml(root)


@router.get("/sitemap-{number}.xml")
def part(request: Request, store: Reading, number: int) -> Response:
    """One part of the sitemap."""
    some = _addresses(store)[_IN_A_PART * (number - 1) : _IN_A_PART * number] if number > 0 else ()
    if not some:
        raise HTTPException(404, "There is no such part: /sitemap.xml lists them all.")
    root = Element("urlset", {"xmlns": _NAMESPACE})
    for path, changed in some:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = f"{root_of(request)}{path}"
        if changed:
            SubElement(url, "lastmod").text = changed
    return _xml(root)


def _xml(root: Element) -> Response:
    content = "<?xml version='1.0' encoding='utf-8'?>\n" + tostring(root, encoding="unicode")
    return Response(content, media_type=_XML)


def _addresses(store: Store) -> tuple[Address, ...]:
    listed = over(store, lambda tables: tables.once(_listed))
    known = ((quote(path, safe=_SAFE) if (path := path_of(iri, store.base)) else "", day) for iri, day in listed)
    return (*((path, "") for path in _PAGES), *((path, day) for path, day in known if path))


def _listed(tables: Tables) -> tuple[Address, ...]:
    """The IRIs of everything that has a page of its own, each once; of documents with the day of their publication."""
    return tuple(_everything(tables))


def _everything(tables: Tables) -> Iterator[Address]:
    yield from ((iri, day if _is_day(day) else "") for iri, day in documents(tables))
    for kind in _KINDS:
        yield from ((iri, "") for iri in things(tables, kind) if "#" not in iri)
    counts = tables.once(read_figures).claims
    for named in (*counts.sectors, *counts.countries):
        yield from ((iri, "") for iri in named.iris)


def _is_day(text: str) -> bool:
    try:
        return check_partial_date(text) == text
    except OnrecordError:
        return False
