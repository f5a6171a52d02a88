"""The stores that the contract suite runs on, and small graphs to put into them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Iri, Literal, Quad, Term
from kg.stores import MEMORY, Store, open_store
from tests.kg.stores.servers import SparqlServer

DATA = "https://onrecord.example/"


def iri(name: str) -> Iri:
    """An IRI of the tests' own data."""
    return Iri(DATA + name)


def said(graph: str, *triples: tuple[str, str, Term | str]) -> dict[Iri, tuple[Quad, ...]]:
    """One graph with its quads; a str as object is a plain literal."""
    name = iri(graph)
    return {
        name: tuple(
            Quad(
                subject=iri(subject),
                predicate=iri(predicate),
                object=value if isinstance(value, (Iri, Literal)) else Literal(value=value),
                graph=name,
            )
            for subject, predicate, value in triples
        )
    }


@pytest.fixture(scope="session")
def server() -> Iterator[SparqlServer]:
    """A SPARQL server whose default graph is its own."""
    with SparqlServer() as running:
        yield running


@pytest.fixture(scope="session")
def union_server() -> Iterator[SparqlServer]:
    """A SPARQL server that shows the union of all graphs as the default graph."""
    with SparqlServer("--union-default-graph") as running:
        yield running


_OTHERWISE = {
    "test_what_several_graphs_say_counts_once": "the server's own union repeats what several graphs say",
    "test_graphs_can_be_told_apart": "the server shows its union whatever FROM says",
}
"""What a server that shows the union itself does otherwise, and why: by the test that tells."""

KINDS = ("memory", "disk", "remote", "remote union")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind, open for writing."""
    if request.param == "remote union" and (reason := _OTHERWISE.get(request.function.__name__)):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    if request.param.startswith("remote"):
        running = request.getfixturevalue("union_server" if "union" in request.param else "server")
        running.empty()
        location = running.address
    else:
        location = MEMORY if request.param == "memory" else str(tmp_path / "store")
    with open_store(location, write=True) as opened:
        yield opened
