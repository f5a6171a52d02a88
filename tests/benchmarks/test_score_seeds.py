"""The marks that extraction must reach on the annotated seed documents."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.score_seeds import evidence_mismatches, extract, score

MARKS = (("claims", 0.65), ("roles", 0.80), ("tariffs", 0.65))


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, Any]:
    return score(shared)[0]


@pytest.mark.parametrize(("kind", "floor"), MARKS)
def test_marks_are_reached(figures: dict[str, Any], kind: str, floor: float) -> None:
    assert figures[kind]["F1"] >= floor


def test_nothing_is_read_from_boilerplate(figures: dict[str, Any]) -> None:
    assert not [row for row in figures["spurious"] if "IN BOILERPLATE" in row]


def test_every_span_is_exact(shared: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    for path, record in zip(seeds, extract(seeds), strict=True):
        assert evidence_mismatches(record, path.read_bytes().decode("utf-8")) == []
