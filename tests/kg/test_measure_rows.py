"""Reports of measures that are looked up one by one are the same rows as those that one question over all finds."""

from collections.abc import Iterator

import pytest

from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Iri
from kg.queries import MeasureFilter, measures, measures_by_iri, reported, reported_of
from kg.rdf import document_quads, vocabulary_quads
from kg.resolve import resolve
from kg.stores import Store, open_store
from tests.api.outlets_for_pages import DOCUMENTS
from tests.kg.facts_for_tests import example_document, example_facts


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    namer = Namer()
    with open_store("memory:", write=True) as opened:
        opened.replace_graphs({vocabulary_quads()[0].graph: vocabulary_quads()})
        for document, facts in (*DOCUMENTS, (example_document(), example_facts())):
            quads = document_quads(document, facts, resolve(document, facts, namer, lexicon()), namer, lexicon())
            opened.replace_graphs({Iri(namer.graph(document.iri)): quads})
        yield opened


@pytest.mark.parametrize("wanted", [MeasureFilter(), MeasureFilter(country="CA"), MeasureFilter(sector="metals")], ids=repr)
def test_rows_are_the_same_however_they_are_read(store: Store, wanted: MeasureFilter) -> None:
    whole = measures(store, wanted)
    assert len(whole) >= 2
    assert measures_by_iri(store, [one.iri for one in reported(store, wanted)]) == whole


def test_a_page_is_a_part_of_the_whole(store: Store) -> None:
    whole = measures(store, MeasureFilter())
    assert measures(store, MeasureFilter(limit=2, offset=1)) == whole[1:3]


def test_the_reports_of_one_measure(store: Store) -> None:
    measure = f"{Namer().base}measure/US-CA-steel-tariff"
    found = measures_by_iri(store, [one.iri for one in reported_of(store, [measure])])
    assert sorted(row.rate or 0 for row in found) == [25, 35, 50]
    assert {row.measure_iri for row in found} == {measure}
    assert any(row.exempts == ("United States-Mexico-Canada Agreement",) for row in found)


def test_nothing_is_found_of_what_is_not_there(store: Store) -> None:
    assert measures_by_iri(store, ["https://onrecord.example/document/none#measure-report-1-abc"]) == ()
    assert reported_of(store, []) == ()
