"""Changes from outside made a server's own: written, put on record, and consolidated before they are acknowledged."""

from datetime import UTC, datetime

from api.settings import Settings
from api.wiring import Library, settle
from kg.consolidate import Known, articles, pending_quads
from kg.errors import QueryError
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.model import Iri
from kg.rdf import EDITED, WITHHELD, is_withheld, run_quads
from kg.stores.disk import Writer
from kg.stores.edits import Allowance, Graphs, update_graphs


def run_update(library: Library, settings: Settings, update: str) -> None:
    """Run a SPARQL update; every query that comes after it sees what it did."""
    allowance = Allowance(seconds=settings.update_seconds, memory=settings.update_memory)
    with library.writing() as store:
        with library.pinned_whole() as snapshot:
            graphs = update_graphs(store, snapshot, update, allowance)
        _write(store, graphs, library.known())


def replace(library: Library, graphs: Graphs) -> None:
    """Make graphs hold what is given; every query that comes after it sees that."""
    _refuse_withheld(library, graphs)
    with library.writing() as store:
        _write(store, graphs, library.known())


def extend(library: Library, graphs: Graphs) -> None:
    """Add to graphs what is given."""
    _refuse_withheld(library, graphs)
    with library.writing() as store:
        whole = {name: tuple(sorted({*store.quads(name), *quads}, key=repr)) for name, quads in graphs.items()}
        _write(store, whole, library.known())


def _refuse_withheld(library: Library, graphs: Graphs) -> None:
    """QueryError for texts that this server gave out in part: to store them would lose the rest."""
    found = next((name for name, quads in sorted(graphs.items()) if library.withholds and is_withheld(quads)), None)
    if found:
        raise QueryError(
            f"the text in <{found}> is not whole (parts stand as {WITHHELD}): this server gives out passages only "
            "(ONRECORD_TEXTS=passages), and what it gave out cannot be put in the place of the whole"
        )


def _write(store: Writer, graphs: Graphs, told: Known) -> None:
    namer = Namer(base=store.base)
    documents = _documents(store, namer, graphs)
    changed = dict(graphs)
    if documents:
        runs, now = Iri(namer.runs_graph), datetime.now(UTC)
        recorded = changed.get(runs, tuple(store.quads(runs)))
        run = run_quads(documents, namer, version=EDITED, started=now, ended=now)
        changed[runs] = tuple(sorted({*recorded, *run}, key=repr))
        changed.update(pending_quads(store, namer, documents))
    store.replace_graphs(changed)
    is_derived = bool({namer.derived_graph, namer.pending_graph} & graphs.keys())
    if documents or is_derived:
        settle(store, told, whole=is_derived)
    store.publish()


def _documents(store: Writer, namer: Namer, graphs: Graphs) -> tuple[str, ...]:
    """The documents whose graphs are among these, as they were and as they will be."""
    others = {VOCABULARY_GRAPH, namer.derived_graph, namer.pending_graph, namer.runs_graph, namer.own_graph}
    found: set[str] = set()
    for name, quads in graphs.items():
        if name not in others:
            found |= articles((*quads, *store.quads(name)))
    return tuple(sorted(found))
