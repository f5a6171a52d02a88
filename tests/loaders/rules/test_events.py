"""Events: what kind, who, where and when."""

from pathlib import Path

import pytest
import yaml

from kg.facts import Event
from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.events import find_events
from loaders.rules.people import read_people

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "events.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def _line(event: Event) -> str:
    who = ", ".join(sorted(mention.name for mention in event.participants))
    return " ".join(f"{event.type} | {event.status} | {who} | {event.place or ''} | {event.date or ''}".split())


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_finds_exactly_the_events(case: dict[str, object], parser: Parser) -> None:
    text = str(case["text"])
    document = Document(
        iri="https://onrecord.example/document/0", id="0", path="-", text=text, sha256="0", published=str(case["published"])
    )
    parsed = next(parser.parse([document]))
    events = tuple(find_events(parsed, read_people(parsed)))
    expected = case["events"]
    assert isinstance(expected, list)
    assert sorted(map(_line, events)) == sorted(" ".join(line.split()) for line in expected)
    assert all(text[span.start : span.end] == span.text for event in events for span in event.evidence)
