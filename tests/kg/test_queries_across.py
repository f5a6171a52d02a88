"""Named queries that compare what several documents say: by speaker, by outlet, over time, about each other."""

from collections.abc import Iterator

import pytest

from kg.consolidate import consolidate, positions, prepared_with_candidates
from kg.errors import QueryError
from kg.ids import Namer
from kg.model import Literal, Term
from kg.queries import ClaimFilter, run
from kg.stores import Store
from tests.kg.outlets_for_tests import NEWS
from tests.kg.stores_for_tests import store_of

PAIR = "https://onrecord.example/document/1#utterance-1 https://onrecord.example/document/2#utterance-2 negation"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with store_of(NEWS) as opened:
        consolidate(opened, Namer())
        yield opened


def rows(store: Store, query: str, *columns: str, **parameters: str) -> list[tuple[str, ...]]:
    """The rows of a query, the columns named, and that each row has a document and a passage."""
    asked = {name.rstrip("_"): value for name, value in parameters.items()}
    found = tuple(store.select(prepared_with_candidates(store, query, asked)).records())
    assert all(row["document"] and "#char=" in str(row["passage"]) for row in found)
    return [tuple(plain(row.get(name)) for name in columns) for row in found]


def plain(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""


def test_statements_stand_speaker_by_speaker_and_in_order_of_time(store: Store) -> None:
    found = rows(store, "statements-by-speaker", "speaker", "published", sector="seafood")
    assert found == [
        ("Kari Vik", ""), ("Mira Lund", "2025-02-10"), ("Mira Lund", "2025-02-10"), ("Mira Lund", "2025-02-12"),
        ("Mira Lund", "2025-05-03"),
        ("Petra Holm", "2025-05-02"), ("Petra Holm", "2025-05-02"), ("Tomas Berg", "2025-02-10"),
    ]  # fmt: skip
    within = rows(store, "statements-by-speaker", "speaker", sector="seafood", from_="2025-02-11", to="2025-02")
    assert within == [("Mira Lund",)]


@pytest.mark.parametrize("query", ["who-said-what", "statements-by-speaker", "speakers", "word-for-word", "claims"])
def test_one_side_is_its_people(store: Store, query: str) -> None:
    column = "label" if query == "speakers" else "speakerLabel" if query == "claims" else "speaker"
    found = {plain(row[column]) for row in run(store, query, {"side": "Sweden"}).records()}
    assert found == (set() if query == "word-for-word" else {"Tomas Berg"})


def test_positions_are_what_was_said_wanted_and_denied_in_order_of_time(store: Store) -> None:
    found = rows(store, "positions", "act", "polarity", "text", speaker="Mira Lund", sector="seafood")
    assert [row[0] for row in found] == ["statement", "statement", "statement", "attitude", "statement"]
    assert found[-2] == ("attitude", "asserted", "higher quotas for salmon")
    assert rows(store, "positions", "polarity", speaker="Tomas Berg", sector="seafood") == [("denied",)]


def test_what_two_outlets_report_is_of_no_single_outlet(store: Store) -> None:
    texts = {text for (text,) in rows(store, "single-outlet-claims", "text")}
    assert "salmon quotas must fall by half before the season begins" not in texts
    assert {"fish feed is dear", "fish feed is dear and will stay dear for the whole season", "Lund brave"} <= texts
    assert {outlet for (outlet,) in rows(store, "single-outlet-claims", "outlet", speaker="Kari Vik")} == {
        "Harbour Gazette",
        "",
    }
    assert rows(store, "single-outlet-claims", "speaker", outlet="Evening Herald") == [("Oskar Dahl",)]


def test_a_post_with_another_holder_in_another_document_is_disputed(store: Store) -> None:
    found = rows(store, "disputed-posts", "post", "country", "person", "holders", "published")
    assert found == [
        ("fisheries minister", "Norway", "Mira Lund", "2", "2025-02-10"),
        ("fisheries minister", "Norway", "Mira Lund", "2", "2025-02-12"),
        ("fisheries minister", "Norway", "Petra Holm", "2", "2025-05-02"),
    ], "senators are several in one document, so that theirs is a post of several"
    assert len(rows(store, "disputed-posts", "post", speaker="Petra Holm")) == 3
    assert rows(store, "disputed-posts", "post", country="Sweden") == []
    assert rows(store, "disputed-posts", "post", post="prime") == []


def test_promises_and_their_deadlines(store: Store) -> None:
    assert rows(store, "promises", "speaker", "cue", "deadline") == [
        ("Mira Lund", "promised", "by 1 March 2025"),
        ("Petra Holm", "said", "within two weeks"),
        ("Kari Vik", "vowed", ""),
    ]
    assert rows(store, "promises", "speaker", deadline="open") == [("Kari Vik",)]
    assert rows(store, "promises", "speaker", deadline="stated", side="Norway", from_="2025-05") == [("Petra Holm",)]
    with pytest.raises(QueryError, match="'soon' is none of stated, open"):
        run(store, "promises", {"deadline": "soon"})


def test_who_speaks_about_whom(store: Store) -> None:
    found = rows(store, "who-speaks-about-whom", "speaker", "about", "claims", "first")
    assert found == [
        ("Oskar Dahl", "Mira Lund", "1", "Lund brave"),
        ("Tomas Berg", "Guild of Trawlers", "1", "Oskar Dahl and the Guild of Trawlers agree"),
        ("Tomas Berg", "Oskar Dahl", "1", "Oskar Dahl and the Guild of Trawlers agree"),
    ]
    assert rows(store, "who-speaks-about-whom", "speaker", about="Lund") == [("Oskar Dahl",)]
    assert rows(store, "who-said-what", "text", about="Mira Lund") == [("Lund brave",)]


def test_what_may_be_a_change_of_position_stands_side_by_side(store: Store) -> None:
    found = rows(store, "changed-positions", "speaker", "about", "differs", "earlierDay", "earlier", "laterDay", "later")
    halved, raised = "salmon quotas must fall by half before the season begins", "higher quotas for salmon"
    ruin = ("2025-05-03", "higher quotas would ruin the salmon")
    assert found == [
        ("Mira Lund", "seafood", "asserted / denied", "2025-02-10", halved, *ruin),
        ("Mira Lund", "seafood", "asserted / denied, for / against", "2025-02-12", raised, *ruin),
        ("Mira Lund", "seafood", "asserted / denied", "2025-02-12", halved, *ruin),
    ]
    since_may = rows(store, "changed-positions", "speaker", speaker="Mira Lund", sector="seafood", from_="2025-05")
    assert since_may == [("Mira Lund",)] * 3, "the earlier passage may lie before the time asked for"
    assert rows(store, "changed-positions", "speaker", side="Sweden") == []
    assert rows(store, "changed-positions", "speaker", to="2025-04") == []


def test_the_command_and_the_named_query_have_the_same_candidates(store: Store) -> None:
    named = rows(store, "changed-positions", "earlier", "later", "differs")
    offered = positions(store, ClaimFilter()).candidates
    assert sorted(named) == sorted((one.earlier.text, one.later.text, ", ".join(one.differs)) for one in offered)
    assert rows(store, "changed-positions", "speaker", pair=PAIR) == []
    with pytest.raises(QueryError, match="is no pair of the form"):
        run(store, "changed-positions", {"pair": "one other"})
