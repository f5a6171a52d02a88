"""No query calls another host, changes the store, or takes the process down."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.stores import Form, Limits, Store, check_query

FAR = "<http://203.0.113.1/sparql>"

ACCEPTED = [
    ("SELECT * WHERE { ?s ?p ?o }", Form.SELECT),
    ("# SERVICE\nPREFIX a: <http://a/#> BASE <http://b/>\nask { ?s a:service ?o }", Form.ASK),
    ("construct where { ?s ?p ?o }", Form.CONSTRUCT),
    ("DESCRIBE <http://a/service#it>", Form.DESCRIBE),
    ("SELECT * WHERE { ?s a <http://www.w3.org/ns/sparql-service-description#Service> . ?s ?p ?o }", Form.SELECT),
    ("PREFIX sd: <http://a/> SELECT * WHERE { ?s a sd:Service OPTIONAL { ?s sd:serviceOf ?o } }", Form.SELECT),
    ("PREFIX sd: <http://a/> SELECT * WHERE { GRAPH sd:service { ?s sd:endpoint ?service } }", Form.SELECT),
    ("SELECT * WHERE { ?s ?p 'SERVICE <http://a/> {', \"\"\"SERVICE ?x { ' \" \"\"\", '''it's''' }", Form.SELECT),
    ("SELECT * WHERE { ?s ?p ?o } # SERVICE <http://a/> {\r# and {{{{ more", Form.SELECT),
    ("SELECT * WHERE { ?s ?p ?o FILTER(?o <5 && ?o<?p||?o>3) }", Form.SELECT),
    ("BASE <http://a/> SELECT * WHERE { ?s <#b> ?o ; <c'd> 1 . FILTER(?o = <#e>) }", Form.SELECT),
    ("PREFIX a: <http://a/> SELECT * WHERE { ?s a:b\\#c\\'d a:e\\(f }", Form.SELECT),
    ("SELECT * FROM <http://a/file:b> FROM NAMED <http://c/> WHERE { GRAPH ?g { ?s ?p ?o } }", Form.SELECT),
    ("SELECT * WHERE { VALUES (?a ?b) { " + "(1 2) " * 2_000 + "} }", Form.SELECT),
    ("SELECT * WHERE { ?s ?p ?o FILTER(?o IN (" + "1, " * 2_000 + "1)) }", Form.SELECT),
    ("PREFIX a: <http://a/> SELECT * WHERE { ?s a:b" + "-b" * 600 + " ?o }", Form.SELECT),
]


@pytest.mark.parametrize(("query", "form"), ACCEPTED)
def test_plain_queries_pass(query: str, form: Form) -> None:
    assert check_query(query) is form


def test_the_queries_of_the_w3c_suites_pass(shared: Path) -> None:
    files = [path for path in sorted(shared.glob("w3c/**/*.rq")) if not {"service", "syntax-fed"} & set(path.parts)]
    if not files:
        pytest.skip("needs the SPARQL suites of the development library ../shared")
    for path in files:
        check_query(path.read_bytes().decode())


REMOTE = [
    f"SELECT * WHERE {{ SERVICE {FAR} {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ sErViCe SiLeNt {FAR} {{ ?s ?p ?o }} }}",
    "SELECT * WHERE { ?s ?p ?where SERVICE ?where { ?s ?p ?o } }",
    "PREFIX a: <http://203.0.113.1/> SELECT * WHERE { SERVICE a:b { ?s ?p ?o } }",
    "PREFIX : <http://203.0.113.1/> SELECT * WHERE { SERVICE:{ ?s ?p ?o } }",
    f"SELECT * WHERE {{ ?s ?p 1SERVICE{FAR}{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p trueSERVICE{FAR}{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ SERVICESILENT{FAR}{{ ?s ?p ?o }} }}",
    "SELECT * WHERE { ?s ?p trueSERVICE:x{ ?s ?p ?o } }",
    f"PREFIX a: <http://a:> SELECT * WHERE {{ ?s ?p a:SERVICE{FAR}{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ SERVICE # here\n{FAR} # there\r{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p ?o #\rSERVICE{FAR}{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p '\\'' SERVICE {FAR} {{ ?s ?p \"'\" }} }}",
    f"PREFIX a: <http://a/> SELECT * WHERE {{ ?s ?p a:\\# . SERVICE {FAR} {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ SERVICE {FAR} {{ ?s ?p ?o }} }} }} }}",
    f"SELECT * WHERE {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {FAR} {{ ?s ?p ?o }} }} }}",
    f"SELECT * WHERE {{ {{ SELECT * WHERE {{ SERVICE {FAR} {{ ?s ?p ?o }} }} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {FAR} {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("query", REMOTE)
def test_no_query_calls_another_host(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_query(query)


MISLEADING = [
    f"SELECT * WHERE {{ ?s ?p ?o FILTER(?o<1||true)SERVICE#>\n{FAR}{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p ?o FILTER(?o<'b>'||true)SERVICE{FAR}{{ ?s ?p ?o }} FILTER(?o!='') }}",
    f"SELECT * WHERE {{ ?s ?p ?o FILTER(?o <a#> || true\n) SERVICE{FAR}{{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("query", MISLEADING)
def test_what_could_hide_a_call_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE is refused|can be read as an IRI or as a comparison"):
        check_query(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://a/b> <http://a/c> 1 }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://203.0.113.1/x.ttl>",
        "# comment\nwith <http://a/g> delete { ?s ?p ?o } where { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
    ],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(QueryError, match="is an update, and queries only read"):
        check_query(update)


@pytest.mark.parametrize("head", ["FROM <file:///etc/hostname>", "FROM NAMED <FILE:/etc/hostname>", "from<file:x>"])
def test_no_query_reads_a_file(head: str) -> None:
    with pytest.raises(QueryError, match="reads this store and no file"):
        check_query(f"SELECT * {head} WHERE {{ ?s ?p ?o }}")


def test_every_way_to_ask_is_guarded(store: Store) -> None:
    for ask in (store.select, store.ask, store.answer):
        with pytest.raises(QueryError, match="SERVICE is refused"):
            ask(REMOTE[0])
        with pytest.raises(QueryError, match="is an update"):
            ask("DROP ALL")


def nested(left: str, inner: str, right: str, depth: int, frame: str = "SELECT * WHERE {{ {} }}") -> str:
    """A query with brackets inside brackets."""
    return "PREFIX : <http://a/> " + frame.format(left * depth + inner + right * depth)


NESTS = {
    "groups": ("{", "?s ?p ?o", "}"),
    "optional": ("OPTIONAL {", "?s ?p ?o", "}"),
    "parentheses": ("(", "1", ")", "SELECT * WHERE {{ ?s ?p ?o FILTER{} }}"),
    "exists": ("FILTER EXISTS {", "?s ?p ?o", "}"),
    "subselects": ("{SELECT * ", "{?s ?p ?o}", "}", "SELECT * {}"),
    "lists": ("(", "1", ")", "SELECT * WHERE {{ ?s ?p {} }}"),
    "blank nodes": ("[:a ", "1", "]", "SELECT * WHERE {{ ?s ?p {} }}"),
    "annotations": ("{| :a 1 ", "", "|}", "SELECT * WHERE {{ ?s ?p 1 {} }}"),
    "triple terms": ("<< :s :p ", "1", " >>", "SELECT * WHERE {{ ?s ?p {} }}"),
    "paths": ("(", ":a", ")*", "SELECT * WHERE {{ ?s {} ?o }}"),
    "functions": ("COALESCE(", "1", ")", "SELECT * WHERE {{ ?s ?p ?o FILTER({}) }}"),
    "graphs": ("GRAPH ?g {", "?s ?p ?o", "}"),
}


@pytest.mark.parametrize("name", NESTS)
def test_deep_nesting_is_refused(name: str) -> None:
    left, inner, right, *frame = NESTS[name]
    with pytest.raises(QueryError, match="brackets are open here"):
        check_query(nested(left, inner, right, 3_000, *frame))


CHAINS = {
    "or": "SELECT * WHERE {{ ?s ?p ?o FILTER(?o{}) }}".format(" || ?o" * 5_000),
    "sums": "SELECT * WHERE {{ ?s ?p ?o FILTER(?o{}) }}".format("-?o" * 5_000),
    "truths": "SELECT * WHERE {{ ?s ?p ?o FILTER(true{}) }}".format("-true" * 5_000),
    "negations": "SELECT * WHERE {{ ?s ?p ?o FILTER({}?o) }}".format("!" * 5_000),
    "unions": "SELECT * WHERE {{ {} {{ ?s ?p ?o }} }}".format("{ ?s ?p ?o } UNION " * 2_000),
    "filters": "SELECT * WHERE {{ ?s ?p ?o {} }}".format("FILTER(?o) " * 2_000),
    "hidden filters": "SELECT ?VALUES ?x {{ {} }}".format("FILTER(?o) " * 2_000),
    "path": "SELECT * WHERE {{ ?s <a:b>{} ?o }}".format("/<a:b>" * 5_000),
    "triples": "SELECT * WHERE {{ {} }}".format("?s ?p ?o . " * 2_000),
    "objects": "SELECT * WHERE {{ ?s ?p 1{} }}".format(",1" * 2_000),
    "listed objects": "SELECT * WHERE {{ ?s ?p ([<a:b> 1{}]) }}".format(",1" * 2_000),
    "predicates": "SELECT * WHERE {{ ?s ?p 1{} }}".format(";?p 1" * 2_000),
    "described": "DESCRIBE {}".format("<http://a/b> " * 2_000),
    "projection": "SELECT {} WHERE {{}}".format(" ".join(f"(1 AS ?v{n})" for n in range(2_000))),
}


@pytest.mark.parametrize("name", CHAINS)
def test_long_chains_are_refused(name: str) -> None:
    with pytest.raises(QueryError, match="brackets, operators and triples"):
        check_query(CHAINS[name])


@pytest.mark.parametrize("name", ["SUBSTR", "regex", "Replace", "GROUP_CONCAT"])
def test_calls_that_the_parser_reads_twice_are_not_nested(name: str) -> None:
    call = f"SELECT * WHERE {{ ?s ?p ?o FILTER({f'{name} (' * 9}?o{',1)' * 9}) }}"
    with pytest.raises(QueryError, match="inside one another"):
        check_query(call)
    check_query(call.replace(f"{name} (" * 9, f"{name} (" * 8).replace(",1)" * 9, ",1)" * 8))


def test_a_query_has_a_length() -> None:
    with pytest.raises(QueryError, match="200,001 characters"):
        check_query("#" * 200_001)
    assert check_query("ASK {}", Limits(characters=6)) is Form.ASK


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * WHERE { ?s ?p '\ud800' }", "half a surrogate pair"),
        ("SELECT * WHERE {\n ?s ?p 'x }", "line 2, column 8: a string begins here"),
        ('SELECT * WHERE { ?s ?p "\\q" }', "an escape other than"),
        ('SELECT * WHERE { ?s ?p """open }', "never closed"),
    ],
)
def test_text_that_cannot_be_read_is_told(query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        check_query(query)


def test_checking_is_fast_whatever_the_text() -> None:
    began = time.process_time()
    for text in ("service", "<", "VALUES (", '"', "a:", "(" * 90 + " " * 9_000, "VALUES ?x { (", "<a#", "\\", "FROM", "{a"):
        with contextlib.suppress(QueryError):
            check_query("SELECT * WHERE { ?s ?p ?o FILTER(" + text * (190_000 // len(text)))
    assert time.process_time() - began < 5


RUN = """
import sys
from kg.stores import open_store
from kg.errors import QueryError
with open_store("memory:", write=True) as store:
    for query in sys.stdin.read().split("\\0"):
        try:
            store.answer(query)
        except QueryError as error:
            assert "brackets" not in str(error), error
print("alive")
"""


def test_the_process_lives_through_what_is_just_allowed(root: Path) -> None:
    deepest = Limits().depth - 2
    queries = [nested(left, inner, right, deepest, *frame) for left, inner, right, *frame in NESTS.values()]
    queries += [f"SELECT * WHERE {{ ?s ?p ?o FILTER(?o{sign * 490}) }}" for sign in ("||?o", "+?o", "*?o", " && ?o")]
    queries += ["SELECT * WHERE {{ ?s ?p ?o FILTER({}?o) }}".format("!" * 490)]
    result = subprocess.run(
        [sys.executable, "-c", RUN], input="\0".join(queries), cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stdout.strip()) == (0, "alive"), result.stderr
