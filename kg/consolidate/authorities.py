"""Which entries of authority files are people, bodies, sectors and agreements of the store; what is ambiguous is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.authority import Entry, Kind
from kg.consolidate.identities import Identities
from kg.consolidate.names import Relation, forms, fullest
from kg.consolidate.people import best_likeness, contradiction
from kg.consolidate.profiles import Profile
from kg.ids import Namer, country_iri, sector_iri, slug
from kg.lexicon import lexicon
from kg.rdf.describe import triple
from kg.rdf.terms import Triple
from ontology.terms import OWL, SKOS

_CERTAIN = (Relation.SAME, Relation.FULLER)
_LIFE = 110


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Linked:
    """An agent or concept of the store and the authority's IRI for it; `is_concept` where it is no agent."""

    here: str
    there: str
    is_concept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What was linked, and what to tell of what fits several."""

    linked: tuple[Linked, ...] = ()
    ambiguous: tuple[str, ...] = ()


def link(entries: Iterable[Entry], who: Identities, namer: Namer) -> Links:
    """The links of entries to people and organisations by their canonical IRIs, and to concepts, in whatever order."""
    people, bodies = _by_form(who.people), _by_slug(who.bodies)
    candidates: dict[Entry, frozenset[tuple[str, bool]]] = {}
    for entry in sorted(entries):
        found = {(key, True) for key in _concepts(entry, namer, who.agreements)}
        if entry.kind in (None, Kind.PERSON):
            found |= {(who.canonical(key), False) for key in _people(entry, people)}
        if entry.kind in (None, Kind.ORGANIZATION):
            found |= {(who.canonical(key), False) for name in entry.names for key in bodies.get(slug(name), ())}
        candidates[entry] = frozenset(found)
    return _unambiguous(candidates)


def _unambiguous(candidates: Mapping[Entry, frozenset[tuple[str, bool]]]) -> Links:
    """Entries that fit one thing, which no other entry of the same authority fits."""
    claimed: dict[str, list[Entry]] = defaultdict(list)
    for entry, found in candidates.items():
        for key, _ in found:
            claimed[key].append(entry)
    linked, ambiguous = [], []
    for entry, found in candidates.items():
        if len(found) > 1:
            ambiguous.append(f"{entry.iri} ({entry.names[0]}) fits several: {', '.join(sorted(key for key, _ in found))}")
        for key, is_concept in found if len(found) == 1 else ():
            rivals = [r for r in claimed[key] if r is not entry and _authority(r) == _authority(entry)]
            if rivals:
                ambiguous.append(f"{entry.iri} ({entry.names[0]}) and {rivals[0].iri} both fit {key}")
            else:
                linked.append(Linked(here=key, there=entry.iri, is_concept=is_concept))
    return Links(linked=tuple(sorted(linked)), ambiguous=tuple(sorted(ambiguous)))


def _authority(entry: Entry) -> str:
    """Where an IRI is from; one authority has one IRI for one thing."""
    return entry.iri.rpartition("/")[0]


def _by_form(agents: Iterable[Profile]) -> Mapping[tuple[str, str], list[Profile]]:
    found: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for agent in agents:
        for form in agent.names:
            found[form.words[0], form.words[-1]].append(agent)
    return found


def _by_slug(agents: Iterable[Profile]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for agent in agents:
        found[slug(agent.label)].append(agent.key)
    return found


def _people(entry: Entry, known: Mapping[tuple[str, str], list[Profile]]) -> Iterator[str]:
    """People whose whole name the entry has, where neither country nor lifetime contradicts."""
    names = fullest(form for name in entry.names for form in forms(name))
    wanted = Profile(
        key=entry.iri, agent=entry.iri, label=entry.names[0], names=names, documents=(), countries=frozenset(entry.countries)
    )
    for form in names:
        for one in known.get((form.words[0], form.words[-1]), ()):
            certain = len(form.words) > 1 and best_likeness(wanted, one).relation in _CERTAIN
            if certain and not contradiction(wanted, one) and _lived(entry, one):
                yield one.key


def _lived(entry: Entry, one: Profile) -> bool:
    if entry.years is None or one.years is None:
        return True
    born, died = entry.years
    return born <= one.years[0] <= min(died + 25, born + _LIFE)


def _concepts(entry: Entry, namer: Namer, agreements: frozenset[str]) -> Iterator[str]:
    words = lexicon()
    if entry.kind in (None, Kind.SECTOR):
        yield from (sector_iri(found) for name in entry.names if (found := words.sector(name)))
    if entry.kind in (None, Kind.AGREEMENT):
        yield from (iri for name in entry.names if (iri := namer.agreement(words.agreement(name) or "")) in agreements)
    if entry.kind is Kind.COUNTRY:
        yield from (country_iri(code) for name in entry.names if (code := words.country(name)))


def authority_triples(found: Links) -> Iterator[Triple]:
    """owl:sameAs for agents, skos:exactMatch for concepts."""
    for one in found.linked:
        yield triple(one.here, SKOS.exactMatch if one.is_concept else OWL.sameAs, one.there)
