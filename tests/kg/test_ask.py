"""Questions in English: each means one named query with parameters, or is refused with what can be asked."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ask import Knowledge, Understood, ask, ask_by, knowledge, understand, understand_by
from kg.ask.intents import Intent, intents
from kg.ask.periods import Period, take_period
from kg.errors import QuestionError
from kg.model import Literal
from kg.queries import named_queries
from kg.stores import Store, Table
from tests.kg.ask_cases import PERIODS, REFUSED, UNDERSTOOD, document
from tests.kg.stores_for_tests import example_store, store_of

COMPETENCY = (
    "who-said-what", "word-for-word", "measures-between", "tariff-history", "exemptions", "post-holders",
    "claims-across-documents", "upcoming-events", "unresolved-dates", "who-told-whom", "least-certain",
    "written-names", "sector-by-country", "countermeasures", "hs-behind-sectors", "about-person",
)  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of([document()])


@pytest.fixture(scope="module")
def names(store: Store) -> Knowledge:
    return knowledge(store)


@pytest.fixture(scope="module")
def empty() -> Store:
    return store_of([])


def texts(table: Table, column: str) -> list[str]:
    return [term.value if isinstance(term, Literal) else str(term) for term in table.column(column)]


@pytest.mark.parametrize(("question", "query", "parameters"), UNDERSTOOD, ids=[case[0] for case in UNDERSTOOD])
def test_it_means(names: Knowledge, question: str, query: str, parameters: dict[str, str]) -> None:
    understood = understand_by(names, question)
    assert (understood.question, dict(understood.parameters())) == (query, parameters)


@pytest.mark.parametrize(("question", "reason"), REFUSED, ids=[case[0][:60] or "nothing" for case in REFUSED])
def test_it_is_refused(names: Knowledge, question: str, reason: str) -> None:
    with pytest.raises(QuestionError) as refused:
        understand_by(names, question)
    assert reason in str(refused.value)


@pytest.mark.parametrize(("written", "start", "end"), PERIODS, ids=[case[0] for case in PERIODS])
def test_a_time_is(written: str, start: str | None, end: str | None) -> None:
    period, rest = take_period(f"who said what {written}")
    assert (period, rest.split()) == (Period(start=start, end=end), ["who", "said", "what"])


def test_every_competency_question_can_be_asked_in_several_ways() -> None:
    ways = Counter(query for _, query, _ in UNDERSTOOD)
    for name in COMPETENCY:
        assert ways[name] >= 2, name


@pytest.mark.parametrize("intent", intents(), ids=lambda intent: intent.query)
def test_examples_are_understood(names: Knowledge, intent: Intent) -> None:
    assert understand_by(names, intent.example).question == intent.query


def test_a_refusal_says_what_can_be_asked(store: Store) -> None:
    with pytest.raises(QuestionError) as refused:
        understand("what is the weather like", store)
    offered = [line.strip() for line in str(refused.value).splitlines() if line.startswith("  ")]
    assert len(offered) >= 8
    understood = {understand(question, store).question for question in offered}
    assert understood >= {"who-said-what", "measures-between"}


def test_keys_of_the_json(store: Store) -> None:
    shown = understand("what did Mark Carney say about autos in 2025", store).as_dict()
    assert list(shown)[:4] == ["question", "speaker", "recipient", "sector"]
    assert {"question", "speaker", "sector", "country", "from", "to", "form", "text"} <= set(shown)
    assert (shown["speaker"], shown["sector"], shown["from"], shown["form"]) == ("Mark Carney", "automobiles", "2025", None)


def test_an_answer_has_rows_with_sources() -> None:
    answer = ask(example_store(), "who said what about steel since October 2025")
    assert answer.understood == Understood(question="who-said-what", sector="steel", date_from="2025-10")
    assert texts(answer.table, "speaker") == ["Élise Marchand"]
    assert texts(answer.table, "title") == ["Steel towns wait for an answer"]
    assert texts(answer.table, "passage")[0].partition("#")[2].startswith("char=")


def test_the_query_shown_is_the_query_run() -> None:
    store = example_store()
    answer = ask(store, "which tariffs does the United States impose on Canada")
    assert "<https://onrecord.example/country/CA>" in answer.query_text
    assert "UNDEF" not in answer.query_text
    assert store.select(answer.query_text) == answer.table
    assert texts(answer.table, "measure") == ["U.S. tariff on Canadian steel"]


def test_several_names_are_asked_for_together() -> None:
    answer = ask(example_store(), "what did Tom Reyes and Élise Marchand say about steel and copper")
    assert sorted(texts(answer.table, "speaker")) == ["Tom Reyes", "Élise Marchand"]


@pytest.mark.parametrize(("question", "query", "parameters"), UNDERSTOOD, ids=[case[0] for case in UNDERSTOOD])
def test_every_question_is_answered(names: Knowledge, question: str, query: str, parameters: dict[str, str]) -> None:
    assert ask_by(names, question).table.columns


def test_nothing_is_found_in_nothing(empty: Store) -> None:
    assert ask(empty, "who said what about steel").table.rows == ()


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_understood_or_refused(names: Knowledge, text: str) -> None:
    try:
        assert understand_by(names, text).question in {query.name for query in named_queries()}
    except QuestionError:
        return


@given(st.lists(st.sampled_from(" ".join(case[0] for case in UNDERSTOOD).split()), max_size=14))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_understood_or_refused(names: Knowledge, words: list[str]) -> None:
    try:
        answer = ask_by(names, " ".join(words))
    except QuestionError:
        return
    assert answer.table.columns
