"""Spans, dates and the other nouns refuse what cannot be."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OnrecordError
from kg.model import Span, check_partial_date
from tests.kg.facts_for_tests import TEXT, example_document


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_a_documents_spans_hold_its_characters(start: int, length: int) -> None:
    end = min(start + length, len(TEXT))
    span = example_document().span(start, end)
    assert span.text == TEXT[start:end]


@pytest.mark.parametrize(("start", "end", "text"), [(-1, 0, "a"), (1, 1, ""), (2, 1, "a"), (0, 2, "a"), (0, 1, "ab")])
def test_no_span_is_empty_or_longer_than_its_text(start: int, end: int, text: str) -> None:
    with pytest.raises(OnrecordError):
        Span(start=start, end=end, text=text)


def test_a_span_past_the_end_of_the_text_cannot_be_made() -> None:
    with pytest.raises(OnrecordError):
        example_document().span(len(TEXT) - 2, len(TEXT) + 1)


@given(st.integers(0, 20), st.integers(1, 5), st.integers(0, 20), st.integers(1, 5))
def test_spans_overlap_where_they_share_a_character(a: int, m: int, b: int, n: int) -> None:
    one, other = Span(start=a, end=a + m, text="x" * m), Span(start=b, end=b + n, text="x" * n)
    assert one.overlaps(other) == bool(set(range(a, a + m)) & set(range(b, b + n))) == other.overlaps(one)


@pytest.mark.parametrize("date", ["2025", "2025-08", "2025-08-01"])
def test_partial_dates_pass(date: str) -> None:
    assert check_partial_date(date) == date


@pytest.mark.parametrize("date", ["", "25", "2025-13", "2025-00", "2025-01-32", "2025-1-1", "2025-08-01T00:00", "in May"])
def test_other_dates_do_not(date: str) -> None:
    with pytest.raises(OnrecordError):
        check_partial_date(date)


def test_documents_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        example_document().title = "another"  # type: ignore[misc]  # the point of the test
