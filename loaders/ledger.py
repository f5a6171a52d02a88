"""What the store already knows of a document, and which version read it: reading the same thing twice is not needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kg.consolidate import differences, said
from kg.ids import Namer
from kg.model import Document, Iri, Quad
from kg.rdf import EDITED, Earlier, earlier, label_of, retraction_of, version_quads
from kg.rdf.terms import plain
from kg.stores import Store
from ontology.terms import KG, PROV, SKOS

_READERS = f"""
SELECT ?document ?label WHERE {{
  ?run <{PROV.used}> ?document ; <{PROV.startedAtTime}> ?started ; <{PROV.wasAssociatedWith}> ?agent .
  ?agent <{SKOS.prefLabel}> ?label .
}} ORDER BY ?started (STR(?label) = "{label_of(EDITED)}")
"""
"""In order of time, which counts seconds: of two runs in one second the edit comes last, and the document is read again."""


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
        return self.readers.get(document.iri) == label_of(self.version)

    def describes(self, store: Store, document: Document, described: Iterable[Quad]) -> bool:
        """Whether the store says of the document itself what is said now: its text and bytes, metadata and furniture."""
        return _about(document, described) == _about(document, store.quads(Iri(self.namer.graph(document.iri))))

    def withdrawn(self, store: Store, document: Document) -> str | None:
        """Why the store holds this very text as withdrawn; None where it does not, and for a changed text."""
        stored = self._held(store, document)
        return retraction_of(stored, document.iri) if _is_text(stored, document) else None

    def holds(self, store: Store, document: Document) -> bool:
        """Whether the store holds this very text, however it was read."""
        return _is_text(self._held(store, document), document)

    def _held(self, store: Store, document: Document) -> tuple[Quad, ...]:
        return tuple(quad for quad in store.quads(Iri(self.namer.graph(document.iri))) if quad.subject == document.iri)

    def earlier(self, store: Store, document: Document, quads: Iterable[Quad], *, now: datetime) -> Earlier | None:
        """The stored version of a document whose text is another now, with what changes in its claims; None without one."""
        stored = tuple(store.quads(Iri(self.namer.graph(document.iri))))
        known = earlier(document.iri, stored, replaced=now, differences=())
        if known is None or known.text_hash == document.sha256:
            return None
        return replace(known, differences=differences(said(stored), said(quads)))

    def with_versions(self, store: Store, versions: Iterable[Earlier]) -> Mapping[Iri, tuple[Quad, ...]]:
        """The record with earlier versions added, to be written in the request that replaces them."""
        graph, added = Iri(self.namer.runs_graph), version_quads(versions, self.namer)
        return {graph: tuple(sorted({*store.quads(graph), *added}, key=repr))} if added else {}

    def add(self, store: Store, run: Iterable[Quad]) -> None:
        """Put a run on record."""
        graph = Iri(self.namer.runs_graph)
        store.replace_graphs({graph: tuple(sorted({*store.quads(graph), *run}, key=repr))})


def _is_text(stored: Iterable[Quad], document: Document) -> bool:
    return any(quad.predicate == KG.textHash and quad.object == plain(document.sha256) for quad in stored)


def _about(document: Document, quads: Iterable[Quad]) -> frozenset[Quad]:
    return frozenset(quad for quad in quads if quad.subject == document.iri)


def _rows(store: Store) -> Iterable[tuple[object, object]]:
    for row in store.select(_READERS).records():
        label = row["label"]
        yield row["document"], getattr(label, "value", label)
