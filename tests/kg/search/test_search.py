"""Claims chosen, counted, ranked and marked over the side tables, held against what SPARQL and plain counting say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kg.ids import Namer
from kg.model import Iri, Literal, Quad
from kg.queries import ClaimFilter, ClaimSearch, claims, count_claims, run, search_claims
from kg.rdf import run_quads
from kg.search import State, readings
from kg.stores import Store
from kg.stores.triples import FetchedTriples
from kg.tables import memory_tables
from ontology.terms import KG, XSD
from tests.kg.stores_for_tests import generated_store

CLAIMS = 150
DERIVED = Iri(Namer().derived_graph)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Generated documents."""
    with generated_store(CLAIMS) as opened:
        yield opened


@pytest.fixture
def derived() -> Iterator[Store]:
    """The same, to be changed."""
    with generated_store(CLAIMS) as opened:
        yield opened


FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"sector": "steel"},
    {"sector": "metals"},
    {"country": "CN"},
    {"form": "direct"},
    {"act": "attitude"},
    {"sector": "metals", "form": "direct", "country": "US"},
    {"from": "2025-03"},
    {"to": "2024"},
    {"from": "2024-06-10", "to": "2025-02"},
    {"sector": "energy", "from": "2023-05"},
)


@pytest.mark.parametrize("asked", FILTERS)
def test_a_filter_finds_what_sparql_does_in_the_same_order(store: Store, asked: dict[str, str]) -> None:
    names = {"from": "date_from", "to": "date_to"}
    kinds = (asked["act"],) if "act" in asked else ("statement", "thought")
    table = run(store, "claims", {key: value for key, value in asked.items() if key != "act"})
    acts = zip(table.column("claim"), table.column("act"), strict=True)
    expected = [claim for claim, act in acts if isinstance(act, Literal) and act.value in kinds]
    wanted = ClaimFilter(**{names.get(key, key): value for key, value in asked.items()})  # type: ignore[arg-type]  # all are texts
    assert [row.iri for row in claims(store, wanted)] == expected
    assert count_claims(store, wanted) == len(expected)


@pytest.mark.parametrize(
    "asked", [ClaimFilter(), ClaimFilter(sector="metals"), ClaimFilter(form="direct"), ClaimFilter(text="talks")]
)
def test_counts_are_those_of_the_rows(store: Store, asked: ClaimFilter) -> None:
    rows, found = claims(store, asked), search_claims(store, asked, most=1_000)
    counts = found.counts
    assert counts.total == len(rows) == len(found.rows) > 0
    told = (
        (counts.speakers, Counter(row.speaker for row in rows)),
        (counts.countries, Counter(country for row in rows for country in row.countries)),
        (counts.outlets, Counter(row.source.publisher for row in rows if row.source.publisher)),
        (counts.forms, Counter(row.form for row in rows)),
        (counts.acts, Counter(row.act for row in rows)),
    )
    for counted, expected in told:
        assert {one.label: one.count for one in counted} == expected
        assert list(counted) == sorted(counted, key=lambda one: (-one.count, one.label))
    months = Counter((row.date or row.source.published or "")[:7] for row in rows)
    assert [(one.label, one.count) for one in counts.months] == sorted((label, n) for label, n in months.items() if label)


def test_a_sector_counts_with_those_below_it_as_its_filter_does(store: Store) -> None:
    counts = search_claims(store, ClaimFilter(), most=1_000).counts
    assert len(counts.sectors) > 5
    for one in counts.sectors:
        assert count_claims(store, ClaimFilter(sector=one.label)) == one.count, one.label
        assert one.iris


def test_counts_are_cut_after_the_most_frequent(store: Store) -> None:
    few, many = (search_claims(store, ClaimFilter(), most=most).counts for most in (3, 1_000))
    assert few.speakers == many.speakers[:3]
    assert few.months == many.months


def words_in(found: ClaimSearch) -> set[str]:
    """What is marked in the claims."""
    return {its.text.text[start:end].casefold() for its in found.found.values() for start, end in its.text.places}


def test_words_are_marked_where_they_stand(store: Store) -> None:
    found = search_claims(store, ClaimFilter(text='talk "stalled again"', limit=5))
    assert len(found.rows) == 5 < found.counts.total
    assert words_in(found) == {"talks", "stalled again"}
    for row in found.rows:
        assert found.found[row.iri].text.text == row.text
        assert found.found[row.iri].snippet.text in row.text
    assert search_claims(store, ClaimFilter(limit=5)).found == {}
    assert search_claims(store, ClaimFilter(words="—")).rows == ()


def test_words_are_looked_for_in_names_sectors_and_titles_too(store: Store) -> None:
    row = claims(store, ClaimFilter(limit=1))[0]
    surname = row.speaker.split()[-1]
    assert count_claims(store, ClaimFilter(text=surname)) == 0
    assert row.iri in {one.iri for one in claims(store, ClaimFilter(words=f"{surname} {row.sectors[0]}"))}


