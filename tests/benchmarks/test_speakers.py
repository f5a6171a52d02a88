"""How often speakers are resolved to the right person, on the cases labelled by hand."""

from pathlib import Path

import pytest

from benchmarks.speakers import NOBODY, TEXTS, Readings, marks, read_cases, run, same_name
from loaders.readers import READERS

PRECISION = 0.85
"""Of the pronouns and nominals that are resolved, and of those whom the text names, how many must be right."""
CASES = 150
"""How many cases there must be at least with a person to be found."""


@pytest.fixture(scope="module", params=READERS)
def readings(request: pytest.FixtureRequest, shared: Path) -> Readings:
    if not (shared / TEXTS).is_dir():
        pytest.skip(f"needs the annotated texts in ../shared/{TEXTS}, which are not part of the product")
    return run(shared, read_cases(), request.param)


def test_there_are_cases_enough() -> None:
    assert sum(case.name != NOBODY for case in read_cases()) >= CASES


def test_no_case_is_given_twice() -> None:
    places = [(case.document, case.start, case.end) for case in read_cases()]
    assert len(places) == len(set(places))


@pytest.mark.stress
def test_sources_are_resolved_to_the_right_person(readings: Readings) -> None:
    found = marks(readings.sources)
    assert found.precision >= PRECISION
    assert found.coverage >= PRECISION


@pytest.mark.stress
def test_speakers_of_claims_are_the_right_person(readings: Readings) -> None:
    found = marks(readings.claims)
    assert found.precision >= PRECISION
    assert found.coverage >= 0.8


@pytest.mark.parametrize(
    ("found", "labelled", "same"),
    [
        ("John Mallory", "John “Tig” Mallory", True),
        ("Anna B. Reed", "Anna Reed", True),
        ("Karl Jensen Jr.", "Karl Jensen", True),
        ("José Álvarez", "Jose Alvarez", True),
        ("Reed", "Anna Reed", False),
        ("Hanna Reed", "Anna Reed", False),
    ],
)
def test_same_name(found: str, labelled: str, *, same: bool) -> None:
    assert same_name(found, labelled) is same
