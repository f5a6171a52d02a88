"""Dates: what is found in a text, and what it means on the document's date."""

from pathlib import Path

import pytest
import yaml

from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.dates import Tense, find_dates, resolve_date
from loaders.rules.grammar import read_grammar
from loaders.rules.tense import read_dates

PAST, FUTURE = Tense.PAST, Tense.FUTURE
FRIDAY = "2025-10-03"

FOUND = (
    ("He said on Tuesday that talks resume Thursday.", ("on Tuesday", "Thursday")),
    ("Duties doubled in August and again on Oct. 3, 2025.", ("in August", "on Oct. 3, 2025")),
    ("The minister, who left in May, may return; Theresa May will not march.", ("in May",)),
    ("Exports fell 25% in 2018, by 2000 jobs, to 2,019 tonnes and $2020.", ("in 2018",)),
    ("Earlier this month and last year nothing happened.", ("Earlier this month", "last year")),
    ("An August deadline passed; an Aug. 1 deadline follows.", ("August", "Aug. 1")),
    ("Tuesday, Nov. 5, 2024 was election day", ("Tuesday, Nov. 5, 2024",)),
    ("It began on 6 July 2018 and ended in early 2020.", ("on 6 July 2018", "in early 2020")),
    ("The levy starts on 2026-01-01.", ("on 2026-01-01",)),
    ("The 2026 review is near; the 2024 elections are over.", ("The 2026",)),
    ("The talks ran May 12-14 in Geneva.", ("May 12-14",)),
    ("Three weeks ago they met; in 90 days they meet again.", ("Three weeks ago", "in 90 days")),
    ("He spoke late Tuesday night, over the weekend and last night.", ("late Tuesday night", "over the weekend", "last night")),
    ("No date in this sentence, where a second man may be last.", ()),
    ("Prices rose 35 March Street", ()),
    (
        "since the spring of 2019, at the end of 2021, in fiscal 2022",
        ("since the spring of 2019", "the end of 2021", "in fiscal 2022"),
    ),
    ("", ()),
)

