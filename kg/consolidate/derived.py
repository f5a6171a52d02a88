"""The derived graph as it stands in a store: its claims apart from all else, and which documents changed since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.ids import Namer
from kg.model import Iri, Literal, Quad, Term
from kg.rdf import in_graph
from kg.rdf.describe import triple
from kg.rdf.terms import Triple
from kg.stores import UNBOUND, Amendment, Bindings, Store
from ontology.terms import KG, OWL, RDF, SCHEMA

VERSION = "3"
"""Grows whenever the same documents would give another derived graph: then what a store holds is built anew."""


_AT_ONCE = 500
_PREFIXES = """
PREFIX kg: <https://onrecord.example/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_IN_GRAPH = "VALUES ?graph { UNDEF } GRAPH ?graph {"
_OTHERS = """
SELECT ?s ?p ?o WHERE { %s
  { VALUES ?p { kg:agent kg:canonical kg:country kg:namesake kg:rejected owl:sameAs skos:altLabel skos:exactMatch } ?s ?p ?o }
  UNION { VALUES ?class { kg:Match schema:Person } ?s a ?class ; ?p ?o }
} }
"""
_OF_CLAIMS = "SELECT ?s ?p ?o WHERE { VALUES ?s { UNDEF } %s ?s ?p ?o } }"
_OF_WORDINGS = "SELECT ?s ?p ?o WHERE { VALUES ?claim { UNDEF } %s ?claim kg:wording ?s . ?s ?p ?o } }"
_APPEARANCES = """
SELECT DISTINCT ?utterance WHERE {
  VALUES ?document { UNDEF }
  {
    SELECT ?utterance ?document WHERE { %s
      ?claim schema:appearance ?utterance }
      BIND(STRBEFORE(STR(?utterance), "#") AS ?document)
    }
  }
}
"""
"""Sorted out by the engine: an utterance need not be in the store any longer, and to look at each here takes thrice as long."""
_USING = """
SELECT ?claim ?utterance WHERE { VALUES ?known { UNDEF } %s ?claim schema:appearance ?known, ?utterance } }
"""
_COUNT = """
SELECT (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(?utterance) AS ?wordings) WHERE { %s
  ?claim schema:appearance ?utterance
} }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The derived graph of a store, of which no more is read than is asked for."""

    store: Store
    namer: Namer

    @property
    def is_current(self) -> bool:
        """Whether this version of the program built it."""
        graph, predicate, value = mark(self.namer)
        bindings = {"graph": graph, "said": predicate, "version": value}
        return self.store.ask(
            "ASK { VALUES ?graph { UNDEF } VALUES ?said { UNDEF } VALUES ?version { UNDEF } "
            "GRAPH ?graph { ?graph ?said ?version } }",
            bindings,
        )

    @property
    def others(self) -> frozenset[Triple]:
        """All that it says beside claims."""
        return frozenset(self._triples(_OTHERS))

    def using(self, utterances: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The claims that have one of these utterances, with all that they have."""
        found: dict[str, set[str]] = defaultdict(set)
        for part in _parts(utterances):
            for claim, utterance in self._rows(_USING, {"known": part}):
                found[_value(claim)].add(_value(utterance))
        return {claim: frozenset(used) for claim, used in found.items()}

    def of_documents(self, documents: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The claims that have an utterance of these documents, which need not be there any longer."""
        names = tuple(Literal(value=document) for document in sorted(documents))
        rows = self._rows(_APPEARANCES, {"document": names}) if names else ()
        return self.using(_value(utterance) for (utterance,) in rows)

    def told(self, claims: Iterable[str]) -> Iterator[Triple]:
        """What it says of some claims and their wordings."""
        for part in _parts(claims):
            yield from self._triples(_OF_CLAIMS, {"s": part})
            yield from self._triples(_OF_WORDINGS, {"claim": part})

    def counts(self) -> tuple[int, int]:
        """How many claims there are, and how many wordings these have together."""
        ((claims, wordings),) = self._rows(_COUNT)
        return int(_value(claims)), int(_value(wordings))

    def _triples(self, query: str, bindings: Bindings = UNBOUND) -> Iterator[Triple]:
        for subject, predicate, value in self._rows(query, bindings):
            yield (Iri(_value(subject)), Iri(_value(predicate)), value)

    def _rows(self, query: str, bindings: Bindings = UNBOUND) -> Iterator[tuple[Term, ...]]:
        graph = {"graph": Iri(self.namer.derived_graph)}
        for row in self.store.select(f"{_PREFIXES}{query}" % _IN_GRAPH, {**bindings, **graph}).rows:
            yield tuple(term for term in row if term is not None)


def _parts(iris: Iterable[str]) -> Iterator[tuple[Iri, ...]]:
    wanted = tuple(Iri(iri) for iri in sorted(set(iris)))
    yield from (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))


def _value(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term


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


def amended(store: Store, namer: Namer, gone: Collection[Triple], come: Collection[Triple]) -> Mapping[Iri, Amendment]:
    """What changes in the derived graph, and nothing pending, to be written in one request."""
    graph, waiting = namer.derived_graph, Iri(namer.pending_graph)
    both = set(gone) & set(come)
    change = Amendment(gone=in_graph(set(gone) - both, graph), come=in_graph(set(come) - both, graph))
    return {Iri(graph): change, waiting: Amendment(gone=tuple(store.quads(waiting)))}


def written(triples: Iterable[Triple], namer: Namer) -> Mapping[Iri, tuple[Quad, ...]]:
    """The derived graph, and nothing pending, to be written in one request."""
    return {
        Iri(namer.derived_graph): in_graph([*triples, mark(namer)], namer.derived_graph),
        Iri(namer.pending_graph): (),
    }
