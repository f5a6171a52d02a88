"""Roles: whose post it is, in what standing, for which country or organisation."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.facts import Role
from kg.model import Document, Span
from loaders.nlp import Parser
from loaders.rules.people import read_people
from loaders.rules.roles import find_roles

FILES = ("roles", "roles_world", "roles_standing")
CASES = [
    case
    for name in FILES
    for case in yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
]


@dataclass(frozen=True)
class Found:
    text: str
    roles: tuple[Role, ...]


def _document(text: str, publisher: str | None = None, published: object = None) -> Document:
    return Document(
        iri="https://onrecord.example/document/0", id="0", path="-", text=text, sha256="0", publisher=publisher,
        published=None if published is None else str(published),
    )  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    """All cases, parsed in one go."""
    documents = [_document(case["text"], case.get("publisher"), case.get("published")) for case in CASES]
    every = {}
    for parsed in Parser().parse(documents):
        every[parsed.document.text] = Found(parsed.document.text, tuple(find_roles(parsed, read_people(parsed))))
    return every


def _line(role: Role) -> str:
    organization = role.organization.name if role.organization else ""
    times = f"{role.since or ''} | {role.until or ''}"
    return _plain(f"{role.person.name} | {role.title} | {role.country or ''} | {organization} | {role.status} | {times}")


def _plain(line: str) -> str:
    """A line without the fields at its end that tell nothing."""
    return " ".join(line.split()).rstrip("| ")


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_finds_exactly_the_roles(case: dict[str, object], found: dict[str, Found]) -> None:
    expected = case["roles"]
    assert isinstance(expected, list)
    assert sorted(map(_line, found[str(case["text"])].roles)) == sorted(map(_plain, expected))


def test_every_role_shows_its_words(found: dict[str, Found]) -> None:
    for one in found.values():
        for role in one.roles:
            assert all(one.text[span.start : span.end] == span.text for span in role.evidence)
            assert role.person.span is not None
            assert role.person.name.split()[-1] in role.evidence[0].text


TIMES = (
    ("Cecilia Malmström has been the EU's trade commissioner since 2014.", "2014", None),
    ("Chrystia Freeland served as Canada's finance minister from 2020 until 2024.", "2020", "2024"),
    ("Shigeru Ishiba is Japan's prime minister.", None, None),
)


@pytest.mark.parametrize(("text", "since", "until"), TIMES)
def test_start_and_end_where_stated(text: str, since: str | None, until: str | None) -> None:
    parsed = next(Parser().parse([_document(text)]))
    (role,) = find_roles(parsed, read_people(parsed))
    assert (role.since, role.until) == (since, until)


def test_one_fact_for_a_post_told_twice() -> None:
    text = "Canadian Prime Minister Mark Carney spoke. It was his first visit since he became Canada's prime minister."
    parsed = next(Parser().parse([_document(text)]))
    (role,) = find_roles(parsed, read_people(parsed))
    assert len(role.evidence) == 2


def test_boilerplate_yields_nothing() -> None:
    text = "Canadian Prime Minister Mark Carney spoke."
    document = _document(text)
    document = Document(
        iri=document.iri, id="0", path="-", text=text, sha256="0", boilerplate=(Span(start=0, end=len(text), text=text),)
    )
    parsed = next(Parser().parse([document]))
    assert tuple(find_roles(parsed, read_people(parsed))) == ()
