"""The command that withdraws a document's facts, and takes that back."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from api.cli.options import StoreOption
from api.cli.printing import say
from api.cli.reviewing import follow
from api.settings import Settings, load_settings
from api.wiring import judged, reading, writing
from kg.consolidate import reinstate, said
from kg.errors import InputError, SettingsError
from kg.ids import Namer
from kg.judgements import Judgement, Ruling, add_judgement
from kg.model import Iri, Literal, Quad
from kg.rdf import retraction_of
from kg.stores import Store
from ontology.terms import SCHEMA

_ADDRESSED = f"SELECT ?document WHERE {{ ?document a <{SCHEMA.NewsArticle}> ; <{SCHEMA.url}> ?url }}"


def retract(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its address, or its IRI.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; the graph keeps the words.")] = "",
    store: StoreOption = None,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let the document count again when it is next built.")] = False,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Put on record who decided.")] = None,
    when: Annotated[str | None, typer.Option(metavar="TIME", help="Put on record when.")] = None,
) -> None:
    """Withdraw the facts of a document, whatever becomes of its text or the store; it stays, and says that it is withdrawn."""
    if bool(reason.strip()) == undo:
        raise typer.BadParameter("give a reason with --reason, or --undo")
    settings = load_settings(store=store)
    if settings.in_memory:
        raise SettingsError("a store in memory ends with its command: give a folder with --store PATH")
    line = Judgement(id="", verdict=Ruling.RETRACT, reason=reason.strip(), who=who, when=when)
    with reading(settings) as opened:
        iri, stored = _found(opened, settings, document)
    if undo:
        _undo(settings, iri, stored, line)
    else:
        _withdraw(settings, iri, stored, line)


def _found(store: Store, settings: Settings, document: str) -> tuple[str, tuple[Quad, ...]]:
    """The document's IRI and its graph, which is empty where only a judgement knows the document."""
    addressed = store.select(_ADDRESSED, {"url": Literal(value=document)}).column("document")
    iri = str(addressed[0]) if addressed else document
    stored = tuple(store.quads(Iri(Namer(base=store.base).graph(iri))))
    if not stored and iri not in judged(settings).retracted:
        raise InputError(f"there is no document {document} in the store: 'onrecord query documents' lists them")
    return iri, stored


def _withdraw(settings: Settings, document: str, stored: tuple[Quad, ...], line: Judgement) -> None:
    decided = judged(settings).retracted.get(document)
    standing = decided.reason if decided else retraction_of(stored, document)
    if standing is not None:
        raise InputError(f"{document} is withdrawn already: {standing}")
    noted = _noted(settings, document, line)
    follow(settings)
    say(f"Withdrawn: {document} ({len(said(stored))} claims and whatever else it stated).")
    say(f"Noted as {noted.id} in {settings.judgements_path}; '--undo' takes it back.")


def _noted(settings: Settings, document: str, line: Judgement) -> Judgement:
    noted = Judgement(id="", verdict=line.verdict, document=document, reason=line.reason, who=line.who, when=line.when)
    return add_judgement(settings.judgements_path, noted)


def _undo(settings: Settings, document: str, stored: tuple[Quad, ...], line: Judgement) -> None:
    decided = judged(settings).retracted.get(document)
    if decided is None and retraction_of(stored, document) is None:
        raise InputError(f"{document} is not withdrawn")
    if decided is None:  # by a mark of an earlier version of the program, or by the document's own words
        with writing(settings) as opened:
            reinstate(opened, Namer(base=opened.base), document, now=datetime.now(UTC))
    while decided is not None:
        undone = Judgement(id="", verdict=Ruling.UNDO, undoes=decided.id, who=line.who, when=line.when)
        add_judgement(settings.judgements_path, undone)
        decided = judged(settings).retracted.get(document)
    follow(settings)
    say(f"{document} counts again: run 'onrecord build' with it to read its facts.")
