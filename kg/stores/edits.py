"""Changes that come from outside: SPARQL updates, as the graphs that they change.

What is written to the default graph itself is kept in a graph of its own, `Namer.own_graph`; the default graph that queries
see is the union of that and all named graphs. What another graph says stays in the union when it is deleted from the default
graph alone.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, TooLargeError, TooSlowError
from kg.ids import Namer
from kg.model import Iri, Quad
from kg.stores.base import Store
from kg.stores.disk import DRAFT, Writer
from kg.stores.process import bare_environment
from kg.stores.tasks import decode_error
from kg.stores.texts import quad_of
from kg.stores.update_guard import targets

Graphs = Mapping[Iri, Sequence[Quad]]
"""The whole new content of graphs, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one update may take."""

    seconds: float
    memory: int


def update_graphs(store: Writer, snapshot: str, update: str, allowance: Allowance) -> Graphs:
    """The graphs that an update changes, as it leaves them; nothing is written. `snapshot` must show all that the store holds.

    QueryError for what is wrong with the update, TooSlowError and TooLargeError past what it may take.
    """
    looked_at = json.dumps(targets(update))
    with tempfile.TemporaryDirectory(dir=store.root, prefix=DRAFT) as folder:
        draft = Path(folder) / "live"
        store.copy_to(draft)
        found = _run(update, (str(draft), snapshot, store.base, str(allowance.memory), str(os.getpid()), looked_at), allowance)
    return _graphs(store, found)


def _run(update: str, arguments: tuple[str, ...], allowance: Allowance) -> Mapping[str, object]:
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-m", "kg.stores.editor", *arguments],
            input=update.encode("utf-8"),
            capture_output=True,
            timeout=allowance.seconds,
            env=bare_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooSlowError(f"the update took longer than the {allowance.seconds:g} s allowed: do less at once") from None
    if done.returncode:
        raise TooLargeError(
            f"the update broke off (code {done.returncode}): it may take {allowance.memory:,} bytes of memory; do less at once"
        )
    told = json.loads(done.stdout)
    if "error" in told:
        raise decode_error(told["error"].encode("ascii"))
    found = told["changes"]
    assert isinstance(found, dict)
    return found


def _graphs(store: Store, found: Mapping[str, object]) -> Graphs:
    named, added, removed = found["graphs"], found["added"], found["removed"]
    assert isinstance(named, dict)
    assert isinstance(added, list)
    assert isinstance(removed, list)
    graphs: dict[Iri, Sequence[Quad]] = {
        Iri(name): _read(lines, graph=Iri(name), base=store.base) for name, lines in named.items()
    }
    own = Iri(Namer(base=store.base).own_graph)
    if added or removed:
        before = set(graphs[own] if own in graphs else store.quads(own))
        gone, come = (_read(lines, graph=own, base=store.base) for lines in (removed, added))
        graphs[own] = tuple(sorted((before - set(gone)) | set(come), key=repr))
    return graphs


def _read(lines: Iterable[str], *, graph: Iri, base: str) -> tuple[Quad, ...]:
    try:
        triples = [quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)]
    except SyntaxError as error:
        raise StoreError(f"the update writes what cannot be stored: {error}") from error
    return tuple(sorted({quad_of(triple, graph=graph, base=base) for triple in triples}, key=repr))
