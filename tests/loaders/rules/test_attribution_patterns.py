"""Every pattern of attribution, reader by reader: the gold cases are data in `cases/attribution`, one file a pattern.

A case is a text of our own and all claims that a careful reader finds in it (none: `claims: []`), in the order of `claims`:
speaker (resolved, without title; null = nobody is named), source and cue as written (null = there is none), content pieces,
form, and where the pattern is about them act, polarity, recipient, and `inside`, the number of the claim that quotes this one.
A field that is left out is not compared. `neutral` lists border cues whose claims may be found or not. `known_failure` gives
by reader the reason why a case fails today; it is a strict expected failure, so that a repair shows.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.facts import Act, Claim
from kg.model import Document, EntityKind, Mention
from loaders.readers import READERS, open_reader
from loaders.rules.people import label

CASES = Path(__file__).parent / "cases" / "attribution"
MODEL = Path(__file__).parents[3] / "loaders" / "neural" / "model" / "reading.onnx"
FIELDS = {"trade", "politics", "business", "sport"}
CONTENT_IOU, SOURCE_IOU = 0.8, 0.5
_ARTICLE = re.compile(r"^(the|an?)\s+")
Entry = Mapping[str, Any]
Readings = Mapping[str, Mapping[str, Sequence[Claim]]]


@dataclasses.dataclass(frozen=True)
class Case:
    name: str
    field: str
    text: str
    claims: tuple[Entry, ...]
    neutral: tuple[str, ...] = ()
    known_failure: Mapping[str, str] = dataclasses.field(default_factory=dict)


def _cases(file: Path) -> Iterator[Case]:
    for number, entry in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1):
        yield Case(name=f"{file.stem}-{number}", **entry | {"claims": tuple(entry["claims"])})


PATTERNS = {file.stem: tuple(_cases(file)) for file in sorted(CASES.glob("*.yaml"))}
ALL = tuple(case for cases in PATTERNS.values() for case in cases)


def _read(reader: str) -> dict[str, tuple[Claim, ...]]:
    """The claims that a reader finds in each case, all cases read once in one batch."""
    iri = "https://onrecord.example/document/"
    documents = (Document(iri=iri + c.name, id=c.name, path=c.name, text=c.text, sha256="", language="en") for c in ALL)
    extractions = open_reader(reader)(documents)
    return {e.document.id: tuple(fact for fact in e.facts if isinstance(fact, Claim)) for e in extractions}


@pytest.fixture(scope="module")
def readings() -> Readings:
    """What each reader finds; the neural one is left out where its model is missing."""
    return {reader: _read(reader) for reader in READERS if reader == "rules" or MODEL.is_file()}


def _offsets(text: str, pieces: Sequence[str]) -> set[int]:
    """Where the letters and digits of pieces stand that follow each other in a text."""
    found: set[int] = set()
    at = 0
    for piece in pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        found.update(i for i in range(start, at) if text[i].isalnum())
    return found


def _covered(claim: Claim) -> set[int]:
    return {i for span in claim.content for i, char in enumerate(span.text, span.start) if char.isalnum()}


def _share(one: set[Any], other: set[Any]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _words(text: str) -> set[str]:
    return {word.removesuffix("'s").removesuffix("’s") for word in re.findall(r"[\w'’]+", text.casefold())}


def _named(mention: Mention | None) -> str | None:
    """The speaker's name in small letters without its article; None for an unnamed one."""
    if mention is None or (mention.kind is EntityKind.UNNAMED and mention.name == "unnamed"):
        return None
    return _ARTICLE.sub("", label(mention.name, mention.kind).casefold())


def _name_is(found: Mention | None, wanted: str | None) -> bool:
    return _named(found) == (_ARTICLE.sub("", wanted.casefold()) if wanted is not None else None)


def _source_is(found: Mention, wanted: str | None) -> bool:
    if wanted is None or found.span is None:
        return wanted is None and found.span is None
    return _share(_words(found.span.text), _words(wanted)) >= SOURCE_IOU


def _cue_is(claim: Claim, wanted: str | None) -> bool:
    found = " ".join(span.text for span in claim.cue)
    if wanted is None:
        return not found
    return bool(_words(found) & _words(wanted)) if _words(wanted) else not _words(found)


