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


@pytest.mark.parametrize("name", ["tuning.txt", "tuning_more.txt", "tuning_topics.txt"])
def test_questions_to_tune_with_are_understood(examples: Knowledge, name: str) -> None:
    found = {case.question: judged(examples, case) for case in cases(name)}
    assert [question for question, outcome in found.items() if outcome not in ("right", "rightly refused")] == []


def test_questions_held_apart_are_understood_or_refused(examples: Knowledge) -> None:
    found = Counter(judged(examples, case) for case in cases("held_apart.txt"))
    assert found["right"] >= 0.95 * (found["right"] + found["refused"] + found["wrong"]), found
    assert found["wrong"] <= 0.03 * found.total(), found


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
