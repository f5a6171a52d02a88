"""What a network shows of a store, and what it says of what it does not show."""

import networkx as nx
import pytest

from kg.errors import SettingsError
from kg.ids import country_iri, sector_iri
from kg.network import HARD_LIMIT, LINK_KINDS, NODE_KINDS, VIEWS, full_network, network
from kg.stores import Store
from tests.kg.stores_for_tests import example_store, generated_store, store_of

LINKS = [
    ("Élise Marchand", "said about", "steel", "claim"),
    ("Élise Marchand", "said about", "Canada", "claim"),
    ("Élise Marchand", "said about", "United States", "claim"),
    ("Élise Marchand", "told", "Northern Ledger", "claim"),
    ("Tom Reyes", "thinks about", "copper", "claim"),
    ("Guild of Ontario Steelmakers", "takes a position on", "all goods", "claim"),
    ("Somebody close to the talks", "questioned a statement about", "Mexico", "claim"),
    ("Élise Marchand", "trade minister of", "Canada", "post"),
    ("JR Okafor", "president of", "Guild of Ontario Steelmakers", "post"),
    ("Tom Reyes", "former governor of", "Bank of Canada", "post"),
    ("United States", "imposes (raised, in force)", "U.S. tariff on Canadian steel", "measure"),
    ("U.S. tariff on Canadian steel", "is imposed on", "Canada", "measure"),
    ("U.S. tariff on Canadian steel", "applies to", "steel", "measure"),
    ("U.S. tariff on Canadian steel", "exempts goods under", "United States-Mexico-Canada Agreement", "measure"),
    ("United States", "imposes (in force)", "U.S. tariff on steel", "measure"),
    ("Canada", "planned meeting with", "Élise Marchand", "event"),
]


@pytest.fixture(scope="module")
def example() -> Store:
    return example_store()


@pytest.fixture(scope="module")
def generated() -> Store:
    return generated_store(300)


def sentences(graph: "nx.MultiDiGraph[str]") -> set[tuple[str, str, str, str]]:
    named = labels(graph)
    return {(named[one], link["label"], named[other], link["kind"]) for one, other, link in graph.edges(data=True)}


def labels(graph: "nx.MultiDiGraph[str]") -> dict[str, str]:
    return {node: str(found["label"]) for node, found in graph.nodes(data=True)}


@pytest.mark.parametrize("link", LINKS, ids=lambda link: " ".join(link[:3]))
def test_a_fact_becomes_this_link(example: Store, link: tuple[str, str, str, str]) -> None:
    assert link in sentences(network(example))


def test_every_link_of_a_fact_is_tied_to_document_and_evidence(example: Store) -> None:
    graph = network(example)
    told = [link for *_, link in graph.edges(data=True) if link["label"] == "told"]
    assert len(told) == 1
    assert told[0]["evidence"] == "We will not blink … and we will not hurry."
    assert told[0]["title"] == "Steel towns wait for an answer"
    assert told[0]["publisher"] == "Northern Ledger"
    raised = next(link for *_, link in graph.edges(data=True) if link["label"] == "imposes (raised, in force)")
    assert raised["evidence"].startswith(
        "the United States raised its tariff on Canadian steel from 25% to 35% … goods that comply"
    )
    assert told[0]["url"] == "https://northern-ledger.example/steel-towns"
    for *_, link in graph.edges(data=True):
        assert bool(link["document"]) == bool(link["evidence"]) == (link["kind"] != "scheme")
        assert 0 < link["confidence"] <= 1


def test_kinds_are_those_of_the_list(example: Store) -> None:
    graph = network(example)
    assert {str(found["kind"]) for _, found in graph.nodes(data=True)} == {kind.name for kind in NODE_KINDS}
    assert {link["kind"] for *_, link in graph.edges(data=True)} == {name for name, _ in LINK_KINDS}


def test_facts_with_one_participant_are_counted(example: Store) -> None:
    linked = {link["fact"] for *_, link in network(example).edges(data=True)} - {""}
    assert network(example).graph["unlinked"] == full_network(example).graph["unlinked"] == 3 + 4 + 9 + 2 - len(linked)
    assert network(example).graph["unlinked"] > 0


