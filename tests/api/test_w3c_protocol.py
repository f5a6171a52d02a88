"""The W3C's suites of the SPARQL protocol and the graph store protocol, sent to the running server."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from tests.api.running import serving
from tests.api.w3c import HttpTest, Runner, http_tests

SUITES = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql" / "sparql11"
MANIFESTS = ("protocol/manifest.ttl", "graph-store-protocol/manifest-indirect.ttl", "graph-store-protocol/manifest-direct.ttl")
TESTS = tuple(test for name in MANIFESTS if (SUITES / name).is_file() for test in http_tests(SUITES / name))


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """A runner against an empty store."""
    settings = Settings(store="memory:", token=SecretStr("secret"))
    with (
        serving(settings) as address,
        httpx.Client(base_url=address, headers={"Authorization": "Bearer secret"}, timeout=60) as client,
    ):
        yield Runner(client)


@pytest.mark.skipif(not TESTS, reason="needs the W3C suites of the development library ../shared")
def test_the_suites_are_whole() -> None:
    assert len(TESTS) == 34 + 9 + 4


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_of_the_w3c(runner: Runner, test: HttpTest) -> None:
    runner.prepare(test)
    runner.run(test)
