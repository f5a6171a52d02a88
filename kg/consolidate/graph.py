"""The derived graph: what spans documents, rebuilt whole from the store; it points at facts and never edits them."""

from dataclasses import dataclass

from kg.consolidate.claims import claim_groups, claim_triples
from kg.consolidate.countries import country_triples
from kg.consolidate.wordings import wordings
from kg.ids import Namer
from kg.model import Iri
from kg.rdf import in_graph
from kg.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """What a rebuild found."""

    claims: int
    wordings: int
    people_with_country: int


def consolidate(store: Store, namer: Namer) -> Consolidated:
    """Rebuild the derived graph of a store from its facts; the same facts give the same graph."""
    groups = claim_groups(wordings(store))
    countries = country_triples(store)
    triples = [*claim_triples(groups, namer), *countries]
    store.replace_graphs({Iri(namer.derived_graph): in_graph(triples, namer.derived_graph)})
    return Consolidated(
        claims=len(groups), wordings=sum(map(len, groups)), people_with_country=len({person for person, _, _ in countries})
    )
