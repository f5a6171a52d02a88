"""What spans documents: one claim in several wordings, the country of a person; rebuilt whole and in any order."""

import random
from dataclasses import replace

import pytest

from kg.consolidate import Wording, claim_groups, consolidate
from kg.facts import Fact
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri, Quad
from kg.rdf import document_quads, nquads
from kg.resolve import resolve
from kg.stores import open_store
from ontology.terms import KG, SCHEMA
from tests.kg.facts_for_tests import example_document, example_facts

SAME = (
    ("Steel prices will fall by spring.", "steel prices will fall by spring"),
    (
        "The talks about softwood have reached a detailed stage and go on in June",
        "the talks about softwood have reached a detailed stage, and go on in July",
    ),
)
DIFFERENT = (
    ("Steel prices will fall by spring.", "Steel prices will not change before the autumn comes."),
    ("We will negotiate", "We will negotiate"),  # too short to tell
    ("The minister expects a deal on cars this week", "The minister expects a vote on fish next year"),
)


def wording(number: int, text: str, *, speaker: str = "Ana Silva", date: str = "2024-03-01", document: str = "") -> Wording:
    place = document or f"https://onrecord.example/document/{number}"
    return Wording(date=date, document=place, start=number, utterance=f"{place}#u-{number}", speaker=speaker, text=text)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_nearly_the_same_words_are_one_claim(one: str, other: str) -> None:
    assert [len(group) for group in claim_groups([wording(1, one), wording(2, other)])] == [2]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_are_another_claim(one: str, other: str) -> None:
    assert claim_groups([wording(1, one), wording(2, other)]) == ()


def test_speaker_document_and_date_must_allow_it() -> None:
    text = SAME[0][0]
    assert claim_groups([wording(1, text), wording(2, text, speaker="Bo Chen")]) == ()
    assert claim_groups([wording(1, text, document="urn:d"), wording(2, text, document="urn:d")]) == ()
    assert claim_groups([wording(1, text), wording(2, text, date="2024-03-20")]) == ()
    assert len(claim_groups([wording(1, text), wording(2, text, date="9999")])) == 1
    assert len(claim_groups([wording(1, text), wording(2, text, date="2024")])) == 1


COPPER, TIN = frozenset({"sector/copper"}), frozenset({"sector/tin"})
AGAINST = (
    ("copper and tin", {"about": COPPER}, {"about": TIN}),
    ("a denial", {"polarity": "asserted"}, {"polarity": "denied"}),
    ("other numbers", {"text": "The duty on pipes rises to 25 per cent by the end of this year"},
     {"text": "The duty on pipes rises to 35 per cent by the end of this year"}),
    ("a not", {"text": "The ministers will sign the treaty on fish next week in Lisbon"},
     {"text": "The ministers will not sign the treaty on fish next week in Lisbon"}),
)  # fmt: skip
LONG = "The new rules that were written last winter protect workers at home"


@pytest.mark.parametrize(("what", "one", "other"), AGAINST, ids=[what for what, _, _ in AGAINST])
def test_what_a_claim_hangs_on_keeps_wordings_apart(what: str, one: dict[str, str], other: dict[str, str]) -> None:
    first, second = replace(wording(1, LONG), **one), replace(wording(2, LONG), **other)  # type: ignore[arg-type]  # fields of it
    assert claim_groups([first, second]) == (), what
    assert len(claim_groups([first, replace(first, document="urn:other", utterance="urn:other#u")])) == 1


def test_a_vague_wording_does_not_join_what_differs() -> None:
    copper, vague, tin = (
        replace(wording(number, LONG), about=about) for number, about in enumerate((COPPER, frozenset[str](), TIN))
    )
    (group,) = claim_groups([tin, vague, copper])
    assert [one.about for one in group] == [COPPER, frozenset()]


def test_groups_do_not_depend_on_the_order() -> None:
    wordings = [wording(n, text, date=f"2024-03-0{n % 3 + 1}") for n, text in enumerate([*SAME[0], *SAME[1]] * 3)]
    expected = claim_groups(wordings)
    for seed in range(5):
        shuffled = random.Random(seed).sample(wordings, len(wordings))
        assert claim_groups(shuffled) == expected


def _quads(document: Document, facts: tuple[Fact, ...]) -> tuple[Quad, ...]:
    return document_quads(document, facts, resolve(document, facts, Namer(), lexicon()), Namer(), lexicon())


def test_the_derived_graph_is_rebuilt_whole_and_points_at_every_wording() -> None:
    first = example_document()
    second = replace(first, iri=Namer().document(url="https://news.example/copy", text=first.text))
    graphs = [_quads(document, tuple(example_facts())) for document in (first, second)]
    dumps = []
    for order in (graphs, graphs[::-1]):
        with open_store("memory:", write=True) as store:
            for quads in order:
                store.replace_graphs({quads[0].graph: quads})
            done = consolidate(store, Namer())
            assert consolidate(store, Namer()) == done
            derived = tuple(store.quads(Iri(Namer().derived_graph)))
            dumps.append(nquads(derived))
    assert dumps[0] == dumps[1]
    assert done.claims > 0
    assert done.wordings == 2 * done.claims
    appearances = [quad for quad in derived if quad.predicate == SCHEMA.appearance]
    assert len(appearances) == done.wordings
    assert {quad.predicate for quad in derived} >= {KG.country}
