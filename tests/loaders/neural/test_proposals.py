"""What network and rules propose together: who is kept of rivals, what is cut off, and how a claim tells who found it."""

from collections.abc import Mapping

import pytest

from kg.facts import Act, Claim, Form
from kg.model import Document
from loaders.neural.confidence import Confidence, Weights
from loaders.neural.proposals import Finder, Proposal, select
from loaders.neural.reader import find_claims
from loaders.nlp import Parser
from loaders.rules.attribution.drafts import Draft
from loaders.rules.people import read_people

PARSER = Parser()
SURENESS = Confidence(0.4, Weights(0.0, {"sure": 1.0}), Weights(-1.0, {"sure": 1.0}))


def proposal(cue: int, content: range, sure: float, finder: Finder = Finder.NETWORK) -> Proposal:
    return Proposal(Draft("clause", cue, frozenset((cue,)), set(content), None, frozenset(), 0.0), finder, {"sure": sure})


def kept(*proposals: Proposal) -> list[int]:
    return [draft.cue for draft in select(proposals, SURENESS)]


def claims(text: str) -> list[Claim]:
    (parsed,) = PARSER.parse([Document(iri="urn:test:0", id="0", path="-", text=text, sha256="")])
    return list(find_claims(parsed, read_people(parsed)))


def test_of_two_that_claim_the_same_content_the_surer_stays() -> None:
    assert kept(proposal(1, range(2, 9), 1.0), proposal(10, range(3, 9), 2.0)) == [10]


def test_of_two_at_one_cue_the_surer_stays_whoever_proposes_it() -> None:
    assert kept(proposal(1, range(2, 5), 1.0), proposal(1, range(6, 9), 9.0, Finder.RULES)) == [1]
    assert select((proposal(1, range(2, 5), 1.0), proposal(1, range(6, 9), 9.0, Finder.RULES)), SURENESS)[0].content == {
        6,
        7,
        8,
    }


def test_what_shares_little_stays_in_the_order_of_the_text() -> None:
    assert kept(proposal(20, range(21, 30), 3.0), proposal(1, range(2, 22), 1.0)) == [1, 20]


def test_each_finder_has_weights_of_its_own() -> None:
    assert kept(proposal(1, range(2, 5), 0.0), proposal(10, range(11, 15), 0.0, Finder.RULES)) == [1]


def test_confidence_is_a_probability_and_reads_what_it_writes() -> None:
    assert Confidence.read(SURENESS.written()) == SURENESS
    assert 0 < SURENESS.network.of({"sure": 1e9}) <= 1
    assert 0 <= SURENESS.network.of({"sure": -1e9, "unknown": 5.0}) < 1


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Canada and Mexico keep talking\nTalks go on, Minister Ana Ruiz said on Friday.", ["Talks go on"]),
        (
            "He added that both mills were “working … on the terms of an auto deal” — signaling a wider round of talks.",
            ["both mills were “working … on the terms of an auto deal”"],
        ),
    ],
)
def test_what_stands_outside_is_cut_off(text: str, contents: list[str]) -> None:
    assert [span.text for claim in claims(text) for span in claim.content] == contents


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Mayor Ada Brook said the bridge would reopen in May.", {"neural+clause"}),
        ("Her warning that the mill would close was ignored.", {"noun-clause", "neural+noun-clause"}),
    ],
)
def test_a_claim_tells_who_found_it(text: str, rules: set[str]) -> None:
    (claim,) = claims(text)
    assert claim.rule in rules
    assert 0 < claim.confidence <= 1


def test_a_claim_of_another_inside_a_claim_is_linked() -> None:
    outer, inner = claims("Minister Henning Krog said Oslo had promised that the quota would be doubled.")
    assert inner.inside == outer.content
    assert inner.text == "the quota would be doubled"


def test_speech_without_marks_is_carried_over() -> None:
    text = (
        "Premier Lena Holt said the two ports would share the work. But most of the time we load our own ships. "
        "We are rivals.\nThe port of Varn opened in 1911 and has two quays."
    )
    first, second = claims(text)
    assert (second.speaker.name, second.form, second.act) == (first.speaker.name, Form.DIRECT, Act.STATEMENT)
    assert second.text == "But most of the time we load our own ships. We are rivals"
    assert second.confidence <= 0.5


OWN: Mapping[str, str] = {
    "the author": "We drove to the port. We met Lena Holt, who said the cranes were new. I liked our guide. We ate. "
    "My car broke. We left our bags. I slept.",
    "the reader is addressed": "Holt said rates would rise. If you borrow, your bank may call. You should ask. "
    "Your savings go. So we pay more in the end.",
    "nobody spoke": "The port is old. But most of the time we load our own ships.",
}


@pytest.mark.parametrize("name", sorted(OWN))
def test_an_author_who_says_we_is_not_carried_over(name: str) -> None:
    assert "unmarked-speech" not in {claim.rule for claim in claims(OWN[name])}
