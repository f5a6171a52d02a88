"""Documents to facts: what an extractor is, and the one that reads English with rules."""

import functools
import hashlib
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from kg.errors import SettingsError
from kg.facts import Fact
from kg.model import Document
from kg.rdf import distinct_facts
from loaders.language import is_read
from loaders.nlp import DEFAULT_MODEL, Parsed, Parser
from loaders.rules import FindClaims, find_facts
from loaders.rules.claims import find_claims

_PROGRAM = ("kg", "loaders", "ontology")
"""The packages whose files decide what a document's graph holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One document and its facts, each once, in the order of the text; none for a language that is not read."""

    document: Document
    facts: tuple[Fact, ...]


class Extractor(Protocol):
    """Finds facts in documents: one Extraction for each document, in the order given."""

    @property
    def version(self) -> str:
        """What reads, in one line: two extractors of one version find the same facts."""
        ...

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The facts of each document."""
        ...


class RuleReader:
    """Reads English with the rules over one spaCy parse; documents in other languages yield no facts."""

    def __init__(self, model: str = DEFAULT_MODEL, find: FindClaims = find_claims) -> None:
        self._model = model
        self._parser = Parser(model)
        self._find = find

    @property
    def version(self) -> str:
        """Program, a digest of its files, and the language model: "0.1.0+5f0c3a9b with en_core_web_sm 3.8.0"."""
        try:
            package = importlib.import_module(self._model)
        except ImportError as error:
            raise SettingsError(f"the language model {self._model!r} is not installed: run 'make setup'") from error
        return f"{version('onrecord')}+{_digest()} with {self._model} {getattr(package, '__version__', 'unknown')}"

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The facts of each document; documents are held until their turn, so give them in batches."""
        given = tuple(documents)
        parses = self._parser.parse(document for document in given if is_read(document.language))
        for document in given:
            yield Extraction(document=document, facts=self._facts(next(parses)) if is_read(document.language) else ())

    def _facts(self, parsed: Parsed) -> tuple[Fact, ...]:
        return tuple(distinct_facts(parsed.document, find_facts(parsed, self._find)).values())


@functools.cache
def _digest() -> str:
    """Eight characters that change with any file that decides what is read, so that a changed rule reads documents again."""
    hashed = hashlib.sha256()
    for package in _PROGRAM:
        root = Path(str(importlib.import_module(package).__file__)).parent
        for file in sorted(file for file in root.rglob("*") if file.is_file() and "__pycache__" not in file.parts):
            hashed.update(f"{package}/{file.relative_to(root).as_posix()}\n".encode())
            hashed.update(hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()[:8]
