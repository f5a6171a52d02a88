"""Measures: who imposes what on whom in which sector, what is done to it and how real it is."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.facts import MeasureReport
from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.measures import find_measures
from loaders.rules.people import read_people

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "measures.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Found:
    text: str
    reports: tuple[MeasureReport, ...]


def _document(text: str, published: str | None) -> Document:
    return Document(iri="https://onrecord.example/document/0", id="0", path="-", text=text, sha256="0", published=published)


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    """All cases, parsed in one go."""
    every = {}
    for parsed in Parser().parse([_document(case["text"], case.get("published")) for case in CASES]):
        reports = tuple(find_measures(parsed, read_people(parsed)))
        every[parsed.document.text] = Found(parsed.document.text, reports)
    return every


def _line(report: MeasureReport) -> str:
    m = report.measure
    rate = "" if report.rate is None else f"{report.rate}"
    if report.rate_upper is not None:
        rate = f"{rate}-{report.rate_upper}"
    if report.previous_rate is not None:
        rate = f"{report.previous_rate}>{rate}"
    parts = (m.measure, m.imposing, m.target or "", m.sector, report.change or "", report.status, rate)
    return " ".join(" | ".join(parts).split())


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:70] for case in CASES])
def test_finds_exactly_the_measures(case: dict[str, object], found: dict[str, Found]) -> None:
    expected = case["measures"]
    assert isinstance(expected, list)
    assert sorted(map(_line, found[str(case["text"])].reports)) == sorted(" ".join(line.split()) for line in expected)


def test_every_measure_shows_its_words(found: dict[str, Found]) -> None:
    for one in found.values():
        for report in one.reports:
            assert all(one.text[span.start : span.end] == span.text for span in report.evidence)
