"""Documents that people withdrew: their facts go from the store, and come back once that is undone and they are read again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kg.consolidate.derived import articles, pending_quads
from kg.consolidate.versions import said
from kg.ids import Namer
from kg.judgements import Judgements
from kg.model import Iri, Quad
from kg.rdf import EDITED, earlier, retraction_of, run_quads, version_quads, without_facts
from kg.rdf.terms import plain
from kg.stores import Store
from ontology.terms import KG


def follow_retractions(store: Store, namer: Namer, judgements: Judgements, *, now: datetime) -> tuple[str, ...]:
    """Withdraw what people retracted and does not say so yet, let count again what they took back; the documents changed.

    The reason that is told is the latest that stands.
    The record keeps the version that was withdrawn, with its claims. A mark that no judgement made stays as it is.
    """
    changed = []
    for document, line in sorted(judgements.retracted.items()):
        stored = tuple(store.quads(Iri(namer.graph(document))))
        told, reason = retraction_of(stored, document), line.reason or ""
        if document in articles(stored) and told is None:
            _withdraw(store, namer, (document, reason), stored, now=now)
            changed.append(document)
        elif told not in (None, reason) and told in _reasons(judgements, document):
            _mark_anew(store, namer, (document, reason), stored)
            changed.append(document)
    for document, reasons in sorted(judgements.reinstated.items()):
        if retraction_of(store.quads(Iri(namer.graph(document))), document) in reasons:
            reinstate(store, namer, document, now=now)
            changed.append(document)
    return tuple(changed)


def reinstate(store: Store, namer: Namer, document: str, *, now: datetime) -> None:
    """Take the mark from a withdrawn document, so that it is read again when it comes."""
    graph = Iri(namer.graph(document))
    kept = tuple(quad for quad in store.quads(graph) if quad.predicate != KG.retraction)
    run = run_quads([document], namer, version=EDITED, started=now, ended=now)
    store.replace_graphs({**_recorded(store, namer, document, run), graph: kept})


def _reasons(judgements: Judgements, document: str) -> frozenset[str]:
    """Why people ever withdrew a document."""
    return frozenset(line.reason or "" for line in judgements.lines if line.document == document)


def _mark_anew(store: Store, namer: Namer, why: tuple[str, str], stored: tuple[Quad, ...]) -> None:
    """Have a withdrawn document tell the reason that stands now."""
    document, reason = why
    kept = tuple(quad for quad in stored if quad.predicate != KG.retraction)
    store.replace_graphs({Iri(namer.graph(document)): (*kept, _mark(namer, document, reason))})


def _mark(namer: Namer, document: str, reason: str) -> Quad:
    return Quad(subject=Iri(document), predicate=Iri(KG.retraction), object=plain(reason), graph=Iri(namer.graph(document)))


def _withdraw(store: Store, namer: Namer, why: tuple[str, str], stored: tuple[Quad, ...], *, now: datetime) -> None:
    document, reason = why
    graph = Iri(namer.graph(document))
    before = earlier(document, stored, replaced=now, differences=(f"− {who}: {words}" for who, words in said(stored)))
    record = version_quads((before,), namer) if before else ()
    store.replace_graphs(
        {**_recorded(store, namer, document, record), graph: (*without_facts(stored, document), _mark(namer, document, reason))}
    )


def _recorded(store: Store, namer: Namer, document: str, record: Sequence[Quad]) -> Mapping[Iri, tuple[Quad, ...]]:
    """The record of runs with more in it, and the document marked as changed: for the request that changes it."""
    runs = Iri(namer.runs_graph)
    held = {runs: tuple(sorted({*store.quads(runs), *record}, key=repr))} if record else {}
    return {**pending_quads(store, namer, [document]), **held}
