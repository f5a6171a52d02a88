"""The examples of the SPARQL page: every question with a name, by what it is about, and a few of other forms."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.queries import NamedQuery, Parameter, named_queries
from kg.queries.named import assembled

ROWS = 100
"""An example asks for so many rows, so that it answers at once in a large store too."""

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "What was said",
        ("who-said-what", "claims", "word-for-word", "promises", "about-person", "who-told-whom", "who-speaks-about-whom"),
    ),
    ("Speakers", ("speakers", "statements-by-speaker", "sector-by-country", "positions", "changed-positions", "negations")),
    ("People and posts", ("post-holders", "disputed-posts", "countries-of-people", "written-names")),
    (
        "Trade measures and events",
        (
            "measures",
            "measures-between",
            "tariff-history",
            "disputed-measures",
            "countermeasures",
            "exemptions",
            "agreements",
            "upcoming-events",
            "events",
        ),
    ),
    ("Across documents", ("claims-across-documents", "wordings", "single-outlet-claims", "contradictions")),
    ("Sources and how sure they are", ("documents", "document-versions", "least-certain", "unresolved-dates")),
    ("The scheme of sectors", ("sectors", "hs-behind-sectors")),
)
"""Questions by what they are about; one that is in no group is listed under the last heading."""
_OTHERS = "Others"
_FORMS: tuple[tuple[str, str, str], ...] = (
    ("picture-of-sector", "A sector and who speaks of it", "CONSTRUCT: speakers, the sector and countries, as a picture."),
    ("describe-sector", "All that is said of steel itself", "DESCRIBE: the statements about one thing, as triples."),
    ("has-tariffs", "Is any tariff in force?", "ASK: yes or no."),
    ("everything-tied", "What is tied to what", "SELECT of subject, relation and object: shown as a picture too."),
)
"""Other forms of query, each a file beside the page queries: name, title, description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query to choose; with parameters it can be narrowed, and `/queries/NAME` answers it."""

    name: str
    title: str
    description: str
    text: str
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Examples under one heading."""

    title: str
    examples: tuple[Example, ...]


@cache
def groups() -> tuple[Group, ...]:
    """All examples, by group."""
    known = {query.name: query for query in named_queries()}
    listed = {name for _, names in _GROUPS for name in names}
    headings = (*_GROUPS, (_OTHERS, tuple(name for name in known if name not in listed)))
    found = tuple(
        Group(
            title,
            tuple(_named(known[name]) for name in names if name in known),
        )
        for title, names in headings
    )
    forms = tuple(Example(name=name, title=title, description=told, text=_text(name)) for name, title, told in _FORMS)
    return (*(group for group in found if group.examples), Group("Other forms of query", forms))


def example(name: str) -> Example | None:
    """An example by its name."""
    return next((one for group in groups() for one in group.examples if one.name == name), None)


def _named(query: NamedQuery) -> Example:
    return Example(
        name=query.name,
        title=query.title,
        description=query.description,
        text=assembled(query.text, {}, limit=ROWS),
        parameters=query.parameters,
    )


def _text(name: str) -> str:
    return files("api.pages").joinpath("queries", f"example-{name}.rq").read_text("utf-8")
