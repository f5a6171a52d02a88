"""Every format: re-read by somebody else's reader, the same bytes each time, and nothing lost on the way."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO

import networkx as nx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.errors import SettingsError
from kg.export import FORMATS, export
from kg.export.table import COLUMNS, safe
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.model import Iri, Literal, Quad, Term
from kg.network import full_network
from kg.stores import MEMORY, Store, open_store
from ontology.terms import DCTERMS, KG, RDF, SKOS, XSD
from tests.kg.facts_for_tests import CLAIMS, TEXT
from tests.kg.stores_for_tests import example_store, generated_store

RDF_FORMATS = [("turtle", "turtle"), ("rdfxml", "xml"), ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
NAMED = {kind.name for kind in FORMATS if kind.named_graphs}
HOSTILE = (
    '"quoted\\',
    "line\nbreak\r\n\ttab",
    "<script>&amp;]]>",
    "\x7f\x85\u2028\ufeff",
    "𝕏 عربي",
    "@en",
    "^^",
    "'=1+1",
    " ",
    "",
)
FACT_TYPES = (KG.Utterance, KG.MeasureReport)

Statement = tuple[str, ...]


@pytest.fixture(scope="module")
def example() -> Store:
    return example_store()


def exported(store: Store, name: str, *, with_runs: bool = False) -> bytes:
    out = BytesIO()
    export(store, name, out, with_runs=with_runs)
    return out.getvalue()


def hostile_store() -> Store:
    """A store whose texts hold everything that a writer may trip over."""
    store = open_store(MEMORY, write=True)
    graph = Iri(Namer().graph("https://onrecord.example/document/1"))
    subject = Iri("https://onrecord.example/document/1#é(a)'b'")
    values: tuple[Term, ...] = (
        *(Literal(value=text) for text in HOSTILE),
        *(Literal(value=text, datatype="", language="en-ca") for text in HOSTILE),
        *(Literal(value=text, datatype=XSD.decimal) for text in ("35", "0.5", "-1.0", "1e3", ".5", "5.")),
        *(Literal(value=text, datatype=XSD.integer) for text in ("7", "-7", "007")),
        Literal(value="2025-10", datatype=XSD.gYearMonth),
        Literal(value="x", datatype="https://a.example/type#odd"),
        Iri("https://a.example/path.with.dots."),
        Iri("https://onrecord.example/person/mark-o-neil.ca"),
        Iri("https://onrecord.example/code/in-force"),
        Iri("urn:x:y"),
    )
    said = (Iri("https://schema.org/text"), Iri("https://a.example/own#property"), Iri(SKOS.prefLabel))
    store.replace_graphs(
        {graph: [Quad(subject=subject, predicate=p, object=value, graph=graph) for p in said for value in values]}
    )
    return store


def statement(*terms: Node | str | None) -> Statement:
    return tuple(_text(term) for term in terms)


def _text(term: Node | str | None) -> str:
    if isinstance(term, RdflibLiteral):
        return f"{term}|{(term.language or '').lower()}|{'' if term.language else term.datatype or XSD.string}"
    return str(term)


def reread(content: bytes, reader: str, *, named: bool) -> set[Statement]:
    """What rdflib reads, as plain texts, so that no value is normalised on the way."""
    if not named:
        return {statement(*triple) for triple in Graph().parse(data=content, format=reader)}
    return {statement(*quad) for quad in Dataset().parse(data=content, format=reader).quads((None, None, None, None))}


def stored(store: Store, *, named: bool) -> set[Statement]:
    """What the store holds, vocabulary aside."""

    def text(term: Iri | Literal) -> str:
        if isinstance(term, Literal):
            return f"{term.value}|{term.language.lower()}|{'' if term.language else term.datatype}"
        return term

    quads = (quad for name in store.graph_names() if name != VOCABULARY_GRAPH for quad in store.quads(name))
    parts = ((quad.subject, quad.predicate, text(quad.object), quad.graph) for quad in quads)
    return {part if named else part[:3] for part in parts}


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib 7.6 itself uses what it deprecates
@pytest.mark.parametrize(("name", "reader"), RDF_FORMATS)
@pytest.mark.parametrize(
    "make", [example_store, lambda: generated_store(60), hostile_store], ids=["example", "generated", "hostile"]
)
def test_rdf_is_reread_as_it_was(make: Callable[[], Store], name: str, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    store = make()
    named = name in NAMED
    found, kept = reread(exported(store, name), reader, named=named), stored(store, named=named)
    if name == "rdfxml":
        found, kept = ({tuple(part.replace("\x7f\x85", "") for part in one) for one in many} for many in (found, kept))
    assert kept <= found
    extra = {one for one in found - kept if not named or one[3] != VOCABULARY_GRAPH}
    assert all("/code/" in one[0] or "/sector" in one[0] or "/country/" in one[0] for one in extra)


@pytest.mark.parametrize(("name", "reader"), [("turtle", "turtle"), ("rdfxml", "xml")])
def test_without_named_graphs_every_fact_keeps_its_one_document(example: Store, name: str, reader: str) -> None:
    graph = Graph().parse(data=exported(example, name), format=reader)
    facts = {fact for kind in FACT_TYPES for fact in graph.subjects(URIRef(RDF.type), URIRef(kind))}
    assert len(facts) == 9 + 4
    for fact in facts:
        assert len(set(graph.objects(fact, URIRef(DCTERMS.source)))) == 1


@pytest.mark.parametrize("name", [kind.name for kind in FORMATS])
def test_the_same_store_gives_the_same_bytes(example: Store, name: str) -> None:
    content = exported(example, name)
    assert content == exported(example_store(), name)
    assert content.decode("utf-8")


def test_codes_and_sectors_in_use_come_with_their_labels_and_no_others(example: Store) -> None:
    graph = Graph().parse(data=exported(example, "turtle"), format="turtle")
    labelled = {str(subject) for subject in graph.subjects(URIRef(SKOS.prefLabel))}
    base = "https://onrecord.example/"
    assert {f"{base}sector/steel", f"{base}sector/metals", f"{base}sector/all-goods", f"{base}code/in-force"} <= labelled
    assert not {f"{base}sector/dairy", f"{base}code/quota", f"{base}country/FR"} & labelled


def test_runs_stay_out_unless_asked_for(example: Store) -> None:
    runs = Iri(Namer().runs_graph)
    run = Quad(subject=Iri("urn:run"), predicate=Iri(RDF.type), object=Iri("http://www.w3.org/ns/prov#Activity"), graph=runs)
    store = example_store()
    store.replace_graphs({runs: [run]})
    assert exported(store, "nquads") == exported(example, "nquads")
    assert b"urn:run" in exported(store, "nquads", with_runs=True)
    assert b"urn:run" in exported(store, "turtle", with_runs=True)


def test_turtle_uses_prefixes_of_the_data_too() -> None:
    turtle = exported(example_store(), "turtle").decode()
    assert "@prefix person: <https://onrecord.example/person/> ." in turtle
    assert "measure:US-CA-steel-tariff a kg:TradeMeasure ;" in turtle


def test_jsonld_reads_like_the_context(example: Store) -> None:
    content = json.loads(exported(example, "jsonld"))
    nodes = [node for graph in content["graph"] for node in graph["graph"]]
    told = next(node for node in nodes if node.get("cue") == "told")
    assert set(told["type"]) == {"Utterance", "Quotation"}
    assert told["form"] == "code:direct"
    assert told["confidence"] == "0.88"
    assert told["evidence"] == sorted(told["evidence"])


@pytest.mark.parametrize(("name", "reader"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_are_reread_by_networkx(name: str, reader: "Callable[[BytesIO], nx.MultiDiGraph[str]]") -> None:
    store = generated_store(60)
    whole, read = full_network(store), reader(BytesIO(exported(store, name)))
    assert set(read) == set(whole)
    assert read.number_of_edges() == whole.number_of_edges()
    for node, found in whole.nodes(data=True):
        assert read.nodes[node]["label"] == found["label"]
        assert read.nodes[node]["kind"] == found["kind"]
    told = {(one, other, link["label"], link["confidence"]) for one, other, link in whole.edges(data=True)}
    assert {(one, other, link["label"], link["confidence"]) for one, other, link in read.edges(data=True)} == told


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline="")))


def test_csv_has_one_row_a_claim(example: Store) -> None:
    found = rows(exported(example, "csv"))
    assert len(found) == len(CLAIMS)
    assert tuple(found[0]) == COLUMNS
    first = next(row for row in found if row["cue"] == "said" and row["sectors"])
    assert first | {"claim": "", "document": "", "speaker_iri": "", "start": "", "end": ""} == {
        "speaker": "Élise Marchand", "cue": "said", "text": "Ottawa would answer the new American duties on steel",
        "form": "indirect", "act": "statement", "polarity": "asserted", "sectors": "steel",
        "countries": "Canada; United States", "recipients": "",
        "date": "2025-10-07", "date_text": "on Tuesday", "document": "", "publisher": "Northern Ledger",
        "title": "Steel towns wait for an answer", "published": "2025-10-08", "start": "", "end": "", "confidence": "0.93",
        "url": "https://northern-ledger.example/steel-towns", "speaker_iri": "", "claim": "",
    }  # fmt: skip


def test_csv_offsets_point_at_the_words(example: Store) -> None:
    for row in rows(exported(example, "csv")):
        assert TEXT[int(row["start"]) : int(row["end"])].startswith(row["text"].split(" … ")[0])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1", "−1", "a=1", "'tis", ""])
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    written = safe(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert (written[1:] if written.startswith("'") and written[1:].lstrip("'")[:1] in tuple("=+-@\t\r") else written) == cell


@given(st.text())
def test_the_apostrophe_can_be_taken_away_again(cell: str) -> None:
    written = safe(cell)
    marked = written.startswith("'") and written.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r")
    assert (written[1:] if marked else written) == cell


def test_an_unknown_format_names_the_known_ones(example: Store) -> None:
    with pytest.raises(SettingsError, match="turtle, trig, nquads, jsonld, rdfxml, graphml, gexf, csv"):
        exported(example, "pdf")


def test_a_store_without_documents_is_exported_too() -> None:
    store = open_store(MEMORY, write=True)
    for kind in FORMATS:
        assert isinstance(exported(store, kind.name), bytes)
    assert json.loads(exported(store, "jsonld"))["graph"] == []
