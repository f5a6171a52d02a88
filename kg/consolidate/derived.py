"""The derived graph as it stands in a store: its claims apart from all else, and which documents changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.ids import Namer
from kg.model import Iri, Literal, Quad
from kg.rdf import in_graph
from kg.rdf.describe import triple
from kg.rdf.terms import Triple
from kg.stores import Store
from ontology.terms import KG, OWL, RDF, SCHEMA

VERSION = "3"
"""Grows whenever the same documents would give another derived graph: then what a store holds is built anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What a store holds. `claims` are the utterances of each claim, `told` what is said of it, `others` all other triples."""

    is_current: bool = False
    claims: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told: Mapping[str, tuple[Triple, ...]] = field(default_factory=dict)
    others: frozenset[Triple] = frozenset()

    @classmethod
    def of(cls, store: Store, namer: Namer) -> "Derived":
        """The derived graph of a store; `is_current` if this version of the program built it."""
        triples = [(quad.subject, quad.predicate, quad.object) for quad in store.quads(Iri(namer.derived_graph))]
        claims = {subject for subject, predicate, value in triples if predicate == RDF.type and value == SCHEMA.Claim}
        told: dict[str, list[Triple]] = {claim: [] for claim in claims}
        others: set[Triple] = set()
        for one in triples:
            claim = one[0].partition("#")[0]
            (told[claim].append if claim in claims else others.add)(one)
        return cls(
            is_current=mark(namer) in others,
            claims={claim: frozenset(str(v) for _, p, v in said if p == SCHEMA.appearance) for claim, said in told.items()},
            told={claim: tuple(said) for claim, said in told.items()},
            others=frozenset(others - {mark(namer)}),
        )


def mark(namer: Namer) -> Triple:
    """Which version of the program built the derived graph; written with it in one request."""
    return (Iri(namer.derived_graph), Iri(OWL.versionInfo), Literal(value=VERSION))


def pending_quads(store: Store, namer: Namer, documents: Iterable[str]) -> Mapping[Iri, tuple[Quad, ...]]:
    """The graph that tells which documents changed since the derived graph was built, with some more: to be written with them.

    Written in the request that changes the documents, or before it, it outlives whatever ends the program before consolidation.
    """
    waiting = {*pending(store, namer), *documents}
    said = (triple(namer.derived_graph, KG.pending, document) for document in waiting)
    return {Iri(namer.pending_graph): in_graph(said, namer.pending_graph)}


def articles(quads: Iterable[Quad]) -> frozenset[str]:
    """The documents that some quads describe."""
    return frozenset(str(q.subject) for q in quads if q.predicate == RDF.type and q.object == SCHEMA.NewsArticle)


def pending(store: Store, namer: Namer) -> frozenset[str]:
    """The documents that changed since the derived graph was built."""
    return frozenset(str(quad.object) for quad in store.quads(Iri(namer.pending_graph)) if quad.predicate == KG.pending)


def written(triples: Iterable[Triple], namer: Namer) -> Mapping[Iri, tuple[Quad, ...]]:
    """The derived graph, and nothing pending, to be written in one request."""
    return {
        Iri(namer.derived_graph): in_graph([*triples, mark(namer)], namer.derived_graph),
        Iri(namer.pending_graph): (),
    }