def _differences(claim: Claim, wanted: Entry) -> Iterator[str]:
    if "speaker" in wanted and not _name_is(claim.speaker, wanted["speaker"]):
        yield f"speaker {claim.speaker.name!r}"
    if "source" in wanted and not _source_is(claim.speaker, wanted["source"]):
        yield f"source {claim.speaker.span.text if claim.speaker.span else None!r}"
    if "cue" in wanted and not _cue_is(claim, wanted["cue"]):
        yield f"cue {[span.text for span in claim.cue]}"
    for name in ("form", "act", "polarity"):
        if name in wanted and getattr(claim, name) != wanted[name]:
            yield f"{name} {getattr(claim, name)}"
    if "recipient" in wanted and not _name_is(claim.recipient, wanted["recipient"]):
        yield f"recipient {claim.recipient.name if claim.recipient else None!r}"


def _closest(claims: Sequence[Claim], wanted: Entry) -> Claim | None:
    return min(claims, key=lambda claim: len(list(_differences(claim, wanted))), default=None)


def _faults(case: Case, claims: Sequence[Claim]) -> Iterator[str]:
    """What is missing, wrong, or found beside the gold claims."""
    left = list(claims)
    matched: list[Claim | None] = []
    for number, wanted in enumerate(case.claims, 1):
        place = _offsets(case.text, wanted["content"])
        there = [claim for claim in left if _share(_covered(claim), place) >= CONTENT_IOU]
        best = _closest(there, wanted)
        matched.append(best)
        if best is None:
            yield f"claim {number} is not found: {wanted['content']}"
            continue
        left.remove(best)
        yield from (f"claim {number} has {difference}" for difference in _differences(best, wanted))
        if "inside" in wanted:
            outer = matched[wanted["inside"] - 1]
            if outer is None or best.inside != outer.content:
                yield f"claim {number} is not linked to the one that it stands in"
    yield from (f"beside the gold: {_shown(claim)}" for claim in left if _counts(claim, case))


def _counts(claim: Claim, case: Case) -> bool:
    """Whether a claim beside the gold is a mistake: a statement of the text itself with a cue that is no border case."""
    cue = _words(" ".join(span.text for span in claim.cue))
    return claim.act is Act.STATEMENT and claim.inside is None and not cue & set(case.neutral)


def _shown(claim: Claim) -> str:
    cue, content = [span.text for span in claim.cue], [span.text for span in claim.content]
    return f"{claim.rule} [{claim.speaker.name}] <{cue}> {content} {claim.form}"


def _marks(case: Case, reader: str) -> tuple[pytest.MarkDecorator, ...]:
    reason = case.known_failure.get(reader)
    return (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()


@pytest.mark.parametrize(
    ("reader", "case"),
    [pytest.param(reader, c, id=f"{reader}-{c.name}", marks=_marks(c, reader)) for reader in READERS for c in ALL],
)
def test_claims_are_those_of_a_careful_reader(reader: str, case: Case, readings: Readings) -> None:
    if reader not in readings:
        pytest.skip("the neural reader's model is not in loaders/neural/model: make it with 'onrecord train'")
    found = readings[reader][case.name]
    assert not list(_faults(case, found)), "\n".join(_shown(claim) for claim in found)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_has_cases_from_all_fields(pattern: str) -> None:
    cases = PATTERNS[pattern]
    assert len(cases) >= 15
    assert {case.field for case in cases} == FIELDS


@pytest.mark.parametrize("case", ALL, ids=lambda case: str(case.name))
def test_case_is_consistent(case: Case) -> None:
    """Pieces stand in the text in their order, and marks name readers."""
    for claim in case.claims:
        assert _offsets(case.text, claim["content"])
        assert all(words is None or words in case.text for words in (claim.get("source"), claim.get("cue")))
        assert 0 < claim.get("inside", 1) <= len(case.claims)
    assert case.known_failure.keys() <= set(READERS)


def test_there_is_a_file_for_each_pattern() -> None:
    assert len(PATTERNS) == 23
    assert len({case.text for case in ALL}) == len(ALL)
