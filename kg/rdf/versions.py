"""The record of versions: what a document was before its text changed, or before it was withdrawn. No clock is read here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from kg.ids import Namer, digest
from kg.model import Iri, Literal, Quad
from kg.rdf.describe import triple
from kg.rdf.document import in_graph
from kg.rdf.terms import Triple, moment, plain
from ontology.terms import DCTERMS, KG, PROV, RDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier version: the hash of its bytes, its day of publication, and what the later one changed in its claims."""

    document: str
    text_hash: str
    published: Literal | None
    replaced: datetime
    differences: tuple[str, ...]


def earlier(document: str, stored: Iterable[Quad], *, replaced: datetime, differences: Iterable[str]) -> Earlier | None:
    """What a stored graph says of its document, to be kept when that changes; None where it is not there."""
    about = {quad.predicate: quad.object for quad in stored if quad.subject == document}
    text_hash, published = about.get(Iri(KG.textHash)), about.get(Iri(DCTERMS.issued))
    if not isinstance(text_hash, Literal):
        return None
    return Earlier(
        document=document,
        text_hash=text_hash.value,
        published=published if isinstance(published, Literal) else None,
        replaced=replaced,
        differences=tuple(differences),
    )


def version_quads(versions: Iterable[Earlier], namer: Namer) -> tuple[Quad, ...]:
    """Earlier versions for the runs graph."""
    return in_graph((said for one in versions for said in _version(one)), namer.runs_graph)


def _version(one: Earlier) -> Iterator[Triple]:
    ended = moment(one.replaced)
    iri = Iri(f"{one.document}#version-{digest(one.text_hash, ended.value)}")
    yield triple(iri, RDF.type, PROV.Entity)
    yield triple(iri, PROV.specializationOf, one.document)
    yield (iri, Iri(KG.textHash), plain(one.text_hash))
    yield (iri, Iri(PROV.invalidatedAtTime), ended)
    if one.published:
        yield (iri, Iri(DCTERMS.issued), one.published)
    yield from ((iri, Iri(KG.difference), plain(text)) for text in one.differences)


def without_facts(stored: Iterable[Quad], document: str) -> tuple[Quad, ...]:
    """What remains of a document's graph when its facts are withdrawn: the document, and the nodes that it points at."""
    quads = tuple(stored)
    kept, waiting = set[str](), [document]
    while waiting:
        node = waiting.pop()
        if node not in kept:
            kept.add(node)
            waiting += [quad.object for quad in quads if quad.subject == node and isinstance(quad.object, Iri)]
    return tuple(quad for quad in quads if quad.subject in kept)


def retraction_of(stored: Iterable[Quad], document: str) -> str | None:
    """Why a document is withdrawn, None where it stands."""
    found = (quad.object for quad in stored if quad.subject == document and quad.predicate == KG.retraction)
    return next((term.value for term in found if isinstance(term, Literal)), None)
