"""A server that is killed at random moments: nothing acknowledged is lost, nothing half there, nothing left lying about."""

import os
import random
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

from kg.model import Iri, Literal
from kg.stores import open_store
from tests.api.running import server_process

TRIPLES = 60
GRAPHS = 4
TOKEN = {"Authorization": "Bearer t"}
A = "http://a.example/"


def graph(number: int) -> str:
    """The name of a graph."""
    return f"{A}g{number}"


def body(version: int) -> str:
    """What a graph says in one version, as Turtle."""
    return "".join(f"<{A}s{n}> <{A}p> {version} .\n" for n in range(TRIPLES))


def write(address: str, numbers: tuple[int, ...], first: int, acknowledged: dict[int, int]) -> None:
    """Write ever newer versions, by the graph store and by updates, until the server is gone."""
    version = first
    with httpx.Client(base_url=address, headers=TOKEN, timeout=30) as client:
        try:
            while True:
                version += 1
                for number in numbers:
                    reply = _put(client, number, version) if version % 3 else _update(client, number, version)
                    assert reply.status_code in (201, 204), reply.text
                    acknowledged[number] = version
        except httpx.TransportError:
            return


def _put(client: httpx.Client, number: int, version: int) -> httpx.Response:
    parameters, kind = {"graph": graph(number)}, {"Content-Type": "text/turtle"}
    return client.put("/graphs", params=parameters, content=body(version), headers=kind)


def _update(client: httpx.Client, number: int, version: int) -> httpx.Response:
    name = graph(number)
    text = f"DROP SILENT GRAPH <{name}> ; INSERT DATA {{ GRAPH <{name}> {{ {body(version)} }} }}"
    return client.post("/update", content=text, headers={"Content-Type": "application/sparql-update"})


def check(store: Path, acknowledged: dict[int, int]) -> None:
    """Every graph is whole, in a version that is no older than the one that was acknowledged, and the union agrees."""
    with open_store(store, write=True) as opened:
        union = set()
        for number, least in acknowledged.items():
            quads = tuple(opened.quads(Iri(graph(number))))
            versions = {int(quad.object.value) for quad in quads if isinstance(quad.object, Literal)}
            assert len(quads) == TRIPLES or (not quads and not least)
            assert len(versions) <= 1
            assert all(version >= least for version in versions)
            union |= {(quad.subject, quad.object) for quad in quads}
        found = opened.select(f"SELECT ?s ?o WHERE {{ ?s <{A}p> ?o }}").rows
        assert sorted(map(str, found)) == sorted(map(str, union))
    left = {path.name for path in store.iterdir()}
    assert left <= {"onrecord.json", "live", "snapshots", "current"}
    assert len(list((store / "snapshots").iterdir())) <= 3


@pytest.mark.parametrize("kills", [3, pytest.param(200, marks=pytest.mark.stress)])
def test_a_killed_server_loses_nothing(tmp_path: Path, kills: int) -> None:
    chance, store = random.Random(kills), tmp_path / "store"
    acknowledged = dict.fromkeys(range(GRAPHS), 0)
    for _ in range(kills):
        with server_process(store, ONRECORD_TOKEN="t") as (address, pid):
            half = GRAPHS // 2
            shares = (tuple(range(half)), tuple(range(half, GRAPHS)))
            first = max(acknowledged.values()) + 1
            threads = [threading.Thread(target=write, args=(address, share, first, acknowledged)) for share in shares]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.2, 2.0))
            os.kill(pid, signal.SIGKILL)
            for thread in threads:
                thread.join(60)
        check(store, acknowledged)
    assert max(acknowledged.values()) > kills
