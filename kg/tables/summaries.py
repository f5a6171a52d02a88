"""What one graph adds to the summaries of a store: the posts that it says people hold, and the things that are counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Iri, Term
from kg.tables.source import About, Source, first, iris
from ontology.terms import DCTERMS, KG, ORG, SCHEMA

COUNTED = (SCHEMA.Person, ORG.Organization, ORG.Role, KG.Agreement, KG.TradeMeasure, KG.MeasureReport)
"""The classes whose things are noted by name; documents, claims and posts have tables of their own."""

SAID = (ORG.member, ORG.role, ORG.organization, KG.country, KG.status, KG.confidence)
"""What is looked at of posts."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PostEntry:
    """One post that a document gives a person: "trade minister, Canada", with the label of its status."""

    iri: str
    person: str
    document: str
    words: str
    status: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ThingEntry:
    """A thing of one of the classes that are counted."""

    kind: str
    iri: str


def told_posts(source: Source, graph: Iri) -> Mapping[Iri, About]:
    """The posts of a graph, by IRI, with all that it says of each."""
    return {post: source.about(graph, post) for post in sorted(set(source.typed(graph, ORG.Membership)))}


def posts(told: Mapping[Iri, About], label: Callable[[Term], str]) -> Iterator[PostEntry]:
    """The posts of a graph; one without a holder or a title is passed over, since nothing can be shown of it."""
    for post, about in told.items():
        titles = sorted(filter(None, map(label, iris(about, ORG.role))))
        places = [name for said in (ORG.organization, KG.country) for name in sorted(map(label, iris(about, said))) if name]
        for person in iris(about, ORG.member)[:1] if titles else ():
            yield PostEntry(
                iri=post,
                person=person,
                document=next(iter(iris(about, DCTERMS.source)), ""),
                words=", ".join((titles[0], *places[:1])),
                status=next(filter(None, map(label, iris(about, KG.status))), ""),
                confidence=_number(first(about, KG.confidence)),
            )


def things(source: Source, graph: Iri) -> Iterator[ThingEntry]:
    """The things of a graph that are counted, each once in each class."""
    for kind in COUNTED:
        for iri in sorted(set(source.typed(graph, kind))):
            yield ThingEntry(kind=kind, iri=iri)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
