"""Quads as canonical N-Quads and N-Triples: sorted lines, one spelling for every term, the same bytes as Oxigraph writes."""

import re
from collections.abc import Iterable

from kg.model import Iri, Literal, Quad, Term
from ontology.terms import XSD

_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def nquads(quads: Iterable[Quad]) -> str:
    """Canonical N-Quads: distinct lines, sorted, each ended by a newline."""
    return "".join(sorted({f"{_triple(quad)} <{quad.graph}> .\n" for quad in quads}))


def ntriples(quads: Iterable[Quad]) -> str:
    """The same without graph names: N-Triples, and what stands inside INSERT DATA { GRAPH <…> { } }."""
    return "".join(sorted({f"{_triple(quad)} .\n" for quad in quads}))


def _triple(quad: Quad) -> str:
    return f"<{quad.subject}> <{quad.predicate}> {_term(quad.object)}"


def _term(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{term}>"
    return f'"{_ESCAPED.sub(_escape, term.value)}"{_annotation(term)}'


def _annotation(literal: Literal) -> str:
    if literal.language:
        return f"@{literal.language}"
    return "" if literal.datatype == XSD.string else f"^^<{literal.datatype}>"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
