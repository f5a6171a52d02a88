"""Who is who across documents: one canonical IRI for each person and organisation, with merges, doubts and decisions told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from kg.consolidate import organizations
from kg.consolidate.joining import NOTHING_JUDGED, Joined, Judged, Link, canonical, join
from kg.consolidate.names import Relation
from kg.consolidate.pairing import pairs
from kg.consolidate.people import DOUBTFUL, MERGED, are_apart, compare
from kg.consolidate.profiles import Profile
from kg.consolidate.seen import Everybody, seen
from kg.consolidate.seen_in_tables import SeenInTables
from kg.consolidate.settled import Rejections, Settled, rejections, settle
from kg.consolidate.splitting import Cast, Occurrence, cast
from kg.ids import Namer
from kg.judgements import NOTHING_DECIDED, Judgement, Judgements
from kg.model import Iri
from kg.rdf.describe import triple
from kg.rdf.terms import Triple, boolean, decimal, english, plain
from kg.stores import Store
from kg.tables import Tables
from ontology.terms import KG, RDF, RDFS, SCHEMA, SKOS

_JUDGED = "judgement"
_MISSPELT = (Relation.MISSPELT, Relation.MISSPELT_PART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """Who is who. Agents that have one IRI and no namesake do not appear; matches are sorted.

    `by_agent` tells the canonical IRI of an IRI; `by_document` whom an IRI stands for in a document, if for somebody else.
    """

    by_agent: Mapping[str, str]
    by_document: Mapping[Occurrence, str]
    people: tuple[Profile, ...]
    bodies: tuple[Profile, ...]
    agreements: frozenset[str]
    matches: tuple[tuple[str, Link], ...]
    rejected: frozenset[str]
    lost: tuple[Judgement, ...]

    def canonical(self, agent: str, document: str = "") -> str:
        """The one IRI for whoever a document, or any document, means by an IRI."""
        key = self.by_document.get((document, agent), agent)
        return self.by_agent.get(key, key)


def identities(
    store: Store, namer: Namer, judgements: Judgements = NOTHING_DECIDED, *, tables: Tables | None = None
) -> Identities:
    """Who is who in a store, with what people decided; the same for the same documents and judgements, in whatever order.

    `tables` are the side tables of the store as it is now, if they are at hand: without them all documents are read anew.
    """
    rejected = rejections(store, judgements)
    everybody: Everybody
    everybody = seen(store, namer, rejected.facts) if tables is None else SeenInTables(tables, store, namer, rejected.facts)
    return identify(everybody, namer, settle(judgements, everybody), rejected)


def identify(
    everybody: Everybody, namer: Namer, settled: Settled | None = None, rejected: Rejections | None = None
) -> Identities:
    """The same from what was read."""
    settled, rejected = settled or Settled(), rejected or Rejections()
    people = cast(everybody.profiles, everybody.told, namer, settled.different)
    bodies, short = everybody.bodies, organizations.short_forms(everybody.bodies)
    judged = settled.judged(people)
    joined = (join_people(people, judged), _join_bodies(everybody, judged, short))
    by_key = {one.key: one for one in (*people.profiles, *bodies)}
    groups = [group for each in joined for group in each.groups]
    parted = {**people.parted, **{at: _other_end(link, at[1]) for at, link in short.items()}}
    return Identities(
        by_agent=canonical(groups, lambda key, group: _rank(by_key[key], [by_key[other] for other in group], namer)),
        by_document={at: key for at, key in parted.items() if key != at[1]},
        people=people.profiles,
        bodies=bodies,
        agreements=everybody.agreements,
        matches=tuple(sorted({*_matches(joined, judged, frozenset(by_key))})),
        rejected=rejected.facts,
        lost=(*rejected.lost, *settled.lost),
    )


def join_people(people: Cast, judged: Judged = NOTHING_JUDGED) -> Joined:
    """Which profiles are one person."""
    by_key = {one.key: one for one in people.profiles}
    links = []
    for one, other in pairs(people.profiles):
        verdict = compare(one, other)
        if verdict.confidence >= DOUBTFUL and not verdict.is_against:
            rule = "misspelling" if verdict.relation in _MISSPELT else verdict.relation.name.casefold().replace("_", "-")
            links.append(Link(confidence=verdict.confidence, one=one.key, other=other.key, reason=verdict.reason, rule=rule))
    return join(links, MERGED, lambda one, other: are_apart(by_key[one], by_key[other]), judged)


def _join_bodies(everybody: Everybody, judged: Judged, short: Mapping[Occurrence, Link]) -> Joined:
    """Organisations joined; a short form that means one body wherever it stands is joined as a whole."""
    shortened = {agent for _, agent in short}
    documents = {one.key: set(one.documents) for one in everybody.bodies if one.key in shortened}
    meant: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (document, agent), link in short.items():
        meant[agent][_other_end(link, agent)].add(document)
    whole = [
        short[min(found), agent]
        for agent, others in meant.items()
        for found in others.values()
        if len(others) == 1 and found == documents[agent]
    ]
    links = (*organizations.links(everybody.bodies, everybody.names), *whole)
    return join(links, MERGED, lambda _one, _other: False, judged)


def _other_end(link: Link, agent: str) -> str:
    return link.other if link.one == agent else link.one


def _rank(one: Profile, group: Sequence[Profile], namer: Namer) -> tuple[int, ...]:
    """What stands for a group: a whole name, spelt as in most documents, with an anchor, as IRIs of documents have it."""
    fullest = max(len(form.words) for form in one.names)
    spelt = sum(len(other.documents) for other in group if other.names[0].words[-1] == one.names[0].words[-1])
    return (fullest == 1, -spelt, one.key != one.agent, namer.anchor(one.agent) is None, -len(one.documents), -fullest)


def _matches(joined: Iterable[Joined], judged: Judged, keys: frozenset[str]) -> Iterator[tuple[str, Link]]:
    for each in joined:
        yield from (("same", link) for link in each.used)
        yield from (("doubtful", link) for link in each.doubtful)
    refused = {pair for each in joined for pair in each.refused}
    for verdict, decided in (("same", judged.same), ("different", tuple(judged.different))):
        for one, other in decided:
            if one != other and {one, other} <= keys and (verdict == "different" or (one, other) not in refused):
                first, second = sorted((one, other))
                yield verdict, Link(confidence=1.0, one=first, other=second, reason="a person decided it", rule=_JUDGED)


def identity_triples(found: Identities, store: Store, namer: Namer) -> Iterator[Triple]:
    """What the derived graph says of who is who."""
    labels = {one.key: one.label for one in (*found.people, *found.bodies)}
    for agent, one in sorted(found.by_agent.items()):
        yield triple(agent, KG.canonical, one)
        if labels[agent] != labels[one]:
            yield (Iri(one), Iri(SKOS.altLabel), english(labels[agent]))
    for person in found.people:
        if person.key != person.agent:
            yield triple(person.key, RDF.type, SCHEMA.Person)
            yield (Iri(person.key), Iri(SKOS.prefLabel), english(person.label))
            yield triple(person.key, KG.namesake, person.agent)
    for verdict, link in found.matches:
        yield from _match(verdict, link, namer)
    for fact in sorted(found.rejected):
        yield (Iri(fact), Iri(KG.rejected), boolean(value=True))
    yield from _facts_of_others(found, store)


def _match(verdict: str, link: Link, namer: Namer) -> Iterator[Triple]:
    iri = Iri(namer.match(link.one, link.other))
    yield triple(iri, RDF.type, KG.Match)
    yield triple(iri, KG.compares, link.one)
    yield triple(iri, KG.compares, link.other)
    yield (iri, Iri(KG.verdict), plain(verdict))
    yield (iri, Iri(KG.confidence), decimal(Decimal(str(link.confidence))))
    yield (iri, Iri(KG.rule), plain(link.rule))
    yield (iri, Iri(RDFS.comment), english(link.reason))


def _facts_of_others(found: Identities, store: Store) -> Iterator[Triple]:
    """Who speaks and who holds a post where the document's IRI stands for somebody else."""
    agents = tuple(Iri(agent) for agent in sorted({agent for _, agent in found.by_document}))
    if not agents:
        return
    query = files("kg.consolidate").joinpath("facts-by-agent.rq").read_text("utf-8")
    for fact, document, agent in store.select(query, {"agent": agents}).rows:
        key = found.by_document.get((str(document), str(agent)))
        if key:
            yield triple(str(fact), KG.agent, found.by_agent.get(key, key))
