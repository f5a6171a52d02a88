"""The W3C's query suites through the endpoint; each miss has its name and its reason."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from kg.stores import open_store
from tests.api.running import serving
from tests.api.w3c_queries import QueryTest, ask, check, data, query_tests

SUITES = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql" / "sparql11"
TESTS = tuple(query_tests(SUITES)) if SUITES.is_dir() else ()

_GRAPH = "the engine does not bind the variable of GRAPH ?g for a group that reads no triple of it"
_PATH = "the engine finds no node in an empty graph, not even the constant of a path of no length"
_CONCAT = (
    "the engine keeps the language that all parts of a GROUP_CONCAT share, as SPARQL 1.2 will; a plain literal is expected"
)
_FEDERATED = "SERVICE is refused, by decision"

MISSES = {
    "aggregates/agg-groupconcat-04": _CONCAT,
    "aggregates/agg-groupconcat-06": _CONCAT,
    "aggregates/agg-empty-group-count-graph": _GRAPH,
    "bindings/graph": _GRAPH,
    "negation/graph-minus": _GRAPH,
    "csv-tsv-res/tsv03": "the engine keeps an xsd:negativeInteger as the xsd:integer that it is equal to",
    "functions/strlang02": "the engine writes language tags in small letters",
    "property-path/zero_or_more_set_start": _PATH,
    "property-path/zero_or_more_set_end": _PATH,
    "property-path/zero_or_one_set_start": _PATH,
    "property-path/zero_or_one_set_end": _PATH,
    "service/service7": _FEDERATED,
    "syntax-fed/test_1": _FEDERATED,
    "syntax-fed/test_2": _FEDERATED,
    "syntax-fed/test_3": _FEDERATED,
    "syntax-query/test_4": "the query is well formed and calls a function that there is not: refused when it runs",
}
"""Tests that end otherwise, and why."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server that holds the data of all tests."""
    path = tmp_path_factory.mktemp("w3c") / "store"
    with open_store(path, write=True) as store:
        store.replace_graphs(data(SUITES, TESTS, store.base))
    with serving(Settings(store=str(path))) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made


@pytest.mark.skipif(not TESTS, reason="needs the W3C suites of the development library ../shared")
def test_the_suites_are_whole() -> None:
    assert len(TESTS) > 300
    assert set(MISSES) <= {test.name for test in TESTS}


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_of_the_w3c(client: httpx.Client, test: QueryTest, request: pytest.FixtureRequest) -> None:
    if test.name in MISSES:
        request.applymarker(pytest.mark.xfail(reason=MISSES[test.name], strict=True))
    check(test, ask(client, test, SUITES))
