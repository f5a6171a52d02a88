"""Named queries on what is denied, wanted, agreed, due and contradicted."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from kg.consolidate import consolidate
from kg.facts import CountryCode, Fact, Measure, MeasureReport, MeasureType, SectorId, Status
from kg.ids import Namer
from kg.model import Document, Literal, Term
from kg.queries import run
from kg.stores import Store
from tests.kg.outlets_for_tests import NEWS, News
from tests.kg.stores_for_tests import example_store, store_of


@pytest.fixture(scope="module")
def news() -> Iterator[Store]:
    with store_of(NEWS) as opened:
        consolidate(opened, Namer())
        yield opened


@pytest.fixture(scope="module")
def example() -> Store:
    return example_store()


def rows(store: Store, query: str, *columns: str, **parameters: str) -> list[tuple[str, ...]]:
    """Some columns of a query's rows, each of which must name its passage."""
    found = tuple(run(store, query, parameters).records())
    assert all("#char=" in str(row["passage"]) for row in found)
    return [tuple(plain(row.get(name)) for name in columns) for row in found]


def plain(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""


def test_a_negation_is_in_the_reporting_word_or_in_the_claim(example: Store) -> None:
    assert rows(example, "negations", "speaker", "polarity", "negation") == [
        ("Élise Marchand", "asserted", "not"),
        ("JR Okafor", "denied", ""),
        ("Guild of Ontario Steelmakers", "asserted", "not"),
    ]
    assert rows(example, "negations", "speaker", wording='"will not"') == [("Élise Marchand",)]


def test_positions_by_act_by_polarity_and_by_reporting_word(news: Store) -> None:
    assert rows(news, "positions", "text", act="attitude") == [("higher quotas for salmon",)]
    assert rows(news, "positions", "speaker", polarity="denied") == [("Mira Lund",), ("Tomas Berg",)]
    assert rows(news, "positions", "speaker", cue="want") == [("Mira Lund",)]
    assert rows(news, "positions", "speaker", cue="oppose") == []


def test_an_agreement_has_its_parties(example: Store) -> None:
    ((agreement, parties),) = rows(example, "agreements", "agreement", "parties", country="Mexico")
    assert (agreement, set(parties.split(", "))) == (
        "United States-Mexico-Canada Agreement",
        {"Canada", "Mexico", "United States"},
    )
    assert rows(example, "agreements", "agreement", country="Norway") == []


def test_contradictions_are_pairs_of_reports(news: Store) -> None:
    found = rows(news, "contradictions", "kind", "subject", "one", "other")
    assert len(found) == 2
    assert {(kind, subject, *sorted(people)) for kind, subject, *people in found} == {
        ("post", "fisheries minister, Norway", "Mira Lund", "Petra Holm")
    }
    assert len(rows(news, "contradictions", "one", speaker="Petra Holm")) == 2
    assert rows(news, "contradictions", "one", sector="seafood") == []
    assert rows(news, "contradictions", "one", country="Sweden") == []
    assert rows(news, "contradictions", "one", to="2025-03") == []


def raised(outlet: str, rate: int) -> tuple[Document, tuple[Fact, ...]]:
    """One report of the same duty on the same day."""
    news = News(outlet=outlet, day="2025-02-10", text=f"Norway put a duty of {rate} per cent on Swedish salmon.")
    report = MeasureReport(
        measure=Measure(
            measure=MeasureType.TARIFF, imposing=CountryCode("NO"), target=CountryCode("SE"), sector=SectorId("seafood")
        ),
        rate=Decimal(rate), status=Status.IN_FORCE, evidence=(news.at("a duty"),), confidence=0.9, rule="test",
    )  # fmt: skip
    return news.with_facts(report)


def test_two_rates_for_one_day_contradict_each_other() -> None:
    with store_of([raised("Harbour Gazette", 10), raised("Evening Herald", 15)]) as store:
        ((kind, *rates),) = rows(store, "contradictions", "kind", "one", "other", sector="seafood", country="Sweden")
        assert (kind, sorted(rate.strip() for rate in rates)) == ("measure", ["10 % in force", "15 % in force"])
        assert rows(store, "contradictions", "kind", country="Canada") == []


DUE = (
    ("to finish by 30 June 2026", "2026-06-30"),
    ("to finish by June 30, 2026", "2026-06-30"),
    ("to finish before March 2026", "2026-02"),
    ("to finish before 2027", "2026"),
    ("to finish by March", "2026-03"),
    ("to finish by November", "2025-11"),
    ("to finish by the end of the year", "2025-12"),
    ("to finish next year", ""),
    ("to finish before the review of the pact in 2027", "2027"),
    ("to finish within two weeks", ""),
    ("to finish", ""),
)


@pytest.mark.parametrize(("words", "due"), DUE, ids=[case[0] for case in DUE])
def test_a_promise_is_due_when_its_words_say(words: str, due: str) -> None:
    news = News(outlet="Harbour Gazette", day="2025-10-08", text=f"Mira Lund promised {words}.")
    with store_of([news.with_facts(news.says("Mira Lund", words, cue="promised"))]) as store:
        assert rows(store, "promises", "due") == [(due,)]
        assert rows(store, "promises", "due", due_from="2025-11", due_to="2027-01") == ([(due,)] if due else [])
        assert rows(store, "promises", "due", due_to="2025-10") == []
