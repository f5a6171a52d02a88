"""What the start page shows: how much there is, who speaks most, and about what; counted once for each state of a store."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from kg.search import Count, Figures, over, read_figures
from kg.stores import Store
from ontology.terms import KG, SCHEMA


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing and the number of claims by or about it."""

    iri: str
    label: str
    number: int


def figures(store: Store) -> tuple[tuple[str, int], ...]:
    """How many documents, facts and people the graph holds, each with its word; only what is there."""
    found = _figures(store)
    counts = (
        ("documents", found.documents),
        ("claims", found.claims.total),
        ("reports of trade measures", found.things.get(KG.MeasureReport, 0)),
        ("posts", found.posts),
        ("people", found.things.get(SCHEMA.Person, 0)),
    )
    return tuple((label, number) for label, number in counts if number)


def speakers(store: Store, limit: int) -> tuple[Counted, ...]:
    """Who speaks most; without the unnamed groups of single documents."""
    return _counted((one for one in _figures(store).claims.speakers if "#" not in one.iris[0]), limit)


def sectors(store: Store, limit: int) -> tuple[Counted, ...]:
    """What is spoken of most; a sector counts with those below it."""
    return _counted(_figures(store).claims.sectors, limit)


def outlets(store: Store, limit: int) -> tuple[Counted, ...]:
    """Whose documents have most claims."""
    return _counted(_figures(store).claims.outlets, limit)


def countries(store: Store, limit: int) -> tuple[Counted, ...]:
    """Which countries claims are about most."""
    return _counted(_figures(store).claims.countries, limit)


def _figures(store: Store) -> Figures:
    return over(store, lambda tables: tables.once(read_figures))


def _counted(found: Iterable[Count], limit: int) -> tuple[Counted, ...]:
    return tuple(Counted(one.iris[0], one.label, one.count) for one in islice(found, limit))
