"""Explored views: what a start and steps bring, that nothing moves, what closing takes away, and ways between two."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from kg.consolidate import consolidate
from kg.draw import Hidden, Scene, scene, svg, words
from kg.ids import country_iri, sector_iri
from kg.network import HARD_LIMIT, STEP, Start, Step, View, Web, explore, graph_of, network, shortest, told, web
from kg.network.web import facts_of
from kg.stores import Store
from tests.kg.news_for_tests import NAMER
from tests.kg.one_of_two_for_tests import DOCUMENTS
from tests.kg.stores_for_tests import example_store, generated_store, store_of


@pytest.fixture(scope="module")
def example() -> Store:
    return example_store()


@pytest.fixture(scope="module")
def generated() -> Store:
    return generated_store(300)


def opened(*nodes: int) -> tuple[Step, ...]:
    return tuple(Step(kind="open", nodes=(node,)) for node in nodes)


def drawn(store: Store, view: View) -> Scene:
    return scene(store, web(store), view, {})


def places(shown: Scene) -> dict[int, tuple[int, int]]:
    return {node.number: (node.x, node.y) for node in shown.nodes}


def number(all_: Web, iri: str) -> int:
    found = all_.number(iri)
    assert found is not None
    return found


def pairs(all_: Web, ties: Iterable[int]) -> set[frozenset[str]]:
    return {frozenset((all_.nodes[all_.one[tie]], all_.nodes[all_.other[tie]])) for tie in ties}


def links_of(graph: "nx.MultiDiGraph[str]") -> list[tuple[str, ...]]:
    return sorted((one, other, link["label"], link["fact"]) for one, other, link in graph.edges(data=True))


@pytest.fixture(scope="module")
def joined() -> Iterator[Store]:
    """A store in which one person has two IRIs, and namesakes share one."""
    with store_of(DOCUMENTS) as opened:
        consolidate(opened, NAMER)
        yield opened


@pytest.mark.parametrize("made", ["example", "generated", "joined"])
def test_the_web_ties_what_facts_link(made: str, request: pytest.FixtureRequest) -> None:
    """The side tables and the triples tell the same: every pair and every fact."""
    store: Store = request.getfixturevalue(made)
    all_ = web(store)
    graph = network(store, limit=HARD_LIMIT)
    linked = {frozenset((one, other)) for one, other, link in graph.edges(data=True) if link["kind"] != "scheme"}
    assert graph.graph["more_links"] == graph.graph["more_nodes"] == 0
    assert pairs(all_, range(all_.fact.size)) == linked
    facts = {link["fact"] for *_, link in graph.edges(data=True)} - {""}
    assert set(facts_of(store, all_.fact.tolist()).values()) == facts


def test_a_start_holds_the_best_ranked_and_counts_the_others(generated: Store) -> None:
    everything = explore(web(generated), Start(limit=HARD_LIMIT))
    some = explore(web(generated), Start(limit=10))
    assert len(some.nodes) == 10
    assert some.left_out == len(everything.nodes) - 10
    assert set(some.nodes) == set(sorted(everything.nodes, key=lambda node: -everything.sizes[node])[:10])


def test_a_start_around_a_sector_has_the_narrower_ones(example: Store) -> None:
    all_ = web(example)
    view = explore(all_, Start(focus=(number(all_, sector_iri("metals")),)))
    assert number(all_, sector_iri("copper")) in view.nodes
    assert number(all_, sector_iri("steel")) in view.nodes


def test_opening_brings_the_next_neighbours_and_says_how_many_are_left(generated: Store) -> None:
    all_, start = web(generated), Start(limit=3)
    before = explore(all_, start)
    node = before.nodes[0]
    once, twice = (explore(all_, start, opened(*[node] * times)) for times in (1, 2))
    assert once.nodes[: len(before.nodes)] == before.nodes
    assert twice.nodes[: len(once.nodes)] == once.nodes
    assert len(once.nodes) - len(before.nodes) == min(STEP, before.more[node])
    assert once.more.get(node, 0) == before.more[node] - (len(once.nodes) - len(before.nodes))
    neighbours = {all_.one[tie] + all_.other[tie] - node for tie in all_.ties_of(node)}
    assert set(once.nodes) - set(before.nodes) <= neighbours


def test_nothing_that_is_there_is_moved_by_a_step(generated: Store) -> None:
    all_, start = web(generated), Start(limit=12)
    node, other = explore(all_, start).nodes[:2]
    steps = opened(node, other, node)
    before: dict[int, tuple[int, int]] = {}
    for taken in range(len(steps) + 1):
        now = places(drawn(generated, explore(all_, start, steps[:taken])))
        assert {key: now[key] for key in before} == before
        before = now
    assert len(set(before.values())) == len(before), "two nodes lie on one place"


def test_the_same_view_lies_in_the_same_places(generated: Store) -> None:
    view = explore(web(generated), Start(limit=20), opened(explore(web(generated), Start(limit=20)).nodes[0]))
    assert places(drawn(generated, view)) == places(drawn(generated_store(300), view))


def test_closing_takes_away_what_opening_brought_and_moves_nothing(generated: Store) -> None:
    all_, start = web(generated), Start(limit=5)
    node = explore(all_, start).nodes[0]
    brought = explore(all_, start, opened(node)).nodes[5]
    steps = opened(node, brought)
    all_open = drawn(generated, explore(all_, start, steps))
    closed = drawn(generated, explore(all_, start, steps, shut=[node]))
    assert {one.number for one in closed.nodes} == set(explore(all_, start).nodes)
    assert all(places(all_open)[key] == place for key, place in places(closed).items())
    inner = drawn(generated, explore(all_, start, steps, shut=[brought]))
    assert {one.number for one in inner.nodes} == set(explore(all_, start, steps[:1]).nodes)


def test_a_view_is_never_larger_than_its_bound(generated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.network.exploring.HARD_LIMIT", 8)
    all_ = web(generated)
    view = explore(all_, Start(limit=5), opened(explore(all_, Start(limit=5)).nodes[0]))
    assert len(view.nodes) == 8
    assert view.is_full


def test_a_time_leaves_only_its_facts(generated: Store) -> None:
    all_ = web(generated)
    latest = int(all_.last.max()) // 10_000
    view = explore(all_, Start(date_from=str(latest)))
    assert 0 < view.ties.size < all_.fact.size
    assert (all_.last[view.ties] >= latest * 10_000).all()


def test_a_search_starts_from_its_claims_alone(generated: Store) -> None:
    all_ = web(generated)
    some = np.unique(all_.fact[all_.fact > 0])[:7]
    view = explore(all_, Start(claims=some))
    assert set(all_.fact[view.ties].tolist()) == set(some.tolist())


@pytest.mark.parametrize("limit", [3, 40])
def test_a_way_is_a_chain_of_facts_and_none_is_shorter(generated: Store, limit: int) -> None:
    all_ = web(generated)
    view = explore(all_, Start(limit=limit))
    one, other = view.nodes[0], view.nodes[-1]
    way = shortest(all_, one, other)
    plain = nx.Graph(zip(all_.one.tolist(), all_.other.tolist(), strict=True))
    assert len(way) == len(nx.shortest_path(plain, one, other))
    assert all(plain.has_edge(*pair) for pair in pairwise(way))
    shown = explore(all_, Start(limit=1), (Step(kind="path", nodes=way),))
    assert set(way) <= set(shown.nodes)


def test_a_way_avoids_what_is_hidden(generated: Store) -> None:
    all_ = web(generated)
    view = explore(all_, Start(limit=40))
    ways = (shortest(all_, view.nodes[0], node) for node in view.nodes[1:])
    way = next(way for way in ways if len(way) > 2)
    assert way[1] not in shortest(all_, way[0], way[-1], without=[way[1]])


def test_no_way_leads_where_no_facts_do(example: Store) -> None:
    all_ = web(example)
    lonely = next(node for node in range(len(all_.nodes)) if not all_.ties_of(node).size)
    assert shortest(all_, lonely, number(all_, country_iri("CA"))) == ()


def test_hiding_takes_lines_with_it(example: Store) -> None:
    everything = drawn(example, explore(web(example), Start()))
    canada = next(node for node in everything.nodes if node.label == "Canada")
    without = everything.without(
        Hidden(nodes=frozenset((canada.number,)), kinds=frozenset(("group",)), links=frozenset(("post",)))
    )
    assert "Canada" not in {node.label for node in without.nodes}
    assert "group" not in {node.kind for node in without.nodes}
    there = {node.number for node in without.nodes}
    assert without.lines
    assert all({line.source, line.target} <= there and line.kind != 1 for line in without.lines)
    relation = everything.lines[0].relations[0][0]
    assert all(
        relation not in dict(line.relations) for line in everything.without(Hidden(relations=frozenset((relation,)))).lines
    )


def test_facts_come_with_their_words_and_where_they_stand(example: Store) -> None:
    all_ = web(example)
    view = explore(all_, Start())
    found = told(example, all_, view.ties, limit=100)
    by_words = {one.words.text: one for one in found}
    promise = by_words["We will not blink … and we will not hurry."]
    assert promise.source.label == "Élise Marchand"
    assert promise.words.place is not None
    assert promise.document.title == "Steel towns wait for an answer"
    assert len(found) == view.ties.size
    assert [one.link for one in told(example, all_, view.ties, offset=3, limit=4)] == [one.link for one in found[3:7]]


def test_the_graph_of_a_view_has_its_nodes_and_the_facts_behind_its_lines(example: Store) -> None:
    all_ = web(example)
    view = explore(all_, Start())
    graph = graph_of(example, all_, dict.fromkeys(view.nodes, 0.5), view.ties)
    whole = network(example)
    ends = [
        sorted((one, other, link["label"], link["fact"]) for one, other, link in made.edges(data=True))
        for made in (graph, whole)
    ]
    assert set(graph) == set(whole)
    assert ends[0] == ends[1]


def test_a_picture_names_its_nodes_and_says_what_lines_mean(example: Store) -> None:
    shown = drawn(example, explore(web(example), Start()))
    drawing = svg(shown, 'A <picture> & "more"')
    assert "A &lt;picture&gt; &amp; &#34;more&#34;" in drawing
    assert "<script" not in drawing
    for node in shown.nodes:
        assert f"translate({node.x} {node.y})" in drawing
    line = next(line for line in shown.lines if len(line.relations) == 1)
    assert words(line) in drawing
