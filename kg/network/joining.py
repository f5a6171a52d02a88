"""Who is one: agents by the IRI that stands for all their IRIs, and facts that mean somebody else by an IRI of theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Iri, Term
from kg.network.reading import Record, pairs, plain
from kg.stores import Store
from ontology.terms import ORG, SCHEMA

_WHO = (SCHEMA.spokenByCharacter, ORG.member)
"""Whom a fact of a namesake means otherwise than its document's IRI says."""

Joined = Mapping[Iri, Iri]
"""The agent that stands for an agent; of a fact, whom it means. Whoever has one IRI is not in it."""


def joined(store: Store, nodes: Iterable[Iri] | None = None) -> Joined:
    """Who stands for the nodes given, or for all: agents, and facts."""
    found = {node: one for node, (one,) in pairs(store, "joined", nodes) if isinstance(one, Iri)}
    return {node: found[node] for node in sorted(found)}


def joined_in(store: Store, facts: Mapping[Iri, Record]) -> Joined:
    """Who stands for whoever takes part in facts."""
    parts = {value for fact in facts.values() for values in fact.values.values() for value in values if isinstance(value, Iri)}
    return joined(store, parts | facts.keys())


def as_joined(facts: Mapping[Iri, Record], one_of: Joined) -> Mapping[Iri, Record]:
    """Facts that name every agent by the IRI that stands for it."""
    return {iri: _as_joined(fact, one_of) for iri, fact in facts.items()}


def _as_joined(fact: Record, one_of: Joined) -> Record:
    meant = one_of.get(fact.iri)
    values: dict[str, tuple[Term, ...]] = {}
    for property_, given in fact.values.items():
        if meant and property_ in _WHO:
            values[property_] = (meant,)
        else:
            own = {one_of.get(value, value) if isinstance(value, Iri) else value for value in given}
            values[property_] = tuple(sorted(own, key=plain))
    return replace(fact, values=values)
