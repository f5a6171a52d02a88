"""What every store does, in memory and on disk alike."""

import csv
import io
import json
from collections import Counter
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.model import Iri, Literal, Quad
from kg.stores import GRAPH_TYPES, RESULT_TYPES, Amendment, Store, open_store
from ontology.terms import XSD
from tests.kg.stores.conftest import DATA, iri, said

EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
TERMS: tuple[Iri | Literal, ...] = (
    iri("thing"),
    Literal(value='a "quoted" \\ word\nand a line – 日本 😀'),
    Literal(value="steel", datatype="", language="en"),
    Literal(value="35", datatype=XSD.decimal),
    Literal(value="0.88", datatype=XSD.decimal),
    Literal(value="12", datatype=XSD.integer),
    Literal(value="2025", datatype=XSD.gYear),
    Literal(value="2025-10", datatype=XSD.gYearMonth),
    Literal(value="2025-10-07", datatype=XSD.date),
    Literal(value="2025-10-07T08:00:00Z", datatype=XSD.dateTime),
    Literal(value="true", datatype=XSD.boolean),
    Literal(value=""),
)


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.graph_names() == ()
    assert tuple(store.quads()) == ()
    assert store.select(EVERYTHING).rows == ()
    assert not store.ask("ASK { GRAPH ?g { ?s ?p ?o } }")


def test_what_was_written_is_read_back(store: Store) -> None:
    graph = said("g", *(("s", f"p{number}", term) for number, term in enumerate(TERMS)))
    store.replace_graphs(graph)
    assert set(store.quads(iri("g"))) == set(graph[iri("g")])
    assert set(store.quads()) == set(graph[iri("g")])


def test_a_graph_is_replaced_whole(store: Store) -> None:
    store.replace_graphs(said("g", ("a", "p", "old"), ("b", "p", "old")))
    store.replace_graphs(said("g", ("a", "p", "new")))
    assert [quad.object for quad in store.quads()] == [Literal(value="new")]
    assert store.select(EVERYTHING).column("o") == (Literal(value="new"),)


def test_a_part_of_a_graph_is_changed(store: Store) -> None:
    """Its neighbours stay, in the graph and in the union; what two graphs say stays said; an empty graph goes."""
    store.replace_graphs(
        {**said("g", ("a", "p", "x"), ("b", "p", "y")), **said("h", ("a", "p", "x")), **said("i", ("c", "p", "z"))}
    )
    old, new = (said("g", line)[iri("g")] for line in (("a", "p", "x"), ("d", "p", "new")))
    never = said("g", ("never", "p", "said"))[iri("g")]
    store.amend_graphs({
        iri("g"): Amendment(gone=(*old, *never), come=(*new, *said("g", ("b", "p", "y"))[iri("g")])),
        iri("i"): Amendment(gone=said("i", ("c", "p", "z"))[iri("i")]),
    })  # fmt: skip
    assert store.graph_names() == (iri("g"), iri("h"))
    assert set(store.quads(iri("g"))) == set(said("g", ("b", "p", "y"), ("d", "p", "new"))[iri("g")])
    assert sorted(str(subject) for subject in store.select(EVERYTHING).column("s")) == [iri("a"), iri("b"), iri("d")]
    store.amend_graphs({iri("h"): Amendment(gone=tuple(store.quads(iri("h"))))})
    assert sorted(str(subject) for subject in store.select(EVERYTHING).column("s")) == [iri("b"), iri("d")]
    store.amend_graphs({iri("g"): Amendment()})
    assert store.graph_names() == (iri("g"),)


def test_what_goes_and_comes_stays(store: Store) -> None:
    store.replace_graphs(said("g", ("a", "p", "x")))
    quads = tuple(store.quads())
    store.amend_graphs({iri("g"): Amendment(gone=quads, come=quads)})
    assert tuple(store.quads()) == quads
    assert len(store.select(EVERYTHING).rows) == 1


def test_an_empty_sequence_removes_a_graph(store: Store) -> None:
    store.replace_graphs({**said("g", ("a", "p", "x")), **said("h", ("a", "p", "y"))})
    store.replace_graphs({iri("g"): ()})
    assert store.graph_names() == (iri("h"),)
    assert store.select(EVERYTHING).column("o") == (Literal(value="y"),)
    store.replace_graphs({iri("never"): ()})
    assert store.graph_names() == (iri("h"),)


