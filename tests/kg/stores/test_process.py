"""A worker process: confined, watched, gone when it is killed, and no memory of it anywhere."""

import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import BusyError, QueryError, StoreError, TooSlowError
from kg.stores import open_store
from kg.stores.process import WorkerProcess
from kg.stores.tasks import Dataset, Task
from tests.kg.stores.conftest import iri, said

JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two graphs of which each says something of its own, and a lot besides."""
    place = tmp_path_factory.mktemp("store") / "store"
    with open_store(place, write=True) as store:
        store.replace_graphs(said("g", ("s", "p", "in g"), *(("x", f"p{n}", str(n)) for n in range(300))))
        store.replace_graphs(said("h", ("s", "p", "in h")))
    return str(place / "snapshots" / (place / "current").read_text().strip())


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    """A process with the usual memory."""
    made = WorkerProcess(1_000_000_000)
    made.wait_until_ready()
    yield made
    made.kill()


def ask(worker: WorkerProcess, snapshot: str, query: str, *, seconds: float = 20, dataset: Dataset | None = None) -> str:
    """The whole answer."""
    task = Task(
        snapshot=snapshot,
        query=query,
        media_type=JSON,
        base="http://base.example/",
        most_rows=1_000,
        most_bytes=10**6,
        seconds=seconds,
        dataset=dataset,
    )
    return b"".join(worker.answer(task, pause=1, on_pause=lambda: 1)).decode()


def test_it_answers_one_after_another_and_survives_errors(worker: WorkerProcess, snapshot: str) -> None:
    assert "true" in ask(worker, snapshot, "ASK {}")
    with pytest.raises(QueryError, match="line 1"):
        ask(worker, snapshot, "ASK {")
    with pytest.raises(StoreError, match="cannot be read"):
        ask(worker, f"{snapshot}-gone", "ASK {}")
    assert "true" in ask(worker, snapshot, "ASK { ?s ?p ?o }")
    assert worker.is_alive


@pytest.mark.parametrize(
    ("dataset", "default", "named"),
    [
        (None, "in g,in h", "in g,in h"),
        (Dataset(default=(iri("g"),)), "in g", ""),
        (Dataset(named=(iri("h"),)), "", "in h"),
        (Dataset(default=(iri("g"), iri("h")), named=(iri("g"),)), "in g,in h", "in g"),
        (Dataset(default=(iri("none"),)), "", ""),
    ],
)
def test_a_dataset_of_the_protocol_is_all_that_is_seen(
    worker: WorkerProcess, snapshot: str, dataset: Dataset | None, default: str, named: str
) -> None:
    for pattern, expected in (("?s ?p ?o", default), ("GRAPH ?g { ?s ?p ?o }", named)):
        found = ask(
            worker, snapshot, f"SELECT ?o WHERE {{ {pattern} FILTER(STRSTARTS(?o, 'in')) }} ORDER BY ?o", dataset=dataset
        )
        assert ",".join(word for word in ("in g", "in h") if word in found) == expected


def test_it_is_killed_at_the_deadline(worker: WorkerProcess, snapshot: str) -> None:
    started = time.monotonic()
    with pytest.raises(TooSlowError):
        ask(worker, snapshot, ENDLESS, seconds=0.5)
    assert time.monotonic() - started < 2
    assert not worker.is_fit
    worker.kill()
    assert not Path(f"/proc/{worker.pid}").exists()


def test_it_is_killed_when_its_place_is_needed(worker: WorkerProcess, snapshot: str) -> None:
    def needed() -> float:
        raise BusyError("another waits")

    task = Task(
        snapshot=snapshot, query=ENDLESS, media_type=JSON, base="http://base.example/", most_rows=1, most_bytes=1, seconds=20
    )
    with pytest.raises(BusyError):
        b"".join(worker.answer(task, pause=0.1, on_pause=needed))
    assert not worker.is_fit


LITTLE_BY_LITTLE = (
    "SELECT ?long WHERE { ?a ?b ?c . ?d ?e ?f . BIND(STR(?a) AS ?v0) "
    + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(12))
    + " BIND(CONCAT(?v12, STR(?d)) AS ?long) }"
)
"""Ninety thousand rows of some hundred thousand bytes each, one at a time."""


def little_by_little(snapshot: str, *, seconds: float) -> Task:
    """A task whose answer has no end worth waiting for."""
    return Task(
        snapshot=snapshot,
        query=LITTLE_BY_LITTLE,
        media_type=JSON,
        base="http://base.example/",
        most_rows=10**6,
        most_bytes=10**12,
        seconds=seconds,
    )


def read_slowly(_: bytes) -> None:
    """So that more is at hand whenever it is asked for."""
    time.sleep(0.02)


def test_a_query_that_tells_a_little_all_the_time_is_a_long_one_too(worker: WorkerProcess, snapshot: str) -> None:
    found: list[int] = []

    def paused() -> float:
        if found:
            raise BusyError("another waits")
        return 0.2

    chunks = worker.answer(little_by_little(snapshot, seconds=20), pause=0.2, on_pause=paused)
    with pytest.raises(BusyError):
        found.extend(map(len, chunks))
    assert not worker.is_fit


def test_what_comes_after_the_deadline_is_not_waited_for(worker: WorkerProcess, snapshot: str) -> None:
    chunks = worker.answer(little_by_little(snapshot, seconds=0.5), pause=60, on_pause=lambda: 60)
    with pytest.raises(TooSlowError, match=r"0\.5 s allowed"):
        deque(map(read_slowly, chunks), maxlen=0)
    assert not worker.is_fit


@pytest.mark.skipif(sys.platform != "linux", reason="other systems only have a low priority")
def test_what_takes_long_runs_only_while_nothing_else_wants_to(worker: WorkerProcess, snapshot: str) -> None:
    assert os.sched_getscheduler(worker.pid) == os.SCHED_OTHER
    worker.lower_priority()
    assert os.sched_getscheduler(worker.pid) == os.SCHED_IDLE
    assert worker.is_tired
    assert "true" in ask(worker, snapshot, "ASK {}")


def test_a_crash_is_told(worker: WorkerProcess, snapshot: str) -> None:
    with pytest.raises(QueryError, match="broke off"):
        ask(worker, snapshot, "SELECT * WHERE " + "{" * 30_000 + "}" * 30_000)
    assert not worker.is_fit


CONFINED = """
import socket, sys
from pathlib import Path
from kg.stores.confinement import confine
is_away = confine(500_000_000)
print(is_away)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
    print("connected")
except OSError:
    print("cut off")
try:
    bytearray(600_000_000)
    print("allocated")
except MemoryError:
    print("limited")
try:
    Path(sys.argv[2]).write_text("x")
    print("written")
except OSError:
    print("no file")
"""


def test_a_confined_process_has_no_network_no_files_and_little_memory(tmp_path: Path, root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = subprocess.run(
            [sys.executable, "-c", CONFINED, str(listening.getsockname()[1]), str(tmp_path / "x")],
            capture_output=True, text=True, check=True, cwd=root,
        )  # fmt: skip
    is_away, network, memory, file = done.stdout.split("\n")[:4]
    assert (memory, file) == ("limited", "no file")
    assert network == ("cut off" if is_away == "True" else "connected")


def test_a_worker_whose_server_dies_ends_too(snapshot: str, root: Path) -> None:
    code = (
        "import os, sys; from kg.stores.process import WorkerProcess; w = WorkerProcess(10**9); w.wait_until_ready(); "
        "print(w.pid, flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False)
    for _ in range(100):
        if not Path(f"/proc/{done.stdout.strip()}/fd").exists():
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")
