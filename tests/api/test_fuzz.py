"""Whatever is sent, the server answers: never with an error of its own, and never by falling over."""

import re
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.sparql_texts import TEXTS

ACCEPTS = ("*/*", "text/csv", "application/sparql-results+xml", "text/turtle", "text/html", "image/png", "", ";q=", "*/*;q=0")
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=5_000)
GARBAGE = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.sampled_from(["", "0", "-1", "9" * 40, "2025-13-45", "NaN", "../x"])
)


class Operations:
    """The operations that read, path and description; told in short where a test fails."""

    def __init__(self, found: tuple[tuple[str, dict[str, Any]], ...]) -> None:
        self.found = found

    def __repr__(self) -> str:
        return f"{len(self.found)} operations"


def check(reply: httpx.Response) -> None:
    """An answer, or a problem that is the client's; 503 only where a query was stopped."""
    assert reply.status_code < 500 or reply.status_code == 503, (reply.request.url, reply.text)
    if reply.status_code >= 400 and reply.headers["content-type"] == "application/problem+json":
        assert reply.json()["detail"]


def send(client: httpx.Client, text: str, accept: str) -> None:
    """A query in each way that carries it."""
    encoded = text.encode("utf-8", "surrogatepass")
    headers = {"Accept": accept}
    check(client.post("/sparql", content=encoded, headers={**headers, "Content-Type": "application/sparql-query"}))
    check(client.get("/sparql", params={"query": encoded}, headers=headers))


@FEW
@given(text=TEXTS, accept=st.sampled_from(ACCEPTS))
def test_any_query_is_answered(client: httpx.Client, text: str, accept: str) -> None:
    send(client, text, accept)


@pytest.mark.stress
@MANY
@given(text=TEXTS, accept=st.sampled_from(ACCEPTS))
def test_any_query_is_answered_for_long(client: httpx.Client, text: str, accept: str) -> None:
    send(client, text, accept)


@pytest.fixture(scope="module")
def described(server: str) -> Operations:
    """What may be read, as the OpenAPI document tells."""
    paths = httpx.get(f"{server}/openapi.json").json()["paths"]
    return Operations(tuple((path, item["get"]) for path, item in sorted(paths.items()) if "get" in item))


SEGMENT = st.text(st.characters(exclude_characters="?#", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
PARAMETERS = st.lists(st.tuples(st.integers(0, 30), GARBAGE), max_size=4)


def get_anything(
    client: httpx.Client, operations: Operations, which: int, segment: str, values: list[tuple[int, str]], accept: str
) -> None:
    """A request to a path of the document, with parameters of the document and others."""
    path, operation = operations.found[which % len(operations.found)]
    names = [parameter["name"] for parameter in operation.get("parameters", []) if parameter["in"] == "query"]
    names.append("other")
    parameters = httpx.QueryParams([(names[number % len(names)], value) for number, value in values])
    address = re.sub(r"\{.*?\}", quote(segment, safe=""), path)
    check(client.get(address, params=parameters, headers={"Accept": accept}))


@FEW
@given(which=st.integers(0, 100), segment=SEGMENT, values=PARAMETERS, accept=st.sampled_from(ACCEPTS))
def test_any_parameter_is_answered(
    client: httpx.Client, described: Operations, which: int, segment: str, values: list[tuple[int, str]], accept: str
) -> None:
    get_anything(client, described, which, segment, values, accept)


@pytest.mark.stress
@MANY
@given(which=st.integers(0, 100), segment=SEGMENT, values=PARAMETERS, accept=st.sampled_from(ACCEPTS))
def test_any_parameter_is_answered_for_long(
    client: httpx.Client, described: Operations, which: int, segment: str, values: list[tuple[int, str]], accept: str
) -> None:
    get_anything(client, described, which, segment, values, accept)