def test_graphs_come_in_the_order_of_their_names(store: Store) -> None:
    store.replace_graphs({**said("b", ("s", "p", "1")), **said("a", ("s", "p", "2")), **said("c", ("s", "p", "3"))})
    assert store.graph_names() == (iri("a"), iri("b"), iri("c"))
    assert [quad.graph for quad in store.quads()] == [iri("a"), iri("b"), iri("c")]


def test_what_several_graphs_say_counts_once(store: Store) -> None:
    for name in "gh":
        store.replace_graphs(said(name, ("canada", "label", "Canada"), (f"claim-{name}", "about", iri("canada"))))
    counted = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert counted.rows == ((Literal(value="3", datatype=XSD.integer),),)
    joined = store.select(f"SELECT ?claim WHERE {{ ?claim <{DATA}about>/<{DATA}label> ?label }}")
    assert Counter(joined.column("claim")) == Counter([iri("claim-g"), iri("claim-h")])
    described = store.answer(f"DESCRIBE <{DATA}canada>", "application/n-triples").content
    assert described.decode().count("Canada") == 1


def test_what_another_graph_still_says_stays(store: Store) -> None:
    shared = ("canada", "label", "Canada")
    store.replace_graphs({**said("g", shared, ("a", "p", "x")), **said("h", shared)})
    store.replace_graphs({iri("g"): ()})
    assert store.select(EVERYTHING).column("o") == (Literal(value="Canada"),)
    store.replace_graphs({iri("h"): ()})
    assert store.select(EVERYTHING).rows == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("ghi"), st.sets(st.integers(0, 4), max_size=4), min_size=1, max_size=3), max_size=6
    )
)
def test_the_default_graph_is_always_the_union(requests: list[dict[str, set[int]]]) -> None:
    with open_store("memory:", write=True) as store:
        expected: dict[Iri, set[Quad]] = {}
        for request in requests:
            graphs: dict[Iri, tuple[Quad, ...]] = {}
            for name, numbers in request.items():
                graphs |= said(name, *(("s", "p", str(number)) for number in sorted(numbers)))
            store.replace_graphs(graphs)
            expected |= {name: set(quads) for name, quads in graphs.items()}
        assert set(store.quads()) == set().union(*expected.values())
        assert Counter(store.select(EVERYTHING).column("o")) == Counter(
            {q.object for quads in expected.values() for q in quads}
        )
        assert store.graph_names() == tuple(sorted(name for name, quads in expected.items() if quads))


STRAY = {iri("g"): (Quad(subject=iri("s"), predicate=iri("p"), object=iri("o"), graph=iri("h")),)}


@pytest.mark.parametrize(
    "bad",
    [
        STRAY,
        said("g", ("s", "p", Iri("no iri"))),
        said("g", ("s", "p", Iri("http://a/<b>"))),
        said("g", ("s", "p", Literal(value="half \ud800 pair"))),
        said("g", ("s", "p", Literal(value="x", datatype="", language="not a tag"))),
    ],
)
def test_a_request_with_one_bad_quad_changes_nothing(store: Store, bad: dict[Iri, tuple[Quad, ...]]) -> None:
    store.replace_graphs(said("a", ("s", "p", "kept")))
    with pytest.raises(StoreError):
        store.replace_graphs({**said("a", ("s", "p", "lost")), **bad})
    assert [quad.object for quad in store.quads()] == [Literal(value="kept")]


