"""Documents as pages show them: what is known of each, and one with its text and its facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.pages.facts import KINDS, PLURALS, Line, line
from api.pages.highlight import Passage, Piece, anchor_of, cut
from api.pages.parts import Part, part_at
from api.pages.records import plain, record, records, table
from kg.model import Iri
from kg.stores import UNBOUND, Store
from ontology.terms import DCTERMS, KG, SCHEMA

_FEW = 40
"""Up to this many documents are asked for one by one; beyond it one query over all is cheaper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a document; "" is unknown."""

    iri: Iri
    title: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one kind in the order of the text; `label` is the kind in the plural where there are several."""

    kind: str
    label: str
    facts: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document with its text in pieces and its facts by kind."""

    source: Source
    publisher_iri: Iri | None
    url: str
    language: str
    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]
    names: tuple[Line, ...]
    retraction: str
    """Why the document is withdrawn, "" where it stands."""
    marks: Mapping[str, str]
    """By the anchor of each passage the kinds of fact that it supports, "is-claim is-measure"."""
    words: Mapping[str, str]
    """What stands in each passage, by its anchor."""
    part: Part
    """The part of the text that is shown, with the facts that begin in it."""
    counts: str
    """How many facts of which kind there are in all parts: "8 claims, 1 post"."""

    @property
    def is_withheld(self) -> bool:
        """Whether parts of the text are not shown."""
        return any(piece.kind == "withheld" for piece in self.pieces)

    @property
    def facts(self) -> tuple[Line, ...]:
        """The facts of all kinds, names apart."""
        return tuple(fact for group in self.groups for fact in group.facts)


def sources(store: Store, documents: Iterable[Iri | None]) -> Mapping[Iri, Source]:
    """What is known of each of the documents."""
    wanted = sorted({document for document in documents if document is not None})
    found = _all(store) if len(wanted) > _FEW else {iri: known for one in wanted for iri, known in _all(store, one).items()}
    return {document: found.get(document, Source(iri=document)) for document in wanted}


def _all(store: Store, document: Iri | None = None) -> Mapping[Iri, Source]:
    rows = table(store, "sources", {"document": document} if document else UNBOUND).rows
    found: dict[Iri, Source] = {}
    for iri, *known in sorted(rows, key=lambda row: [plain(term) for term in row]):
        if isinstance(iri, Iri):
            title, publisher, published, _ = map(plain, known)
            found.setdefault(iri, Source(iri=iri, title=title, publisher=publisher, published=published))
    return found


def text(store: Store, iri: Iri, at: int = 0) -> Text | None:
    """A document with its text and facts, of a long one the part with character `at`; None where the store does not hold it."""
    document = record(store, iri)
    if document is None or SCHEMA.NewsArticle not in document.types:
        return None
    lines = sorted(
        (found for fact in records(store, "document-facts", {"document": iri}) if (found := line(fact))),
        key=lambda found: (found.place or (0, 0), found.kind, found.iri),
    )
    places, content = _marks(lines), document.text(SCHEMA.text)
    part = part_at(content, places, at)
    marks = {place: kinds for place, kinds in places.items() if part.holds(place)}
    shown = [one for one in lines if part.start <= (one.place or (part.start,))[0] < max(part.end, part.start + 1)]
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
        pieces=cut(content[part.start : part.end], marks, part.clipped(document.passages(KG.boilerplate)), start=part.start),
        retraction=document.text(KG.retraction),
        groups=tuple(_groups(shown)),
        names=tuple(found for found in lines if found.kind == "name" and any(map(part.holds, found.passages))),
        marks={anchor_of(place): " ".join(f"is-{kind}" for kind in kinds) for place, kinds in marks.items()},
        words={anchor_of(place): " ".join(content[place[0] : place[1]].split()) for place in places},
        part=part,
        counts=", ".join(f"{len(group.facts):,} {group.label}" for group in _groups(lines)),
    )


def _groups(lines: Iterable[Line]) -> Iterator[Group]:
    for kind in KINDS:
        found = tuple(one for one in lines if one.kind == kind)
        if found and kind != "name":
            yield Group(kind, PLURALS[kind] if len(found) > 1 else kind, found)


def _marks(lines: Iterable[Line]) -> Mapping[Passage, tuple[str, ...]]:
    """The passages to mark with the kinds of fact they support; a name is told only where nothing else is."""
    found: dict[Passage, set[str]] = defaultdict(set)
    for one in lines:
        for place in {*one.passages, *((one.place,) if one.place else ())}:
            found[place].add(one.kind)
    return {
        place: tuple(kind for kind in KINDS if kind in kinds and (kind != "name" or len(kinds) == 1))
        for place, kinds in found.items()
    }
