"""Accept headers as clients write them, and what they get."""

import pytest

from api.negotiate import choose, refuses

_JSON, _XML, _CSV, _HTML = "application/json", "application/xml", "text/csv", "text/html"

CASES = (
    (None, _JSON),
    ("", _JSON),
    ("*/*", _JSON),
    ("*", _JSON),
    ("text/csv", _CSV),
    ("TEXT/CSV", _CSV),
    ("text/*", _CSV),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", _HTML),
    ("application/json;q=0.5, text/csv;q=0.6", _CSV),
    ("text/csv;q=0.5, application/json;q=0.5", _JSON),
    ("application/json;q=0, */*", _XML),
    ("application/json;q=0", None),
    ("image/png", None),
    ("image/png, */*;q=0.1", _JSON),
    ("text/*;q=0.9, text/csv;q=0.1, application/xml;q=0.5", _HTML),
    ("text/csv; charset=utf-8; q=0.4, application/xml; q=0.3", _CSV),
    ("rubbish, text/html", _HTML),
    ("text/html;q=much, text/csv", _CSV),
    ("text/html;q=7, text/csv", _CSV),
    (";;;,,/,text/", None),
)


@pytest.mark.parametrize(("accept", "expected"), CASES)
def test_choice(accept: str | None, expected: str | None) -> None:
    assert choose(accept, (_JSON, _XML, _CSV, _HTML)) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, False),
        ("", False),
        ("gzip", False),
        ("gzip, deflate", False),
        ("gzip;q=0.1", False),
        ("gzip;q=0", True),
        ("identity, GZIP ; q=0.000", True),
        ("*;q=0", False),
        ("x-gzip;q=0, gzip", False),
    ],
)
def test_refusal_of_a_coding(accept: str | None, expected: bool) -> None:  # noqa: FBT001
    assert refuses(accept, "gzip") is expected
