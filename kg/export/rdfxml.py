"""RDF/XML, one description a subject; control characters, which XML 1.0 cannot write, become U+FFFD, as `kg.rdf` does."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from kg.errors import OnrecordError
from kg.export.content import Triple
from kg.export.names import Names
from kg.model import Iri, Literal
from ontology.terms import XSD

_LOCAL = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def head(names: Names) -> Iterator[str]:
    """The declaration and the start of the root element."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield from (f"\n    xmlns:{prefix}={quoteattr(namespace)}" for prefix, namespace in names.prefixes)
    yield ">\n"


def tail() -> Iterator[str]:
    """The end of the root element."""
    yield "</rdf:RDF>\n"


def descriptions(triples: Iterable[Triple], names: Names) -> Iterator[str]:
    """One rdf:Description a subject, for triples sorted by subject."""
    for subject, found in groupby(triples, key=lambda triple: triple[0]):
        properties = "".join(_property(triple, names) for triple in found)
        yield f"  <rdf:Description rdf:about={quoteattr(subject)}>\n{properties}  </rdf:Description>\n"


def _property(triple: Triple, names: Names) -> str:
    _, predicate, value = triple
    name, extra = _element(predicate, names)
    if isinstance(value, Iri):
        return f"    <{name}{extra} rdf:resource={quoteattr(value)}/>\n"
    return f"    <{name}{extra}{_annotation(value)}>{_text(value.value)}</{name}>\n"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})


def _annotation(literal: Literal) -> str:
    if literal.language:
        return f" xml:lang={quoteattr(literal.language)}"
    return "" if literal.datatype in ("", XSD.string) else f" rdf:datatype={quoteattr(literal.datatype)}"


def _element(predicate: Iri, names: Names) -> tuple[str, str]:
    """The name of the element, and the namespace it declares where no prefix is known."""
    short = names.short(predicate)
    if not short.startswith("<") and _LOCAL.fullmatch(short.partition(":")[2]):
        return short, ""
    cut = max(predicate.rfind("/"), predicate.rfind("#")) + 1
    if not _LOCAL.fullmatch(predicate[cut:]):
        raise OnrecordError(f"RDF/XML cannot write the property {predicate}: export as Turtle or N-Quads instead")
    return f"ns:{predicate[cut:]}", f" xmlns:ns={quoteattr(predicate[:cut])}"
