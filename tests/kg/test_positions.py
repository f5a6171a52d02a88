"""Passages side by side: what may contradict each other, where reports of a measure disagree, and who speaks of it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.consolidate import consolidate, histories, positions
from kg.facts import Claim, Fact, Form, MeasureReport, PartialDate, SectorId, Status
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Mention
from kg.queries import ClaimFilter, MeasureFilter
from kg.rdf import document_quads, vocabulary_quads
from kg.resolve import resolve
from kg.stores import Store, open_store
from tests.kg.facts_for_tests import example_document, example_facts

NAMER = Namer()
TOLD = (
    ("2025-02-10", "salmon quotas for the northern boats must be cut by 30 per cent before the season begins"),
    ("2025-03-10", "salmon quotas for the northern boats must not be cut before the season begins"),
    ("2025-04-10", "salmon quotas for the northern boats must be raised before the season begins"),
    ("2025-05-10", "salmon quotas for the northern boats must be cut by 20 per cent before the season begins"),
    ("2025-06-10", "nobody feeds trout any more, and salmon is dear"),
)
DIFFERENT = (
    ("2025-02-10", "2025-03-10", {"negation"}),
    ("2025-02-10", "2025-04-10", {"raise/lower"}),
    ("2025-02-10", "2025-05-10", {"figures: 30 / 20"}),
    ("2025-03-10", "2025-04-10", {"negation", "raise/lower"}),
    ("2025-03-10", "2025-05-10", {"negation"}),
    ("2025-04-10", "2025-05-10", {"raise/lower"}),
)


def put(store: Store, document: Document, facts: tuple[Fact, ...]) -> None:
    quads = document_quads(document, facts, resolve(document, facts, NAMER, lexicon()), NAMER, lexicon())
    store.replace_graphs({quads[0].graph: quads})


def said(day: str, words: str) -> tuple[Document, tuple[Fact, ...]]:
    """A document in which Mira Lund says something of seafood."""
    text = f"Mira Lund said {words}."
    document = replace(
        example_document(), iri=NAMER.document(url=None, text=text), text=text, published=day, url=None, boilerplate=()
    )
    who, content = document.span(0, 9), document.span(15, 15 + len(words))
    claim = Claim(
        speaker=Mention(span=who, name="Mira Lund", kind=EntityKind.PERSON), cue=(document.span(10, 14),), content=(content,),
        form=Form.INDIRECT, sectors=(SectorId("seafood"),), evidence=(content,), confidence=0.9, rule="test",
    )  # fmt: skip
    return document, (claim,)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", write=True) as opened:
        opened.replace_graphs({vocabulary_quads()[0].graph: vocabulary_quads()})
        yield opened


def test_what_may_contradict_is_offered_side_by_side(store: Store) -> None:
    for day, words in TOLD:
        put(store, *said(day, words))
    consolidate(store, NAMER)
    found = positions(store, ClaimFilter(speakers=("Mira Lund",), sector="seafood"))
    assert [row.source.published for row in found.statements] == [day for day, _ in TOLD]
    told = {(pair.earlier.source.published, pair.later.source.published): set(pair.differs) for pair in found.candidates}
    assert told == {(earlier, later): differs for earlier, later, differs in DIFFERENT}
    assert positions(store, ClaimFilter(speakers=("Mira Lund",), date_to="2025-02")).candidates == ()


def _other_rate(fact: Fact) -> Fact:
    is_steel = isinstance(fact, MeasureReport) and fact.rate == Decimal(35)
    return replace(fact, rate=Decimal(40), status=Status.ANNOUNCED) if isinstance(fact, MeasureReport) and is_steel else fact


def test_reports_that_disagree_and_claims_about_a_measure(store: Store) -> None:
    first = example_document()
    second = replace(
        first, iri=NAMER.document(url="https://news.example/copy", text=first.text), url="https://news.example/copy"
    )
    put(store, first, tuple(example_facts()))
    put(store, second, tuple(map(_other_rate, example_facts())))
    consolidate(store, NAMER)
    found = histories(store, MeasureFilter(imposing="US", target="CA", sector="steel"))
    (history,) = found
    assert len(history.reports) == 2
    assert [one.differs for one in history.disagreements] in (
        [("rate: 35 / 40", "status: in force / announced")],
        [("rate: 40 / 35", "status: announced / in force")],
    )
    assert history.disagreements[0].day == "2025-10-06"
    anywhere = {one.iri: one for one in histories(store, MeasureFilter(imposing="US"))}
    spoken = [row.text for one in anywhere.values() for row in one.claims]
    assert any("duties on steel" in text for text in spoken), anywhere.keys()
    assert histories(store, MeasureFilter(imposing="JP")) == ()
    assert PartialDate("2025-10-06") in {row.date for row in history.reports}
    assert Iri(history.iri) == NAMER.measure(imposing="US", target="CA", sector="steel", measure="tariff")
