"""What the store already knows of a document, and which version read it: reading the same thing twice is not needed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.ids import Namer
from kg.model import Document, Iri, Quad
from kg.stores import Store
from ontology.terms import PROV, SKOS

_READERS = f"""
SELECT ?document ?label WHERE {{
  ?run <{PROV.used}> ?document ; <{PROV.startedAtTime}> ?started ; <{PROV.wasAssociatedWith}> ?agent .
  ?agent <{SKOS.prefLabel}> ?label .
}} ORDER BY ?started
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which documents were last read by which version, as the runs graph tells."""

    namer: Namer
    version: str
    readers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, namer: Namer, version: str) -> "Ledger":
        """The ledger of a store, for a run of that version."""
        readers = {str(document): str(label) for document, label in _rows(store)}
        return cls(namer, version, readers)

    def was_read(self, document: Document) -> bool:
        """Whether it was this version that read the document last."""
        return self.readers.get(document.iri) == f"Onrecord {self.version}"

    def describes(self, store: Store, document: Document, described: Iterable[Quad]) -> bool:
        """Whether the store says of the document itself what is said now: its text and bytes, metadata and furniture."""
        return _about(document, described) == _about(document, store.quads(Iri(self.namer.graph(document.iri))))

    def add(self, store: Store, run: Iterable[Quad]) -> None:
        """Put a run on record."""
        graph = Iri(self.namer.runs_graph)
        store.replace_graphs({graph: tuple(sorted({*store.quads(graph), *run}, key=repr))})


def _about(document: Document, quads: Iterable[Quad]) -> frozenset[Quad]:
    return frozenset(quad for quad in quads if quad.subject == document.iri)


def _rows(store: Store) -> Iterable[tuple[object, object]]:
    for row in store.select(_READERS).records():
        label = row["label"]
        yield row["document"], getattr(label, "value", label)
