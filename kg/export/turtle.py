"""Turtle and TriG, written subject by subject in one sorted pass: readable, the same bytes each time, at any size."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.export.content import Triple
from kg.export.names import Names
from kg.model import Iri, Term
from ontology.terms import RDF, XSD

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_ESCAPED = re.compile('[\x00-\x1f\x7f"\\\\]')
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def head(names: Names) -> Iterator[str]:
    """The prefixes."""
    yield from (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in names.prefixes)


def turtle(triples: Iterable[Triple], names: Names) -> Iterator[str]:
    """One block a subject, for triples sorted by subject."""
    for subject, found in groupby(triples, key=lambda triple: triple[0]):
        yield f"\n{names.short(subject)} {_predicates(found, names)} .\n"


def trig(graph: Iri, triples: Iterable[Triple], names: Names) -> Iterator[str]:
    """One named graph."""
    yield f"\n{names.short(graph)} {{\n"
    for block in turtle(triples, names):
        yield "\n".join(f"    {line}" if line else "" for line in block.split("\n")[:-1]) + "\n"
    yield "}\n"


def _predicates(triples: Iterable[Triple], names: Names) -> str:
    parts = []
    for predicate, found in groupby(sorted(triples, key=_type_first), key=lambda triple: triple[1]):
        values = ",\n        ".join(_value(value, names) for _, _, value in found)
        parts.append(f"{'a' if predicate == RDF.type else names.short(predicate)} {values}")
    return " ;\n    ".join(parts)


def _type_first(triple: Triple) -> tuple[bool, str]:
    return (triple[1] != RDF.type, triple[1])


def _value(term: Term, names: Names) -> str:
    if isinstance(term, Iri):
        return names.short(term)
    if (term.datatype == XSD.integer and _INTEGER.fullmatch(term.value)) or (
        term.datatype == XSD.decimal and _DECIMAL.fullmatch(term.value)
    ):
        return term.value
    quoted = f'"{_ESCAPED.sub(_escape, term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype in ("", XSD.string) else f"{quoted}^^{names.short(Iri(term.datatype))}"


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
