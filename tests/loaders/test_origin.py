"""What a text tells of its own headline, publisher and date, across the habits of many outlets."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import check_partial_date
from loaders.boilerplate import find_boilerplate
from loaders.metadata import Metadata
from loaders.origin import describe, split_site

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "origins.yaml").read_text(encoding="utf-8"))

FIRST = "The trade minister said on Monday that the talks about steel would resume next week in the capital."
LAST = "Mills on both sides of the border wait for an answer, and some of them have begun to cut shifts."


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_origin(case: dict[str, Any]) -> None:
    first = case.get("dateline", "") + FIRST
    filler = [LAST] * case.get("filler", 1)
    text = "\n\n".join([*case.get("above", []), first, *filler, *case.get("below", [])])
    assert describe(text, find_boilerplate(text)) == Metadata(**case["expect"])


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Talks on steel resume | CBC News", ("Talks on steel resume", "CBC News")),
        ("Talks on steel resume - The Daily Chronicle", ("Talks on steel resume", "The Daily Chronicle")),
        ("Talks on steel - a closer look", ("Talks on steel - a closer look", None)),
        ("Talks on steel resume", ("Talks on steel resume", None)),
    ],
)
def test_the_name_of_a_site_is_cut_off_a_title(title: str, parts: tuple[str, str | None]) -> None:
    assert split_site(title) == parts


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_described(text: str) -> None:
    known = describe(text, find_boilerplate(text))
    assert known.url is None
    assert known.published is None or check_partial_date(known.published)
