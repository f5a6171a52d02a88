"""The program that runs one SPARQL update on a draft of a store, in a process of its own, and tells what it changed.

Started by `kg.stores.edits` as ``python -m kg.stores.editor DRAFT SNAPSHOT BASE MEMORY PARENT TARGETS``, the update as input.
The draft is a copy of the live database that goes afterwards; the writer makes the changes its own in one atomic request, so
that an update which breaks off, or takes too long, has not happened.
"""

import json
import sys
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import OnrecordError
from kg.ids import Namer
from kg.stores.confinement import confine, end_with_parent
from kg.stores.explained import Explained
from kg.stores.tasks import encode_error

_FILE_BYTES = 1 << 34


def changes(before: ox.Store, after: ox.Store, own: ox.NamedNode, targets: tuple[str, ...] | None) -> dict[str, object]:
    """What differs: the new content of named graphs, what came into the default graph, and what of its own went out of it.

    Only the targets are looked at, graphs by their IRIs and "" for the default graph; None looks at everything.
    """
    added: list[str] = []
    removed: list[str] = []
    changed: set[ox.NamedNode] = set()
    for graph in (None,) if targets is None else tuple(ox.NamedNode(name) if name else ox.DefaultGraph() for name in targets):
        for is_new, quad in _differences(before, after, graph):
            if isinstance(quad.graph_name, ox.NamedNode):
                changed.add(quad.graph_name)
            elif is_new:
                added.append(f"{quad.triple} .")
            elif ox.Quad(quad.subject, quad.predicate, quad.object, own) in before:
                removed.append(f"{quad.triple} .")
    return {
        "graphs": {name.value: _lines(after, name) for name in sorted(changed, key=str)},
        "added": added,
        "removed": removed,
    }


def _lines(store: ox.Store, graph: ox.NamedNode) -> list[str]:
    return [f"{quad.triple} ." for quad in store.quads_for_pattern(None, None, None, graph)]


def _differences(
    before: ox.Store, after: ox.Store, graph: ox.NamedNode | ox.DefaultGraph | None
) -> Iterator[tuple[bool, ox.Quad]]:
    """What is new (True) and what is gone, in one pass over both, since the engine keeps both in one order."""
    old, new = (store.quads_for_pattern(None, None, None, graph) for store in (before, after))
    gone, come = next(old, None), next(new, None)
    while gone is not None or come is not None:
        if gone == come:
            gone, come = next(old, None), next(new, None)
        elif come is not None and come not in before:
            yield True, come
            come = next(new, None)
        elif gone is not None:
            yield False, gone
            gone = next(old, None)


def main(arguments: list[str]) -> None:
    """Run the update, and print the changes as JSON."""
    draft, snapshot, base, memory, parent, targets = arguments
    end_with_parent(int(parent))
    confine(int(memory), file_bytes=_FILE_BYTES)
    looked_at = tuple(found) if (found := json.loads(targets)) is not None else None
    own = ox.NamedNode(Namer(base=base).own_graph)
    update = sys.stdin.buffer.read().decode("utf-8")
    try:
        after = ox.Store(draft)
        with Explained(update):
            after.update(update, base_iri=base)
        told: dict[str, object] = {"changes": changes(ox.Store.read_only(snapshot), after, own, looked_at)}
    except OnrecordError as error:
        told = {"error": encode_error(error).decode("ascii")}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
