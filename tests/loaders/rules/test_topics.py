"""What contents speak of, with the passages that they take up: the cases are data in `cases/topics.yaml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.model import Document, EntityKind, Mention, Span
from loaders.nlp import Parsed, Parser
from loaders.rules.attribution.repairs import repaired
from loaders.rules.attribution.taken_up import Topic
from loaders.rules.attribution.topics import Topics
from loaders.rules.people import People, read_people

CASES = Path(__file__).parent / "cases" / "topics.yaml"
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    content: tuple[tuple[int, int], ...]
    sectors: tuple[str, ...]
    taken: tuple[str, ...]
    speaker: str | None
    fails: str | None


def _cases() -> Iterator[Case]:
    for group, entries in yaml.safe_load(CASES.read_text(encoding="utf-8")).items():
        for number, entry in enumerate(entries, 1):
            marked = [match.start() - i for i, match in enumerate(_BRACES.finditer(entry["text"]))]
            yield Case(
                name=f"{group} {number}",
                text=_BRACES.sub("", entry["text"]),
                content=tuple(zip(marked[::2], marked[1::2], strict=True)),
                sectors=tuple(entry["sectors"]),
                taken=tuple(entry.get("taken", ())),
                speaker=entry.get("speaker"),
                fails=entry.get("fails"),
            )


ALL = tuple(_cases())


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    documents = [
        Document(iri=f"https://onrecord.example/document/{n}", id=case.name, path=case.name, text=case.text, sha256="")
        for n, case in enumerate(ALL)
    ]
    return {one.document.id: one for one in Parser().parse(documents)}


def _topic(case: Case, parsed: Parsed) -> Topic:
    content = tuple(Span(start=start, end=end, text=case.text[start:end]) for start, end in case.content)
    people = read_people(parsed)
    return Topics(parsed, people, repaired(people.grammar)).topic(content, _speaker(case, people))


def _speaker(case: Case, people: People) -> Mention:
    """Who speaks: the phrase that ends where the case's `speaker` last stands, nobody where it names none."""
    if case.speaker is None:
        return Mention(span=None, name="unnamed", kind=EntityKind.UNNAMED)
    start = case.text.rindex(case.speaker)
    inside = [i for i in range(len(people.grammar)) if start <= people.grammar.start[i] < start + len(case.speaker)]
    return people.mention(next(i for i in inside if people.grammar.head[i] not in inside or people.grammar.head[i] == i))


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(strict=True, reason=case.fails),) if case.fails else ()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name, marks=_marks(case)) for case in ALL])
def test_topic(case: Case, parsed: dict[str, Parsed]) -> None:
    topic = _topic(case, parsed[case.name])
    assert (topic.sectors, tuple(span.text for span in topic.antecedents)) == (case.sectors, case.taken)


def test_there_are_enough_cases() -> None:
    assert len(ALL) >= 80


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_what_is_taken_up_stands_outside_the_content_and_is_what_the_text_says(case: Case, parsed: dict[str, Parsed]) -> None:
    for span in _topic(case, parsed[case.name]).antecedents:
        assert case.text[span.start : span.end] == span.text
        assert all(span.end <= start or end <= span.start for start, end in case.content)
