"""Damaged texts: whatever the marks, letters, layout or length, nothing is raised, spans are exact and time stays linear."""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import process_time
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import Claim, Fact
from kg.model import Document, Span
from kg.resolve import mentions
from loaders.boilerplate import find_boilerplate
from loaders.extract import RuleReader
from loaders.leftovers import without_leftovers
from loaders.nlp import Parsed, Parser
from loaders.readers import open_reader
from loaders.rules import find_facts
from tests.loaders.rules.damage import ARTICLE, FRAGMENTS, GROWING, LOSSY, ODD, PAIRS, SAME, news

READERS = {"rules": RuleReader(), "neural": open_reader("neural")}
PARSER = Parser()


def make(text: str, name: str = "0") -> Document:
    document = Document(iri=f"https://onrecord.example/document/{name}", id=name, path="-", text=text, sha256="0")
    return replace(document, boilerplate=tuple(document.span(start, end) for start, end in find_boilerplate(text)))


def read(*texts: str, reader: str = "rules") -> list[tuple[Document, tuple[Fact, ...]]]:
    """The facts of each text, after every span has been checked."""
    found = [(extraction.document, extraction.facts) for extraction in READERS[reader](make(text) for text in texts)]
    for document, facts in found:
        assert_sound(document, facts)
    return found


def assert_sound(document: Document, facts: Iterable[Fact]) -> None:
    for fact in facts:
        for span in _spans(fact):
            assert document.text[span.start : span.end] == span.text
            assert not any(span.overlaps(mark) for mark in document.boilerplate), (fact.rule, span.text)


def _spans(fact: Fact) -> Iterable[Span]:
    yield from fact.evidence
    yield from (mention.span for mention in mentions(fact) if mention.span)
    if isinstance(fact, Claim):
        yield from (*fact.content, *fact.cue, *(fact.inside or ()))


def said(text: str, *, min_confidence: float = 0) -> set[tuple[str, str]]:
    """Who said what, in words alone."""
    (_, facts), *_ = read(text)
    claims = (fact for fact in facts if isinstance(fact, Claim))
    return {(claim.speaker.name, _words(claim.text)) for claim in claims if claim.confidence >= min_confidence}


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+(?:['’]\w+)*", without_leftovers(text)))


@pytest.mark.parametrize(("opening", "closing"), PAIRS.values(), ids=PAIRS)
def test_any_pair_of_marks_is_a_quotation(opening: str, closing: str) -> None:
    text = f"{opening}We will not sign a bad deal on lumber,{closing} Trade Minister Ruth Sample told reporters on Monday. "
    text += f"{opening}They know why.{closing}\n\nNobody else was there."
    assert said(text) == {("Ruth Sample", "We will not sign a bad deal on lumber They know why")}


@pytest.fixture(scope="module")
def undamaged() -> set[tuple[str, str]]:
    # A claim at the very threshold may fall to either side when the layout around it changes.
    found = said(ARTICLE, min_confidence=0.4)
    assert len(found) >= 6
    return found


@pytest.mark.parametrize("damage", SAME.values(), ids=SAME)
def test_what_is_said_survives(damage: Callable[[str], str], undamaged: set[tuple[str, str]]) -> None:
    assert undamaged <= said(damage(ARTICLE))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("damage", LOSSY.values(), ids=LOSSY)
def test_spans_are_exact_in_what_is_left(damage: Callable[[str], str], reader: str) -> None:
    read(damage(ARTICLE), reader=reader)


@pytest.mark.parametrize("reader", READERS)
def test_odd_texts_are_read_without_an_error(reader: str) -> None:
    read(*ODD, reader=reader)


def test_turns_of_a_transcript_are_claims() -> None:
    text = "THE PRESIDENT: We will not sign a bad deal.\n\nTRADE MINISTER RUTH SAMPLE: It costs far too much.\n"
    assert {words for _, words in said(text)} == {"We will not sign a bad deal", "It costs far too much"}


ASSEMBLED = st.lists(st.lists(FRAGMENTS | st.text(max_size=4), max_size=50).map("".join), min_size=1, max_size=4)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=40, deadline=None)
@given(texts=ASSEMBLED)
def test_assembled_fragments_are_read_exactly(reader: str, texts: list[str]) -> None:
    read(*texts, reader=reader)


@pytest.mark.stress
@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=2000, deadline=None)
@given(texts=ASSEMBLED)
def test_many_assembled_fragments_are_read_exactly(reader: str, texts: list[str]) -> None:
    read(*texts, reader=reader)


TraceFunction = Callable[[FrameType, str, object], Any]
"""What `sys.settrace` takes."""


def steps(parsed: Parsed) -> int:
    """How many lines of Python the rules run through for a parsed document: a measure of work that no machine changes."""
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        for _ in find_facts(parsed):
            pass
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="module")
def warm() -> None:
    """What is made once, at its first use, counts for no text."""
    read(ARTICLE)


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("grow", GROWING.values(), ids=GROWING)
def test_four_times_the_text_is_no_more_than_about_four_times_the_work(grow: Callable[[int], str]) -> None:
    small, large = PARSER.parse([make(grow(2500)), make(grow(10_000))])
    assert steps(large) <= 5.5 * steps(small)


@pytest.mark.stress
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("grow", GROWING.values(), ids=GROWING)
def test_twice_the_text_takes_about_twice_the_time(grow: Callable[[int], str], reader: str) -> None:
    def seconds(length: int) -> float:
        started = process_time()
        read(grow(length), reader=reader)
        return process_time() - started

    seconds(1000)
    assert seconds(200_000) < 2.6 * seconds(100_000)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("words", [2_000, pytest.param(20_000, marks=pytest.mark.stress)])
def test_one_endless_sentence(words: int, reader: str) -> None:
    sentence = "Ruth Sample said that the talks went on and that " + "the mills of the north stood open and " * (words // 8)
    read(sentence + "nobody knew why.", "the minister said that " * (words // 4), reader=reader)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("length", [60_000, pytest.param(5_000_000, marks=pytest.mark.stress)])
def test_long_texts(length: int, reader: str) -> None:
    ((document, facts),) = read(news(length), reader=reader)
    assert sum(isinstance(fact, Claim) for fact in facts) > length / 250
    assert any(fact.start > 0.99 * len(document.text) for fact in facts)
