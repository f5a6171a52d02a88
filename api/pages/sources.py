"""Documents as pages show them: what is known of each, and one with its text and its facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.pages.facts import Line, line
from api.pages.highlight import Passage, Piece, cut
from api.pages.records import Record, plain, record, records, table
from kg.model import Iri
from kg.stores import UNBOUND, Store
from ontology.terms import DCTERMS, KG, OA, PROV, SCHEMA

_FEW = 40
"""Up to this many documents are asked for one by one; beyond it one query over all is cheaper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a document; "" is unknown."""

    iri: Iri
    title: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document with its text in pieces and its facts in the order of the text."""

    source: Source
    publisher_iri: Iri | None
    url: str
    language: str
    pieces: tuple[Piece, ...]
    facts: tuple[Line, ...]
    names: tuple[Line, ...]
    retraction: str
    """Why the document is withdrawn, "" where it stands."""
    quiet: frozenset[str]
    """Anchors of passages that support nothing but a name."""


def sources(store: Store, documents: Iterable[Iri | None]) -> Mapping[Iri, Source]:
    """What is known of each of the documents."""
    wanted = sorted({document for document in documents if document is not None})
    found = _all(store) if len(wanted) > _FEW else {iri: known for one in wanted for iri, known in _all(store, one).items()}
    return {document: found.get(document, Source(iri=document)) for document in wanted}


def newest(store: Store, limit: int) -> tuple[Source, ...]:
    """The documents published last; undated ones come at the end."""
    return tuple(sorted(_all(store).values(), key=lambda source: (source.published, source.title), reverse=True)[:limit])


def _all(store: Store, document: Iri | None = None) -> Mapping[Iri, Source]:
    rows = table(store, "sources", {"document": document} if document else UNBOUND).rows
    found: dict[Iri, Source] = {}
    for iri, *known in sorted(rows, key=lambda row: [plain(term) for term in row]):
        if isinstance(iri, Iri):
            title, publisher, published, _ = map(plain, known)
            found.setdefault(iri, Source(iri=iri, title=title, publisher=publisher, published=published))
    return found


def text(store: Store, iri: Iri) -> Text | None:
    """A document with its text and facts, None where the store does not hold it."""
    document = record(store, iri)
    if document is None or SCHEMA.NewsArticle not in document.types:
        return None
    facts = records(store, "document-facts", {"document": iri})
    lines = sorted(
        (found for fact in facts if (found := line(fact))), key=lambda found: (found.place or (0, 0), found.kind, found.iri)
    )
    names, loud = _evidence(facts, names=True), _evidence(facts, names=False)
    return Text(
        source=Source(
            iri=iri,
            title=document.text(DCTERMS.title),
            publisher=document.text(DCTERMS.publisher),
            published=document.text(DCTERMS.issued),
        ),
        publisher_iri=document.node(DCTERMS.publisher),
        url=document.text(SCHEMA.url),
        language=document.text(DCTERMS.language),
        pieces=cut(document.text(SCHEMA.text), names | loud, document.passages(KG.boilerplate)),
        retraction=document.text(KG.retraction),
        facts=tuple(found for found in lines if found.kind != "name"),
        names=tuple(found for found in lines if found.kind == "name"),
        quiet=frozenset(f"char={start},{end}" for start, end in names - loud),
    )


def _evidence(facts: Iterable[Record], *, names: bool) -> set[Passage]:
    chosen = [fact for fact in facts if (OA.Annotation in fact.types) is names]
    return {place for fact in chosen for name in (KG.evidence, PROV.wasQuotedFrom) for place in fact.passages(name)}
