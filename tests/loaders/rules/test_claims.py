"""Who said what, pattern by pattern: the cases are data in `cases/claims.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.facts import Claim
from kg.model import Document
from loaders.nlp import Parsed, Parser
from loaders.rules.claims import find_claims
from loaders.rules.people import label, read_people

CASES = Path(__file__).parent / "cases" / "claims.yaml"


@dataclass(frozen=True)
class Expected:
    speaker: str
    cue: str
    content: tuple[str, ...]
    form: str


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[Expected, ...]
    options: dict[str, Any]


def _cases() -> Iterator[Case]:
    for pattern, entries in yaml.safe_load(CASES.read_text(encoding="utf-8")).items():
        for number, entry in enumerate(entries, 1):
            claims = [entry["claim"], *entry.get("also", ())]
            expected = tuple(Expected(s, cue, tuple(content), form) for s, cue, content, form in claims)
            yield Case(f"{pattern} {number}", entry["text"], expected, entry)


ALL = tuple(_cases())


def _document(name: str, text: str) -> Document:
    return Document(iri=f"https://onrecord.example/document/{name}", id=name, path=name, text=text, sha256="")


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    documents = [_document(case.name, case.text) for case in ALL]
    return {p.document.id: p for p in Parser().parse(documents)}


def _matches(claim: Claim, expected: Expected, options: dict[str, Any]) -> bool:
    speaker = label(claim.speaker.name, claim.speaker.kind) == expected.speaker or options.get("any_speaker", False)
    cue = " ".join(span.text for span in claim.cue) == expected.cue or options.get("any_cue", False)
    return speaker and cue and tuple(s.text for s in claim.content) == expected.content and claim.form == expected.form


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    reason = case.options.get("fails")
    return (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name, marks=_marks(case)) for case in ALL])
def test_pattern(case: Case, parsed: dict[str, Parsed]) -> None:
    document = parsed[case.name]
    claims = list(find_claims(document, read_people(document)))
    for expected in case.expected:
        assert any(_matches(claim, expected, case.options) for claim in claims), _shown(claims)
    main = next(claim for claim in claims if _matches(claim, case.expected[0], case.options))
    for field in ("act", "polarity"):
        if field in case.options:
            assert getattr(main, field) == case.options[field]
    if case.options.get("inside"):
        assert any(claim.inside == main.content for claim in claims)


def _shown(claims: list[Claim]) -> str:
    return "\n".join(
        f"{c.rule} [{label(c.speaker.name, c.speaker.kind)}] <{[s.text for s in c.cue]}> {[s.text for s in c.content]} {c.form}"
        for c in claims
    )
