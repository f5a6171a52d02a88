"""Builds what the settings ask for: the stores that commands read and write, and the server's view of one."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from api.settings import Settings
from kg.authority import read_authority
from kg.consolidate import NOTHING_KNOWN, Consolidated, Known, consolidate, follow_retractions, pending
from kg.errors import BusyError
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.judgements import NOTHING_DECIDED, Judgements, read_judgements
from kg.model import Iri
from kg.rdf import PASSAGES_RULES, passages_only, vocabulary_quads
from kg.stores import Store, open_store
from kg.stores.disk import Mirror, Writer, open_mirror, open_writer
from kg.stores.layout import Layout
from kg.stores.shown import Shown, remove_shown
from kg.stores.snapshots import Reader, open_reader


def reading(settings: Settings) -> Store:
    """The newest snapshot of the store, to read; StoreMissingError where there is none."""
    return open_store(settings.store, write=False, base=settings.base, access=settings.access)


def writing(settings: Settings) -> Store:
    """The store, to write; created where it is absent. StoreLockedError where another process writes to it."""
    return open_store(settings.store, write=True, base=settings.base, access=settings.access)


def judged(settings: Settings) -> Judgements:
    """What people decided about the store, as its file is now; nothing of a store in memory."""
    return NOTHING_DECIDED if settings.in_memory else read_judgements(settings.judgements_path)


def withdrawn(judgements: Judgements) -> Mapping[str, str]:
    """The documents that people withdrew, with their reasons, as reading wants to know them."""
    return {document: line.reason or "" for document, line in judgements.retracted.items()}


def known(settings: Settings) -> Known:
    """What consolidation is told from outside: judgements and authority files, as they are now."""
    entries = tuple(entry for path in settings.authority_paths for entry in read_authority(path))
    return Known(judgements=judged(settings), authority=entries)


def finish(store: Store, told: Known = NOTHING_KNOWN, *, whole: bool = False) -> Consolidated:
    """Bring up to date what depends on documents: the vocabulary, the derived graph, and the snapshot that readers see.

    What people retracted goes before that, whoever brought the document. The derived graph is built anew with `whole`, and
    otherwise changed as far as documents changed.
    """
    vocabulary = vocabulary_quads()
    if set(vocabulary) != set(store.quads(Iri(VOCABULARY_GRAPH))):
        store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary})
    found = settle(store, told, whole=whole)
    store.publish()
    return found


def settle(store: Store, told: Known, *, whole: bool) -> Consolidated:
    """Have the facts of documents and the derived graph follow what people decided and documents say."""
    namer = Namer(base=store.base)
    follow_retractions(store, namer, told.judgements, now=datetime.now(UTC))
    return consolidate(store, namer, told, whole=whole)


@dataclass(slots=True, eq=False)
class _Snapshot:
    """A snapshot that readers share; it is closed when the last of them has left and a newer one is there."""

    store: Reader
    readers: int = 0
    is_old: bool = False

    def close_if_left(self) -> None:
        if self.is_old and not self.readers:
            self.store.close()


_WRITE_SECONDS = 30.0


class Library:
    """A server's store: it alone writes to it, and its readers share the newest snapshot.

    A store in memory is one in a folder that goes with the server, since other processes read it too. A store that is a SPARQL
    server is read from a copy in such a folder, where no query reaches beyond it; it is fetched at the start and by `refresh`.
    Where the settings keep full texts from leaving, readers have a copy without them (`kg.stores.shown`).
    """

    def __init__(self, settings: Settings) -> None:
        is_elsewhere = settings.in_memory or settings.is_remote
        self._folder = TemporaryDirectory(prefix="onrecord-") if is_elsewhere else None
        self._told = settings
        self._settings = settings.model_copy(update={"store": self._folder.name}) if self._folder else settings
        root = self._settings.store_path
        was_left = Layout(root).unpublished.exists()
        self.writer = open_mirror(root, writing(settings)) if settings.is_remote else open_writer(root, settings.base)
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self.changed = threading.Event()
        """Set whenever there may be a newer snapshot; whoever waits for one clears it."""
        self._newest: _Snapshot | None = None
        if was_left or pending(self.writer, Namer(base=self.base)):
            finish(self.writer, self.known())  # what a server before this one wrote and could not bring to its end
        self._shown = self._without_texts(settings)

    def _without_texts(self, settings: Settings) -> Shown | None:
        """What readers see in the place of the store where full texts stay here; nothing is kept of it otherwise."""
        if settings.texts == "passages":
            return Shown(self.writer, passages_only, rules=PASSAGES_RULES)
        remove_shown(self.store_path)
        return None

    @property
    def withholds(self) -> bool:
        """Whether readers see only passages of the texts."""
        return self._shown is not None

    @property
    def base(self) -> str:
        """The base IRI of the store's data."""
        return self.writer.base

    def known(self) -> Known:
        """What people decided and authorities tell, as their files are now."""
        return known(self._told)

    def judged(self) -> Judgements:
        """What people decided, as its file is now."""
        return judged(self._told)

    @property
    def store_path(self) -> Path:
        """The folder of the store."""
        return self._settings.store_path

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The newest snapshot, kept open as long as it is read."""
        with self._held() as snapshot:
            yield snapshot.store

    @property
    def is_at_hand(self) -> bool:
        """Whether the newest snapshot is open already, so that nobody waits who reads it."""
        newest_one = self._newest
        return newest_one is not None and newest_one.store.folder.name == self._newest_name()

    @contextmanager
    def pinned(self) -> Iterator[str]:
        """The folder of the newest snapshot, which stays as long as another process reads it."""
        with self._held() as snapshot:
            yield str(snapshot.store.folder)

    @contextmanager
    def pinned_whole(self) -> Iterator[str]:
        """The newest snapshot of all that the store holds, for what changes it; nothing of it is for readers."""
        if self._shown is None:
            with self.pinned() as folder:
                yield folder
            return
        reader = open_reader(self._settings.store_path, self._settings.base)
        try:
            yield str(reader.folder)
        finally:
            reader.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The store to write to, for one at a time; BusyError where another takes too long. Whoever writes publishes."""
        if not self._writing.acquire(timeout=_WRITE_SECONDS):
            raise BusyError("another change takes long: try again in a few seconds")
        published = self.writer.published
        try:
            yield self.writer
        finally:
            self._writing.release()
            if self.writer.published != published:
                self.changed.set()

    def refresh(self) -> None:
        """Fetch what others changed in a store elsewhere; one in a folder here has no other writer."""
        with self.writing() as writer:
            if isinstance(writer, Mirror):
                writer.refresh()

    @contextmanager
    def _held(self) -> Iterator[_Snapshot]:
        with self._lock:
            snapshot = self._current()
            snapshot.readers += 1
        try:
            yield snapshot
        finally:
            with self._lock:
                snapshot.readers -= 1
                snapshot.close_if_left()

    def close(self) -> None:
        """Let the store go; readers that are still at work keep their snapshot until they leave."""
        with self._lock:
            self._retire()
            if self._shown is not None:
                self._shown.close()
            self.writer.close()
            if self._folder is not None:
                self._folder.cleanup()

    def _current(self) -> _Snapshot:
        name = self._newest_name()
        if self._newest is None or self._newest.store.folder.name != name:
            root = self._shown.root if self._shown is not None else self._settings.store_path
            opened = _Snapshot(open_reader(root, self._settings.base))
            self._retire()
            self._newest = opened
        return self._newest

    def _newest_name(self) -> str:
        name = self.writer.published if self._shown is None else self._shown.published
        assert name is not None  # whoever opens a store for writing publishes it
        return name

    def _retire(self) -> None:
        if self._newest is not None:
            self._newest.is_old = True
            self._newest.close_if_left()
            self._newest = None
