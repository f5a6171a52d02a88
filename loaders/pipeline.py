"""The one call path: paths → documents → facts → one named graph each in the store; or, without a store, records."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, TypeVar

from kg.consolidate import pending_quads
from kg.errors import InputError, OnrecordError, UnreadableError
from kg.facts import Fact
from kg.facts_json import record
from kg.ids import Namer
from kg.lexicon import Lexicon
from kg.model import Document, Iri, Quad
from kg.rdf import Earlier, document_quads, run_quads
from kg.resolve import resolve
from kg.stores import Store
from loaders.extract import Extraction, Extractor
from loaders.formats import read
from loaders.language import is_read
from loaders.ledger import Ledger
from loaders.retraction import find_retraction
from loaders.sources import Failed, Raw, Skipped, gather

_BATCH = 32
"""Documents that are parsed together and stored in one request."""
_BATCH_CHARACTERS = 300_000

T = TypeVar("T")
Record = dict[str, object]
"""One document's facts as `onrecord-facts/1`."""


class Status(StrEnum):
    """What became of something that was to be read; only `FAILED` asks for somebody's attention."""

    READ = "read"
    UNCHANGED = "unchanged"
    NOT_READ = "not read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document, or of a path that holds none: `reason` tells why it was not simply read.

    `counts` are the facts found by kind ("utterance", "post", …). A document in another language than English is stored
    without facts and NOT_READ, and so is one that is withdrawn. `earlier` is the hash of the version that a changed text
    replaces, `differences` what that changes in its claims.
    """

    path: str
    status: Status
    document_id: str | None = None
    iri: str | None = None
    reason: str | None = None
    counts: tuple[tuple[str, int], ...] = ()
    earlier: str | None = None
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What reading documents needs: names for things, the reference data, an extractor, and what people withdrew.

    `withdrawn` tells by a document's IRI why it is withdrawn, whatever its text; a store keeps such a document without facts.
    """

    namer: Namer
    lexicon: Lexicon
    extract: Extractor
    withdrawn: Mapping[str, str] = field(default_factory=dict)


def read_documents(paths: Iterable[str], namer: Namer, stdin: BinaryIO) -> Iterator[Document | Skipped | Failed]:
    """Every document at the paths, in order; what cannot be read is a Failed, what is no document a Skipped."""
    for raw in gather(paths, stdin):
        if isinstance(raw, Raw):
            for document in _safely(read(raw, namer)):
                yield _failed_reading(raw, document) if isinstance(document, Exception) else _judged(document)
        else:
            yield raw


def _judged(item: Document | Failed) -> Document | Failed:
    """A document with the words by which it says that it is withdrawn, if it does."""
    return replace(item, retraction=find_retraction(item)) if isinstance(item, Document) else item


def extract_records(paths: Iterable[str], tools: Tools, stdin: BinaryIO) -> Iterator[tuple[Outcome, Record | None]]:
    """The facts of every document as a record, in the order of the documents; nothing is stored."""

    def work(documents: Sequence[Document]) -> Iterator[tuple[Outcome, Record]]:
        for extraction in tools.extract(documents):
            document, facts = extraction.document, _taken(extraction)
            resolution = resolve(document, facts, tools.namer, tools.lexicon)
            yield _outcome(extraction), record(document, facts, resolution, tools.lexicon, reader=tools.extract.version)

    for batch in _batches(read_documents(paths, tools.namer, stdin)):
        results = _each(tuple(item for item in batch if isinstance(item, Document)), work)
        for item in batch:
            if isinstance(item, Outcome):
                yield item, None
            else:
                result = next(results)
                yield (result, None) if isinstance(result, Outcome) else result


