"""Roles: whose post it is, in what standing, for which country or organisation."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.facts import Role
from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.people import read_people
from loaders.rules.roles import find_roles

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "roles.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Found:
    text: str
    roles: tuple[Role, ...]


def _document(text: str, publisher: str | None) -> Document:
    return Document(iri="https://onrecord.example/document/0", id="0", path="-", text=text, sha256="0", publisher=publisher)


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    """All cases, parsed in one go."""
    documents = [_document(case["text"], case.get("publisher")) for case in CASES]
    every = {}
    for parsed in Parser().parse(documents):
        every[parsed.document.text] = Found(parsed.document.text, tuple(find_roles(parsed, read_people(parsed))))
    return every


def _line(role: Role) -> str:
    organization = role.organization.name if role.organization else ""
    return " ".join(f"{role.person.name} | {role.title} | {role.country or ''} | {organization} | {role.status}".split())


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_finds_exactly_the_roles(case: dict[str, object], found: dict[str, Found]) -> None:
    expected = case["roles"]
    assert isinstance(expected, list)
    assert sorted(map(_line, found[str(case["text"])].roles)) == sorted(" ".join(line.split()) for line in expected)


def test_every_role_shows_its_words(found: dict[str, Found]) -> None:
    for one in found.values():
        for role in one.roles:
            assert all(one.text[span.start : span.end] == span.text for span in role.evidence)
            assert role.person.span is not None
            assert role.person.name.split()[-1] in role.evidence[0].text
