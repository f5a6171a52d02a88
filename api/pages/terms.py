"""What the editor of the SPARQL page suggests: prefixes, and the classes, properties and codes of the vocabularies in use."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from api.pages.prefixes import compact
from kg.model import Literal
from kg.rdf import vocabulary_quads
from ontology import terms
from ontology.terms import PREFIXES, RDF, RDFS, SCHEMA, SKOS, VOCABULARY, XSD, Namespace

_CLASS, _PROPERTY, _DATATYPE = "class", "property", "datatype"
_CODE, _SECTOR, _COUNTRY = "code", "sector", "country"
_OF_TYPES = {
    "http://www.w3.org/2002/07/owl#Class": _CLASS,
    "http://www.w3.org/2002/07/owl#ObjectProperty": _PROPERTY,
    "http://www.w3.org/2002/07/owl#DatatypeProperty": _PROPERTY,
    SCHEMA.Country: _COUNTRY,
}
_ORDER = (_CLASS, _PROPERTY, _CODE, _SECTOR, _COUNTRY, _DATATYPE)

Said = defaultdict[str, defaultdict[str, list[str]]]
"""By subject and predicate what stands as object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name that may stand in a query: "kg:Utterance", what kind of thing it is, its label and what is told of it."""

    name: str
    kind: str
    label: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """A prefix and what it stands for."""

    name: str
    iri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Everything that the editor suggests but for the variables of the query itself."""

    prefixes: tuple[Prefix, ...]
    terms: tuple[Suggestion, ...]


@cache
def suggested_terms() -> Terms:
    """The terms of the ontology and of the standard vocabularies that the data use; own ones come first."""
    said, standard = _said(), _standard()
    kinds = {**standard, **{iri: kind for iri in said if (kind := _kind(iri, said[iri][RDF.type]))}}
    found = (_suggestion(iri, kinds[iri], said[iri]) for iri in sorted(kinds) if ":" in compact(iri, VOCABULARY))
    ordered = sorted(found, key=lambda one: (not one.name.startswith("kg:"), _ORDER.index(one.kind), one.name))
    return Terms(prefixes=tuple(Prefix(name=name, iri=iri) for name, iri in PREFIXES), terms=tuple(ordered))


def _standard() -> dict[str, str]:
    """The terms of `ontology.terms` with their kinds; a class begins with a capital."""
    spaces = [space for space in vars(terms).values() if isinstance(space, Namespace)]
    kinds = {
        iri: _CLASS if iri.removeprefix(space.base)[:1].isupper() else _PROPERTY for space in spaces for iri in space.terms()
    }
    return kinds | dict.fromkeys(XSD.terms(), _DATATYPE)


def _said() -> Said:
    """What the vocabulary says of its terms, and of those it takes from others."""
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in vocabulary_quads():
        said[quad.subject][quad.predicate].append(quad.object.value if isinstance(quad.object, Literal) else quad.object)
    return said


def _kind(iri: str, types: list[str]) -> str:
    known = next((_OF_TYPES[one] for one in sorted(types) if one in _OF_TYPES), "")
    if known:
        return known
    return next((kind for kind in (_CODE, _SECTOR) if SKOS.Concept in types and iri.startswith(f"{VOCABULARY}{kind}/")), "")


def _suggestion(iri: str, kind: str, said: Mapping[str, list[str]]) -> Suggestion:
    label = min((*said.get(RDFS.label, ()), *said.get(SKOS.prefLabel, ())), default="")
    told = " ".join(sorted(said.get(RDFS.comment, ())))
    return Suggestion(name=compact(iri, VOCABULARY), kind=kind, label=label, told=told)
