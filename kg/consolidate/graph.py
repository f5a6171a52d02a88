"""The derived graph: what spans documents, brought up to date from the store; it points at facts and never edits them."""

from dataclasses import dataclass

from kg.consolidate.authorities import authority_triples, link
from kg.consolidate.claims import claim_groups, claim_triples
from kg.consolidate.countries import country_triples
from kg.consolidate.derived import Derived, amended, pending, written
from kg.consolidate.identities import Identities, identities, identity_triples
from kg.consolidate.increments import increment
from kg.consolidate.known import NOTHING_KNOWN, Known
from kg.consolidate.utterances import Utterances
from kg.ids import Namer
from kg.rdf.terms import Triple
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


def consolidate(store: Store, namer: Namer, known: Known = NOTHING_KNOWN, *, whole: bool = False) -> Consolidated:
    """Bring the derived graph of a store up to date; the same facts and the same that is known give the same graph.

    Claims are compared anew only where pending documents, or who is now held to be whom, can reach them. Everything is built
    anew where no graph of this version is there, or if that is asked for with `whole`.
    """
    tables = None if whole else store.tables_at_hand()
    who = identities(store, namer, known.judgements, tables=tables)
    links = link(known.authority, who, namer)
    countries = country_triples(who.people)
    others = frozenset((*countries, *identity_triples(who, store, namer), *authority_triples(links)))
    reading = Utterances(store=store, who=who, rejected=who.rejected)
    derived = Derived(store=store, namer=namer)
    if whole or not derived.is_current:
        store.replace_graphs(written([*claim_triples(claim_groups(reading.all()), namer), *others], namer))
    else:
        _amend(reading, derived, who, others)
    claims, wordings = derived.counts()
    return Consolidated(
        claims=claims,
        wordings=wordings,
        people_with_country=len({person for person, _, _ in countries}),
        joined=sum(agent != one for agent, one in who.by_agent.items()),
        doubtful=sum(verdict == "doubtful" for verdict, _ in who.matches),
        lost=len(who.lost),
        ambiguous=links.ambiguous,
    )


def _amend(reading: Utterances, derived: Derived, who: Identities, others: frozenset[Triple]) -> None:
    """Bring what is said of claims and of all else up to date as far as anything can have changed."""
    store, namer, before = derived.store, derived.namer, derived.others
    change = increment(reading, who, derived, before ^ others, pending(store, namer))
    gone = (*derived.told(change.gone), *(before - others))
    come = (*claim_triples(change.groups, namer), *(others - before))
    store.amend_graphs(amended(store, namer, gone, come))
