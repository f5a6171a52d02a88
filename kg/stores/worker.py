"""The program that answers users' queries: one process, one query at a time, over read-only snapshots, until it is killed.

Started by `kg.stores.process` as ``python -m kg.stores.worker CHANNEL MEMORY``. The deadline is its server's to keep; the alarm
is for a worker whose server is gone.
"""

import signal
import socket
import sys
from collections.abc import Callable
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.errors import OnrecordError, StoreError, TooLargeError
from kg.stores.confinement import confine
from kg.stores.explained import ENGINE_ERRORS, Explained, explain
from kg.stores.outlet import Outlet
from kg.stores.tasks import Frames, Kind, Task, decode_task, encode_error, send, send_last
from ontology.terms import PREFIXES

_GRACE = 2.0


class _Snapshots:
    """The one snapshot that is open: tasks name theirs, and nearly always it is the one of the task before."""

    def __init__(self) -> None:
        self._path = ""
        self._store: ox.Store | None = None

    def open(self, path: str) -> ox.Store:
        if self._store is None or path != self._path:
            self._store = None
            try:
                self._store = ox.Store.read_only(path)
            except ENGINE_ERRORS as error:
                raise StoreError(f"the snapshot at {path} cannot be read: {explain(error)}") from error
            self._path = path
        return self._store


def answer(store: ox.Store, task: Task, passed_on: Callable[[bytes], None]) -> None:
    """Run a task's query and pass its answer on in chunks; QueryError for what is wrong with it, TooLargeError past a limit."""
    outlet = Outlet(passed_on, task.media_type, most_rows=task.most_rows, most_bytes=task.most_bytes)
    out = cast("BinaryIO", outlet)  # it has what the engine needs of one
    with Explained(task.query):
        result = _run(store, task)
        if isinstance(result, ox.QueryTriples):
            triples = outlet.counted(iter(result))
            graph_format = ox.RdfFormat.from_media_type(task.media_type)
            ox.serialize(triples, out, format=graph_format, prefixes=dict(PREFIXES))
        else:
            result.serialize(out, format=ox.QueryResultsFormat.from_media_type(task.media_type))
    outlet.flush()


class _Answer:
    """Sends an answer in chunks, the last of them together with the word that it is the last."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._latest = b""

    def add(self, chunk: bytes) -> None:
        if self._latest:
            send(self._channel, Kind.CONTENT, self._latest)
        self._latest = chunk

    def end(self) -> None:
        send_last(self._channel, self._latest)


def _run(store: ox.Store, task: Task) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    graphs = task.dataset
    if graphs is None:
        return store.query(task.query, base_iri=task.base)
    return store.query(
        task.query,
        base_iri=task.base,
        default_graph=[ox.NamedNode(iri) for iri in graphs.default],
        named_graphs=[ox.NamedNode(iri) for iri in graphs.named],
    )


def serve(channel: socket.socket) -> None:
    """Answer one task after another until the other side leaves."""
    snapshots, frames = _Snapshots(), Frames(channel)
    while True:
        try:
            _, content = frames.read()
        except EOFError:
            return
        task = decode_task(content)
        channel.settimeout(None)
        signal.setitimer(signal.ITIMER_REAL, task.seconds + _GRACE)
        try:
            told = _Answer(channel)
            answer(snapshots.open(task.snapshot), task, told.add)
            told.end()
        except OnrecordError as error:
            send(channel, Kind.FAILED, encode_error(error))
        except MemoryError:
            send(channel, Kind.FAILED, encode_error(TooLargeError("the query needs more memory than is allowed: ask for less")))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def main(arguments: list[str]) -> None:
    """Confine this process, tell that it is ready, and serve."""
    handle, memory = map(int, arguments)
    confine(memory)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which lets its workers go
    with socket.socket(fileno=handle) as channel:
        send(channel, Kind.DONE)
        try:
            serve(channel)
        except (BrokenPipeError, ConnectionResetError):
            return


if __name__ == "__main__":
    main(sys.argv[1:])
