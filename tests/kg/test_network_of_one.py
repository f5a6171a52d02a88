"""Whom documents know by several IRIs is one node of a network, one known name and one row; namesakes stay apart."""

from collections.abc import Iterator

import pytest

from kg.ask.names import Names
from kg.consolidate import consolidate
from kg.ids import country_iri, sector_iri
from kg.model import Iri, Literal, Term
from kg.network import full_network, network
from kg.network.known import Known, find, known
from kg.queries import run
from kg.stores import Store
from tests.kg.news_for_tests import NAMER
from tests.kg.one_of_two_for_tests import ANNA, COACH, DOCUMENTS, HELENA, OTHER
from tests.kg.stores_for_tests import store_of


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with store_of(DOCUMENTS) as opened:
        consolidate(opened, NAMER)
        yield opened


def names(store: Store, view: str = "whole", focus: str | None = None) -> dict[str, str]:
    return {node: str(found["label"]) for node, found in network(store, view, focus).nodes(data=True)}


def links(store: Store, view: str = "whole", focus: str | None = None) -> set[tuple[str, str, str]]:
    graph = network(store, view, focus)
    return {(one, str(link["label"]), other) for one, other, link in graph.edges(data=True) if link["kind"] != "scheme"}


def test_a_person_of_two_iris_is_one_node(store: Store) -> None:
    shown = names(store)
    assert shown[HELENA] == "Helena Vostrak"
    assert OTHER not in shown
    assert network(store).number_of_edges(HELENA, sector_iri("steel")) == 2
    assert names(store) == {node: str(found["label"]) for node, found in full_network(store).nodes(data=True)}
    assert network(store).graph["unlinked"] == full_network(store).graph["unlinked"]


@pytest.mark.parametrize("focus", [HELENA, OTHER, OTHER.rpartition("/")[2], "Helena Vostrak", "Fostrak"])
def test_any_iri_and_any_name_shows_the_whole_person(store: Store, focus: str) -> None:
    graph = network(store, "entity", focus)
    assert graph.graph["focus"] == "Helena Vostrak"
    assert len({link["document"] for *_, link in graph.edges(data=True)} - {""}) == 2
    assert {link for link in links(store, "entity", focus) if HELENA in link} == {
        link for link in links(store) if HELENA in link
    }
    assert OTHER not in graph


def test_nobody_meets_or_tells_himself_by_another_iri(store: Store) -> None:
    assert all(one != other for one, _, other in links(store))
    told = {(one, other) for one, label, other in links(store) if label == "told"}
    assert told == {(HELENA, ANNA)}


def test_namesakes_are_two_nodes(store: Store) -> None:
    shown = names(store)
    assert shown[ANNA] == shown[COACH] == "Ana Silva"
    posts = {(one, label) for one, label, _ in links(store) if shown[one] == "Ana Silva" and " of" in label}
    assert posts == {(ANNA, "trade minister of"), (COACH, "football coach of")}
    around = links(store, "entity", COACH)
    assert (COACH, "football coach of", country_iri("BR")) in around
    assert (ANNA, "trade minister of", country_iri("BR")) not in around
    assert (COACH, "football coach of", country_iri("BR")) not in links(store, "entity", ANNA)


def test_names_are_offered_once(store: Store) -> None:
    people = [item for item in known(store) if item.kind == "person"]
    assert [item.label for item in people] == ["Ana Silva", "Ana Silva", "Dana Roe", "Helena Vostrak"]
    assert people[-1].iris == tuple(sorted((HELENA, OTHER)))
    assert "Fostrak" in people[-1].others
    assert find(store, OTHER) == find(store, "fostrak") == (people[-1],)


def plain(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""


def rows(store: Store, query: str, *columns: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(plain(row.get(name)) for name in columns) for row in run(store, query, parameters).records()]


@pytest.mark.parametrize("who", [HELENA, OTHER, "Fostrak", "Vostrak"])
def test_a_post_that_two_documents_give_one_person_has_one_holder(store: Store, who: str) -> None:
    shown = ("person", "post", "documents", "holders")
    assert rows(store, "post-holders", *shown, speaker=who) == [("Helena Vostrak", "trade minister", "2", "1")]
    assert rows(store, "about-person", "person", "label", "post", "documents", speaker=who) == [
        (HELENA, "Helena Vostrak", "trade minister", "2")
    ]


def test_namesakes_hold_their_own_posts(store: Store) -> None:
    found = rows(store, "post-holders", "person", "post", "holders", country="Brazil")
    assert found == [("Ana Silva", "trade minister", "1"), ("Ana Silva", "football coach", "1")]
    assert rows(store, "about-person", "person", "post", speaker=COACH) == [(COACH, "football coach")]
    assert rows(store, "about-person", "person", "post", speaker=ANNA) == [(ANNA, "trade minister")]


def test_two_names_of_one_holder_are_no_dispute(store: Store) -> None:
    assert rows(store, "disputed-posts", "post", "person") == []


def test_who_speaks_about_whom_knows_both_by_any_iri(store: Store) -> None:
    found = rows(store, "who-speaks-about-whom", "speaker", "about", "claims", "documents")
    assert ("Helena Vostrak", "Ana Silva", "2", "2") in found
    assert ("Ana Silva", "Helena Vostrak", "2", "2") in found
    assert len(found) == len(set(found))
    assert rows(store, "who-told-whom", "speaker", "recipient") == [("Helena Vostrak", "Ana Silva")]


def test_an_iri_that_no_document_has_is_unknown(store: Store) -> None:
    assert Iri(f"{HELENA}-x") not in {iri for item in known(store) for iri in item.iris}


def test_a_question_knows_a_surname_that_only_another_name_has() -> None:
    helen = Known(kind="person", label="Helena Vostrak", iri=Iri(HELENA), others=("Helen Fostrak",), iris=(Iri(HELENA),))
    (found,) = Names((helen,), ()).find("what did Fostrak say")
    assert (found.kind, found.label) == ("PERSON", "Helena Vostrak")