def ingest(
    paths: Iterable[str], tools: Tools, *, store: Store, stdin: BinaryIO, now: Callable[[], datetime], again: bool = False
) -> Iterator[Outcome]:
    """Read every document at the paths into the store, and tell what became of each as it is done.

    A document's graph is replaced whole; a batch of graphs is one atomic request, so an interruption leaves whole documents.
    What the store already holds as this version reads it is left alone, unless `again`. StoreError ends everything.
    """
    ledger = Ledger.of(store, tools.namer, tools.extract.version)
    started = now()
    intake = _Intake(tools, ledger, store, again=again, now=now)
    stored: list[str] = []
    try:
        for batch in _batches(intake.admit(item) for item in read_documents(paths, tools.namer, stdin)):
            written = tuple(_each(tuple(item for item in batch if isinstance(item, Document)), intake.write))
            graphs = {Iri(tools.namer.graph(one.iri)): one.quads for one in written if isinstance(one, _Written)}
            if graphs:
                changed = [one.iri for one in written if isinstance(one, _Written)]
                versions = [one.earlier for one in written if isinstance(one, _Written) and one.earlier]
                records = ledger.with_versions(store, versions)
                store.replace_graphs({**pending_quads(store, tools.namer, changed), **records, **graphs})
            stored.extend(one.iri for one in written if isinstance(one, _Written))
            results = iter(written)
            for item in batch:
                result = item if isinstance(item, Outcome) else next(results)
                yield result if isinstance(result, Outcome) else result.outcome
    finally:
        if stored:
            run = run_quads(stored, tools.namer, version=ledger.version, started=started, ended=now())
            ledger.add(store, run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A document's graph, ready to be stored."""

    iri: str
    quads: tuple[Quad, ...]
    outcome: Outcome
    earlier: Earlier | None = None


@dataclass(slots=True)
class _Intake:
    """Which documents of one run are read at all; of several with one IRI the latest stays, in whatever order they come."""

    tools: Tools
    ledger: Ledger
    store: Store
    again: bool = field(kw_only=True)
    now: Callable[[], datetime] = field(kw_only=True)
    kept: dict[str, Document] = field(default_factory=dict)

    def admit(self, item: Document | Skipped | Failed) -> Document | Outcome:
        """The document, if it is to be read; otherwise what became of it."""
        if not isinstance(item, Document):
            return _left_out(item)
        rival = self.kept.get(item.iri)
        if rival and _precedence(item) <= _precedence(rival):
            reason = f"the same document as {rival.path} ({'its address' if item.url else 'its text'} is the same)"
            return _named(item, Status.NOT_READ, reason)
        self.kept[item.iri] = item
        why = None if item.retraction else self._withdrawn(item)
        if why is not None:
            return _named(item, Status.NOT_READ, f"withdrawn here: {why}")
        if not item.retraction and item.iri in self.tools.withdrawn:
            item = replace(item, retraction=self.tools.withdrawn[item.iri])
        if not self.again and next(_safely(self._is_held(item))) is True:
            return _named(item, Status.UNCHANGED, None)
        return item

    def write(self, documents: Sequence[Document]) -> Iterator[_Written]:
        """The graphs of the documents, in order."""
        for extraction in self.tools.extract(documents):
            document = extraction.document
            quads = self._quads(document, _taken(extraction))
            before = self.ledger.earlier(self.store, document, quads, now=self.now())
            outcome = _outcome(extraction)
            if before:
                outcome = replace(outcome, earlier=before.text_hash, differences=before.differences)
            yield _Written(iri=document.iri, quads=quads, outcome=outcome, earlier=before)

    def _quads(self, document: Document, facts: tuple[Fact, ...]) -> tuple[Quad, ...]:
        resolution = resolve(document, facts, self.tools.namer, self.tools.lexicon)
        return document_quads(document, facts, resolution, self.tools.namer, self.tools.lexicon)

    def _withdrawn(self, document: Document) -> str | None:
        """Why a text that the store holds is withdrawn here; its facts, where they are still there, go with consolidation."""
        judged = self.tools.withdrawn.get(document.iri)
        if judged is not None:
            return judged if self.ledger.holds(self.store, document) else None
        return self.ledger.withdrawn(self.store, document)

    def _is_held(self, document: Document) -> Iterator[bool]:
        was_read = self.ledger.was_read(document)
        yield was_read and self.ledger.describes(self.store, document, self._quads(document, ()))


def _precedence(document: Document) -> tuple[str, ...]:
    """Of two versions of a document the one published last comes first; what is left decides only so that the order cannot."""
    known = (document.title, document.publisher, document.language, document.url)
    return (document.published or "", document.sha256, *(value or "" for value in known))


def _taken(extraction: Extraction) -> tuple[Fact, ...]:
    """The facts of a document; none of one that is withdrawn."""
    return () if extraction.document.retraction else extraction.facts


def _outcome(extraction: Extraction) -> Outcome:
    document = extraction.document
    if document.retraction:
        return _named(document, Status.NOT_READ, f"withdrawn, it states no facts any more: {document.retraction}")
    if not is_read(document.language):
        return _named(document, Status.NOT_READ, f"language {document.language}: not read; only English is")
    counts = Counter(fact.kind for fact in extraction.facts)
    return _named(document, Status.READ, None, counts)


def _named(document: Document, status: Status, reason: str | None, counts: Mapping[str, int] | None = None) -> Outcome:
    return Outcome(
        path=document.path,
        status=status,
        document_id=document.id,
        iri=document.iri,
        reason=reason,
        counts=tuple(sorted((counts or {}).items())),
    )


def _left_out(item: Skipped | Failed) -> Outcome:
    if isinstance(item, Skipped):
        return Outcome(path=item.path, status=Status.NOT_READ, reason=item.reason)
    return Outcome(path=item.path, status=Status.FAILED, document_id=item.id, reason=item.reason)


def _batches(items: Iterable[Document | Skipped | Failed | Outcome]) -> Iterator[list[Document | Outcome]]:
    """The items in order, in batches with a bounded amount of text."""
    batch: list[Document | Outcome] = []
    documents = characters = 0
    for item in items:
        batch.append(item if isinstance(item, (Document, Outcome)) else _left_out(item))
        if isinstance(item, Document):
            documents += 1
            characters += len(item.text)
        if documents >= _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, documents, characters = [], 0, 0
    if batch:
        yield batch


def _each(documents: tuple[Document, ...], work: Callable[[Sequence[Document]], Iterator[T]]) -> Iterator[T | Outcome]:
    """One result per document, in order; where the batch breaks, the rest is done one by one, so that one costs no other."""
    done = 0
    for result in _safely(work(documents)):
        if not isinstance(result, Exception):
            done += 1
            yield result
        elif len(documents) == 1:
            yield _named(documents[0], Status.FAILED, _reason(documents[0].path, result))
        else:
            for document in documents[done:]:
                yield from _each((document,), work)


def _safely(work: Iterator[T]) -> Iterator[T | Exception]:
    """What the work yields, and the error that ends it, if one does: whatever a document brings about stays with it."""
    while True:
        try:
            one = next(work)
        except StopIteration:
            return
        except Exception as error:
            yield error
            return
        yield one


def _failed_reading(raw: Raw, error: Exception) -> Failed:
    known = error if isinstance(error, InputError) else UnreadableError(_reason(raw.path, error))
    return Failed(path=raw.path, id=raw.id, error=known)


def _reason(path: str, error: Exception) -> str:
    if isinstance(error, OnrecordError):
        return f"{path}: {error}"
    return f"{path}: reading it broke off ({type(error).__name__}: {error}); please report this with the document"
