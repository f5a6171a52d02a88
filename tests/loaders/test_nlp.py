"""The one parse: offsets are the document's own, lines and furniture end sentences, and no text breaks it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SettingsError
from kg.model import Document
from loaders.boilerplate import find_boilerplate
from loaders.nlp import Parsed, Parser, legible

PARSER = Parser()


def make(text: str) -> Document:
    document = Document(iri="https://onrecord.example/document/0", id="0", path="-", text=text, sha256="0")
    return replace(document, boilerplate=tuple(document.span(start, end) for start, end in find_boilerplate(text)))


def parse(*texts: str) -> list[Parsed]:
    return list(PARSER.parse([make(text) for text in texts]))


def sentences(text: str) -> list[str]:
    (parsed,) = parse(text)
    return [sentence.text.strip() for sentence in parsed.doc.sents if sentence.text.strip()]


def assert_own_offsets(parsed: Parsed) -> None:
    text = parsed.document.text
    assert len(parsed.doc.text) == len(text)
    for token in parsed.doc:
        assert token.text == legible(text)[token.idx : token.idx + len(token)]
    for entity in parsed.doc.ents:
        assert "\n" not in entity.text
        assert entity.text == entity.text.strip()


TEXTS = (
    "",
    "\n",
    "The minister said no.\r\nShe left.\rHe stayed.\u2028All slept.",
    "\ufeffMark\u200b Carney\u200f met\xa0Donald Trump in\u202fOttawa.",
    "Great 🙂👨‍👩‍👧‍👦 said Jane Sample 🇨🇦 on Monday.",
    "قال الوزير يوم الثلاثاء إن المحادثات ستستأنف. “Yes,” he said.",
    "«Non», a dit le ministre. 部长说不。",
    '"“‘ unbalanced "" quotes ” and “ more',
    "a" * 30_000,
    "and the minister said that he would " * 300,
    "The minister of Ontario said no to steel. " * 300,
    "Jane Sample\n\n\n   \n\nof Toronto\n",
)


def test_offsets_are_those_of_the_document_for_any_kind_of_text() -> None:
    for text, parsed in zip(TEXTS, parse(*TEXTS), strict=True):
        assert parsed.document.text == text
        assert_own_offsets(parsed)


@given(st.text(alphabet=st.sampled_from("aB. ,\n\r\t\xa0“”\"'\u200b\ufeff\u2028é🙂ا"), max_size=120))
@settings(max_examples=60, deadline=None)
def test_offsets_hold_for_any_text(text: str) -> None:
    (parsed,) = parse(text)
    assert_own_offsets(parsed)


def test_documents_come_in_the_order_given_however_long() -> None:
    texts = [("The minister said no. " * n) + str(n) for n in (1, 500, 2, 600, 3)]
    assert [parsed.document.text for parsed in parse(*texts)] == texts


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("Talks on steel to resume\nOttawa\nThe minister said no") == [
        "Talks on steel to resume",
        "Ottawa",
        "The minister said no",
    ]


def test_windows_line_breaks_end_a_sentence_too() -> None:
    assert sentences("Talks on steel to resume\r\n\r\nThe minister said no") == [
        "Talks on steel to resume",
        "The minister said no",
    ]


def test_a_wrapped_paragraph_keeps_its_sentences_whole() -> None:
    text = (
        "The trade minister said on Monday that the talks about steel would resume\n"
        "next week in the capital. She said that nobody should expect an agreement\n"
        "before the end of the year.\n\nA heading\n"
    )
    assert [sentence.split()[-1] for sentence in sentences(text)] == ["capital.", "year.", "heading"]


def test_furniture_is_a_sentence_of_its_own() -> None:
    text = "Mills wait for an answer from both sides. This report by The Canadian Press was first published March 4, 2024."
    (parsed,) = parse(text)
    marked = [token.text for token in parsed.doc if parsed.is_boilerplate(token)]
    assert marked[:3] == ["This", "report", "by"]
    assert next(token for token in parsed.doc if parsed.is_boilerplate(token)).is_sent_start


def test_a_dateline_does_not_melt_into_the_sentence() -> None:
    text = "OTTAWA (AP) — The trade minister said on Monday that the talks about steel would resume next week in the capital."
    (parsed,) = parse(text)
    assert next(token for token in parsed.doc if token.text == "The").is_sent_start


def test_spans_have_no_white_space_at_their_ends() -> None:
    (parsed,) = parse("  The minister said no.\n\n")
    assert parsed.span(0, len(parsed.doc)).text == "The minister said no."


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        list(Parser("no_such_model").parse([make("x")]))
