"""Marks against values worked out by hand: half shared, one to one, kinds, and the calibration error."""

import pytest

from loaders.training.brat import Annotated, Attribution, Offsets
from loaders.training.marks import Found, Marks, is_right

TEXT = "Ana said the port is full. “No ship can leave the bay now,” said Bo."
SHIP = ((28, 57),)


def attribution(content: Offsets, source: Offsets = ()) -> Attribution:
    return Attribution(source=source, cue=(), content=content)


def found(content: Offsets, source: Offsets = (), confidence: float = 0.5) -> Found:
    return Found(source=source, content=content, confidence=confidence)


def test_half_of_what_either_holds_is_enough_and_white_space_does_not_count() -> None:
    gold = Annotated(id="a", text="abcd efgh", attributions=(attribution(((0, 8),)),))
    assert is_right(gold.text, found(((0, 5),)), gold)  # 4 of 7
    assert not is_right(gold.text, found(((0, 3),)), gold)  # 3 of 7


def test_direct_and_indirect_are_counted_by_the_words_in_quotation_marks() -> None:
    gold = Annotated(id="a", text=TEXT, attributions=(attribution(((9, 25),), ((0, 3),)), attribution(SHIP, ((65, 67),))))
    marks = Marks()
    marks.add(gold, [found(((9, 25),), ((0, 3),), 0.9), found(SHIP, ((0, 3),), 0.8), found(((0, 3),), (), 0.3)])
    assert (marks.all.annotated, marks.all.found, marks.all.right_found) == (2, 3, 1)
    assert (marks.quoted.annotated, marks.quoted.found, marks.quoted.right_found) == (1, 1, 0)
    assert (marks.indirect.annotated, marks.indirect.found, marks.indirect.right_found) == (1, 2, 1)
    assert marks.all.precision == pytest.approx(1 / 3)
    assert marks.all.recall == pytest.approx(1 / 2)
    assert marks.all.f1 == pytest.approx(2 / 5)


def test_the_calibration_error_weighs_each_bin_by_its_claims() -> None:
    """Bins: 0.1 twice, none right (off by 0.1); 0.75 and 0.85 alone, right and wrong (off by 0.25 and 0.85); 1.0 right."""
    marks = Marks(judged=[(0.1, False), (0.1, False), (0.75, True), (0.85, False), (1.0, True)])
    assert [row[2] for row in marks.reliability()] == [2, 1, 1, 1]
    assert marks.calibration_error() == pytest.approx((2 * 0.1 + 0.25 + 0.85 + 0.0) / 5)


def test_nothing_found_and_nothing_annotated_gives_nought() -> None:
    marks = Marks()
    marks.add(Annotated(id="a", text=TEXT, attributions=()), [])
    assert (marks.all.f1, marks.calibration_error(), marks.reliability()) == (0, 0, [])


def test_the_table_shows_what_the_figures_hold() -> None:
    marks = Marks()
    gold = Annotated(id="a", text=TEXT, attributions=(attribution(SHIP),))
    marks.add(gold, [found(SHIP, confidence=0.87)])
    figures, table = marks.figures(), marks.table()
    assert figures["all"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["calibration_error"] == pytest.approx(0.13)
    assert "all            100.0 100.0 100.0" in table
    assert "expected calibration error 0.130" in table
    assert "      0.87   1.00       1" in table
