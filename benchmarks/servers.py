"""SPARQL servers over one store, each in processes of its own, that the service is measured against."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.rdf import nquads
from kg.stores import open_store

OWN, BARE = "onrecord", "bare FastAPI + pyoxigraph"

_RDFLIB = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
data = Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data, path="/sparql"), port=int(sys.argv[2]), log_level="warning")
"""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers on a port of this machine."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"

    def processor_seconds(self) -> tuple[float, float]:
        """What it has taken of the processor so far: the server itself, and the processes that it started."""
        own, others = 0.0, 0.0
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                number, parent, took, left = _times(folder)
                own += took if number == self.process.pid else 0
                others += (left if number == self.process.pid else 0) + (took if parent == self.process.pid else 0)
        return own / _TICKS, others / _TICKS


def _times(folder: Path) -> tuple[int, int, int, int]:
    """Of a process: its number, its parent's, the ticks that it took, and those of its children that have ended."""
    try:
        told = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0, 0, 0, 0
    return int(folder.name), int(told[1]), int(told[11]) + int(told[12]), int(told[13]) + int(told[14])


@contextmanager
def servers(store: Path, folder: Path, oxigraph: str | None, rdflib_python: str | None) -> Iterator[tuple[Running, ...]]:
    """All of them at once; files that they need go to the folder."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(running(name, command)) for name, command in _commands(store, folder, oxigraph, rdflib_python)
        )


def _commands(
    store: Path, folder: Path, oxigraph: str | None, rdflib_python: str | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each server's name and command, with PORT where its port goes."""
    snapshot = store / "snapshots" / (store / "current").read_text().strip()
    database, dump = folder / "database", folder / "dump.nq"
    shutil.copytree(snapshot, database)
    if rdflib_python:
        with open_store(store, write=False) as opened:
            dump.write_text(nquads(opened.quads()))
    yield OWN, (str(Path(sys.executable).parent / "onrecord"), "serve", "--store", str(store), "--port", "PORT")
    yield BARE, (sys.executable, "-m", "benchmarks.bare_endpoint", str(database), "PORT")
    if oxigraph:
        yield "oxigraph serve", (oxigraph, "serve-read-only", "--location", str(database), "--bind", "127.0.0.1:PORT")
    if rdflib_python:
        yield "rdflib-endpoint", (rdflib_python, "-c", _RDFLIB, str(dump), "PORT")


@contextmanager
def running(name: str, command: tuple[str, ...]) -> Iterator[Running]:
    """A server by its command, with PORT where its port goes; it listens when the context begins."""
    port = _free_port()
    given = [part.replace("PORT", str(port)) for part in command]
    with subprocess.Popen(given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield Running(name, port, process)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
