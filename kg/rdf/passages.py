"""Passages of a document's text: evidence that points at characters and repeats them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import OnrecordError
from kg.ids import Namer
from kg.model import Document, Iri, Span
from kg.rdf.describe import triple
from kg.rdf.terms import Described, integer, plain
from ontology.terms import OA, RDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """Names and describes the passages of one document."""

    document: Document
    namer: Namer

    def passage(self, span: Span) -> Described:
        """An oa:SpecificResource with its position-and-quote selector; OnrecordError where the text says something else."""
        there = self.document.text[span.start : span.end]
        if there != span.text:
            raise OnrecordError(
                f"{self.document.id}: evidence [{span.start}, {span.end}) says {span.text!r} and the text says {there!r}"
            )
        passage = Iri(self.namer.passage(self.document.iri, span.start, span.end))
        selector = Iri(self.namer.selector(self.document.iri, span.start, span.end))
        return Described(
            term=passage,
            triples=(
                triple(passage, RDF.type, OA.SpecificResource),
                triple(passage, OA.hasSource, self.document.iri),
                triple(passage, OA.hasSelector, selector),
                triple(selector, RDF.type, OA.TextPositionSelector),
                triple(selector, RDF.type, OA.TextQuoteSelector),
                (selector, Iri(OA.start), integer(span.start)),
                (selector, Iri(OA.end), integer(span.end)),
                (selector, Iri(OA.exact), plain(span.text)),
            ),
        )


def quoted(document: Document, content: Sequence[Span]) -> Span:
    """The one span from the first to the last character of a content that may be split."""
    return document.span(min(span.start for span in content), max(span.end for span in content))
