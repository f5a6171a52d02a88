"""Questions in the words of journalists, analysts and students, put to the graph of the examples: right, refused or wrong."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask import Knowledge, Understood, ask_by, knowledge, understand_by
from kg.ask.doubt import nearest
from kg.consolidate import consolidate
from kg.errors import QuestionError
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.lexicon import lexicon
from kg.model import Iri
from kg.rdf import vocabulary_quads
from kg.stores import MEMORY, open_store
from loaders.extract import RuleReader
from loaders.pipeline import Tools, ingest
from tests.kg.question_sets import Case, cases, is_right

TODAY = dt.date(2025, 11, 15)
CLOCK = dt.datetime(2025, 11, 15, tzinfo=dt.UTC)
NO_SOURCE = ("unresolved-dates", "sector-by-country", "speakers", "sectors", "hs-behind-sectors", "documents")
"""Counts and lists of documents: what they count is behind other questions."""


@pytest.fixture(scope="module")
def examples(root: Path) -> Iterator[Knowledge]:
    """The graph of the examples, read anew."""
    namer = Namer()
    with open_store(MEMORY, write=True) as store:
        store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary_quads()})
        tools = Tools(namer=namer, lexicon=lexicon(), extract=RuleReader())
        read = tuple(ingest([str(root / "examples")], tools, store=store, stdin=io.BytesIO(), now=lambda: CLOCK))
        assert len(read) == 8
        consolidate(store, namer)
        yield knowledge(store)


def told(examples: Knowledge, question: str) -> Understood | None:
    try:
        return understand_by(examples, question, TODAY)
    except QuestionError:
        return None


def judged(examples: Knowledge, case: Case) -> str:
    """What became of a question: right, refused, wrong, or, of one that must be refused, refused or wrong."""
    understood = told(examples, case.question)
    if understood is None:
        return "refused" if case.readings else "rightly refused"
    return "right" if is_right(examples.store, case, understood) else "wrong"


@pytest.mark.parametrize(
    "name",
    [
        "tuning.txt",
        "tuning_more.txt",
        "tuning_topics.txt",
        "tuning_wordings.txt",
        "tuning_stances.txt",
        "paraphrases.txt",
        "paraphrases_more.txt",
    ],
)
def test_questions_to_tune_with_are_understood(examples: Knowledge, name: str) -> None:
    found = {case.question: judged(examples, case) for case in cases(name)}
    assert [question for question, outcome in found.items() if outcome not in ("right", "rightly refused")] == []


@pytest.mark.parametrize(("name", "least"), [("held_apart.txt", 0.95), ("held_apart_topics.txt", 0.85)])
def test_questions_held_apart_are_understood_or_refused(examples: Knowledge, name: str, least: float) -> None:
    found = Counter(judged(examples, case) for case in cases(name))
    assert found["right"] >= least * (found["right"] + found["refused"] + found["wrong"]), found
    assert found["wrong"] <= 0.03 * found.total(), found


def test_an_empty_answer_leads_to_questions_that_have_one(examples: Knowledge) -> None:
    answer = ask_by(examples, "What did Bessent say about dairy?", TODAY)
    (lead,) = (note for note in answer.notes if note.startswith("Near to it"))
    offered = re.findall("“([^”]+)”", lead)
    assert offered
    assert all(ask_by(examples, one, TODAY).table.rows for one in offered), offered


INSTEAD = (
    ("Anyone flip-flopping on autos?", "positions", "No two passages differ"),
    ("Who talks about Mark Carney?", "who-said-what", "Nobody names Mark Carney"),
    ("Hearing of LeBlanc at the Senate?", "who-told-whom", "by that name"),
    ("Has there been a visit to Mexico?", "events", "Nothing of the kind is announced"),
    ("quote Lutnick on cars", "who-said-what", "Nothing is quoted as a whole"),
)


@pytest.mark.parametrize(("question", "query", "note"), INSTEAD, ids=[case[0] for case in INSTEAD])
def test_the_next_wider_thing_is_listed_and_said(examples: Knowledge, question: str, query: str, note: str) -> None:
    answer = ask_by(examples, question, TODAY)
    assert answer.understood.question == query
    assert answer.table.rows
    assert any(note in told for told in answer.notes), answer.notes


def test_a_trade_deal_with_another_country_is_no_near_answer(examples: Knowledge) -> None:
    assert ask_by(examples, "What did Trump say about a trade deal with Canada?", TODAY).table.rows
    assert not ask_by(examples, "What did Trump say about a trade deal with Japan?", TODAY).table.rows


WORDS_NOTED = (
    ("What did Carney say about steel tariffs?", "“tariffs” narrows nothing"),
    ("What did Carney say about the talks?", "has the words “talks”"),
    ("What did Lutnick say about energy deals?", "without these words there are"),
    ("What did Carney say about stell?", "“stell” is taken for “steel”"),
    ("What hopes did Carney voice about steel?", "“hopes” narrows nothing"),
    ("What did Trump say about retaliation?", "“retali*”"),
)


@pytest.mark.parametrize(("question", "note"), WORDS_NOTED, ids=[case[0] for case in WORDS_NOTED])
def test_an_answer_tells_how_words_were_taken(examples: Knowledge, question: str, note: str) -> None:
    answer = ask_by(examples, question, TODAY)
    assert any(note in told for told in answer.notes), answer.notes


STANCES = (
    ("What does Mexico want?", {"side": "Mexico"}, "want; wanted"),
    ("What does Sheinbaum want on steel?", {"speaker": "Claudia Sheinbaum", "sector": "steel"}, "want; wanted"),
    ("Who opposes the tariffs on steel?", {"sector": "steel"}, "oppose; opposed"),
    ("What does Carney hope for?", {"speaker": "Mark Carney"}, "hope; hoped"),
    ("What does Trump want from Canada?", {"speaker": "Donald Trump", "country": "Canada"}, "want; wanted"),
)


@pytest.mark.parametrize(("question", "parameters", "cue"), STANCES, ids=[case[0] for case in STANCES])
def test_what_is_wanted_is_found_by_its_reporting_words(
    examples: Knowledge, question: str, parameters: dict[str, str], cue: str
) -> None:
    understood = understand_by(examples, question, TODAY)
    told = {name: value for name, value in understood.parameters().items() if name != "cue"}
    assert (understood.question, told) == ("positions", parameters)
    assert understood.cue is not None
    assert understood.cue.startswith(cue)


def test_what_somebody_would_not_do_is_found_by_its_words(examples: Knowledge) -> None:
    answer = ask_by(examples, "What has Carney said he will not do?", TODAY)
    assert [getattr(text, "value", "") for text in answer.table.column("text")] == ["he would not overplay the discussions"]


def test_words_that_no_claim_has_are_refused_with_counts(examples: Knowledge) -> None:
    with pytest.raises(QuestionError, match=r"None of the \d+ claims has the word “dragons”"):
        understand_by(examples, "What did Carney say about dragons?", TODAY)


RANGES = (
    ("Who spoke about steel between July and October 2025?", "2025-07", "2025-10"),
    ("Who spoke about steel between November and March 2026?", "2025-11", "2026-03"),
    ("Who spoke about steel since December?", "2024-12", None),
    ("Who spoke about steel by the end of 2025?", None, "2025-12"),
)


@pytest.mark.parametrize(("question", "start", "end"), RANGES, ids=[case[0] for case in RANGES])
def test_months_without_a_year(examples: Knowledge, question: str, start: str | None, end: str | None) -> None:
    understood = understand_by(examples, question, TODAY)
    assert (understood.date_from, understood.date_to) == (start, end)


def test_the_sets_are_large_enough_and_share_no_question() -> None:
    tuning, apart = ({case.question.casefold() for case in cases(name)} for name in ("tuning.txt", "held_apart.txt"))
    assert min(len(tuning), len(apart)) >= 160
    assert not tuning & apart


def test_every_answer_has_its_sources(examples: Knowledge) -> None:
    asked = {reading.query for case in cases("tuning.txt") for reading in case.readings}
    for case in cases("tuning.txt"):
        understood = told(examples, case.question)
        if understood and understood.question not in NO_SOURCE:
            table = ask_by(examples, case.question, TODAY).table
            assert "passage" in table.columns, case.question
    assert len(asked) >= 25


def test_every_kind_of_question_has_an_answer_in_the_examples(examples: Knowledge) -> None:
    empty = {"disputed-posts", "changed-positions", "unresolved-dates"}
    answered: Counter[str] = Counter()
    for case in cases("tuning.txt"):
        if case.readings:
            answer = ask_by(examples, case.question, TODAY)
            answered[answer.understood.question] += len(answer.table.rows)
    assert {query for query, rows in answered.items() if not rows} <= empty


def test_questions_offered_instead_are_understood(examples: Knowledge) -> None:
    for case in cases("tuning.txt"):
        if not case.readings:
            with pytest.raises(QuestionError) as refused:
                understand_by(examples, case.question, TODAY)
            offered = [line.strip() for line in str(refused.value).splitlines() if line.startswith("  ")]
            assert len(offered) >= 5
            assert [one for one in offered if not told(examples, one)] == []
    assert len(nearest(None)) >= 8


def test_the_nearest_questions_come_first_with_the_names_asked_for(examples: Knowledge) -> None:
    with pytest.raises(QuestionError) as refused:
        understand_by(examples, "Why did Carney talk about steel?", TODAY)
    assert "what did Mark Carney say about steel" in [line.strip() for line in str(refused.value).splitlines()[2:5]]


def test_the_questions_of_the_documentation_are_understood(examples: Knowledge, root: Path) -> None:
    table = [line for line in (root / "docs" / "asking.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    asked = [question for line in table[1:] for question in re.findall(r"\"([^\"]+)\"", line)]
    assert len(asked) >= 40
    assert [question for question in asked if not told(examples, question)] == []
