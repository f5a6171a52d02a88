"""How wordings differ, as a page marks it."""

import pytest

from api.pages.differences import Kept, differences

WHOLE = "Duties on steel must fall by half, and soon."
CASES = (
    (WHOLE, [("same", WHOLE)]),
    ("duties on steel must fall by half and soon", [("same", "duties on steel must fall by half and soon")]),
    ("Duties on steel must fall.", [("same", "Duties on steel must fall."), ("left out", "by half, and soon.")]),
    (
        "Duties on copper must fall by half, and soon.",
        [("same", "Duties on"), ("left out", "steel"), ("put in", "copper"), ("same", "must fall by half, and soon.")],
    ),
    (
        "They must fall.",
        [("left out", "Duties on steel"), ("put in", "They"), ("same", "must fall."), ("left out", "by half, and soon.")],
    ),
    ("", [("left out", WHOLE)]),
)  # fmt: skip


@pytest.mark.parametrize(("other", "expected"), CASES)
def test_what_is_left_out_and_put_in_is_told(other: str, expected: list[tuple[str, str]]) -> None:
    found = differences(WHOLE, other)
    assert [(str(run.kept), run.text.strip()) for run in found] == expected


@pytest.mark.parametrize("other", [other for other, _ in CASES])
def test_the_other_wording_can_be_read_whole(other: str) -> None:
    assert "".join(run.text for run in differences(WHOLE, other) if run.kept is not Kept.CUT).strip() == other


def test_very_long_texts_are_shown_and_not_compared() -> None:
    long = "word " * 5_000
    assert [run.kept for run in differences(WHOLE, long)] == [Kept.SAME]
