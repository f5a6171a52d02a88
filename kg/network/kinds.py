"""The kinds of node and link that a network shows, and the views of it: literal lists, with the words that readers see."""

from dataclasses import dataclass
from typing import Literal, get_args

from ontology.terms import FOAF, KG, ORG, SCHEMA, SKOS

View = Literal["whole", "entity", "sector"]
VIEWS: tuple[View, ...] = get_args(View)
"""whole: the top-ranked nodes of everything; entity, sector: the facts that one node takes part in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of node: its name, the class that marks it in the graph, and its words for one and for many."""

    name: str
    rdf_type: str
    label: str
    plural: str


NODE_KINDS: tuple[Kind, ...] = (
    Kind(name="person", rdf_type=SCHEMA.Person, label="person", plural="people"),
    Kind(name="organization", rdf_type=ORG.Organization, label="organisation", plural="organisations"),
    Kind(name="group", rdf_type=FOAF.Group, label="group", plural="groups"),
    Kind(name="country", rdf_type=SCHEMA.Country, label="country", plural="countries"),
    Kind(name="sector", rdf_type=SKOS.Concept, label="sector", plural="sectors"),
    Kind(name="agreement", rdf_type=KG.Agreement, label="agreement", plural="agreements"),
    Kind(name="measure", rdf_type=KG.TradeMeasure, label="trade measure", plural="trade measures"),
)

LINK_KINDS: tuple[tuple[str, str], ...] = (
    ("claim", "said"),
    ("post", "holds a post"),
    ("measure", "trade measure"),
    ("event", "event"),
    ("scheme", "belongs to"),
)
"""Kinds of link with the words of the legend. A claim, post, measure or event has a document; the scheme's links have none."""


def view_of(name: str) -> View | None:
    """The view of that name, if there is one."""
    return next((view for view in VIEWS if view == name), None)
