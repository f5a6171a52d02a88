"""Whatever is written to a store in whatever order, its tables are those that are built of what it holds in the end."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import graphs
from kg.consolidate import consolidate
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.model import Iri, Literal, Quad
from kg.stores import MEMORY, Store, open_store
from kg.stores.triples import FetchedTriples
from kg.tables import memory_tables
from ontology.terms import SCHEMA, SKOS
from tests.kg.tables.contents import check_words, contents

MADE = dict(graphs(16, seed=3))
NAMES = tuple(MADE)
COPY = "https://onrecord.example/graph/a-copy"


def built_anew(store: Store) -> object:
    """What tables say that are made of nothing but the store's quads."""
    return contents(memory_tables(FetchedTriples(store.quads())))


def other(name: Iri, *, as_name: str | None = None) -> tuple[Quad, ...]:
    """A graph with other words and fewer statements; under another name, the same claims made by two graphs."""
    kept = sorted(MADE[name], key=repr)[:: 1 if as_name else 2]
    return tuple(
        Quad(
            subject=quad.subject,
            predicate=quad.predicate,
            object=Literal(value="Other words") if quad.predicate == SCHEMA.text else quad.object,
            graph=Iri(as_name or name),
        )
        for quad in kept
    )


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(NAMES)),
        st.tuples(st.just("change"), st.sampled_from(NAMES)),
        st.tuples(st.just("copy"), st.sampled_from(NAMES)),
        st.tuples(st.just("remove"), st.sampled_from((*NAMES, Iri(COPY)))),
        st.tuples(st.just("look"), st.just(NAMES[0])),
        st.tuples(st.just("publish"), st.just(NAMES[0])),
        st.tuples(st.just("again"), st.just(NAMES[0])),
    ),
    min_size=1,
    max_size=12,
)


def do(store: Store, step: str, name: Iri) -> None:
    """One change of a store."""
    match step:
        case "put":
            store.replace_graphs({name: MADE[name]})
        case "change":
            store.replace_graphs({name: other(name)})
        case "copy":
            store.replace_graphs({Iri(COPY): other(name, as_name=COPY)})
        case "remove":
            store.replace_graphs({name: ()})
        case "publish":
            store.publish()
        case "look":
            store.tables()


@given(steps)
@settings(max_examples=25, deadline=None)
def test_in_memory(done: list[tuple[str, Iri]]) -> None:
    with open_store(MEMORY, write=True) as store:
        for step, name in done:
            do(store, step, name)
        assert contents(store.tables()) == built_anew(store)
        check_words(store.tables())


@given(steps)
@settings(max_examples=12, deadline=None)
def test_on_disk(done: list[tuple[str, Iri]]) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        writer = open_store(place, write=True)
        try:
            for step, name in done:
                if step == "again":
                    writer.close()
                    writer = open_store(place, write=True)
                do(writer, step, name)
                with open_store(place, write=False) as reader:
                    assert contents(reader.tables()) == built_anew(reader), step
            assert contents(writer.tables()) == built_anew(writer)
        finally:
            writer.close()
        with open_store(place, write=False) as reader:
            assert contents(reader.tables()) == built_anew(reader)
            check_words(reader.tables())


def test_the_order_in_which_graphs_come_makes_no_difference() -> None:
    found = []
    for seed in range(3):
        with open_store(MEMORY, write=True) as store:
            for name in random.Random(seed).sample(NAMES, len(NAMES)):
                store.tables()
                store.replace_graphs({name: MADE[name]})
            consolidate(store, Namer())
            found.append(contents(store.tables()))
    assert found[0] == found[1] == found[2]
    assert found[0]["words"]


def test_a_change_of_the_vocabulary_changes_labels() -> None:
    with open_store(MEMORY, write=True) as store:
        store.replace_graphs(MADE)
        assert "steel" in str(store.tables().rows("SELECT sectors FROM words"))
        vocabulary = Iri(VOCABULARY_GRAPH)
        bare = tuple(quad for quad in MADE[vocabulary] if quad.predicate != SKOS.prefLabel or "steel" not in quad.subject)
        steel, label = Iri(f"{Namer().base}sector/steel"), Iri(SKOS.prefLabel)
        renamed = Quad(subject=steel, predicate=label, object=Literal(value="acier"), graph=vocabulary)
        store.replace_graphs({vocabulary: (*bare, renamed)})
        assert "acier" in str(store.tables().rows("SELECT sectors FROM words"))
        assert contents(store.tables()) == built_anew(store)


@pytest.mark.parametrize("graph", ["https://x.example/g", "https://x.example/ü"])
def test_graphs_that_say_nothing_of_claims_are_known_by_name(graph: str) -> None:
    name = Iri(graph)
    with open_store(MEMORY, write=True) as store:
        store.replace_graphs({name: (Quad(subject=name, predicate=name, object=Literal(value="x\x02y"), graph=name),)})
        assert contents(store.tables())["graph"] == [(graph,)]
        store.replace_graphs({name: ()})
        assert contents(store.tables())["graph"] == []
