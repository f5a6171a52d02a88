"""The W3C's update suites through the endpoint: what is there before by the graph store, what is there afterwards from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import rdflib
from pydantic import SecretStr
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from api.settings import Settings
from kg.ids import DEFAULT_BASE
from tests.api.running import serving
from tests.api.w3c import MF, UT

SUITES = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql" / "sparql11"
UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}

_UNION = "the default graph is the union of all graphs, and so it is when it is copied from"
_OWN = "what is kept of the default graph itself is a named graph too, and goes with all named graphs"
_LOAD = "LOAD is refused, by decision"
_RUN = "well formed, and refused when it runs: there is no such graph"

MISSES = {
    **dict.fromkeys(("add/add07", "copy/copy01", "copy/copy06", "move/move01", "move/move06"), _UNION),
    **dict.fromkeys(("clear/dawg-clear-named-01", "drop/dawg-drop-named-01"), _OWN),
    **dict.fromkeys((f"syntax-update-1/test_{number}" for number in (1, 2, 3, 4, 37)), _LOAD),
    **dict.fromkeys(("update-silent/load-silent", "update-silent/load-into-silent"), _LOAD),
    **dict.fromkeys((f"syntax-update-1/test_{number}" for number in (8, 18)), _RUN),
}
"""Tests that end otherwise, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTest:
    """One test: an update, the graphs before it and after it by name ("" is the default graph)."""

    name: str
    update: Path
    before: tuple[tuple[str, Path], ...] = ()
    after: tuple[tuple[str, Path], ...] | None = None
    is_good: bool = True


def update_tests() -> Iterator[UpdateTest]:
    """All tests of updates, of evaluation and of syntax."""
    for part in sorted(path.parent for path in SUITES.glob("*/manifest.ttl")):
        manifest = rdflib.Graph().parse(part / "manifest.ttl", format="turtle", publicID=f"{part.as_uri()}/")
        for entries in manifest.objects(None, MF.entries):
            for node in Collection(manifest, entries):
                yield from _test(manifest, node, part.name)


def _test(manifest: rdflib.Graph, node: Node, part: str) -> Iterator[UpdateTest]:
    kind = str(manifest.value(node, rdflib.RDF.type)).rpartition("#")[2]
    name, action = f"{part}/{str(node).rpartition('#')[2]}", manifest.value(node, MF.action)
    if kind == "UpdateEvaluationTest":
        update = _path(manifest.value(action, UT.request))
        before, after = (tuple(_graphs(manifest, manifest.value(node, place))) for place in (MF.action, MF.result))
        yield UpdateTest(name=name, update=update, before=before, after=after)
    elif kind in ("PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"):
        yield UpdateTest(name=name, update=_path(action), is_good=kind.startswith("Positive"))


def _graphs(manifest: rdflib.Graph, place: Node | None) -> Iterator[tuple[str, Path]]:
    for data in manifest.objects(place, UT.data):
        yield "", _path(data)
    for given in manifest.objects(place, UT.graphData):
        yield str(manifest.value(given, rdflib.RDFS.label)), _path(manifest.value(given, UT.graph))


def _path(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


TESTS = tuple(update_tests()) if SUITES.is_dir() else ()


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client that may write to an empty store."""
    headers = {"Authorization": "Bearer t"}
    with (
        serving(Settings(store="memory:", token=SecretStr("t"))) as address,
        httpx.Client(base_url=address, headers=headers, timeout=60) as made,
    ):
        yield made


def named(graph: str) -> dict[str, str]:
    """How the graph store is asked for a graph."""
    return {"graph": graph} if graph else {"default": ""}


@pytest.mark.stress
@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_of_the_w3c(client: httpx.Client, test: UpdateTest, request: pytest.FixtureRequest) -> None:
    if test.name in MISSES:
        request.applymarker(pytest.mark.xfail(reason=MISSES[test.name], strict=True))
    if client.get("/graphs").text:
        client.post("/update", content="DROP ALL", headers=UPDATE).raise_for_status()
    for graph, path in test.before:
        client.put("/graphs", params=named(graph), content=path.read_bytes(), headers=TURTLE).raise_for_status()
    reply = client.post("/update", content=test.update.read_bytes(), headers=UPDATE)
    assert (reply.status_code == 204) is test.is_good, reply.text
    for graph, path in test.after or ():
        found = client.get("/graphs", params=named(graph), headers={"Accept": "text/turtle"})
        wanted = rdflib.Graph().parse(path, format="turtle", publicID=graph or f"{DEFAULT_BASE}graph/default")
        stored = rdflib.Graph().parse(
            data=found.text if found.status_code == 200 else "", format="turtle", publicID="http://a.example/"
        )
        assert isomorphic(wanted, stored), (graph, found.text)
