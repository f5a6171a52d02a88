"""What an export holds: the graphs of documents, what is derived from them, and the entries of the vocabulary that they use.

The vocabulary itself (ontology, customs codes, countries that nobody speaks of) ships with the program and stays out; so does
the record of runs, which holds times, unless it is asked for.
"""

from collections import defaultdict
from collections.abc import Iterator

from kg.ids import VOCABULARY_GRAPH
from kg.model import Iri, Literal, Quad, Term
from kg.stores import Store
from ontology.terms import DCTERMS, RDF, SKOS

Triple = tuple[Iri, Iri, Term]

_RUNS = "graph/runs"
_DESCRIBING = (RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.broader, SKOS.inScheme, DCTERMS.title)


def graphs(store: Store, *, with_runs: bool) -> Iterator[tuple[Iri, tuple[Triple, ...]]]:
    """Named graphs in order of their names, each with its sorted triples; the entries of the vocabulary come last."""
    used: set[Term] = set()
    for name in sorted(store.graph_names()):
        if name == VOCABULARY_GRAPH or (name.endswith(_RUNS) and not with_runs):
            continue
        triples = tuple(sorted({_triple(quad) for quad in store.quads(name)}, key=order))
        used.update(value for _, predicate, value in triples if predicate != RDF.type)
        yield Iri(name), triples
    entries = _entries(store, used)
    if entries:
        yield Iri(VOCABULARY_GRAPH), entries


def order(triple: Triple) -> tuple[str, ...]:
    """Sorts triples by subject, predicate and object; an IRI stands before a text of the same letters."""
    subject, predicate, value = triple
    if isinstance(value, Literal):
        return (subject, predicate, value.value, "1", value.datatype, value.language)
    return (subject, predicate, value, "0")


def _triple(quad: Quad) -> Triple:
    return (quad.subject, quad.predicate, quad.object)


def _entries(store: Store, used: set[Term]) -> tuple[Triple, ...]:
    """What the vocabulary says of the codes and sectors in use, and of those above them."""
    known: dict[Term, list[Triple]] = defaultdict(list)
    for quad in store.quads(Iri(VOCABULARY_GRAPH)):
        if quad.predicate in _DESCRIBING:
            known[quad.subject].append(_triple(quad))
    waiting, found = sorted(used & known.keys(), key=str), dict[Term, list[Triple]]()
    while waiting:
        node = waiting.pop()
        if node not in found and node in known:
            found[node] = known[node]
            waiting += [value for _, predicate, value in known[node] if predicate in (SKOS.broader, SKOS.inScheme)]
    return tuple(sorted({triple for triples in found.values() for triple in triples}, key=order))


def merged(parts: Iterator[tuple[Iri, tuple[Triple, ...]]]) -> Iterator[tuple[Triple, ...]]:
    """Triples without their graphs: what belongs to one document part by part, then what documents share, once.

    Only what is shared is held in memory.
    """
    shared: set[Triple] = set()
    for name, triples in parts:
        own = name.rpartition("/")[2]
        mine = tuple(triple for triple in triples if triple[0].partition("#")[0].endswith(f"/{own}"))
        shared.update(set(triples).difference(mine))
        if mine:
            yield mine
    yield tuple(sorted(shared, key=order))
