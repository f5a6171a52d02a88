"""The graph of one document: the document itself, its facts, and the nodes that these use."""

from collections.abc import Iterable, Iterator

from kg.facts import Fact
from kg.ids import Namer, check_iri
from kg.lexicon import Lexicon
from kg.model import Document, Iri, Literal, Quad
from kg.rdf.describe import Describer, triple
from kg.rdf.facts import FactWriter
from kg.rdf.identity import claims_by_content, distinct_facts
from kg.rdf.named import named_places
from kg.rdf.passages import Passages
from kg.rdf.terms import Triple, english, partial_date, plain, unwritable
from kg.resolve import Resolution, publisher
from ontology.terms import DCTERMS, KG, RDF, RDFS, SCHEMA

_SHOWN_OFFSETS = 20


def document_quads(
    document: Document, facts: Iterable[Fact], resolution: Resolution, namer: Namer, lexicon: Lexicon
) -> tuple[Quad, ...]:
    """Everything that the graph says of one document, distinct and sorted: the same whatever order the facts come in."""
    found = distinct_facts(document, facts)
    describer = Describer(namer=namer, lexicon=lexicon)
    passages = Passages(document=document, namer=namer)
    writer = FactWriter(
        document=document,
        resolution=resolution,
        describer=describer,
        passages=passages,
        contents=claims_by_content(found),
        named=named_places(found.values()),
    )
    said: set[Triple] = set(_document(document, resolution, describer, passages))
    said.update(_groups(document, resolution, describer))
    for iri, fact in found.items():
        said.update(writer.triples(iri, fact))
    return in_graph(said, namer.graph(document.iri))


def in_graph(triples: Iterable[Triple], graph: str) -> tuple[Quad, ...]:
    """Triples as quads of one graph, distinct and sorted; IdentifierError for an IRI that a serialisation cannot carry."""
    said = set(triples)
    for iri in {graph, *(iri for one in said for iri in _iris(one))}:
        check_iri(iri)
    return tuple(Quad(subject=s, predicate=p, object=o, graph=Iri(graph)) for s, p, o in sorted(said, key=_order))


def _iris(said: Triple) -> Iterator[str]:
    subject, predicate, value = said
    yield subject
    yield predicate
    yield value.datatype or RDF.type if isinstance(value, Literal) else value


def _order(said: Triple) -> tuple[str, str, str, str, str]:
    subject, predicate, value = said
    if isinstance(value, Literal):
        return (subject, predicate, value.value, value.datatype or "literal", value.language)
    return (subject, predicate, value, "", "")


def _document(document: Document, resolution: Resolution, describer: Describer, passages: Passages) -> Iterator[Triple]:
    iri = Iri(document.iri)
    yield triple(iri, RDF.type, SCHEMA.NewsArticle)
    yield (iri, Iri(SCHEMA.text), plain(document.text))
    yield (iri, Iri(KG.textHash), plain(document.sha256))
    if document.title:
        yield (iri, Iri(DCTERMS.title), plain(document.title))
    if document.published:
        yield (iri, Iri(DCTERMS.issued), partial_date(document.published))
    if document.language:
        yield (iri, Iri(DCTERMS.language), plain(document.language))
    if document.url:
        yield (iri, Iri(SCHEMA.url), plain(document.url))
    if document.retraction:
        yield (iri, Iri(KG.retraction), plain(document.retraction))
    published_by = publisher(document)
    if published_by:
        described = describer.entity(resolution.entity(published_by))
        yield (iri, Iri(DCTERMS.publisher), described.term)
        yield from described.triples
    for span in document.boilerplate:
        passage = passages.passage(span)
        yield (iri, Iri(KG.boilerplate), passage.term)
        yield from passage.triples
    yield from ((iri, Iri(RDFS.comment), english(note)) for note in _replacements(document))


def _replacements(document: Document) -> Iterator[str]:
    """What the graph tells differently from the document: characters that no serialisation can carry."""
    for name, text in (("text", document.text), ("title", document.title), ("URL", document.url)):
        offsets = unwritable(text or "")
        if offsets:
            shown = ", ".join(str(offset) for offset in offsets[:_SHOWN_OFFSETS])
            more = ", …" if len(offsets) > _SHOWN_OFFSETS else ""
            yield f"{len(offsets)} characters of the {name} cannot be written and stand as U+FFFD: at {shown}{more}"


def _groups(document: Document, resolution: Resolution, describer: Describer) -> Iterator[Triple]:
    """What only this document says of its unnamed groups and unknown speakers."""
    for group in resolution.groups:
        yield triple(group.entity.iri, DCTERMS.source, document.iri)
        if group.country:
            described = describer.country(group.country)
            yield (Iri(group.entity.iri), Iri(KG.country), described.term)
            yield from described.triples
