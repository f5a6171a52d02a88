"""What is killed in the tests of killing, each in a process of its own: `python -m tests.api.killed WHAT STORE SOURCE`.

Each begins with a line once it is about to work, tells a line for whatever is done for good, and goes on for ever.
"""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

from api.wiring import finish
from kg.consolidate import pending_quads
from kg.ids import Namer
from kg.model import Iri, Quad
from kg.stores import Store, open_store
from kg.stores.copies import backup, restore

Graphs = Mapping[Iri, tuple[Quad, ...]]


def document_graphs(store: Path) -> Graphs:
    """The graphs of the documents of a store, by name."""
    with open_store(store, write=False) as opened:
        names = opened.graph_names()
        return {name: tuple(opened.quads(name)) for name in names if is_document(name)}


def is_document(graph: Iri) -> bool:
    """Whether a graph is one that holds a document."""
    return graph.startswith(Namer().graph("")[: -len("0123456789abcdef")]) and len(graph.rpartition("/")[2]) == 16


def write(store: Store, graphs: Graphs) -> None:
    """Write documents as readers of documents do: in one request with the word that they changed."""
    documents = [graph.replace("/graph/", "/document/") for graph in graphs]
    store.replace_graphs({**graphs, **pending_quads(store, Namer(), documents)})


def consolidating(store: Path, source: Path) -> Iterator[str]:
    """Documents come and go one by one, with all that depends on them, and are published."""
    graphs = document_graphs(source)
    with open_store(store, write=True) as opened:
        yield "begun"
        for number in count():
            name = sorted(graphs)[number % len(graphs)]
            is_there = number // len(graphs) % 2 == 0
            write(opened, {name: graphs[name] if is_there else ()})
            yield f"{'+' if is_there else '-'}{name}"
            finish(opened)


def loading(store: Path, source: Path) -> Iterator[str]:
    """All documents come at once, in one request, and go at once."""
    graphs = document_graphs(source)
    with open_store(store, write=True) as opened:
        yield "begun"
        for number in count():
            write(opened, graphs if number % 2 == 0 else dict.fromkeys(graphs, ()))
            yield "all" if number % 2 == 0 else "none"
            finish(opened)


def copying(store: Path, source: Path) -> Iterator[str]:
    """A store is backed up to folders beside, and these are restored."""
    yield "begun"
    for number in count():
        copy, restored = (store.with_name(f"{name}-{number}") for name in ("copy", "restored"))
        backup(source, copy)
        yield copy.name
        restore(copy, restored)
        yield restored.name


def upgrading(store: Path, source: Path) -> Iterator[str]:
    """Stores of an older form, the last in a folder, are opened for writing."""
    made = store.with_name("made")
    yield "begun"
    for number in count():
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(source, made)
        made.replace(store.with_name(f"store-{number}"))
        open_store(store.with_name(f"store-{number}"), write=True).close()
        yield f"store-{number}"


KILLED: Mapping[str, Callable[[Path, Path], Iterator[str]]] = {
    work.__name__: work for work in (consolidating, loading, copying, upgrading)
}
"""What there is to kill, by name."""

if __name__ == "__main__":
    for done in KILLED[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3])):
        print(done, flush=True)  # noqa: T201  # this is how it tells
