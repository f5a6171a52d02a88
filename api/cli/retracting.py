"""The command that withdraws a document's facts, and takes that back."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from api.cli.options import StoreOption
from api.cli.printing import say
from api.settings import load_settings
from api.wiring import finish, known, writing
from kg.consolidate import pending_quads, said
from kg.errors import InputError
from kg.ids import Namer
from kg.model import Iri, Literal, Quad
from kg.rdf import earlier, retraction_of, run_quads, version_quads, without_facts
from kg.stores import Store
from ontology.terms import KG, SCHEMA

_ADDRESSED = f"SELECT ?document WHERE {{ ?document a <{SCHEMA.NewsArticle}> ; <{SCHEMA.url}> ?url }}"


def retract(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its address, or its IRI.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; the graph keeps the words.")] = "",
    store: StoreOption = None,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let the document count again when it is next built.")] = False,
) -> None:
    """Withdraw the facts of a document; it stays in the store and says that it is withdrawn."""
    if bool(reason.strip()) == undo:
        raise typer.BadParameter("give a reason with --reason, or --undo")
    settings = load_settings(store=store)
    with writing(settings) as opened:
        namer = Namer(base=opened.base)
        iri = _found(opened, document)
        stored = tuple(opened.quads(Iri(namer.graph(iri))))
        if undo:
            _undo(opened, namer, iri, stored)
        else:
            _withdraw(opened, namer, iri, stored, reason.strip())
        finish(opened, known(settings))


def _found(store: Store, document: str) -> str:
    addressed = store.select(_ADDRESSED, {"url": Literal(value=document)}).column("document")
    iri = str(addressed[0]) if addressed else document
    if not any(store.quads(Iri(Namer(base=store.base).graph(iri)))):
        raise InputError(f"there is no document {document} in the store: 'onrecord query documents' lists them")
    return iri


def _withdraw(store: Store, namer: Namer, document: str, stored: tuple[Quad, ...], reason: str) -> None:
    standing = retraction_of(stored, document)
    if standing is not None:
        raise InputError(f"{document} is withdrawn already: {standing}")
    graph, runs = Iri(namer.graph(document)), Iri(namer.runs_graph)
    gone = tuple(f"− {who}: {words}" for who, words in said(stored))
    before = earlier(document, stored, replaced=datetime.now(UTC), differences=gone)
    mark = Quad(subject=Iri(document), predicate=Iri(KG.retraction), object=Literal(value=reason), graph=graph)
    record = version_quads((before,), namer) if before else ()
    store.replace_graphs(
        {
            **pending_quads(store, namer, [document]),
            runs: tuple(sorted({*store.quads(runs), *record}, key=repr)),
            graph: (*without_facts(stored, document), mark),
        }
    )
    say(f"Withdrawn: {document} ({len(gone)} claims and whatever else it stated).")


def _undo(store: Store, namer: Namer, document: str, stored: tuple[Quad, ...]) -> None:
    if retraction_of(stored, document) is None:
        raise InputError(f"{document} is not withdrawn")
    kept = tuple(quad for quad in stored if quad.predicate != KG.retraction)
    now, runs = datetime.now(UTC), Iri(namer.runs_graph)
    edited = run_quads([document], namer, version="edited", started=now, ended=now)
    store.replace_graphs(
        {
            **pending_quads(store, namer, [document]),
            runs: tuple(sorted({*store.quads(runs), *edited}, key=repr)),
            Iri(namer.graph(document)): kept,
        }
    )
    say(f"{document} counts again: run 'onrecord build' with it to read its facts.")
