"""From verdicts on pairs to who is who: pairs joined from the surest down, never two whom something keeps apart.

What people judged comes first: "different" keeps two apart whatever rules say, "same" joins them. A name that fits several
people who are not one stays by itself, and is asked about.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

DOUBTED = 0.6
"""The confidence that is left to a name which fits several people."""
_MARGIN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Two agents, how sure it is that they are one, and why; `one` sorts before `other`."""

    confidence: float
    one: str
    other: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people decided of pairs of keys."""

    same: tuple[tuple[str, str], ...] = ()
    different: frozenset[tuple[str, str]] = frozenset()

    def parts(self, one: str, other: str) -> bool:
        """Whether the two are held to be different."""
        return (one, other) in self.different or (other, one) in self.different


NOTHING_JUDGED = Judged()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Sets of keys that are one agent, the links by which rules joined them, and those left to a reader, the surest first."""

    groups: tuple[tuple[str, ...], ...]
    used: tuple[Link, ...]
    doubtful: tuple[Link, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Groups:
    """Disjoint sets of keys that know whom they must not meet."""

    judged: Judged
    against: Callable[[str, str], bool]
    of: dict[str, list[str]] = field(default_factory=dict)
    kin: dict[str, frozenset[str]] = field(default_factory=dict)
    """Those whom people joined: what rules hold against one of them counts only if it holds against all."""

    def find(self, key: str) -> list[str]:
        return self.of.setdefault(key, [key])

    def may_join(self, one: str, other: str, *, by_rule: bool) -> bool:
        first, second = self.find(one), self.find(other)
        if any(self.judged.parts(a, b) for a in first for b in second):
            return False
        return not (by_rule and any(self._contradict(a, b) for a in first for b in second))

    def _contradict(self, one: str, other: str) -> bool:
        return all(self.against(a, b) for a in self.kin.get(one, (one,)) for b in self.kin.get(other, (other,)))

    def join(self, one: str, other: str) -> None:
        first, second = self.find(one), self.find(other)
        if first is not second:
            first.extend(second)
            self.of.update(dict.fromkeys(second, first))


def join(links: Iterable[Link], merged: float, against: Callable[[str, str], bool], judged: Judged = NOTHING_JUDGED) -> Joined:
    """Who is who: the same for the same links in whatever order; `against` tells whether something keeps two keys apart."""
    open_links = {link for link in links if not judged.parts(link.one, link.other)}
    known = sorted(open_links, key=lambda link: (-link.confidence, link.one, link.other))
    groups = _Groups(judged, against)
    refused = []
    for one, other in judged.same:
        if groups.may_join(one, other, by_rule=False):
            groups.join(one, other)
        else:
            refused.append((one, other))
    groups.kin.update((key, frozenset(group)) for key, group in groups.of.items())
    used, doubtful = [], []
    ambiguous = _ambiguous(known, merged, against)
    for link in known:
        if groups.find(link.one) is groups.find(link.other):
            continue
        if link.confidence < merged or link in ambiguous or not groups.may_join(link.one, link.other, by_rule=True):
            doubtful.append(link)
            continue
        groups.join(link.one, link.other)
        used.append(link)
    return Joined(
        groups=tuple(
            sorted(tuple(sorted(group)) for group in {id(g): g for g in groups.of.values()}.values() if len(group) > 1)
        ),
        used=tuple(used),
        doubtful=_open(doubtful, groups, ambiguous),
        refused=tuple(refused),
    )


def _ambiguous(links: Sequence[Link], merged: float, against: Callable[[str, str], bool]) -> frozenset[Link]:
    """Links of a key to several others that something keeps apart, none much surer than the next."""
    sure: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        if link.confidence >= merged:
            sure[link.one][link.other] = sure[link.other][link.one] = link
    found = set()
    for fits in sure.values():
        ranked = sorted(fits, key=lambda other: (-fits[other].confidence, other))
        for at, other in enumerate(ranked):
            rivals = (r for r in ranked[:at] + ranked[at + 1 :] if fits[r].confidence >= fits[other].confidence - _MARGIN)
            if any(against(*sorted((rival, other))) for rival in rivals):
                found.add(fits[other])
    return frozenset(found)


def _open(doubtful: Iterable[Link], groups: _Groups, ambiguous: frozenset[Link]) -> tuple[Link, ...]:
    """What is still open once all is joined: one link for two groups, the surest."""
    best: dict[tuple[int, int], Link] = {}
    for link in doubtful:
        first, second = groups.find(link.one), groups.find(link.other)
        if first is second or any(groups.judged.parts(a, b) for a in first for b in second):
            continue
        pair = (min(id(first), id(second)), max(id(first), id(second)))
        shown = link
        if link in ambiguous:
            shown = Link(
                confidence=DOUBTED, one=link.one, other=link.other, reason=f"{link.reason}; others fit as well", rule=link.rule
            )
        if pair not in best or best[pair].confidence < shown.confidence:
            best[pair] = shown
    return tuple(sorted(best.values(), key=lambda link: (-link.confidence, link.one, link.other)))


def canonical(groups: Iterable[Sequence[str]], rank: Callable[[str, Sequence[str]], tuple[int, ...]]) -> Mapping[str, str]:
    """For each key of a group the one that stands for all of it: the first by its rank in the group."""
    found: dict[str, str] = {}
    for group in groups:
        first = min(group, key=lambda key: (rank(key, group), key))
        found.update(dict.fromkeys(group, first))
    return found
