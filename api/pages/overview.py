"""What the start page shows: how much there is, who speaks most, and about what."""

from dataclasses import dataclass

from api.pages.records import plain, table
from kg.stores import Store
from ontology.terms import KG, ORG, SCHEMA

_FIGURES = (
    (SCHEMA.NewsArticle, "documents"),
    (KG.Utterance, "claims"),
    (KG.MeasureReport, "reports of trade measures"),
    (ORG.Membership, "posts"),
    (SCHEMA.Person, "people"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing and the number of claims by or about it."""

    iri: str
    label: str
    number: int


def figures(store: Store) -> tuple[tuple[str, int], ...]:
    """How many documents, facts and people the graph holds, each with its word; only what is there."""
    counts = {plain(kind): int(plain(number)) for kind, number in table(store, "totals").rows}
    return tuple((label, counts[kind]) for kind, label in _FIGURES if counts.get(kind))


def speakers(store: Store, limit: int) -> tuple[Counted, ...]:
    """Who speaks most."""
    rows = table(store, "speakers").rows
    return tuple(Counted(plain(iri), plain(label), int(plain(number))) for iri, label, number in rows[:limit])


def sectors(store: Store, limit: int) -> tuple[Counted, ...]:
    """What is spoken of most."""
    rows = table(store, "sectors").rows[:limit]
    counted = (Counted(plain(iri), plain(label), int(plain(number))) for iri, label, number, _ in rows)
    return tuple(sector for sector in counted if sector.number)
