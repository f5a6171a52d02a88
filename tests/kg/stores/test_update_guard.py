"""What an update may not do, and the graphs that a request names for it."""

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.stores.tasks import Dataset
from kg.stores.update_guard import check_update, targets, with_dataset

LOADS = (
    "LOAD <http://a.example/x>",
    "load silent <file:///x>",
    "PREFIX a: <http://a/> BASE <http://b/> LOAD a:x",
    "INSERT DATA { <a:b> <a:c> ';' } ; # {\nLOAD <http://a.example/>",
    "LOAD<http://a.example/>INTO GRAPH<a:b>",
)


@pytest.mark.parametrize("text", LOADS)
def test_nothing_is_loaded(text: str) -> None:
    with pytest.raises(QueryError, match="LOAD is refused"):
        check_update(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://a.example/LOAD> <a:c> 'LOAD <x>' }",
        "PREFIX load: <http://a/> INSERT DATA { load:x load:y load:z ; load:w 1 . }",
        "COPY SILENT <a:b> TO DEFAULT ; MOVE <a:b> TO <a:c> ; CLEAR ALL",
        "",
    ],
)
def test_plain_updates_pass(text: str) -> None:
    check_update(text)


def test_the_updates_of_the_w3c_suites_pass(shared: Path) -> None:
    files = [path for path in sorted(shared.glob("w3c/**/*.ru")) if not {"service", "syntax-fed"} & set(path.parts)]
    if not files:
        pytest.skip("needs the SPARQL suites of the development library ../shared")
    refused = []
    for path in files:
        try:
            check_update(path.read_bytes().decode())
        except QueryError as error:
            refused.append((path.name, str(error)))
    assert [name for name, told in refused if "LOAD is refused" not in told] == []
    assert len(refused) < len(files) / 8


DATASET = Dataset(default=("a:d",), named=("a:n",))
USING = "USING <a:d> USING NAMED <a:n> "
NAMED = (
    ("INSERT { ?s ?p 'WHERE' } WHERE { ?s ?p ?o }", f"INSERT {{ ?s ?p 'WHERE' }} {USING}WHERE {{ ?s ?p ?o }}"),
    (
        "CLEAR ALL ; DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { }",
        f"CLEAR ALL ; DELETE {{ ?s ?p 1 }} INSERT {{ ?s ?p 2 }} {USING}WHERE {{ }}",
    ),
    ("DELETE WHERE { ?s ?p ?o }", f"DELETE {{ ?s ?p ?o }} {USING} WHERE {{ ?s ?p ?o }}"),
    ("INSERT DATA { <a:b> <a:c> 1 }", "INSERT DATA { <a:b> <a:c> 1 }"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_graphs_of_the_request_are_written_into_it(text: str, expected: str) -> None:
    assert with_dataset(text, DATASET) == expected


@pytest.mark.parametrize("clause", ["USING <a:b>", "USING NAMED <a:b>"])
def test_graphs_are_not_named_twice(clause: str) -> None:
    for text in (f"INSERT {{ ?s ?p 1 }} {clause} WHERE {{ ?s ?p ?o }}", "WITH <a:b> DELETE { ?s ?p 1 } WHERE { ?s ?p ?o }"):
        with pytest.raises(QueryError, match="WITH or USING"):
            with_dataset(text, DATASET)


A, B = "http://a.example/g", "http://b.example/g"
TARGETS = (
    (f"INSERT DATA {{ GRAPH <{A}> {{ <a:s> <a:p> '}}' }} }}", (A,)),
    (f"DROP SILENT GRAPH <{A}> ; INSERT DATA {{ GRAPH <{A}> {{ <a:s> <a:p> 1 ; <a:q> 2 . }} GRAPH <{B}> {{ }} }} ;", (A, B)),
    ("INSERT DATA { <a:s> <a:p> 1 }", ("",)),
    (f"PREFIX a: <a:> DELETE {{ GRAPH <{A}> {{ ?s ?p 1 }} }} INSERT {{ ?s a:p 1 . }} WHERE {{ GRAPH <{B}> {{ }} }}", ("", A)),
    (f"DELETE WHERE {{ GRAPH <{A}> {{ ?s ?p ?o }}\n}}", (A,)),
    (f"INSERT {{\n GRAPH <{A}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}", (A,)),
    ("", ()),
    ("INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", None),
    ("PREFIX a: <http://x/> INSERT DATA { GRAPH a:g { <a:s> <a:p> 1 } }", None),
    ("INSERT DATA { GRAPH <relative> { <a:s> <a:p> 1 } }", None),
    ("INSERT DATA { GRAPH <http://a/\\u0067> { <a:s> <a:p> 1 } }", None),
    (f"WITH <{A}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", None),
    ("CLEAR ALL", None),
    (f"MOVE <{A}> TO <{B}>", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_the_graphs_that_an_update_changes_are_told_or_not_known(text: str, expected: tuple[str, ...] | None) -> None:
    assert targets(text) == expected
