"""A store with the example document in it, and the real server over it on a free loopback port."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from api.app import create_app
from api.settings import Settings
from api.wiring import finish
from kg.facts import Fact
from kg.ids import DEFAULT_BASE, Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri
from kg.rdf import document_quads
from kg.resolve import resolve
from kg.stores import open_store
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
def serving(settings: Settings) -> Iterator[str]:
    """The address of a server that runs in a thread as long as the context."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create_app(settings), log_level="warning", ws="none", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
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
