"""Two people whom documents know by one name and country: told apart by walks of life, by years, and by what people judged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidate.people import contradiction
from kg.consolidate.profiles import Profile, Sighting, profile
from kg.ids import Namer

Occurrence = tuple[str, str]
"""A document and the IRI by which it knows somebody."""
Pair = tuple[Occurrence, Occurrence]
"""Two occurrences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of all documents: profiles sorted by key, and the key of each occurrence whose IRI is several people's."""

    profiles: tuple[Profile, ...]
    parted: Mapping[Occurrence, str]

    def key(self, document: str, agent: str) -> str:
        """The key of the profile that a document's agent belongs to."""
        return self.parted.get((document, agent), agent)


def cast(
    people: Iterable[Profile], told: Callable[[str], Sequence[Sighting]], namer: Namer, different: Iterable[Pair] = ()
) -> Cast:
    """Everybody once for each IRI, but once for each person where it is several people's; `told` tells an IRI's sightings."""
    kept_apart = _kept_apart(different)
    profiles: list[Profile] = []
    parted: dict[Occurrence, str] = {}
    for one in people:
        apart = kept_apart.get(one.agent, frozenset())
        if not apart and not may_be_several(one):
            profiles.append(one)
            continue
        parts = _parts(one.agent, sorted(told(one.agent), key=_order), apart)
        for part, key in zip(parts, _keys(one.agent, parts, namer), strict=True):
            profiles.append(profile(key, part))
            if len(parts) > 1:
                parted.update({(sighting.document, one.agent): key for sighting in part})
    return Cast(profiles=tuple(sorted(profiles, key=lambda one: one.key)), parted=parted)


def _kept_apart(different: Iterable[Pair]) -> Mapping[str, frozenset[frozenset[str]]]:
    """For each IRI the pairs of documents that speak of different people by it."""
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for (document, agent), (other_document, other) in different:
        if agent == other and document != other_document:
            found[agent].add(frozenset((document, other_document)))
    return {agent: frozenset(pairs) for agent, pairs in found.items()}


def _order(sighting: Sighting) -> tuple[bool, int, str]:
    """Those who are told most of first: whoever is told nothing of goes to the part that lies nearest."""
    return (not sighting.posts, sighting.year or 9999, sighting.document)


def _parts(agent: str, sightings: Sequence[Sighting], apart: frozenset[frozenset[str]]) -> list[list[Sighting]]:
    parts: list[list[Sighting]] = []
    for sighting in sightings:
        fitting = [part for part in parts if _fits(agent, part, sighting, apart)]
        if fitting:
            min(fitting, key=lambda part: (_years_to(part, sighting), -len(part))).append(sighting)
        else:
            parts.append([sighting])
    return parts


def may_be_several(whole: Profile) -> bool:
    """Whether one IRI's documents may speak of two people: a quick look before they are compared one by one."""
    fields = {post.field for post in whole.posts} - {""}
    first, last = whole.years or (0, 0)
    return len(whole.documents) > 1 and (len(fields) > 1 or last - first > _A_GENERATION)


_A_GENERATION = 25


def _fits(agent: str, part: Sequence[Sighting], sighting: Sighting, apart: frozenset[frozenset[str]]) -> bool:
    if any(frozenset((one.document, sighting.document)) in apart for one in part):
        return False
    return not contradiction(profile(agent, part), profile(agent, [sighting]))


def _years_to(part: Sequence[Sighting], sighting: Sighting) -> int:
    if sighting.year is None:
        return 0
    return min((abs(one.year - sighting.year) for one in part if one.year is not None), default=0)


def _keys(agent: str, parts: Sequence[Sequence[Sighting]], namer: Namer) -> list[str]:
    """The part with most documents keeps the IRI; the others are named after their first documents."""
    ranked = sorted(range(len(parts)), key=lambda n: (-len(parts[n]), min(one.document for one in parts[n])))
    return [
        agent if n == ranked[0] else namer.namesake(agent, min(one.document for one in part)) for n, part in enumerate(parts)
    ]