@pytest.mark.parametrize("focus", ["steel", "Steel", sector_iri("steel")])
def test_a_sector_is_found_by_label_slug_or_iri(example: Store, focus: str) -> None:
    graph = network(example, "sector", focus)
    assert graph.graph["focus"] == "steel"
    assert ("Élise Marchand", "said about", "steel", "claim") in sentences(graph)
    assert "copper" not in labels(graph).values()


def test_a_sector_comes_with_the_narrower_ones(example: Store) -> None:
    shown = sentences(network(example, "sector", "metals"))
    assert ("Tom Reyes", "thinks about", "copper", "claim") in shown
    assert ("Canada", "imposes (kept, in force)", "Canadian retaliatory tariff on U.S. aluminum", "measure") in shown


@pytest.mark.parametrize("focus", ["Élise Marchand", "élise marchand"])
def test_an_entity_comes_with_the_facts_that_it_takes_part_in(example: Store, focus: str) -> None:
    graph = network(example, "entity", focus)
    facts = {link["fact"] for *_, link in graph.edges(data=True)} - {""}
    assert len(facts) == 4
    assert ("Élise Marchand", "trade minister of", "Canada", "post") in sentences(graph)
    assert "Tom Reyes" not in labels(graph).values()


def test_a_person_is_found_by_slug_and_iri(example: Store) -> None:
    iri = next(node for node, label in labels(network(example)).items() if label == "Élise Marchand")
    for focus in (iri, iri.rpartition("/")[2]):
        assert network(example, "entity", focus).graph["focus"] == "Élise Marchand"


def test_a_country_takes_part_in_the_measures_that_hit_it(example: Store) -> None:
    graph = network(example, "entity", "Canada")
    assert ("United States", "imposes (raised, in force)", "U.S. tariff on Canadian steel", "measure") in sentences(graph)
    assert country_iri("MX") not in network(example, "entity", "copper")


@pytest.mark.parametrize(
    ("view", "focus", "message"),
    [
        ("entity", "Elise Marchant", "did you mean Élise Marchand?"),
        ("sector", "steal", "did you mean steel or"),
        ("entity", "Zbigniew Quux", "nothing has a similar name"),
        ("entity", None, "needs a focus"),
        ("whole", "steel", "has no focus"),
        ("planet", None, "whole, entity, sector"),
    ],
)
def test_what_cannot_be_shown_is_explained(example: Store, view: str, focus: str | None, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        network(example, view, focus)


def test_at_least_one_node(example: Store) -> None:
    with pytest.raises(SettingsError, match="at least one node"):
        network(example, limit=0)


def test_what_is_left_out_is_counted(generated: Store) -> None:
    whole, part = full_network(generated), network(generated, limit=20)
    assert len(part) == 20
    assert part.graph["more_nodes"] == len(whole) - 20
    assert part.graph["more_links"] > 0
    everything = network(generated, limit=HARD_LIMIT)
    assert set(everything) == set(whole)
    assert everything.graph["more_nodes"] == everything.graph["more_links"] == 0
    assert sentences(everything) == sentences(whole)


def test_the_best_ranked_nodes_are_shown(generated: Store) -> None:
    whole, part = full_network(generated), network(generated, limit=20)
    ranked = {node: float(found["rank"]) for node, found in network(generated, limit=HARD_LIMIT).nodes(data=True)}
    assert min(ranked[node] for node in part) >= max(ranked[node] for node in whole if node not in part)


def test_a_view_keeps_its_subject_whatever_its_rank(generated: Store) -> None:
    ranked = {node: float(found["rank"]) for node, found in full_network(generated).nodes(data=True)}
    last = min(ranked, key=lambda node: (ranked[node], node))
    assert last in network(generated, "entity", last, 1)


def test_the_same_store_gives_the_same_network(generated: Store) -> None:
    again = generated_store(300)
    for view, focus in zip(VIEWS, (None, "Canada", "steel"), strict=True):
        one, other = network(generated, view, focus), network(again, view, focus)
        assert list(one.nodes(data=True)) == list(other.nodes(data=True))
        assert list(one.edges(data=True, keys=True)) == list(other.edges(data=True, keys=True))


def test_an_empty_store_is_an_empty_network() -> None:
    graph = network(store_of([]))
    assert (len(graph), graph.graph["more_nodes"], graph.graph["unlinked"]) == (0, 0, 0)
