"""The stores that the contract suite runs on, and small graphs to put into them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Iri, Literal, Quad, Term
from kg.stores import MEMORY, Store, open_store

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


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind, open for writing."""
    location = MEMORY if request.param == "memory" else tmp_path / "store"
    with open_store(location, write=True) as opened:
        yield opened
