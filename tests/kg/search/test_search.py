"""Claims chosen, counted, ranked and marked over the side tables, held against what SPARQL and plain counting say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kg.errors import QueryError
from kg.facts import Act
from kg.ids import Namer
from kg.model import Iri, Literal, Quad
from kg.queries import ClaimFilter, ClaimSearch, claims, count_claims, run, search_by_speaker, search_claims
from kg.rdf import run_quads
from kg.search import (
    Order,
    State,
    Wanted,
    choose,
    documents,
    newest_documents,
    over,
    posts_in,
    read_figures,
    read_posts,
    readings,
    things,
)
from kg.stores import Store
from kg.stores.triples import FetchedTriples
from kg.tables import memory_tables
from ontology.terms import KG, ORG, SCHEMA, XSD
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
    "asked",
    [ClaimFilter(), ClaimFilter(sector="metals"), ClaimFilter(sector="metals", text="talks"), ClaimFilter(text="talks")],
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
    asked = ClaimFilter(words="steel", order=Order.RELEVANCE)
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


def test_a_facet_counts_what_else_could_be_chosen(store: Store) -> None:
    asked = ClaimFilter(form="direct", country="CN", date_from="2024-06")
    counts = search_claims(store, asked, most=1_000).counts
    assert counts.total == count_claims(store, asked)
    assert counts.forms == search_claims(store, replace(asked, form=None), most=1_000).counts.forms
    assert counts.countries == search_claims(store, replace(asked, country=None), most=1_000).counts.countries
    assert counts.months == search_claims(store, replace(asked, date_from=None), most=1_000).counts.months
    assert counts.speakers != search_claims(store, replace(asked, form=None), most=1_000).counts.speakers
    acts = search_claims(store, ClaimFilter()).counts.acts
    assert {one.label: one.count for one in acts} == {
        act: count for act in Act if (count := count_claims(store, ClaimFilter(act=act)))
    }


def test_every_value_that_is_counted_can_be_asked_for(store: Store) -> None:
    counts = search_claims(store, ClaimFilter(), most=1_000).counts
    assert [one.count for one in counts.outlets] == [
        count_claims(store, ClaimFilter(outlet=one.label)) for one in counts.outlets
    ]
    assert [one.count for one in counts.countries] == [
        count_claims(store, ClaimFilter(country=one.label)) for one in counts.countries
    ]
    assert [one.count for one in counts.speakers] == [
        count_claims(store, ClaimFilter(speakers=one.iris)) for one in counts.speakers
    ]
    assert count_claims(store, ClaimFilter(outlet=counts.outlets[0].iris[0])) == counts.outlets[0].count
    with pytest.raises(QueryError, match="no outlet: there is"):
        count_claims(store, ClaimFilter(outlet="?"))


def test_days_are_counted_where_they_are_few(store: Store) -> None:
    assert search_claims(store, ClaimFilter(date_from="2020", date_to="2024")).counts.days == ()
    month = max(search_claims(store, ClaimFilter()).counts.months, key=lambda one: one.count)
    found = search_claims(store, ClaimFilter(date_from=month.label, date_to=month.label))
    assert sum(one.count for one in found.counts.days) == found.counts.total == month.count
    for one in found.counts.days:
        if len(one.label) == len("2025-10-07"):
            exact = [row for row in found.rows if (row.date or row.source.published) == one.label]
            assert len(exact) == one.count


def test_the_oldest_can_come_first(store: Store) -> None:
    newest, oldest = (claims(store, ClaimFilter(order=order)) for order in (Order.NEWEST, Order.OLDEST))
    assert oldest == newest[::-1]


def test_any_of_several_words_can_do(store: Store) -> None:
    both, talks, prices = (count_claims(store, ClaimFilter(words=words)) for words in ("talks prices", "talks", "prices"))
    assert count_claims(store, ClaimFilter(words="talks prices", any_word=True)) == talks + prices - both > both
    best = claims(store, ClaimFilter(words="talks prices", any_word=True, order=Order.RELEVANCE, limit=5))
    assert best[0].iri in {row.iri for row in claims(store, ClaimFilter(words="talks prices"))} or not both


def test_claims_are_grouped_by_speaker(store: Store) -> None:
    asked = ClaimFilter(sector="metals")
    rows, whole = claims(store, asked), search_by_speaker(store, asked, each=2)
    expected = Counter(row.speaker for row in rows)
    assert {group.speaker: group.count for group in whole.groups} == expected
    assert whole.all_groups == len(expected)
    assert [group.count for group in whole.groups] == sorted(expected.values(), reverse=True)
    for group in whole.groups:
        assert list(group.rows) == [row for row in rows if row.speaker == group.speaker][:2]
    part = search_by_speaker(store, replace(asked, limit=2, offset=1), each=2)
    assert part.groups == whole.groups[1:3]
    assert part.counts == whole.counts


_HELD = """
PREFIX kg: <https://onrecord.example/ontology#> PREFIX org: <http://www.w3.org/ns/org#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?person ?document ?title ?place ?status WHERE {
  ?post a org:Membership ; org:member ?person ; dcterms:source ?document ; org:role/skos:prefLabel ?title ;
    kg:status/skos:prefLabel ?status .
  OPTIONAL { ?post org:organization/skos:prefLabel ?body } OPTIONAL { ?post kg:country/skos:prefLabel ?country }
  BIND(COALESCE(?body, ?country) AS ?place)
}
"""


def test_posts_are_those_that_documents_tell(store: Store) -> None:
    told: dict[tuple[str, str], set[str]] = {}
    for row in store.select(_HELD).records():
        person, document, title, status = (_plain(row[name]) for name in ("person", "document", "title", "status"))
        words = ", ".join((title, *([_plain(row["place"])] if "place" in row else [])))
        told.setdefault((person, document), set()).add(f"former {words}" if status == "former" else words)
    held = over(store, lambda tables: posts_in(tables, (document for _, document in told)))
    usual = over(store, lambda tables: tables.once(read_posts)).usual
    assert held.keys() == told.keys()
    for place, titles in told.items():
        assert held[place] in titles
        assert held[place].startswith("former ") <= all(title.startswith("former ") for title in titles)
    assert {person for person, _ in told} == set(usual)
    for person, words in usual.items():
        its = Counter(title for (other, _), titles in told.items() if other == person for title in titles)
        current = {title: count for title, count in its.items() if not title.startswith("former ")} or its
        assert words == min(current, key=lambda title: (-current[title], title))  # called at once


def test_posts_follow_what_the_derived_graph_says(derived: Store) -> None:
    row = next(iter(derived.select(_HELD.replace("?person ?document", "?post ?person ?document")).records()))
    post, person, document = (_plain(row[name]) for name in ("post", "person", "document"))

    def held(somebody: str) -> tuple[str, str]:
        posts = over(derived, lambda tables: posts_in(tables, (document,)))
        usual = over(derived, lambda tables: tables.once(read_posts)).usual
        return posts.get((somebody, document), ""), usual.get(somebody, "")

    before = held(person)
    say(derived, (post, KG.agent, Iri(SOMEBODY)))
    assert held(SOMEBODY)[0] == held(SOMEBODY)[1] != ""
    say(derived, (person, KG.canonical, Iri(SOMEBODY)))
    assert held(SOMEBODY) == before
    assert held(person) == ("", "")
    wrong = Literal(value="true", datatype=XSD.boolean)
    say(derived, *((_plain(one["post"]), KG.rejected, wrong) for one in _posts_of(derived, person)))
    assert held(person) == ("", "")


def _posts_of(store: Store, person: str) -> list[dict[str, Iri | Literal]]:
    rows = store.select(_HELD.replace("?person ?document", "?post ?person ?document")).records()
    return [dict(row) for row in rows if row["person"] == person]


def test_figures_are_those_of_the_graph(store: Store) -> None:
    found = over(store, lambda tables: tables.once(read_figures))
    count = "SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ ?thing a <{}> }}"
    for kind in (SCHEMA.Person, ORG.Organization, KG.MeasureReport, KG.TradeMeasure):
        assert found.things[kind] == int(_plain(store.select(count.format(kind)).rows[0][0])), kind
        assert len(over(store, lambda tables: things(tables, kind))) == found.things[kind]  # noqa: B023  # called at once
    assert found.documents == int(_plain(store.select(count.format(SCHEMA.NewsArticle)).rows[0][0]))
    assert found.posts == int(_plain(store.select(count.format(ORG.Membership)).rows[0][0]))
    assert found.claims.total == count_claims(store, ClaimFilter())
    newest = over(store, lambda tables: newest_documents(tables, 3))
    days = dict(over(store, documents))
    assert [days[one] for one in newest] == sorted(days.values(), reverse=True)[:3]


def _plain(term: Iri | Literal | None) -> str:
    return term.value if isinstance(term, Literal) else str(term)


def test_words_are_looked_for_once(store: Store) -> None:
    tables = store.tables()
    wanted = Wanted(words="talks quota")
    first, again = choose(tables, wanted), choose(tables, wanted)
    assert first.page() == again.page()
    made: list[int] = []
    for number in (*range(60), 59, 0):
        tables.lately(("number", number), lambda number=number: made.append(number))  # type: ignore[misc]  # called at once
    assert made == [*range(60), 0]
