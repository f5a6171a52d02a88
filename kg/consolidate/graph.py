"""The derived graph: what spans documents, brought up to date from the store; it points at facts and never edits them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.consolidate.authorities import authority_triples, link
from kg.consolidate.claims import claim_groups, claim_triples
from kg.consolidate.countries import country_triples
from kg.consolidate.derived import Derived, pending, written
from kg.consolidate.identities import Identities, identities, identity_triples
from kg.consolidate.increments import increment
from kg.consolidate.known import NOTHING_KNOWN, Known
from kg.consolidate.utterances import Utterances
from kg.ids import Namer
from kg.rdf.terms import Triple
from kg.stores import Store
from ontology.terms import RDF, SCHEMA


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


def consolidate(store: Store, namer: Namer, known: Known = NOTHING_KNOWN, *, whole: bool = False) -> Consolidated:
    """Bring the derived graph of a store up to date; the same facts and the same that is known give the same graph.

    Claims are compared anew only where pending documents, or who is now held to be whom, can reach them. Everything is built
    anew where no graph of this version is there, or if that is asked for with `whole`.
    """
    who = identities(store, namer, known.judgements, tables=None if whole else store.tables_at_hand())
    links = link(known.authority, who, namer)
    countries = country_triples(who.people)
    others = [*countries, *identity_triples(who, store, namer), *authority_triples(links)]
    claims = tuple(_claims(store, namer, who, others, whole=whole))
    store.replace_graphs(written([*claims, *others], namer))
    return Consolidated(
        claims=sum(predicate == RDF.type and value == SCHEMA.Claim for _, predicate, value in claims),
        wordings=sum(predicate == SCHEMA.appearance for _, predicate, _ in claims),
        people_with_country=len({person for person, _, _ in countries}),
        joined=sum(agent != one for agent, one in who.by_agent.items()),
        doubtful=sum(verdict == "doubtful" for verdict, _ in who.matches),
        lost=len(who.lost),
        ambiguous=links.ambiguous,
    )


def _claims(store: Store, namer: Namer, who: Identities, others: Sequence[Triple], *, whole: bool) -> Iterator[Triple]:
    """What is said of claims: anew as far as needed, and else as it was."""
    reading = Utterances(store=store, who=who, rejected=who.rejected)
    before = Derived.of(store, namer)
    if whole or not before.is_current:
        yield from claim_triples(claim_groups(reading.all()), namer)
        return
    change = increment(reading, who, before, others, pending(store, namer))
    yield from (one for claim in sorted(change.kept) for one in before.told[claim])
    yield from claim_triples(change.groups, namer)
