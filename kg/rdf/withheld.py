"""Documents without their full texts: only what facts were read from, with the sentence around it, for readers elsewhere.

The text keeps its length and its lines, so that every passage is still where its IRI says; each character that is not shown
stands as U+2591. What else repeats the text, the quotes of passages, is cut from what remains.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Iri, Literal, Quad
from ontology.terms import KG, OA, PROV, RDF, RDFS, SCHEMA

WITHHELD = "\N{LIGHT SHADE}"
"""Stands for one character that is not shown."""

PASSAGES_RULES = "passages-1"
"""Tells what is shown by these rules from what others would show; to be raised with every change of them."""

_BY_FACTS = (KG.evidence, PROV.wasQuotedFrom)
"""What ties a fact to its passages; those are shown with their sentences, all others by themselves."""
_NO_TEXTS = (KG.boilerplate,)
"""What ties a document to passages that no fact is read from."""
_SPOKEN = (KG.Utterance, SCHEMA.Claim)
"""What has a text that is no document's: the words of a claim."""
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\Wa-z_])|\n")
_AROUND = 400
"""Characters of a sentence on each side of a passage, at most."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Graph:
    """A graph, by subject and predicate."""

    said: Mapping[str, Mapping[str, tuple[Iri | Literal, ...]]]

    def all(self, subject: str, predicate: str) -> tuple[Iri | Literal, ...]:
        return self.said.get(subject, {}).get(predicate, ())

    def number(self, subject: str, predicate: str) -> int | None:
        found = next((term.value for term in self.all(subject, predicate) if isinstance(term, Literal)), "")
        return int(found) if found.isascii() and found.isdecimal() else None


def passages_only(quads: Sequence[Quad]) -> tuple[Quad, ...]:
    """A graph in which each document's text holds its passages only; one without documents stays as it is."""
    graph = _graph(quads)
    texts = {
        subject: term.value
        for subject, known in graph.said.items()
        if not any(kind in _SPOKEN for kind in known.get(RDF.type, ()))
        for term in known.get(SCHEMA.text, ())
        if isinstance(term, Literal)
    }
    shown = {document: _masked(text, _shown(graph, document, text)) for document, text in texts.items()}
    notes = tuple(_note(quads[0].graph, document, text) for document, text in sorted(shown.items()) if WITHHELD in text)
    return (*(_cut(quad, graph, shown) for quad in quads), *notes)


def is_withheld(quads: Iterable[Quad]) -> bool:
    """Whether a graph holds a text of which parts are not shown."""
    return any(
        quad.predicate == SCHEMA.text and isinstance(quad.object, Literal) and WITHHELD in quad.object.value for quad in quads
    )


def _graph(quads: Iterable[Quad]) -> _Graph:
    said: defaultdict[str, defaultdict[str, list[Iri | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        said[quad.subject][quad.predicate].append(quad.object)
    return _Graph({subject: {p: tuple(terms) for p, terms in known.items()} for subject, known in said.items()})


def _cut(quad: Quad, graph: _Graph, shown: Mapping[str, str]) -> Quad:
    """A statement with no more of a text than is shown of it."""
    text = None
    if quad.predicate == SCHEMA.text and quad.subject in shown:
        text = shown[quad.subject]
    elif quad.predicate == OA.exact:
        text = _quote(quad, graph, shown)
    if text is None:
        return quad
    return Quad(subject=quad.subject, predicate=quad.predicate, object=Literal(value=text), graph=quad.graph)


def _quote(quad: Quad, graph: _Graph, shown: Mapping[str, str]) -> str | None:
    """What is shown of the words of a selector; nothing of one whose document is not here."""
    assert isinstance(quad.object, Literal)
    place = _place(graph, quad.subject)
    document = quad.subject.partition("#")[0]
    if place is None or document not in shown:
        return WITHHELD * len(quad.object.value)
    return shown[document][place[0] : place[1]]


def _place(graph: _Graph, selector: str) -> Span | None:
    start, end = graph.number(selector, OA.start), graph.number(selector, OA.end)
    return None if start is None or end is None else (start, end)


def _shown(graph: _Graph, document: str, text: str) -> list[Span]:
    """The parts of a text that are shown: passages of facts with their sentences, the names that stand in it alone."""
    wide, narrow = set[str](), set[str]()
    for known in graph.said.values():
        is_name = OA.Annotation in known.get(RDF.type, ())
        for predicate, terms in known.items():
            found = {term for term in terms if isinstance(term, Iri)}
            if predicate not in _NO_TEXTS:
                (wide if predicate in _BY_FACTS and not is_name else narrow).update(found)
    spans = [_sentence(text, place) for place in _places(graph, document, wide)]
    return spans + _places(graph, document, narrow)


def _places(graph: _Graph, document: str, passages: Iterable[str]) -> list[Span]:
    selectors = (
        selector
        for passage in sorted(passages)
        if document in graph.all(passage, OA.hasSource)
        for selector in graph.all(passage, OA.hasSelector)
    )
    return [place for selector in selectors if (place := _place(graph, str(selector))) is not None]


def _sentence(text: str, place: Span) -> Span:
    """A passage with the rest of the sentences that it stands in."""
    start, end = place
    before = max(0, start - _AROUND)
    ends = [found.end() for found in _SENTENCE.finditer(text, before, start)]
    after = _SENTENCE.search(text, max(start, end - 2), min(len(text), end + _AROUND))
    last = after.start() + len(after.group().rstrip()) if after else min(len(text), end + _AROUND)
    return (ends[-1] if ends else before, max(end, last))


def _masked(text: str, shown: Iterable[Span]) -> str:
    """A text as long as it was, of which only some parts and the ends of lines are left."""
    kept = bytearray(len(text))
    for start, end in shown:
        kept[start:end] = b"\1" * (min(end, len(text)) - min(start, len(text)))
    return "".join(character if keep or character == "\n" else WITHHELD for character, keep in zip(text, kept, strict=True))


def _note(graph: Iri, document: str, text: str) -> Quad:
    left_out = f"{text.count(WITHHELD):,} of its {len(text):,} characters stand as {WITHHELD}"
    told = Literal(value=f"Only passages of the text are given here: {left_out}", datatype="", language="en")
    return Quad(subject=Iri(document), predicate=Iri(RDFS.comment), object=told, graph=graph)
