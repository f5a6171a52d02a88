"""Takes documents in over HTTP: files into a folder, the folder to the reading process, graphs from there into the store."""

import json
import queue
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from api.settings import Settings
from api.wiring import Library, finish, withdrawn
from kg.consolidate import articles, pending_quads
from kg.errors import BusyError, StoreError
from kg.ids import Namer, digest
from kg.model import Iri
from kg.stores.disk import DRAFT
from kg.stores.process import bare_environment
from kg.stores.texts import read_graph

ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
}
"""The media types of documents, and the endings of their files."""

_NAME = re.compile(r"[^\w.-]+")
_WAIT_SECONDS = 60.0

Told = tuple[str, object]
_Told = queue.SimpleQueue[dict[str, object] | Exception | None]
"""Outcomes, and how they ended: None, or what went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file that a client sent; without a name it is named after its content."""

    content: bytes
    media_type: str
    name: str = ""

    @property
    def file(self) -> str:
        """What its file is called: the name without what leads elsewhere, and the ending of its media type."""
        stem = Path(_NAME.sub("-", self.name.replace("\\", "/").rpartition("/")[2])).stem.strip(".-")[:100]
        return (stem or f"document-{digest(self.content.hex())}") + ENDINGS[self.media_type]


class Intake:
    """Reads one batch at a time; the process that does is started when it is needed."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library, self._settings = library, settings
        self._lock = threading.Lock()
        self._process: _ReadingProcess | None = None

    def take(self, uploads: Sequence[Upload], *, again: bool) -> Iterator[dict[str, object]]:
        """What became of each document, as it is stored; when this ends, every query sees them all.

        What was begun is brought to its end in a thread of its own, also when the client no longer waits for it: whoever drops
        this iterator, at whatever moment, holds nothing up. BusyError where another batch takes long, StoreError where reading
        or storing breaks off.
        """
        told: _Told = queue.SimpleQueue()
        threading.Thread(target=self._take, args=(uploads, told), kwargs={"again": again}, name="intake").start()
        while (one := told.get()) is not None:
            if isinstance(one, Exception):
                raise one
            yield one

    def _take(self, uploads: Sequence[Upload], told: _Told, *, again: bool) -> None:
        try:
            for outcome in self._outcomes(uploads, again=again):
                told.put(outcome)
        except Exception as error:  # raised again where the outcomes are waited for
            told.put(error)
        else:
            told.put(None)

    def _outcomes(self, uploads: Sequence[Upload], *, again: bool) -> Iterator[dict[str, object]]:
        if not self._lock.acquire(timeout=_WAIT_SECONDS):
            raise BusyError("another batch of documents is being read: try again later")
        try:
            with tempfile.TemporaryDirectory(dir=self._library.store_path, prefix=DRAFT) as folder:
                files = _save(uploads, Path(folder))
                task = {"folder": folder, "files": files, "again": again, "withdrawn": withdrawn(self._library.judged())}
                yield from self._store(self._started().read(task))
        finally:
            self._lock.release()

    def _store(self, told: Iterator[Told]) -> Iterator[dict[str, object]]:
        namer, is_changed = Namer(base=self._library.base), False
        try:
            for kind, value in told:
                assert isinstance(value, dict)
                if kind == "outcome":
                    yield value
                else:
                    self._write(namer, value["name"], value["triples"])
                    is_changed = True
        finally:
            if is_changed:
                with self._library.writing() as store:
                    finish(store, self._library.known())

    def _write(self, namer: Namer, name: str, triples: str) -> None:
        graph = Iri(name)
        quads = read_graph(triples.encode(), "application/n-triples", graph=graph, base=namer.base, relative_to=graph)
        if graph == namer.pending_graph:  # told below, together with the document
            return
        with self._library.writing() as store:
            if graph == namer.runs_graph:  # others may have added to it meanwhile
                quads = tuple(sorted({*quads, *store.quads(graph)}, key=repr))
            changed = articles(quads)
            store.replace_graphs({graph: quads, **(pending_quads(store, namer, changed) if changed else {})})

    def _started(self) -> "_ReadingProcess":
        if self._process is None or not self._process.is_running():
            self._process = _ReadingProcess(self._library.store_path, self._library.base, self._settings)
        return self._process

    def close(self) -> None:
        """End the reading process, and wait until what it had read is stored."""
        if self._process is not None:
            self._process.kill()
        with self._lock:
            return


class _ReadingProcess:
    """The process of `api.reading`, watched: one that says nothing for long is killed."""

    def __init__(self, store: Path, base: str, settings: Settings) -> None:
        self._silence = settings.read_seconds
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-m", "api.reading", str(store), base, settings.reader, settings.model],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=bare_environment(),
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="reading", daemon=True).start()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")

    def read(self, task: Mapping[str, object]) -> Iterator[Told]:
        """Graphs and outcomes of a batch, in the order in which they come."""
        ended = False
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(task) + "\n")
            self._process.stdin.flush()
            for kind, value in iter(self._told, ("end", None)):
                if kind == "failed":
                    raise StoreError(f"the documents were not all read: {value}")
                yield kind, value
            ended = True
        except OSError as error:
            raise StoreError("the process that reads documents has ended: send them again") from error
        finally:
            if not ended:
                self.kill()

    def _told(self) -> Told:
        try:
            line = self._lines.get(timeout=self._silence)
        except queue.Empty:
            raise StoreError(f"reading a document took longer than {self._silence:g} s, and was broken off") from None
        if not line:
            raise StoreError("the process that reads documents broke off: send fewer at once, or look at the last one")
        kind, value = json.loads(line)
        return str(kind), value

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()


def _save(uploads: Sequence[Upload], folder: Path) -> list[str]:
    """The files' names, in order; two of one name are told apart."""
    names: list[str] = []
    for upload in uploads:
        name = upload.file
        if name in names:
            name = f"{len(names) + 1}-{name}"
        (folder / name).write_bytes(upload.content)
        names.append(name)
    return names
