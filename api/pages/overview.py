"""What the start page shows: how much there is, who speaks most, and about what."""

from dataclasses import dataclass

from api.pages.records import plain, table
from kg.queries import run
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
    """Who speaks most; without the unnamed groups of single documents."""
    found = _counted(store, "speakers", "speaker", 4 * limit)
    return tuple(one for one in found if "#" not in one.iri)[:limit]


def sectors(store: Store, limit: int) -> tuple[Counted, ...]:
    """What is spoken of most."""
    return _counted(store, "sectors", "sector", limit)


def _counted(store: Store, query: str, column: str, limit: int) -> tuple[Counted, ...]:
    found = (
        Counted(plain(row[column]), plain(row["label"]), int(plain(row["claims"])))
        for row in run(store, query, {"limit": str(limit)}).records()
    )
    return tuple(counted for counted in found if counted.number)
