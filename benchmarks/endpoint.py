"""Measures the SPARQL service against others over one store, in one run: requests a second, p99, an ASK beside heavy queries.

    python -m benchmarks.generate --claims 20000 --store bench.store
    python -m benchmarks.endpoint bench.store --oxigraph .../bin/oxigraph --rdflib-python .../bin/python

Peers that are not named are left out. `--oxigraph` is the program of the `oxigraph` package; `--rdflib-python` an interpreter
that has `rdflib-endpoint`. What cannot be ended while it works is killed afterwards, whole.
"""

import argparse
import http.client
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlsplit

from kg.rdf import nquads
from kg.stores import open_store
from ontology.terms import PREFIXES

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES if prefix in ("kg", "schema", "skos"))
QUERIES = {
    "describe": "DESCRIBE <https://onrecord.example/sector/steel>",
    "neighbours": "SELECT ?property ?other WHERE { <https://onrecord.example/sector/steel> ?property ?other } LIMIT 50",
    "who said what": _PREFIXES
    + "SELECT ?speaker ?text WHERE { ?claim a kg:Utterance ; schema:about <https://onrecord.example/sector/steel> ; "
    "schema:text ?text ; schema:spokenByCharacter/skos:prefLabel ?speaker } LIMIT 50",
    "ask": "ASK { ?s ?p ?o }",
}
"""What is asked, by its name in the table."""
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
_ACCEPT = {"Accept": "application/sparql-results+json, text/turtle"}
_RDFLIB = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
data = Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data, path="/sparql"), port=int(sys.argv[2]), log_level="warning")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One query at one server."""

    a_second: float
    p99: float


def measure(address: str, query: str, *, connections: int, seconds: float) -> Measured:
    """So many connections that ask one after the other for so many seconds."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    def go_on() -> None:
        with _connected(address) as connection:
            while time.perf_counter() < until:
                started = time.perf_counter()
                _ask(connection, query)
                times.append(time.perf_counter() - started)

    _together([threading.Thread(target=go_on) for _ in range(connections)])
    return Measured(a_second=len(times) / seconds, p99=quantiles(times, n=100)[98] if len(times) > 1 else float("nan"))


def measure_beside_heavy(address: str, *, heavy: int, seconds: float) -> Measured:
    """An ASK alone on its connection while others ask what takes for ever."""
    ended = threading.Event()

    def burden() -> None:
        while not ended.is_set():
            try:
                with _connected(address, timeout=seconds + 2) as connection:
                    _ask(connection, HEAVY)
            except (OSError, http.client.HTTPException):
                ended.wait(0.2)

    for _ in range(heavy):
        threading.Thread(target=burden, daemon=True).start()
    time.sleep(2)
    try:
        return measure(address, QUERIES["ask"], connections=1, seconds=seconds)
    except (OSError, http.client.HTTPException):
        return Measured(a_second=0, p99=float("inf"))
    finally:
        ended.set()


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextmanager
def _connected(address: str, *, timeout: float = 30) -> Iterator[http.client.HTTPConnection]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        yield connection
    finally:
        connection.close()


def _ask(connection: http.client.HTTPConnection, query: str) -> None:
    connection.request("GET", f"/sparql?query={quote(query)}", headers=_ACCEPT)
    connection.getresponse().read()


@contextmanager
def _server(*command: str, port: int) -> Iterator[str]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 300
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


def _servers(
    store: Path, folder: Path, oxigraph: str | None, rdflib_python: str | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each server's name and command, with PORT where its port goes."""
    snapshot = store / "snapshots" / (store / "current").read_text().strip()
    yield "onrecord", (str(Path(sys.executable).parent / "onrecord"), "serve", "--store", str(store), "--port", "PORT")
    yield "bare FastAPI + pyoxigraph", (sys.executable, "-m", "benchmarks.bare_endpoint", str(snapshot), "PORT")
    if oxigraph:
        database = folder / "oxigraph"
        shutil.copytree(snapshot, database)
        yield "oxigraph serve", (oxigraph, "serve", "--location", str(database), "--bind", "127.0.0.1:PORT")
    if rdflib_python:
        dump = folder / "dump.nq"
        with open_store(store, write=False) as opened:
            dump.write_text(nquads(opened.quads()))
        yield "rdflib-endpoint", (rdflib_python, "-c", _RDFLIB, str(dump), "PORT")


def main(arguments: list[str]) -> None:
    """Measure, and print one line of JSON for each server."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--oxigraph")
    parser.add_argument("--rdflib-python")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--heavy", type=int, default=4)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for name, command in _servers(given.store, Path(folder), given.oxigraph, given.rdflib_python):
            port = _free_port()
            with _server(*(part.replace("PORT", str(port)) for part in command), port=port) as address:
                print(json.dumps({"server": name, **_figures(address, given)}), flush=True)


def _figures(address: str, given: argparse.Namespace) -> dict[str, object]:
    figures: dict[str, object] = {}
    for name, query in QUERIES.items():
        measured = measure(address, query, connections=given.connections, seconds=given.seconds)
        figures[name] = {"a second": round(measured.a_second, 1), "p99 ms": round(measured.p99 * 1000, 1)}
    idle = measure(address, QUERIES["ask"], connections=1, seconds=given.seconds)
    beside = measure_beside_heavy(address, heavy=given.heavy, seconds=given.seconds)
    figures["ask alone, p99 ms"] = round(idle.p99 * 1000, 1)
    figures["ask beside heavy queries, p99 ms"] = round(beside.p99 * 1000, 1)
    return figures


if __name__ == "__main__":
    main(sys.argv[1:])
