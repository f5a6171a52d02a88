"""Claims: the wordings that are one statement, joined by likeness under the condition that nothing in them disagrees."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.consolidate.candidates import candidates
from kg.consolidate.kinds import Kinds
from kg.consolidate.likeness import Likeness, Reason, agree, likeness
from kg.consolidate.parallel import Edge, parallel
from kg.consolidate.times import earliest
from kg.consolidate.variations import variations
from kg.consolidate.wordings import Wording
from kg.ids import Namer, code_iri, digest
from kg.model import Iri
from kg.rdf.describe import triple
from kg.rdf.terms import Triple, decimal, english, plain
from ontology.terms import KG, RDF, RDFS, SCHEMA

_EQUAL = Likeness(1.0, Reason.SAME_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The wordings of one statement in the order of precedence; `how` tells of each what joins it best to another."""

    wordings: tuple[Wording, ...]
    how: tuple[Likeness, ...]

    def __len__(self) -> int:
        return len(self.wordings)

    @property
    def founding(self) -> Wording:
        """The wording that the claim is named after."""
        return self.wordings[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Wordings compared with each other: their kinds, and what joins these."""

    kinds: Kinds
    links: "_Links"

    @classmethod
    def of(cls, found: Iterable[Wording]) -> "Compared":
        """The same whatever order the wordings come in."""
        kinds = Kinds.of(found)
        return cls(kinds=kinds, links=_Links.of(edges(kinds)))

    def groups(self) -> tuple[Group, ...]:
        """Statements that are worded more than once, in the order of precedence."""
        found = (_group(self.kinds, self.links, members) for members in _joined(self.kinds, self.links))
        return tuple(sorted((group for group in found if group), key=lambda group: group.founding.precedence))

    def reach(self, utterances: Collection[str]) -> tuple[Wording, ...]:
        """All wordings that are joined to some, directly or by others, whether or not they can be one statement; with these."""
        waiting = [n for n, copies in enumerate(self.kinds.copies) if any(one.utterance in utterances for one in copies)]
        reached = set(waiting)
        while waiting:
            near = self.links.near.get(waiting.pop(), {}).keys() - reached
            reached |= near
            waiting.extend(near)
        return tuple(one for number in sorted(reached) for one in self.kinds.copies[number])


def claim_groups(found: Iterable[Wording]) -> tuple[Group, ...]:
    """Statements that are worded more than once; the same whatever order the wordings come in."""
    return Compared.of(found).groups()


def edges(kinds: Kinds) -> tuple[Edge, ...]:
    """Which kinds of wordings are one statement, the surest first."""
    pairs = candidates(kinds.firsts)
    sure = [(a, b, how) for a, b in pairs if (how := likeness(kinds.firsts[a], kinds.firsts[b]))]
    same: dict[int, set[int]] = defaultdict(set)
    for a, b, _ in sure:
        same[a].add(b)
        same[b].add(a)
    best: dict[tuple[int, int], Likeness] = {}
    for a, b, how in (*sure, *parallel(kinds, {number: frozenset(near) for number, near in same.items()})):
        if (a, b) not in best or best[a, b].confidence < how.confidence:
            best[a, b] = how
    return tuple(sorted(((a, b, how) for (a, b), how in best.items()), key=lambda edge: (-edge[2].confidence, edge[:2])))


@dataclass(frozen=True, slots=True)
class _Links:
    """The edges in order, and what joins each kind to which others."""

    edges: Sequence[Edge]
    near: Mapping[int, Mapping[int, Likeness]]

    @classmethod
    def of(cls, found: Sequence[Edge]) -> "_Links":
        near: dict[int, dict[int, Likeness]] = defaultdict(dict)
        for a, b, how in found:
            near[a][b] = near[b][a] = how
        return cls(found, near)


def _joined(kinds: Kinds, links: _Links) -> Iterator[tuple[int, ...]]:
    """Kinds joined by their edges, the surest first; two groups join only if everything in one goes with everything else."""
    groups = {number: [number] for number in range(len(kinds.copies))}
    for a, b, _ in links.edges:
        first, second = groups[a], groups[b]
        if first is not second and all(_go_together(kinds, links, x, y) for x in first for y in second):
            first.extend(second)
            groups.update(dict.fromkeys(second, first))
    yield from {id(group): tuple(sorted(group)) for group in groups.values()}.values()


def _go_together(kinds: Kinds, links: _Links, one: int, other: int) -> bool:
    return other in links.near.get(one, ()) or agree(kinds.firsts[one], kinds.firsts[other])


def _group(kinds: Kinds, links: _Links, members: tuple[int, ...]) -> Group | None:
    found: list[tuple[Wording, Likeness]] = []
    for number in members:
        copies = kinds.copies[number]
        near = [how for other, how in links.near.get(number, {}).items() if other in members]
        best = max(near, key=lambda how: how.confidence, default=None)
        how = _EQUAL if len(copies) > 1 and copies[0].is_telling else best
        found.extend((wording, how) for wording in copies if how)
    if len(found) < 2:
        return None
    found.sort(key=lambda item: item[0].precedence)
    return Group(wordings=tuple(wording for wording, _ in found), how=tuple(how for _, how in found))


def claim_triples(groups: Iterable[Group], namer: Namer) -> Iterator[Triple]:
    """What the derived graph says of claims and of their wordings."""
    for group in groups:
        yield from _claim(group, namer)


def _claim(group: Group, namer: Namer) -> Iterator[Triple]:
    claim = Iri(namer.claim(group.founding.utterance))
    yield triple(claim, RDF.type, SCHEMA.Claim)
    yield (claim, Iri(SCHEMA.text), plain(group.founding.text))
    first = earliest(wording.published for wording in group.wordings)
    for varied, how in zip(variations(group.wordings), group.how, strict=True):
        utterance = varied.wording.utterance
        wording = Iri(f"{claim}#wording-{digest(utterance)}")
        yield triple(claim, SCHEMA.appearance, utterance)
        if first and varied.wording.published == first:
            yield triple(claim, SCHEMA.firstAppearance, utterance)
        yield triple(claim, KG.wording, wording)
        yield triple(wording, RDF.type, KG.Wording)
        yield triple(wording, KG.utterance, utterance)
        yield triple(wording, KG.variation, code_iri(varied.variation))
        yield from ((wording, Iri(KG.changedWords), plain(piece)) for piece in varied.pieces)
        yield (wording, Iri(KG.confidence), decimal(Decimal(str(how.confidence))))
        yield (wording, Iri(RDFS.comment), english(how.reason))
