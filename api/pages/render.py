"""Turns a template and its values into a page: autoescaped, with undefined names as errors, assets named by their content."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from api.pages import shown

SECTIONS = (
    ("/claims", "Claims"),
    ("/tariffs", "Trade measures"),
    ("/compare", "Compare"),
    ("/graph", "Graph"),
    ("/review", "Review"),
    ("/sparql", "SPARQL"),
    ("/add", "Add"),
    ("/downloads", "Downloads"),
    ("/docs", "API"),
)
"""The sections in the head of every page."""

LONGEST = 8000
"""Characters of a single value on a page: names and quotations are as long as somebody wants them to be."""


class Pages:
    """The pages of one server, whose data have one base IRI."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._environment = _environment()
        self._environment.filters["page"] = self.path

    def path(self, iri: str | None) -> str | None:
        """The path of the page behind an IRI, None where it has none here."""
        return shown.path_of(iri, self.base) if iri else None

    def render(self, template: str, *, title: str, section: str = "", **values: object) -> str:
        """The page that a template makes of its values; `section` is the path of the section it belongs to."""
        return self._environment.get_template(template).render(title=title, section=section, **values)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_at_most,
    )
    environment.globals.update(sections=SECTIONS, version=version("onrecord"))
    environment.filters.update(
        static=_static,
        query=_query,
        date=shown.date,
        rates=shown.rates,
        hits=shown.hits,
        percent=shown.percent,
        web_address=shown.web_address,
        whole=escape,
    )
    return environment


def _at_most(value: object) -> object:
    """What a template puts on a page: a text of hostile length is cut, unless the template asks for it `whole`."""
    if isinstance(value, str) and not isinstance(value, Markup) and len(value) > LONGEST:
        return f"{value[:LONGEST]}… (cut here: {len(value):,} characters)"
    return value


@cache
def _static(name: str) -> str:
    """The address of a static file; it changes with its content, so that browsers may keep it."""
    content = files("api.pages").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:8]}"


def _query(values: dict[str, object]) -> str:
    """A query string of the values that are set."""
    return urlencode({name: value for name, value in values.items() if value not in (None, "", ())}, doseq=True)
