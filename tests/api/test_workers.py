"""Queries in processes of their own: answers and errors pass through, and what is too much is killed without a trace."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.workers import IN_MEMORY, Gathered, LeftError, QueryWorkers
from kg.errors import BusyError, QueryError, StoreError, TooLargeError, TooSlowError
from kg.stores.process import WorkerProcess
from kg.stores.tasks import Task
from tests.api.loops import in_a_loop

JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
GROWING = f"SELECT (STRLEN(?v30) AS ?n) WHERE {{ BIND('x' AS ?v0) {DOUBLED} }}"
EVERYTHING = "SELECT * WHERE { ?s ?p ?o . ?s ?q ?r }"


@pytest.fixture
def workers() -> Iterator[QueryWorkers]:
    """Workers for two long queries, with little memory each."""
    made = QueryWorkers(long=2, queue=2, memory=400_000_000)
    made.start()
    yield made
    made.close()


@pytest.fixture(scope="module")
def snapshot(example_store: Path) -> str:
    """A snapshot of the example document."""
    return str(example_store / "snapshots" / (example_store / "current").read_text().strip())


def task(snapshot: str, query: str, *, media_type: str = JSON, most_rows: int = 1_000, seconds: float = 20) -> Task:
    """A query as the endpoint hands it on."""
    return Task(
        snapshot=snapshot,
        query=query,
        media_type=media_type,
        base="http://base.example/",
        most_rows=most_rows,
        most_bytes=50_000_000,
        seconds=seconds,
    )


def children() -> set[int]:
    """The processes that this one has started and that are still there."""
    found = set()
    for folder in Path("/proc").iterdir():
        try:
            stat = (folder / "stat").read_text() if folder.name.isdigit() else ""
        except OSError:
            continue
        if stat and int(stat.rpartition(")")[2].split()[1]) == os.getpid():
            found.add(int(folder.name))
    return found


def killed(workers: QueryWorkers) -> int:
    """How many were killed; nothing runs any more then, or it never ends."""
    until = time.monotonic() + 60
    while workers.places.running:
        assert time.monotonic() < until
        time.sleep(0.01)
    return workers.killed


def test_answers_and_errors_pass_through(workers: QueryWorkers, snapshot: str) -> None:
    assert workers.answer(task(snapshot, "ASK {}"), "me").content == b'{"head":{},"boolean":true}'
    with pytest.raises(QueryError, match="line 1, column 9"):
        workers.answer(task(snapshot, "SELECT }"), "me")
    assert workers.killed == 0


def test_a_slow_query_is_killed_and_its_place_is_free(workers: QueryWorkers, snapshot: str) -> None:
    before = children()
    for _ in range(3):
        started = time.monotonic()
        with pytest.raises(TooSlowError, match=r"0\.5 s"):
            workers.answer(task(snapshot, ENDLESS, seconds=0.5), "me")
        assert time.monotonic() - started < 2
    assert killed(workers) == 3
    assert workers.answer(task(snapshot, "ASK {}"), "me").size
    assert len(children()) <= len(before) + 2


def test_a_query_that_takes_too_much_memory_costs_its_worker_only(workers: QueryWorkers, snapshot: str) -> None:
    with pytest.raises(TooLargeError, match="memory allowed"):
        workers.answer(task(snapshot, GROWING), "me")
    assert workers.answer(task(snapshot, "ASK {}"), "me").size


def test_quick_queries_are_answered_beside_long_ones(workers: QueryWorkers, snapshot: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        long = [pool.submit(workers.answer, task(snapshot, ENDLESS, seconds=6), "heavy") for _ in range(2)]
        time.sleep(0.6)
        for _ in range(5):
            started = time.monotonic()
            assert workers.answer(task(snapshot, "ASK {}"), "me").size
            assert time.monotonic() - started < 3
        assert all(isinstance(future.exception(30), (TooSlowError, BusyError)) for future in long)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems only have a low priority")
def test_every_long_query_gives_way_also_without_a_long_place(workers: QueryWorkers, snapshot: str) -> None:
    def giving_way() -> list[int]:
        return [pid for pid in children() if os.sched_getscheduler(pid) == os.SCHED_IDLE]

    with ThreadPoolExecutor(2) as pool:
        long = [pool.submit(workers.answer, task(snapshot, ENDLESS, seconds=3), "heavy") for _ in range(2)]
        seen = 0
        while seen < 2 and not any(future.done() for future in long):
            assert workers.answer(task(snapshot, "ASK {}"), "me").size
            seen = max(seen, len(giving_way()))
        assert seen == 2  # one client has one of two long places: the other query stays where it began
        assert all(isinstance(future.exception(30), TooSlowError) for future in long)
    assert killed(workers) == 2
    assert not giving_way()  # who gave way cannot take it back, so nobody meets it again


def test_an_event_loop_goes_on_while_queries_run(workers: QueryWorkers, snapshot: str) -> None:
    async def all_at_once() -> tuple[list[Gathered | BaseException], int]:
        steps = 0

        async def step() -> None:
            nonlocal steps
            while True:
                await asyncio.sleep(0.01)
                steps += 1

        stepping = asyncio.create_task(step())
        texts = (*("ASK {}" for _ in range(4)), "SELECT }", EVERYTHING, ENDLESS)
        asked = (
            workers.answer_in_loop(task(snapshot, text, most_rows=10**6), f"client {number}")
            for number, text in enumerate(texts[:3])
        )
        found = await asyncio.gather(*asked, return_exceptions=True)
        for text, seconds in zip(texts[3:], (20, 20, 20, 3), strict=True):
            found += await asyncio.gather(
                workers.answer_in_loop(task(snapshot, text, seconds=seconds, most_rows=10**6), "me"), return_exceptions=True
            )
        stepping.cancel()
        return found, steps

    (*short, wrong, long, endless), steps = in_a_loop(all_at_once())
    assert [answer.content for answer in short if isinstance(answer, Gathered)] == [b'{"head":{},"boolean":true}'] * 4
    assert isinstance(wrong, QueryError)
    assert isinstance(long, Gathered)
    assert long.size == sum(map(len, long.chunks())) > IN_MEMORY
    assert isinstance(endless, TooSlowError)
    assert steps > 50
    assert killed(workers) == 1


def test_what_is_no_longer_wanted_in_an_event_loop_is_killed(workers: QueryWorkers, snapshot: str) -> None:
    async def leave() -> None:
        await workers.answer_in_loop(task(snapshot, "ASK {}"), "me")
        asked = asyncio.create_task(workers.answer_in_loop(task(snapshot, ENDLESS), "me"))
        await asyncio.sleep(0.1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked

    in_a_loop(leave())
    assert killed(workers) == 1
    assert workers.answer(task(snapshot, "ASK {}"), "me").size


def test_more_than_can_wait_are_turned_away(workers: QueryWorkers, snapshot: str) -> None:
    with ThreadPoolExecutor(12) as pool:
        runs = [pool.submit(workers.answer, task(snapshot, ENDLESS, seconds=2), str(number)) for number in range(12)]
        errors = [future.exception(30) for future in runs]
    assert {type(error) for error in errors} == {TooSlowError, BusyError}
    assert workers.answer(task(snapshot, "ASK {}"), "me").size


def test_rows_are_limited_and_long_answers_kept_in_a_file(workers: QueryWorkers, snapshot: str) -> None:
    with pytest.raises(TooLargeError, match="1,000 rows"):
        workers.answer(task(snapshot, EVERYTHING), "me")
    turtle = task(snapshot, "CONSTRUCT WHERE { ?s ?p ?o }", media_type="text/turtle", most_rows=10)
    with pytest.raises(TooLargeError, match="10 rows"):
        workers.answer(turtle, "me")
    answer = workers.answer(task(snapshot, EVERYTHING, most_rows=10**6), "me")
    assert answer.size > IN_MEMORY
    assert answer.content == b""
    assert sum(map(len, answer.chunks())) == answer.size


def test_closing_ends_every_process(snapshot: str) -> None:
    before = children()
    made = QueryWorkers(long=1, queue=1, memory=400_000_000)
    made.start()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(made.answer, task(snapshot, ENDLESS), "me")
        time.sleep(0.5)
        made.close()
        assert isinstance(running.exception(5), (QueryError, StoreError, OSError))
    assert children() == before
    with pytest.raises(BusyError, match="stopping"):
        made.answer(task(snapshot, "ASK {}"), "me")


def test_many_at_once_get_their_own_answers(workers: QueryWorkers, snapshot: str) -> None:
    barrier = threading.Barrier(4)

    def one(number: int) -> bytes:
        barrier.wait(10)
        return workers.answer(task(snapshot, f"SELECT ({number} AS ?n) {{}}"), str(number)).content

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(one, range(4)))
    assert [f'"value":"{number}"'.encode() in answer for number, answer in enumerate(answers)] == [True] * 4


def test_who_has_left_is_not_worked_for(workers: QueryWorkers, snapshot: str) -> None:
    async def stays() -> None:
        await asyncio.Event().wait()

    async def leaves() -> None:
        while not workers.places.running:
            await asyncio.sleep(0.01)

    async def go() -> None:
        with pytest.raises(LeftError):
            await workers.answer_in_loop(task(snapshot, ENDLESS), "me", leaves)
        assert workers.killed == 1
        answer = await workers.answer_in_loop(task(snapshot, EVERYTHING, most_rows=10**6), "me", stays)
        assert answer.size == sum(map(len, answer.chunks()))
        with pytest.raises(TooLargeError):
            await workers.answer_in_loop(task(snapshot, EVERYTHING), "me", stays)

    in_a_loop(go())
    assert killed(workers) == 1


def test_nobody_waits_for_a_process_to_end(workers: QueryWorkers, snapshot: str, monkeypatch: pytest.MonkeyPatch) -> None:
    may_end, kill = threading.Event(), WorkerProcess.kill

    def kill_slowly(worker: WorkerProcess) -> None:
        assert may_end.wait(60)
        kill(worker)

    monkeypatch.setattr(WorkerProcess, "kill", kill_slowly)
    with pytest.raises(TooSlowError):
        workers.answer(task(snapshot, ENDLESS, seconds=0.3), "me")
    with pytest.raises(TooSlowError):
        in_a_loop(workers.answer_in_loop(task(snapshot, ENDLESS, seconds=0.3), "me"))
    assert workers.places.running == 2  # its memory is still taken
    may_end.set()
    assert killed(workers) == 2
