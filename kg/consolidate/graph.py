"""The derived graph: what spans documents, rebuilt whole from the store; it points at facts and never edits them."""

from dataclasses import dataclass

from kg.consolidate.authorities import authority_triples, link
from kg.consolidate.claims import claim_groups, claim_triples
from kg.consolidate.countries import country_triples
from kg.consolidate.identities import identities, identity_triples
from kg.consolidate.known import NOTHING_KNOWN, Known
from kg.consolidate.utterances import Utterances
from kg.ids import Namer
from kg.model import Iri
from kg.rdf import in_graph
from kg.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """What a rebuild found; `joined` counts IRIs that stand for others', `lost` judgements of what is not in the store."""

    claims: int
    wordings: int
    people_with_country: int
    joined: int
    doubtful: int
    lost: int
    ambiguous: tuple[str, ...]


def consolidate(store: Store, namer: Namer, known: Known = NOTHING_KNOWN) -> Consolidated:
    """Rebuild the derived graph of a store from its facts; the same facts and the same that is known give the same graph."""
    who = identities(store, namer, known.judgements)
    links = link(known.authority, who, namer)
    groups = claim_groups(Utterances(store=store, who=who, rejected=who.rejected).all())
    countries = country_triples(store)
    triples = [*claim_triples(groups, namer), *countries, *identity_triples(who, store, namer), *authority_triples(links)]
    store.replace_graphs({Iri(namer.derived_graph): in_graph(triples, namer.derived_graph)})
    return Consolidated(
        claims=len(groups),
        wordings=sum(map(len, groups)),
        people_with_country=len({person for person, _, _ in countries}),
        joined=sum(agent != one for agent, one in who.by_agent.items()),
        doubtful=sum(verdict == "doubtful" for verdict, _ in who.matches),
        lost=len(who.lost),
        ambiguous=links.ambiguous,
    )
