"""Values reach a query where it asks for them, and never as anything but values."""

from collections.abc import Iterator

import pytest

from kg.errors import QueryError
from kg.model import Iri, Literal
from kg.stores import MEMORY, Store, bind, bind_rows, open_store
from ontology.terms import XSD
from tests.kg.stores.conftest import DATA, iri, said

P = f"<{DATA}p>"


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    with open_store(MEMORY, write=True) as opened:
        yield opened


@pytest.fixture
def numbers(store: Store) -> Store:
    """Five things with a number each."""
    store.replace_graphs(said("g", *((f"s{n}", "p", Literal(value=str(n), datatype=XSD.integer)) for n in range(5))))
    return store


def test_a_value_narrows_a_pattern(numbers: Store) -> None:
    table = numbers.select(f"SELECT ?o WHERE {{ ?s {P} ?o }}", {"s": iri("s3")})
    assert table.rows == ((Literal(value="3", datatype=XSD.integer),),)


def test_several_values_are_alternatives(numbers: Store) -> None:
    table = numbers.select(f"SELECT ?s WHERE {{ ?s {P} ?o }} ORDER BY ?s", {"s": (iri("s3"), iri("s1"), iri("none"))})
    assert table.column("s") == (iri("s1"), iri("s3"))
    assert numbers.select(f"SELECT ?s WHERE {{ ?s {P} ?o }}", {"s": ()}).rows == ()


def test_a_value_reaches_filters_expressions_and_aggregates(numbers: Store) -> None:
    two = Literal(value="2", datatype=XSD.integer)
    table = numbers.select(
        f"SELECT (COUNT(?s) AS ?n) WHERE {{ ?s {P} ?o FILTER(?o >= ?least && BOUND(?least)) }}", {"least": two}
    )
    assert table.rows == ((Literal(value="3", datatype=XSD.integer),),)
    assert numbers.ask(f"ASK {{ ?s {P} ?o FILTER(?o > ?least) }}", {"least": two})


def test_values_go_where_the_query_says(numbers: Store) -> None:
    query = f"""
        SELECT ?s ?n WHERE {{
          {{ SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?o {{ UNDEF }} ?any {P} ?o }} }}
          values $o {{undef}} ?s {P} ?o .
        }}"""
    value = Literal(value="4", datatype=XSD.integer)
    assert numbers.select(query, {"o": value}).rows == ((iri("s4"), Literal(value="1", datatype=XSD.integer)),)
    assert len(numbers.select(query).rows) == 5


def test_values_are_found_in_union_branches(numbers: Store) -> None:
    query = f"SELECT ?s ?o WHERE {{ {{ ?s {P} ?o }} UNION {{ ?o {P} ?s }} }}"
    assert numbers.select(query, {"s": iri("s2")}).rows == ((iri("s2"), Literal(value="2", datatype=XSD.integer)),)


@pytest.mark.parametrize("form", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "DESCRIBE ?s WHERE { ?s ?p ?o }"])
def test_graph_queries_take_values(numbers: Store, form: str) -> None:
    content = numbers.answer(form, "application/n-triples", {"s": iri("s2")}).content.decode()
    assert content.split()[0] == f"<{DATA}s2>"
    assert content.count(" .\n") == 1


def test_expressions_of_the_head_are_left_alone(numbers: Store) -> None:
    query = f"SELECT (EXISTS {{ ?x {P} ?y }} AS ?any) ?o WHERE {{ ?s {P} ?o }}"
    assert len(numbers.select(query, {"s": iri("s2")}).rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        'x" } INSERT DATA { <a:b> <a:c> <a:d> } #',
        "line\nbreak \\ and \" and ' and }",
        "?s",
        "}} UNION {{ ?s ?p ?o",
        "\x00",
        "UNDEF",
    ],
)
def test_text_cannot_leave_its_literal(store: Store, text: str) -> None:
    store.replace_graphs(said("g", ("s", "p", text), ("t", "p", "other")))
    assert store.select(f"SELECT ?s WHERE {{ ?s {P} ?text }}", {"text": Literal(value=text)}).rows == ((iri("s"),),)


def test_what_looks_like_a_place_in_a_string_or_comment_is_none() -> None:
    query = 'SELECT ?s WHERE { ?s ?p "VALUES ?s { UNDEF }" } # VALUES ?s { UNDEF }'
    assert bind(query, {"s": iri("x")}) == query.replace("{ ?s", f"{{ VALUES ?s {{ <{DATA}x> }}  ?s", 1)


def test_a_query_without_the_variable_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match=r"no variable .speaker"):
        store.select("SELECT ?s WHERE { ?s ?p '?speaker' } # ?speaker", {"speaker": iri("x")})
    with pytest.raises(QueryError, match="WHERE"):
        store.answer("CONSTRUCT WHERE { ?s ?p ?o }", None, {"s": Iri("http://a/b")})


def test_what_no_store_can_hold_is_a_wrong_value() -> None:
    with pytest.raises(QueryError, match="percent encoding"):
        bind("SELECT * WHERE { ?s ?p ?o }", {"s": Iri("http://a.example/%")})


def test_rows_take_the_place_of_a_row_without_values(store: Store) -> None:
    store.replace_graphs(said("g", ("s", "p", 'x) (" }'), ("t", "p", "other")))
    query = f"SELECT ?s ?note WHERE {{ VALUES (?text ?note) {{ (UNDEF UNDEF) }} ?s {P} ?text }} # VALUES (?s) {{ (UNDEF) }}"
    rows = [(Literal(value='x) (" }'), Literal(value="one")), (Literal(value="nowhere"), Literal(value="two"))]
    assert store.select(bind_rows(query, rows)).rows == ((iri("s"), Literal(value="one")),)
    assert store.select(bind_rows(query, [])).rows == ()
    with pytest.raises(QueryError, match="no block VALUES"):
        bind_rows("SELECT ?s WHERE { ?s ?p ?o } # VALUES (?s) { (UNDEF) }", rows)
