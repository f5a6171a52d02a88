"""Absolute dates: what is read, what is left open."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import check_partial_date
from loaders.partial_dates import find_dates, read_date

CASES = (
    ("2025-08-01", "2025-08-01"),
    ("2025-08-01T13:45:00-04:00", "2025-08-01"),
    ("2025-08", "2025-08"),
    ("2025", "2025"),
    ("20250801", "2025-08-01"),
    ("2025/8/1", "2025-08-01"),
    ("August 1, 2025", "2025-08-01"),
    ("Aug. 1, 2025", "2025-08-01"),
    ("Sept 1 2025", "2025-09-01"),
    ("1 August 2025", "2025-08-01"),
    ("1st of August 2025", "2025-08-01"),
    ("Fri, 01 Aug 2025 13:45:00 GMT", "2025-08-01"),
    ("1-Aug-2025", "2025-08-01"),
    ("August 2025", "2025-08"),
    ("01.08.2025", "2025-08-01"),
    ("31/08/2025", "2025-08-31"),
    ("08/31/2025", "2025-08-31"),
    ("08/08/2025", "2025-08-08"),
    ("01/08/2025", "2025"),
    ("February 30, 2025", None),
    ("2025-13-01", None),
    ("last Tuesday", None),
    ("3 days ago", None),
    ("call 416-555-2025", None),
    ("August", None),
    ("", None),
)


@pytest.mark.parametrize(("text", "date"), CASES)
def test_read_date(text: str, date: str | None) -> None:
    assert read_date(text) == date


def test_dates_are_found_with_their_places() -> None:
    text = "From Aug. 1, 2025 to 3 October 2025."
    assert [(text[found.start : found.end], found.date) for found in find_dates(text)] == [
        ("Aug. 1, 2025", "2025-08-01"),
        ("3 October 2025", "2025-10-03"),
    ]


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_written_dates_are_read_back(date: datetime.date) -> None:
    for pattern in ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d.%m.%Y"):
        assert read_date(date.strftime(pattern)) == date.isoformat()


@given(st.text(max_size=80))
def test_any_text_gives_a_partial_date_or_none(text: str) -> None:
    date = read_date(text)
    assert date is None or check_partial_date(date)
