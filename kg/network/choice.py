"""Chooses what a view shows of much: the nodes that matter most, and of each two nodes their surest links first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Iri
from kg.network.joining import Joined, as_joined, joined, joined_in
from kg.network.links import Link, links
from kg.network.reading import Record, facts, plain, query, records
from kg.network.web import facts_of, web
from kg.stores import Store
from ontology.terms import KG, ORG, SKOS


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tie:
    """A fact that links two nodes, before anything else of it is read; `one` stands before `other` in the alphabet."""

    one: Iri
    other: Iri
    fact: Iri
    confidence: float


def tie(link: Link) -> Tie:
    """What a link ties together."""
    one, other = min(link.source, link.target), max(link.source, link.target)
    return Tie(one=one, other=other, fact=link.fact, confidence=link.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The ties of facts, sorted; who is one in them; and how many of the facts make no tie."""

    found: tuple[Tie, ...]
    one_of: Joined
    unlinked: int


def ties(store: Store, foci: tuple[Iri, ...]) -> Ties:
    """The ties of all facts in which a focus takes part, or of all facts.

    The whole is read from the side tables, which takes a hundredth of the time that reading the facts would.
    """
    if foci:
        read = facts(store, foci)
        one_of = joined_in(store, read)
        made = {tie(link) for link in read_links(store, read, one_of)}
        counted = len(read)
    else:
        one_of = joined(store)
        made = set(_all(store))
        counted = int(plain(store.select(query("counting")).rows[0][0]))
    return Ties(found=tuple(sorted(made)), one_of=one_of, unlinked=counted - len({found.fact for found in made}))


def _all(store: Store) -> Iterator[Tie]:
    """All ties, from the side tables."""
    all_ = web(store)
    facts = facts_of(store, all_.fact.tolist())
    rows = zip(*(column.tolist() for column in (all_.fact, all_.one, all_.other, all_.confidence)), strict=True)
    for fact, one, other, confidence in rows:
        first, second = sorted((all_.nodes[one], all_.nodes[other]))
        yield Tie(one=first, other=second, fact=facts[fact], confidence=confidence / 1000)


def read_links(store: Store, read: Mapping[Iri, Record], one_of: Joined) -> tuple[Link, ...]:
    """The links that facts make between agents as they are one."""
    roles = {role for record in read.values() for role in record.iris(ORG.role)}
    measures = {measure for record in read.values() for measure in record.iris(KG.measure)}
    titles = {node: record.text(SKOS.prefLabel) for node, record in records(store, "titles", roles).items()}
    return links(as_joined(read, one_of), records(store, "measures", measures), titles)


def top(ranked: Mapping[Iri, float], limit: int, always: Iterable[Iri]) -> frozenset[Iri]:
    """The `limit` best-ranked nodes, among them those that are shown always; ties go by IRI."""
    first = sorted(set(always))
    others = sorted(ranked.keys() - set(first), key=lambda node: (-ranked[node], node))
    return frozenset((*first, *others)[: max(limit, len(first))])


def first_of_each(found: Iterable[Tie], limit: int) -> frozenset[Tie]:
    """At most `limit` ties, such that no two nodes lose their first tie to others' second; the surest come first."""
    seen: Counter[tuple[Iri, Iri]] = Counter()
    turns: list[tuple[int, float, Tie]] = []
    for one in sorted(found, key=lambda one: (-one.confidence, one)):
        turns.append((seen[one.one, one.other], -one.confidence, one))
        seen[one.one, one.other] += 1
    return frozenset(one for _, _, one in sorted(turns)[:limit])
