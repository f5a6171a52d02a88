"""Measures: who imposes what on whom in which sector, what is done to it and how real it is."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from _pytest.mark.structures import ParameterSet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.facts import Change, Claim, CountryCode, Fact, Form, MeasureReport, Role, RoleTitle, Status
from kg.model import Document, EntityKind, Mention
from loaders.nlp import Parser
from loaders.rules.events import find_events
from loaders.rules.measures import find_measures
from loaders.rules.people import read_people
from loaders.rules.roles import find_roles

PARSER = Parser()
FOLDER = Path(__file__).parent / "cases"


def _read(name: str) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return cases


CASES = [
    *_read("measures"),
    *_read("measures_world"),
    *_read("measures_mentions"),
    *_read("measures_news"),
    *_read("measures_together"),
]
STANDING = _read("measure_standing")


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
    for parsed in PARSER.parse([_document(case["text"], case.get("published")) for case in CASES]):
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


def _known_failures(cases: list[dict[str, str]]) -> list[ParameterSet]:
    """The cases as parameters; those that fail for a known reason must go on failing, or lose their reason."""
    return [
        pytest.param(
            case,
            id=case["text"][:70],
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", _known_failures(CASES))
def test_finds_exactly_the_measures(case: dict[str, object], found: dict[str, Found]) -> None:
    expected = case["measures"]
    assert isinstance(expected, list)
    assert sorted(map(_line, found[str(case["text"])].reports)) == sorted(" ".join(line.split()) for line in expected)


@pytest.fixture(scope="module")
def stood() -> dict[str, set[tuple[str | None, str]]]:
    """Change and status of all that is found in the cases on standing."""
    every = {}
    for parsed in PARSER.parse([_document(case["text"], None) for case in STANDING]):
        reports = find_measures(parsed, read_people(parsed))
        every[parsed.document.text] = {(report.change and str(report.change), str(report.status)) for report in reports}
    return every


@pytest.mark.parametrize("case", STANDING, ids=[case["text"][:70] for case in STANDING])
def test_tells_change_and_status_apart(case: dict[str, str], stood: dict[str, set[tuple[str | None, str]]]) -> None:
    assert stood[case["text"]] == {(case["change"], case["status"])}


def test_the_cases_on_standing_hold_every_change_and_every_status() -> None:
    assert {case["change"] for case in STANDING} == {None, *Change}
    assert {case["status"] for case in STANDING} == set(Status)


def test_every_measure_shows_its_words(found: dict[str, Found]) -> None:
    for one in found.values():
        for report in one.reports:
            assert all(one.text[span.start : span.end] == span.text for span in report.evidence)


TERMS = (
    (
        "The U.S. raised tariffs on Mexican goods that do not comply with the USMCA to 30% in August.",
        "2025-10-03",
        {"exempts": ("usmca",), "date": "2025-08", "date_text": "in August"},
    ),
    (
        "The U.S. imposed tariffs on Canadian goods. Those duties do not apply to goods that comply with CUSMA.",
        None,
        {"exempts": ("usmca",), "change": "exempted"},
    ),
    ("Brussels will double its levy on Russian fertilizers next year.", "2018-05-02", {"date": "2019", "status": "announced"}),
    ("China imposed tariffs on American wine on Friday.", None, {"date": None, "date_text": "on Friday"}),
    ("Japan cut its tariff on Australian beef.", "2019-01-01", {"exempts": (), "date": None, "date_text": None}),
)


@pytest.mark.parametrize(("text", "published", "expected"), TERMS, ids=[case[0][:60] for case in TERMS])
def test_terms_are_read(text: str, published: str | None, expected: dict[str, object]) -> None:
    parsed = next(PARSER.parse([_document(text, published)]))
    report = tuple(find_measures(parsed, read_people(parsed)))[-1]
    assert {name: getattr(report, name) for name in expected} == expected


def test_a_measure_inside_a_claim_names_its_speaker() -> None:
    text = "Canada imposed tariffs on American steel. The United States put tariffs on Indian rice, Jane Roe said."
    parsed = next(PARSER.parse([_document(text, None)]))
    start = text.index("The United")
    end = text.index(", Jane Roe")
    speaker = Mention(span=None, name="Jane Roe", kind=EntityKind.PERSON)
    claim = Claim(
        speaker=speaker,
        cue=(),
        content=(parsed.document.span(start, end),),
        form=Form.INDIRECT,
        evidence=(parsed.document.span(start, end),),
        confidence=1.0,
        rule="test",
    )
    spoken = {report.measure.imposing: report.said_by for report in find_measures(parsed, read_people(parsed), claims=(claim,))}
    assert spoken == {"CA": None, "US": speaker}


def test_roles_tell_for_whom_a_person_acts() -> None:
    text = "Lopez put a tariff on Chinese cars."
    parsed = next(PARSER.parse([_document(text, None)]))
    people = read_people(parsed)
    role = Role(
        person=Mention(span=None, name="Maria Lopez", kind=EntityKind.PERSON),
        title=RoleTitle("president"),
        country=CountryCode("MX"),
        evidence=(parsed.document.span(0, 5),),
        confidence=0.9,
        rule="test",
    )
    assert [report.measure.imposing for report in find_measures(parsed, people, roles=(role,))] == ["MX"]


WORDS = (
    "the", "tariff", "tariffs", "duties", "of", "on", "to", "from", "25%", "10", "percent", "China", "Canadian", "U.S.",
    "Mexico", "steel", "cars", "goods", "imposed", "raised", "said", "Trump", "President", "Prime", "Minister", "Jane",
    "Roe", "would", "will", "Tuesday", "in", "August", ",", ".", ";", "—", "(", ")", '"', "’s", "'s", "and", "or",
    "which", "USMCA", "not", "exempt", "مرحبا", "👍", "\n", "\n\n",
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_text_gives_facts_inside_it(found_words: list[str]) -> None:
    text = " ".join(found_words)
    parsed = next(PARSER.parse([_document(text, "2025-10-03")]))
    people = read_people(parsed)
    facts: list[Fact] = [*find_roles(parsed, people), *find_measures(parsed, people), *find_events(parsed, people)]
    assert all(text[span.start : span.end] == span.text for fact in facts for span in fact.evidence)
    assert len({(fact.kind, fact.start, fact.key) for fact in facts}) == len(facts)
