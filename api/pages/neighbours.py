"""Whom and what facts tie to a thing: the same ties as the graph around it, counted."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.model import Iri
from kg.network import RELATIONS, names, web
from kg.network.exploring import lines
from kg.stores import Store


@dataclass(frozen=True, slots=True)
class Relation:
    """How two are tied, in how many facts; `is_from` tells that the thing itself is the one that says, holds or imposes."""

    words: str
    facts: int
    is_from: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Somebody or something that facts tie to a thing, with the relations, the most frequent first."""

    iri: Iri
    label: str
    kind: str
    facts: int
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours of a thing with the most facts, and how many there are in all."""

    shown: tuple[Neighbour, ...]
    total: int


def neighbours(store: Store, iri: Iri, most: int = 12) -> Neighbours:
    """The neighbours of a thing by any of its IRIs, the closest first; none where nothing is tied to it."""
    net = web(store)
    node = net.number(iri)
    if node is None:
        return Neighbours((), 0)
    ties: dict[int, list[Relation]] = defaultdict(list)
    words = {relation.number: relation.label for relation in RELATIONS}
    for line in lines(net, net.ties_of(node)):
        is_from = line.source == node
        other = line.target if is_from else line.source
        if other != node:
            ties[other] += [Relation(words[number], count, is_from) for number, count in line.relations]
    facts = Counter({other: sum(relation.facts for relation in found) for other, found in ties.items()})
    closest = sorted(facts, key=lambda other: (-facts[other], net.nodes[other]))[:most]
    named = names(store, [net.nodes[other] for other in closest])
    shown = tuple(
        Neighbour(
            iri=net.nodes[other],
            label=named[net.nodes[other]].label,
            kind=named[net.nodes[other]].kind,
            facts=facts[other],
            relations=tuple(sorted(ties[other], key=lambda one: (-one.facts, one.words, one.is_from))),
        )
        for other in closest
    )
    return Neighbours(shown, len(ties))
