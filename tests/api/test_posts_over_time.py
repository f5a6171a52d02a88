"""Posts over time, from the side tables, are those that the query behind them finds."""

from collections import defaultdict

import pytest

from api.pages.identity import identity
from api.pages.records import plain, table
from api.pages.roles import roles
from benchmarks.generate import graphs
from benchmarks.world import COUNTRIES
from kg.consolidate import consolidate
from kg.ids import Namer
from kg.model import Iri, Literal, Quad, Term
from kg.search import holdings, over
from kg.stores import MEMORY, Store, open_store
from ontology.terms import KG, ORG, SCHEMA

OWN = Iri("https://onrecord.example/graph/own")
Row = tuple[str, ...]


def named(store: Store, kind: str) -> tuple[Iri, ...]:
    """The things of a class."""
    return tuple(sorted({Iri(str(thing)) for thing in store.select(f"SELECT ?thing {{ ?thing a <{kind}> }}").column("thing")}))


@pytest.fixture(scope="module")
def store() -> Store:
    """Generated documents, a rejected post, one that means a namesake, and one in a graph of its own."""
    made = open_store(MEMORY, write=True)
    made.replace_graphs(dict(graphs(150, seed=5)))
    consolidate(made, Namer())
    posts, people = named(made, ORG.Membership), named(made, SCHEMA.Person)
    wrong, other, someone, namesake = posts[3], posts[7], people[0], people[1]
    said: list[tuple[str, str, Term]] = [
        (str(wrong), KG.rejected, Literal(value="true", datatype="http://www.w3.org/2001/XMLSchema#boolean")),
        (str(other), KG.agent, namesake),
    ]
    own, rows = f"{OWN}#post", made.select(f"SELECT ?property ?value {{ <{posts[0]}> ?property ?value }}").rows
    said += [(own, str(property_), value) for property_, value in rows if value and property_ != Iri(ORG.member)]
    said += [(own, ORG.member, someone), (own, SCHEMA.startDate, Literal(value="2020-01"))]
    quads = {Quad(subject=Iri(subject), predicate=Iri(said_), object=value, graph=OWN) for subject, said_, value in said}
    made.replace_graphs({OWN: tuple(quads)})
    return made


def asked(store: Store, iris: tuple[Iri, ...]) -> dict[Row, Row]:
    """By post and month: how many documents tell of it, and the earliest and the latest telling, by SPARQL."""
    rows = table(store, "roles", {"entity": iris}).rows
    return {tuple(map(plain, row[:7])): tuple(map(plain, row[7:])) for row in rows}


def read(store: Store, iris: tuple[Iri, ...]) -> dict[Row, Row]:
    """The same from the side tables."""
    found = defaultdict(list)
    for one in over(store, lambda tables: tuple(holdings(tables, iris))):
        found[one.holder, one.role, one.body, one.status, one.since, one.until, one.published[:7]].append(one)
    return {
        post: (
            str(len({one.document for one in told})),
            min(f"{one.published} {one.first}" for one in told),
            max(f"{one.published} {one.last}" for one in told),
        )
        for post, told in found.items()
    }


@pytest.mark.parametrize("kind", [SCHEMA.Person, SCHEMA.Country, ORG.Role])
def test_tables_and_query_tell_the_same(store: Store, kind: str) -> None:
    given, found = named(store, kind), 0
    for thing in [country for country in given if country[-2:] in COUNTRIES] or given[:25]:
        who = identity(store, thing)
        assert read(store, who.iris) == asked(store, who.iris), thing
        assert roles(store, who, 5).total == len({row[:6] for row in asked(store, who.iris)})
        found += len(asked(store, who.iris))
    assert found


def test_several_iris_are_one(store: Store) -> None:
    people = named(store, SCHEMA.Person)[:3]
    assert read(store, people) == asked(store, people) != {}
