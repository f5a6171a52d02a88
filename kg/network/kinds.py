"""The kinds of node and link that a network shows, and the views of it: literal lists, with the words that readers see."""

from dataclasses import dataclass
from typing import Literal, get_args

from kg.tables import Relation as Tied
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation that ties two nodes: its number in the tables, its name in addresses, and its words."""

    number: int
    name: str
    label: str


RELATIONS: tuple[Relation, ...] = (
    Relation(number=Tied.SAID, name="said", label="said about"),
    Relation(number=Tied.TOLD, name="told", label="told"),
    Relation(number=Tied.THINKS, name="thinks", label="thinks about"),
    Relation(number=Tied.TAKES_POSITION, name="position", label="takes a position on"),
    Relation(number=Tied.DENIED, name="denied", label="denied a statement about"),
    Relation(number=Tied.QUESTIONED, name="questioned", label="questioned a statement about"),
    Relation(number=Tied.DOUBTS, name="doubts", label="doubts something about"),
    Relation(number=Tied.HOLDS, name="holds", label="holds a post in"),
    Relation(number=Tied.HELD, name="held", label="held or will hold a post in"),
    Relation(number=Tied.IMPOSES, name="imposes", label="imposes"),
    Relation(number=Tied.ACTS_ON, name="acts", label="acts on"),
    Relation(number=Tied.IMPOSED_ON, name="imposed-on", label="is imposed on"),
    Relation(number=Tied.APPLIES_TO, name="applies", label="applies to"),
    Relation(number=Tied.EXEMPTS, name="exempts", label="exempts goods under"),
    Relation(number=Tied.MEETS, name="meets", label="takes part in an event with"),
    Relation(number=Tied.CONCERNS, name="concerns", label="takes part in an event about"),
    Relation(number=40, name="part", label="is part of"),
    Relation(number=41, name="binds", label="binds"),
)
"""All relations, in the order of the legend. Their tens are the places of their kinds in LINK_KINDS."""


def view_of(name: str) -> View | None:
    """The view of that name, if there is one."""
    return next((view for view in VIEWS if view == name), None)
