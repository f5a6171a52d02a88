"""Measures the SPARQL service against others over one store, in one run: requests a second, p99, an ASK beside heavy queries.

    python -m benchmarks.generate --claims 20000 --store bench.store
    python -m benchmarks.endpoint bench.store --oxigraph .../bin/oxigraph --rdflib-python .../bin/python

Peers that are not named are left out. `--oxigraph` is the program of the `oxigraph` package; `--rdflib-python` an interpreter
that has `rdflib-endpoint`. Each query goes round the servers several times, so that what else the machine does meets all alike,
and the median counts. Each is asked in ever other words, a comment at its end, so that none can be answered from memory, and
then in the same words again and again. Beside the clock's time stands the processor's, of the server and of its workers, which
a busy machine changes less. What cannot be ended while it works is killed afterwards, whole.
"""

import argparse
import http.client
import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from benchmarks.servers import BARE, OWN, Running, servers
from ontology.terms import PREFIXES

_PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES if prefix in ("dcterms", "kg", "schema", "skos", "xsd")
)
QUERIES = {
    "describe": "DESCRIBE <https://onrecord.example/sector/steel>",
    "neighbours": "SELECT ?property ?other WHERE { <https://onrecord.example/sector/steel> ?property ?other } LIMIT 50",
    "ask": "ASK { ?s ?p ?o }",
    "who said what": _PREFIXES
    + "SELECT ?speaker ?text ?day WHERE { ?claim kg:sector <https://onrecord.example/sector/steel> ; dcterms:date ?day ; "
    "schema:text ?text ; schema:spokenByCharacter/skos:prefLabel ?speaker "
    'FILTER (?day >= "2024-03-01"^^xsd:date && ?day <= "2024-06-30"^^xsd:date) } ORDER BY DESC(?day) ?text LIMIT 50',
}
"""What is asked, by its name in the table."""
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
_ACCEPT = {"Accept": "application/sparql-results+json, text/turtle"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One query at one server: requests a second, seconds of the slowest in a hundred, milliseconds of processor for each."""

    a_second: float
    p99: float
    server: float = 0.0
    workers: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a query is asked: by so many connections from an address of this machine, for so long, in the same words or not."""

    connections: int
    seconds: float
    source: str = "127.0.0.1"
    is_same: bool = False


def measure(server: Running, query: str, way: Way) -> Measured:
    """Ask one query after the other on each connection."""
    times: list[float] = []
    numbers = itertools.count()
    before = server.processor_seconds()
    started = time.perf_counter()

    def go_on() -> None:
        with _connected(server, source=way.source) as connection, suppress(OSError, http.client.HTTPException):
            while time.perf_counter() < started + way.seconds:
                text = query if way.is_same else f"{query}\n# {next(numbers)}"
                asked = time.perf_counter()
                _ask(connection, text)
                times.append(time.perf_counter() - asked)

    threads = [threading.Thread(target=go_on) for _ in range(way.connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    own, others = (1000 * (b - a) / max(1, len(times)) for a, b in zip(before, server.processor_seconds(), strict=True))
    return Measured(a_second=len(times) / took, p99=p99(times), server=own, workers=others)


def p99(times: Sequence[float]) -> float:
    """The time of the slowest in a hundred; infinite where fewer than two were measured."""
    return quantiles(times, n=100)[98] if len(times) > 1 else float("inf")


def beside_heavy(server: Running, *, heavy: int, seconds: float) -> Measured:
    """An ASK alone on its connection, from an address of its own, while others ask what takes for ever."""
    ended = threading.Event()

    def burden() -> None:
        while not ended.is_set():
            try:
                with _connected(server, timeout=seconds + 2) as connection:
                    _ask(connection, HEAVY)
            except (OSError, http.client.HTTPException):
                ended.wait(0.2)

    for _ in range(heavy):
        threading.Thread(target=burden, daemon=True).start()
    time.sleep(2)
    try:
        return measure(server, QUERIES["ask"], Way(connections=1, seconds=seconds, source="127.0.0.2"))
    finally:
        ended.set()


@contextmanager
def _connected(server: Running, *, timeout: float = 60, source: str = "127.0.0.1") -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout, source_address=(source, 0))
    try:
        yield connection
    finally:
        connection.close()


def _ask(connection: http.client.HTTPConnection, query: str) -> None:
    connection.request("GET", f"/sparql?query={quote(query)}", headers=_ACCEPT)
    reply = connection.getresponse()
    content = reply.read()
    if query != HEAVY and reply.status != 200:
        raise http.client.HTTPException(f"{reply.status}: {content[:200]!r}")


Table = Mapping[str, Measured]
"""What was measured, by the name of a server."""


def lines(query: str, measured: Table) -> Iterator[str]:
    """A line for each server, with its ratios to the bare endpoint."""
    bare = measured[BARE]
    for name, its in measured.items():
        ratio, processor = its.a_second / bare.a_second, (its.server + its.workers) / max(1e-9, bare.server + bare.workers)
        yield (
            f"{query:20} {name:26} {its.a_second:8,.0f} a second ({ratio:5.2f}×)  p99 {its.p99 * 1000:8.1f} ms  "
            f"processor {its.server:6.2f} + {its.workers:5.2f} ms ({processor:5.2f}×)"
        )


def _middle(found: Sequence[Measured]) -> Measured:
    return Measured(
        a_second=median(one.a_second for one in found),
        p99=median(one.p99 for one in found),
        server=median(one.server for one in found),
        workers=median(one.workers for one in found),
    )


def main(arguments: list[str]) -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--oxigraph")
    parser.add_argument("--rdflib-python")
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--heavy", type=int, default=4)
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        servers(given.store, Path(folder), given.oxigraph, given.rdflib_python) as running,
    ):
        for (name, query), is_same in itertools.product(QUERIES.items(), (False, True)):
            way = Way(connections=given.connections, seconds=given.seconds, is_same=is_same)
            rounds = [{one.name: measure(one, query, way) for one in running} for _ in range(given.rounds)]
            measured = {one.name: _middle([found[one.name] for found in rounds]) for one in running}
            print(*lines(f"{name}, again" if is_same else name, measured), sep="\n", flush=True)
        _beside(running, given)


def _beside(running: Sequence[Running], given: argparse.Namespace) -> None:
    """The ASK beside heavy queries, server after server, since most go on with them when nobody waits any longer."""
    for server in sorted(running, key=lambda one: one.name != OWN):
        idle = measure(server, QUERIES["ask"], Way(connections=1, seconds=given.seconds))
        beside = beside_heavy(server, heavy=given.heavy, seconds=given.seconds)
        print(
            f"ASK beside {given.heavy} heavy queries: {server.name:26} p99 idle {idle.p99 * 1000:6.1f} ms, "
            f"beside {beside.p99 * 1000:8.1f} ms ({beside.p99 / idle.p99:6.1f}×)",
            flush=True,
        )
        server.process.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