RESOLVED: tuple[tuple[str, str | None, Tense | None, str | None], ...] = (
    ("on Tuesday", FRIDAY, PAST, "2025-09-30"),
    ("on Tuesday", FRIDAY, None, "2025-09-30"),
    ("on Tuesday", FRIDAY, FUTURE, "2025-10-07"),
    ("Friday", FRIDAY, PAST, "2025-10-03"),
    ("Friday", FRIDAY, FUTURE, "2025-10-03"),
    ("last Friday", FRIDAY, PAST, "2025-09-26"),
    ("next Friday", FRIDAY, FUTURE, "2025-10-10"),
    ("this Wednesday", FRIDAY, FUTURE, "2025-10-08"),
    ("late Thursday", FRIDAY, None, "2025-10-02"),
    ("Thursday evening", FRIDAY, PAST, "2025-10-02"),
    ("on Tuesday", None, PAST, None),
    ("on Tuesday", "2025-10", PAST, None),
    ("Tuesday, Nov. 5, 2024", FRIDAY, PAST, "2024-11-05"),
    ("yesterday", FRIDAY, PAST, "2025-10-02"),
    ("yesterday", "2025-03-01", PAST, "2025-02-28"),
    ("tomorrow", "2024-02-28", FUTURE, "2024-02-29"),
    ("this morning", FRIDAY, None, "2025-10-03"),
    ("last night", FRIDAY, None, "2025-10-02"),
    ("last August", FRIDAY, PAST, "2025-08"),
    ("last August", "2025-07-01", PAST, "2024-08"),
    ("last August", "2025-08-20", PAST, "2024-08"),
    ("next March", FRIDAY, FUTURE, "2026-03"),
    ("this November", FRIDAY, FUTURE, "2025-11"),
    ("in May", FRIDAY, PAST, "2025-05"),
    ("in December", FRIDAY, PAST, "2024-12"),
    ("in January", FRIDAY, FUTURE, "2026-01"),
    ("in January", FRIDAY, None, "2026-01"),
    ("in October", FRIDAY, PAST, "2025-10"),
    ("in October", FRIDAY, FUTURE, "2025-10"),
    ("in early November", FRIDAY, FUTURE, "2025-11"),
    ("in August", None, PAST, None),
    ("in August", "2025", PAST, None),
    ("in August 2018", None, None, "2018-08"),
    ("September of 2019", None, None, "2019-09"),
    ("Oct. 3, 2025", None, None, "2025-10-03"),
    ("3 October 2025", None, None, "2025-10-03"),
    ("the 3rd of October", FRIDAY, PAST, "2025-10-03"),
    ("Aug. 1", "2025-07-14", FUTURE, "2025-08-01"),
    ("Aug. 1", "2025-07-14", None, "2025-08-01"),
    ("Dec. 30", "2019-01-05", PAST, "2018-12-30"),
    ("Dec. 30", "2019-01-05", None, "2018-12-30"),
    ("Feb. 30, 2025", None, None, None),
    ("May 12-14", "2025-05-20", PAST, "2025-05"),
    ("2026-01-01", None, None, "2026-01-01"),
    ("in 2018", None, None, "2018"),
    ("The 2026", None, None, "2026"),
    ("earlier this month", FRIDAY, PAST, "2025-10"),
    ("last month", "2025-01-15", PAST, "2024-12"),
    ("next month", "2025-12", FUTURE, "2026-01"),
    ("later this year", FRIDAY, FUTURE, "2025"),
    ("last year", "2018", None, "2017"),
    ("next year", FRIDAY, None, "2026"),
    ("last year", None, PAST, None),
    ("last week", "2025-10-24", PAST, "2025-10"),
    ("last week", FRIDAY, PAST, "2025-09"),
    ("next week", "2025-12-24", FUTURE, None),
    ("this week", "2025-10-01", None, "2025"),
    ("this weekend", FRIDAY, FUTURE, "2025-10"),
    ("three days ago", FRIDAY, PAST, "2025-09-30"),
    ("two weeks ago", "2025-10-30", PAST, "2025-10"),
    ("six months ago", "2025-10-30", PAST, "2025"),
    ("a year ago", FRIDAY, PAST, "2024"),
    ("in three days", FRIDAY, FUTURE, "2025-10-06"),
    ("in three days", FRIDAY, PAST, None),
    ("at the end of the year", FRIDAY, FUTURE, "2025"),
    ("a while back", FRIDAY, PAST, None),
)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_the_expressions_and_nothing_else(text: str, expected: tuple[str, ...]) -> None:
    found = find_dates(text)
    assert tuple(each.text for each in found) == expected
    assert all(text[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(("text", "published", "tense", "expected"), RESOLVED)
def test_resolves_against_the_date_of_the_document(
    text: str, published: str | None, tense: Tense | None, expected: str | None
) -> None:
    assert resolve_date(text, published=published, tense=tense) == expected


@pytest.mark.parametrize("text", [case[0] for case in RESOLVED if case[3]])
def test_what_resolves_is_also_found(text: str) -> None:
    found = find_dates(f"They met {text}.")
    assert [each.text.lower() for each in found] == [text.lower()]


GROUPS = yaml.safe_load((Path(__file__).parent / "cases" / "dates.yaml").read_text(encoding="utf-8"))
SENTENCES = tuple((group["published"], *case) for group in GROUPS for case in group["cases"])


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize("case", SENTENCES, ids=[f"{case[0]}-{case[1][:60]}" for case in SENTENCES])
def test_reads_the_dates_of_a_sentence_by_the_tense(case: tuple[object, ...], parser: Parser) -> None:
    published, text, *expected = case
    document = Document(
        iri="https://onrecord.example/document/0", id="0", path="-", text=str(text), sha256="0",
        published=None if published is None else str(published),
    )  # fmt: skip
    grammar = read_grammar((parsed := next(parser.parse([document]))).doc)
    found = [f"{each.text} | {each.date or ''}" for _, each in read_dates(parsed, grammar, 0, len(grammar))]
    assert [line.rstrip("| ") for line in found] == [str(line).rstrip("| ") for line in expected if line]
