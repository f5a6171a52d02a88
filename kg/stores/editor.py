"""The program that runs one SPARQL update on a draft of a store, in a process of its own, and tells what it changed.

Started by `kg.stores.edits` as ``python -m kg.stores.editor DRAFT SNAPSHOT BASE MEMORY PARENT``; the update comes by input. The
draft is a copy of the live database that goes afterwards; the writer makes the changes its own in one atomic request, so that
an update which breaks off, or takes too long, has not happened.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.errors import OnrecordError
from kg.stores.confinement import confine, end_with_parent
from kg.stores.explained import Explained
from kg.stores.tasks import encode_error

_FILE_BYTES = 1 << 34
_Graph = ox.NamedNode | ox.DefaultGraph


class _Fingerprint:
    """A file that keeps only the hash of what is written to it."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self._hash.update(content)
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""

    def value(self) -> bytes:
        return self._hash.digest()


def _fingerprint(store: ox.Store, graph: _Graph) -> bytes:
    """Equal for equal graphs: the engine keeps statements in an order of their own."""
    found = _Fingerprint()
    store.dump(cast("BinaryIO", found), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    return found.value()


def changes(before: ox.Store, after: ox.Store) -> dict[str, object]:
    """What differs: the new content of each named graph that changed, and what came into and went out of the default graph."""
    names = {name for store in (before, after) for name in store.named_graphs() if isinstance(name, ox.NamedNode)}
    changed = sorted((name for name in names if _fingerprint(before, name) != _fingerprint(after, name)), key=str)
    added: list[str] = []
    removed: list[str] = []
    if _fingerprint(before, ox.DefaultGraph()) != _fingerprint(after, ox.DefaultGraph()):
        for is_new, line in _differences(before, after):
            (added if is_new else removed).append(line)
    return {"graphs": {name.value: _lines(after, name) for name in changed}, "added": added, "removed": removed}


def _lines(store: ox.Store, graph: _Graph) -> list[str]:
    return [f"{quad.triple} ." for quad in store.quads_for_pattern(None, None, None, graph)]


def _differences(before: ox.Store, after: ox.Store) -> Iterator[tuple[bool, str]]:
    """What is new (True) and what is gone in the default graph, in one pass over both, since both have one order."""
    graph = ox.DefaultGraph()
    old, new = (store.quads_for_pattern(None, None, None, graph) for store in (before, after))
    gone, come = next(old, None), next(new, None)
    while gone is not None or come is not None:
        if gone == come:
            gone, come = next(old, None), next(new, None)
        elif come is not None and come not in before:
            yield True, f"{come.triple} ."
            come = next(new, None)
        elif gone is not None:
            yield False, f"{gone.triple} ."
            gone = next(old, None)


def main(arguments: list[str]) -> None:
    """Run the update, and print the changes as JSON."""
    draft, snapshot, base, memory, parent = arguments
    end_with_parent(int(parent))
    confine(int(memory), file_bytes=_FILE_BYTES)
    update = sys.stdin.buffer.read().decode("utf-8")
    try:
        after = ox.Store(draft)
        with Explained(update):
            after.update(update, base_iri=base)
        told: dict[str, object] = {"changes": changes(ox.Store.read_only(snapshot), after)}
    except OnrecordError as error:
        told = {"error": encode_error(error).decode("ascii")}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
