"""The real server under hostile requests: answers in bounded time, in bounded memory, and others are served meanwhile."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import httpx
import pytest

from tests.api.bombs import CUT, PATIENT, Bomb, bombs
from tests.api.running import fill, server_process

SECONDS = 2.0
"""The deadline of queries here."""
SLACK = 15.0
"""What a busy machine may add."""
PATIENCE = 60.0
BOMBS = tuple(bombs())
MEMORY = 400_000_000


@dataclass(slots=True)
class Target:
    """The server under fire."""

    address: str
    pid: int
    memory_before: int = 0
    idle: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)
    refused: int = 0


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError(f"no memory of {pid}")


def ask(target: Target, client: httpx.Client) -> float:
    """How long a plain ASK takes; one that is turned away is asked again."""
    started = time.perf_counter()
    while (reply := client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})).status_code == 503:
        target.refused += 1
    assert reply.json()["boolean"] is True
    return time.perf_counter() - started


def another_client(address: str) -> httpx.Client:
    """A client with an address of its own, as strangers have."""
    return httpx.Client(base_url=address, timeout=30, transport=httpx.HTTPTransport(local_address="127.0.0.2"))


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server over a store of its own, with an ASK beside everything that is done to it."""
    store = tmp_path_factory.mktemp("bombs") / "store"
    fill(store)
    settings = {"ONRECORD_QUERY_SECONDS": str(SECONDS), "ONRECORD_QUERY_MEMORY": str(MEMORY)}
    with server_process(store, **settings) as (address, pid), another_client(address) as client:
        target = Target(address, pid)
        target.idle.extend(ask(target, client) for _ in range(50))
        target.memory_before = resident(pid)
        ended = threading.Event()

        def go_on() -> None:
            while not ended.wait(0.02):
                target.beside.append(ask(target, client))

        with ThreadPoolExecutor(1) as pool:
            going = pool.submit(go_on)
            yield target
            ended.set()
            going.result(30)


def throw(target: Target, bomb: Bomb) -> bytes:
    """What the server answers until it closes the connection."""
    parts = urlsplit(target.address)
    answer = bytearray()
    with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as connection:
        with suppress(ConnectionError):
            connection.sendall(bomb.content)
            for piece in bomb.slow:
                connection.settimeout(1)
                with suppress(TimeoutError):
                    answer += (received := connection.recv(65536))
                    if not received or b"\r\n\r\n" in answer:
                        break
                connection.sendall(piece)
            until = time.monotonic() + PATIENCE
            while bomb.endless and time.monotonic() < until:
                connection.sendall(bomb.endless)
        connection.settimeout(PATIENCE)
        with suppress(ConnectionError):
            while received := connection.recv(65536):
                answer += received
    return bytes(answer)


def check(bomb: Bomb, answer: bytes) -> None:
    """Whether an answer is one that may be given: a clear problem document, or simply an answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0
    assert status in bomb.statuses, (bomb.name, answer[:500])
    if status >= 400 and b"application/problem+json" in head:
        problem = json.loads(body)
        assert problem["status"] == status
        assert len(problem["detail"]) > 10
    elif status >= 400:
        assert b"Invalid HTTP request" in body, (bomb.name, answer[:500])


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_a_hostile_request_is_answered_in_time(target: Target, bomb: Bomb) -> None:
    started = time.monotonic()
    answer = throw(target, bomb)
    assert time.monotonic() - started < SECONDS + SLACK
    check(bomb, answer)


def test_nobody_can_hold_a_connection(target: Target) -> None:
    def one(bomb: Bomb) -> None:
        started = time.monotonic()
        check(bomb, throw(target, bomb))
        assert time.monotonic() - started < PATIENCE

    with ThreadPoolExecutor(len(PATIENT)) as pool:
        assert list(pool.map(one, PATIENT)) == [None] * len(PATIENT)


def test_all_at_once_leave_the_server_serving(target: Target) -> None:
    heavy = [bomb for bomb in BOMBS if bomb.statuses == CUT]
    with ThreadPoolExecutor(len(heavy)) as pool:
        for bomb, answer in zip(heavy, pool.map(lambda bomb: throw(target, bomb), heavy), strict=True):
            check(bomb, answer)
    assert httpx.get(f"{target.address}/healthz").status_code == 200
    assert httpx.get(f"{target.address}/claims.json").status_code == 200


def test_an_ask_beside_it_all_stayed_quick_and_memory_small(target: Target, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(BOMBS) + len(PATIENT) >= 60
    assert len(target.beside) > 20
    assert target.refused <= len(target.beside) // 20
    idle, beside = (quantiles(times, n=100)[98] for times in (target.idle, target.beside))
    grown = resident(target.pid) - target.memory_before
    with capsys.disabled():
        print(  # noqa: T201  # the figure that all this is about
            f"\nASK p99 idle {idle * 1000:.0f} ms, beside {beside * 1000:.0f} ms ({beside / idle:.1f}×); {grown / 1e6:+.0f} MB"
        )
    assert beside < 5
    assert grown < 200_000_000