def test_the_best_come_first(store: Store) -> None:
    asked = ClaimFilter(words="steel", best_first=True)
    rows = claims(store, asked)
    assert {row.iri for row in rows} == {row.iri for row in claims(store, ClaimFilter(words="steel"))}
    has_word = ["steel" in row.text.casefold() for row in rows]
    assert has_word[0]
    assert not has_word[-1]
    asked = replace(asked, limit=7)
    pages = [row for offset in range(0, len(rows), 7) for row in claims(store, replace(asked, offset=offset))]
    assert pages == list(rows)


SOMEBODY = "https://onrecord.example/person/somebody-else"


def say(store: Store, *triples: tuple[str, str, Iri | Literal]) -> None:
    """Say something in the derived graph."""
    store.replace_graphs(
        {DERIVED: tuple(Quad(subject=Iri(s), predicate=Iri(p), object=o, graph=DERIVED) for s, p, o in triples)}
    )


def test_what_the_derived_graph_says_of_claims_counts(derived: Store) -> None:
    before = search_claims(derived, ClaimFilter(), most=1_000)
    wrong, other = before.rows[0], before.rows[1]
    first, second = before.counts.speakers[0], before.counts.speakers[1]
    say(
        derived,
        (wrong.iri, KG.rejected, Literal(value="true", datatype=XSD.boolean)),
        (second.iris[0], KG.canonical, Iri(first.iris[0])),
        (first.iris[0], KG.canonical, Iri(first.iris[0])),
        (other.iri, KG.agent, Iri(SOMEBODY)),
    )
    after = search_claims(derived, ClaimFilter(), most=1_000)
    assert after.counts.total == before.counts.total - 1
    assert wrong.iri not in {row.iri for row in after.rows}
    speakers = {one.label: one.count for one in after.counts.speakers}
    assert second.label not in speakers
    gone = sum(row.speaker in (first.label, second.label) for row in (wrong, other))
    assert speakers[first.label] == first.count + second.count - gone
    assert [row.iri for row in claims(derived, ClaimFilter(speakers=(SOMEBODY,)))] == [other.iri]
    assert other.iri not in {row.iri for row in claims(derived, ClaimFilter(speakers=(other.speaker_iri,)))}
    say(derived)
    assert search_claims(derived, ClaimFilter(), most=1_000) == before


def test_a_claim_of_two_graphs_counts_once(derived: Store) -> None:
    before = search_claims(derived, ClaimFilter(), most=1_000)
    graph = Iri(Namer().graph(before.rows[0].source.iri))
    copy = Iri("https://onrecord.example/graph/0-copy")
    moved = tuple(Quad(subject=q.subject, predicate=q.predicate, object=q.object, graph=copy) for q in derived.quads(graph))
    derived.replace_graphs({copy: moved})
    assert search_claims(derived, ClaimFilter(), most=1_000) == before
    derived.replace_graphs({graph: ()})
    assert search_claims(derived, ClaimFilter(), most=1_000) == before
    derived.replace_graphs({copy: ()})
    assert search_claims(derived, ClaimFilter(), most=1_000).counts.total < before.counts.total


def test_an_empty_store_has_nothing() -> None:
    with generated_store(1) as store:
        store.replace_graphs(dict.fromkeys(store.graph_names(), ()))
        found = search_claims(store, ClaimFilter(words="steel", act="statement"))
        assert (found.rows, found.counts.total, found.counts.speakers, found.counts.months) == ((), 0, (), ())


def test_the_ledger_tells_what_came_of_each_document(store: Store) -> None:
    documents = sorted({row.source.iri for row in claims(store, ClaimFilter())})
    runs, namer = Iri(Namer().runs_graph), Namer()
    quads = list(store.quads())
    for version, day, its in (
        ("1.0", 1, documents[:3]),
        ("edited", 2, documents[1:2]),
        ("1.1", 3, [documents[2], "https://gone.example/"]),
    ):
        at = datetime(2025, 1, day, tzinfo=UTC)
        quads += run_quads(its, namer, version=version, started=at, ended=at)
    assert {quad.graph for quad in quads} > {runs}
    found = {one.document: one for one in readings(memory_tables(FetchedTriples(quads)))}
    assert [(found[one].state, found[one].reader) for one in (*documents[:4], "https://gone.example/")] == [
        (State.READ, "Onrecord 1.0"),
        (State.EDITED, "Onrecord edited"),
        (State.READ, "Onrecord 1.1"),
        (State.UNRECORDED, ""),
        (State.REMOVED, "Onrecord 1.1"),
    ]
    assert found[documents[2]].started.startswith("2025-01-03")
    assert len(found[documents[0]].hash) == 64