def test_graphs_can_be_told_apart(store: Store) -> None:
    store.replace_graphs({**said("g", ("s", "p", "1")), **said("h", ("s", "p", "2"))})
    table = store.select("SELECT ?g ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert table.rows == ((iri("g"), Literal(value="1")), (iri("h"), Literal(value="2")))
    only = store.select(f"SELECT ?o FROM <{DATA}h> WHERE {{ ?s ?p ?o }}")
    assert only.rows == ((Literal(value="2"),),)


def test_a_table_tells_what_is_unbound_and_keeps_the_order_of_columns(store: Store) -> None:
    store.replace_graphs(said("g", ("s", "p", "x")))
    table = store.select(f"SELECT ?o ?none ?s WHERE {{ ?s <{DATA}p> ?o OPTIONAL {{ ?s <{DATA}q> ?none }} }}")
    assert table.columns == ("o", "none", "s")
    assert table.rows == ((Literal(value="x"), None, iri("s")),)
    assert list(table.records()) == [{"o": Literal(value="x"), "s": iri("s")}]


def test_blank_nodes_are_shown_as_such(store: Store) -> None:
    (row,) = store.select("SELECT (BNODE() AS ?node) WHERE {}").rows
    assert isinstance(row[0], Iri)
    assert row[0].startswith("_:")


def test_answers_of_select_in_every_format(store: Store) -> None:
    store.replace_graphs(said("g", ("s", "p", 'a "word", ü')))
    answers = {kind: store.answer(EVERYTHING, kind) for kind in RESULT_TYPES}
    assert {kind: answer.media_type for kind, answer in answers.items()} == {kind: kind for kind in RESULT_TYPES}
    (binding,) = json.loads(answers["application/sparql-results+json"].content)["results"]["bindings"]
    assert binding["o"] == {"type": "literal", "value": 'a "word", ü'}
    tree = ElementTree.fromstring(answers["application/sparql-results+xml"].content)  # the engine's own output
    assert 'a "word", ü' in {node.text for node in tree.iter("{http://www.w3.org/2005/sparql-results#}literal")}
    rows = list(csv.reader(io.StringIO(answers["text/csv"].content.decode())))
    assert rows == [["s", "p", "o"], [f"{DATA}s", f"{DATA}p", 'a "word", ü']]
    assert answers["text/tab-separated-values"].content.startswith(b"?s\t?p\t?o\n")
    assert store.answer(EVERYTHING).media_type == RESULT_TYPES[0]


def test_answers_of_ask(store: Store) -> None:
    assert json.loads(store.answer("ASK {}").content)["boolean"] is True
    assert b"<boolean>true</boolean>" in store.answer("ASK {}", "application/sparql-results+xml").content


READERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/n-quads": "nt",
    "application/trig": "turtle",
    "text/n3": "n3",
}


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")  # rdflib calls its own old names
@pytest.mark.parametrize("kind", GRAPH_TYPES)
def test_answers_of_construct_are_read_by_others(store: Store, kind: str) -> None:
    store.replace_graphs(said("g", ("s", "p", 'a "word", ü'), ("s", "q", iri("o"))))
    answer = store.answer("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", kind)
    assert answer.media_type == kind
    read = rdflib.Graph().parse(data=answer.content, format=READERS[kind])
    assert {str(value) for _, _, value in read.triples((None, None, None))} >= {'a "word", ü', f"{DATA}o"}


def test_turtle_uses_the_prefixes_that_everybody_knows(store: Store) -> None:
    store.replace_graphs(said("g", ("s", "ontology#cue", "said")))
    assert b"kg:cue" in store.answer("CONSTRUCT WHERE { ?s ?p ?o }").content


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (EVERYTHING, "text/turtle"),
        ("ASK {}", "text/csv"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"),
        ("DESCRIBE <http://a/b>", "application/json"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(store: Store, query: str, kind: str) -> None:
    with pytest.raises(QueryError, match="are answered as"):
        store.answer(query, kind)


def test_select_and_ask_want_their_own_form(store: Store) -> None:
    with pytest.raises(QueryError, match=r"SELECT is needed here.*ASK"):
        store.select("ASK {}")
    with pytest.raises(QueryError, match=r"ASK is needed here.*SELECT"):
        store.ask(EVERYTHING)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * WHERE {\n  ?s foo:bar ?o\n}", "line 2, column .*prefix foo: is not declared"),
        ("SELECT ?s WHERE { ?s ?p ?o", "line 1, column 27"),
        ("SELECT ?a (COUNT(?s) AS ?n) WHERE { ?s ?p ?o }", "variable that is unbound"),
        ("SELECT * WHERE { ?s <a b> ?o }", "no valid IRI"),
        ("SELEC * WHERE {}", "begins with SELECT, ASK, CONSTRUCT or DESCRIBE.*'SELEC"),
        ("", "begins with SELECT"),
        ("SELECT (<http://a/f>(1) AS ?x) WHERE {}", "cannot be run.*custom function"),
    ],
)
def test_malformed_queries_are_explained(store: Store, query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        store.answer(query)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.select(EVERYTHING)
    with pytest.raises(StoreError, match="is closed"):
        store.replace_graphs(said("g", ("s", "p", "x")))
    store.close()


def test_a_store_knows_its_base(store: Store) -> None:
    assert store.base == "https://onrecord.example/"
