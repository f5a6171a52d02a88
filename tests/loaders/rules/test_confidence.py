"""Confidence explains itself, and what is not sure enough is left out."""

import re
from dataclasses import replace

import pytest

from kg.facts import Claim
from kg.model import Document
from loaders.extract import RuleReader
from loaders.nlp import Parser
from loaders.rules.attribution.confidence import confidence_features, weighed
from loaders.rules.attribution.quoted import find_quoted, index_quotes
from loaders.rules.attribution.repairs import repaired
from loaders.rules.attribution.scorer import probability, reasons, scorer
from loaders.rules.claims import find_drafts
from loaders.rules.grammar import read_grammar

TEXT = "Ana Ruiz said the port would open in May. “We are ready for every ship,” Tom Reed told reporters.\n"


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(iri="https://onrecord.example/document/x", id="x", path="x", text=TEXT, sha256="", language="en")


def test_claims_name_the_features_that_weigh_most(document: Document) -> None:
    (extraction,) = RuleReader()([document])
    claims = [fact for fact in extraction.facts if isinstance(fact, Claim)]
    assert len(claims) == 2
    for claim in claims:
        assert claim.reasons
        assert all(re.fullmatch(r".+ [+-]\d+\.\d\d", reason) for reason in claim.reasons)
        sizes = [abs(float(reason.rpartition(" ")[2])) for reason in claim.reasons]
        assert sizes == sorted(sizes, reverse=True)
        assert claim.confidence >= scorer().least


def test_reasons_are_the_largest_parts_of_the_sum() -> None:
    found = reasons({"a": 2.0, "b": -3.0, "c": 0.001}, {"a": 1.0, "b": 0.5, "c": 1.0, "d": 9.0})
    assert found == ("a +2.00", "b -1.50")


def test_only_what_is_sure_enough_stays_and_confidence_is_what_the_weights_make(document: Document) -> None:
    (parsed,) = Parser().parse([document])
    grammar = repaired(read_grammar(parsed.doc))
    quotes = index_quotes(find_quoted(grammar, frozenset()))
    known = scorer()
    scene, drafts = find_drafts(grammar, quotes, frozenset(), known)
    kept = weighed(scene, quotes, drafts, replace(known, least=0.0))
    assert [draft.cue for draft in kept] == [draft.cue for draft in drafts]
    for draft, before in zip(kept, drafts, strict=True):
        assert draft.score == probability(known.confidence, confidence_features(scene, quotes, before))
    assert weighed(scene, quotes, drafts, replace(known, least=1.0)) == []
