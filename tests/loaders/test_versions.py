"""A document with the same address and another text is a new version; a withdrawn one states nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.consolidate import consolidate
from kg.ids import Namer
from kg.model import Iri, Literal
from kg.rdf import retraction_of
from kg.stores import Store, open_store
from kg.validate import validate
from loaders.pipeline import Outcome, Status
from ontology.terms import DCTERMS, KG, PROV, RDF
from tests.loaders.test_pipeline import build

NAMER = Namer()
PAGE = (
    '<html><head><title>Port of Aveiro</title><link rel="canonical" href="https://ledger.example/port">'
    '<meta property="article:published_time" content="{day}"></head><body><article><h1>Port of Aveiro</h1><p>{text}</p>'
    "</article></body></html>"
)
FIRST = (
    "Portugal's port minister Ana Silva said on Friday that the port of Aveiro will stay closed until inspectors have finished "
    "their work on the cranes. “We will pay every fisherman for the days that are lost,” Silva said. She told reporters that "
    "Spanish ports would help with steel imports."
)
SECOND = FIRST.replace("every fisherman for the days", "the fishermen for all the days").replace(
    "She told reporters that Spanish ports would help with steel imports.", "Silva denied that Spain had offered help."
)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", write=True) as opened:
        yield opened


def read(store: Store, folder: Path, text: str, day: str = "2024-03-01") -> Outcome:
    (folder / "port.html").write_text(PAGE.format(text=text, day=day), encoding="utf-8")
    (outcome,) = build(store, folder)
    consolidate(store, NAMER)
    return outcome


def test_what_a_new_version_changes_is_told_and_kept(store: Store, tmp_path: Path) -> None:
    first = read(store, tmp_path, FIRST)
    assert (first.earlier, first.differences) == (None, ())
    graph = Iri(NAMER.graph(first.iri or ""))
    (held,) = (
        quad.object.value for quad in store.quads(graph) if quad.predicate == KG.textHash and isinstance(quad.object, Literal)
    )
    second = read(store, tmp_path, SECOND, "2024-03-02")
    assert second.earlier == held
    assert [difference[0] for difference in second.differences] == ["A", "−", "+"]
    assert second.differences[0].endswith("→ We will pay the fishermen for all the days that are lost")
    assert second.differences[-1] == "+ Ana Silva (denied): Spain had offered help"
    runs = tuple(store.quads(Iri(NAMER.runs_graph)))
    (version,) = (quad.subject for quad in runs if quad.predicate == PROV.specializationOf)
    told = {quad.predicate: quad.object for quad in runs if quad.subject == version}
    assert told[Iri(KG.textHash)] == Literal(value=held)
    assert told[Iri(DCTERMS.issued)].value == "2024-03-01"  # type: ignore[union-attr]  # a date
    assert Iri(PROV.invalidatedAtTime) in told
    assert validate(store).conforms


def test_reading_the_same_again_is_no_version(store: Store, tmp_path: Path) -> None:
    read(store, tmp_path, FIRST)
    assert read(store, tmp_path, FIRST).status is Status.UNCHANGED
    (outcome,) = build(store, tmp_path, again=True)
    assert outcome.earlier is None


def test_a_document_that_says_it_is_withdrawn_states_nothing(store: Store, tmp_path: Path) -> None:
    read(store, tmp_path, FIRST)
    outcome = read(store, tmp_path, f"This article has been retracted. {FIRST}")
    assert outcome.status is Status.NOT_READ
    assert "This article has been retracted." in (outcome.reason or "")
    assert len(outcome.differences) >= 3
    quads = tuple(store.quads(Iri(NAMER.graph(outcome.iri or ""))))
    assert retraction_of(quads, outcome.iri or "") == "This article has been retracted."
    assert not any(quad.predicate == RDF.type and quad.object == KG.Utterance for quad in store.quads())
    assert validate(store).conforms
