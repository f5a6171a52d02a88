"""A store with the example document in it, and the real server over it on a free loopback port."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from api.app import create_app
from api.server import server_config
from api.settings import Settings
from api.wiring import finish
from kg.facts import Fact
from kg.ids import DEFAULT_BASE, Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri
from kg.rdf import document_quads
from kg.resolve import resolve
from kg.stores import open_store
from tests.api.commands import ONRECORD
from tests.kg.facts_for_tests import example_document, example_facts


def fill(path: Path, *, base: str | None = None) -> None:
    """Make a store that holds the vocabulary and the example document."""
    store_document(path, example_document(Namer(base=base or DEFAULT_BASE)), example_facts(), base=base)


def store_document(path: Path, document: Document, facts: tuple[Fact, ...], *, base: str | None = None) -> None:
    """Make a store that holds the vocabulary and one document."""
    with open_store(path, write=True, base=base) as store:
        namer = Namer(base=store.base)
        resolution = resolve(document, facts, namer, lexicon())
        quads = document_quads(document, facts, resolution, namer, lexicon())
        store.replace_graphs({Iri(namer.graph(document.iri)): quads})
        finish(store)


@contextmanager
def server_process(store: str | Path, **environment: str) -> Iterator[tuple[str, int]]:
    """The address and the process of `onrecord serve`, as long as the context; settings come by the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with subprocess.Popen(
        [ONRECORD, "serve", "--store", str(store), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, **environment},
    ) as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            found = re.search(r"(?<= on )http://\S+", told)
            assert found, told + process.stderr.read()
            draining = threading.Thread(target=process.stderr.read, daemon=True)
            draining.start()
            _wait_for(found.group())
            yield found.group(), process.pid
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing answers at {address}")


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """The address of a server that runs in a thread as long as the context."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(server_config(create_app(settings)))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)
