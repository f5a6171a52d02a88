"""Small stores in memory, filled through the product's own writer."""

from collections.abc import Iterable

from benchmarks.generate import fill
from kg.facts import Fact
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri
from kg.rdf import document_quads, vocabulary_quads
from kg.resolve import resolve
from kg.stores import MEMORY, Store, open_store
from tests.kg.facts_for_tests import example_document, example_facts


def store_of(documents: Iterable[tuple[Document, tuple[Fact, ...]]], *, base: str | None = None) -> Store:
    """A store of the vocabulary and these documents."""
    namer = Namer(base=base) if base else Namer()
    store = open_store(MEMORY, write=True, base=base)
    store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary_quads()})
    for document, facts in documents:
        resolution = resolve(document, facts, namer, lexicon())
        quads = document_quads(document, facts, resolution, namer, lexicon())
        store.replace_graphs({Iri(namer.graph(document.iri)): quads})
    return store


def example_store() -> Store:
    """A store of the one invented document that holds every kind of fact."""
    return store_of([(example_document(), example_facts())])


def generated_store(claims: int, *, seed: int = 1) -> Store:
    """A store of generated documents with so many claims."""
    store = open_store(MEMORY, write=True)
    fill(store, claims, seed=seed)
    return store
