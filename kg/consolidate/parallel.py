"""Reports that run parallel: two documents that tell the same statements in the same order, as rewritten agency copy does.

Where several statements of two documents are the same beyond doubt, less likeness is enough for what stands between them.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidate.kinds import Kinds
from kg.consolidate.likeness import Likeness, Reason, agree, shares
from kg.consolidate.wordings import Wording

_FEWEST_ANCHORS = 3
_HELD = 0.5
_FEWEST_SHARED = 2
_RECIPIENT = 0.25
_PLACE = Likeness(0.6, Reason.PLACE)
_DIRECT = "direct"

Report = tuple[tuple[int, Wording], ...]
"""The wordings of one document with the numbers of their kinds, in the order of the text."""
Edge = tuple[int, int, Likeness]
_Pair = tuple[tuple[int, Wording], tuple[int, Wording]]


def parallel(kinds: Kinds, same: Mapping[int, frozenset[int]]) -> Iterator[Edge]:
    """What else is one statement, given which kinds of wordings are the same beyond doubt."""
    holding: dict[int, list[int]] = defaultdict(list)
    for place, report in enumerate(kinds.reports):
        for number in {number for number, _ in report}:
            holding[number].append(place)
    for place, report in enumerate(kinds.reports):
        met: Counter[int] = Counter()
        for number in {number for number, _ in report}:
            met.update({other for near in (number, *same.get(number, ())) for other in holding[near] if other > place})
        for other in sorted(other for other, anchors in met.items() if anchors >= _FEWEST_ANCHORS):
            yield from _between(report, kinds.reports[other], same)


def _between(one: Report, other: Report, same: Mapping[int, frozenset[int]]) -> Iterator[Edge]:
    anchors = [(a, b) for a in one for b in other if a[0] == b[0] or b[0] in same.get(a[0], ())]
    if min(len({number for number, _ in side}) for side in zip(*anchors, strict=True)) < _FEWEST_ANCHORS:
        return
    track = _Track(tuple(sorted({(a.start, b.start) for (_, a), (_, b) in anchors})))
    matched = {wording.utterance for pair in anchors for _, wording in pair}
    left, right = ([item for item in side if item[1].utterance not in matched] for side in (one, other))
    pairs = [
        (a, b) for a in left for b in right if a[1].speaker == b[1].speaker and agree(a[1], b[1]) and track.allows(a[1], b[1])
    ]
    alike = tuple(_alike(pairs))
    found = {wording.utterance for (_, a), (_, b), _ in alike for wording in (a, b)}
    rest = [pair for pair in pairs if not any(wording.utterance in found for _, wording in pair)]
    for (a, _), (b, _), how in (*alike, *_in_place(rest, track)):
        yield min(a, b), max(a, b), how


@dataclass(frozen=True, slots=True)
class _Track:
    """Where the sure pairs stand in both documents, in the order of the first."""

    starts: tuple[tuple[int, int], ...]

    def allows(self, one: Wording, other: Wording) -> bool:
        """Whether no sure pair stands before the one and after the other."""
        return all((a < one.start) == (b < other.start) for a, b in self.starts)

    def gap(self, one: Wording) -> int | None:
        """Between which sure pairs a wording stands; None before the first and after the last."""
        place = bisect_left(self.starts, (one.start, -1))
        return place if 0 < place < len(self.starts) else None


def _alike(pairs: Sequence[_Pair]) -> Iterator[tuple[tuple[int, Wording], tuple[int, Wording], Likeness]]:
    """The lesser wording with the one that holds most of it: a report may tell in two sentences what the other has in one."""
    best: dict[str, tuple[float, _Pair]] = {}
    for pair in pairs:
        (_, a), (_, b) = pair
        held, _ = shares(a.sense, b.sense)
        if held < _HELD or len(a.sense.bag & b.sense.bag) < _FEWEST_SHARED:
            continue
        score = held + (_RECIPIENT if a.recipient and a.recipient == b.recipient else 0)
        lesser = min((a, b), key=lambda wording: (wording.weight, wording.precedence)).utterance
        if lesser not in best or best[lesser][0] < score:
            best[lesser] = (score, pair)
    for score, (one, other) in best.values():
        yield one, other, Likeness(round(min(0.85, 0.5 + score / 4), 2), Reason.PARALLEL)


def _in_place(pairs: Sequence[_Pair], track: _Track) -> Iterator[tuple[tuple[int, Wording], tuple[int, Wording], Likeness]]:
    """The only wording of a speaker left in a gap, with the only one left in the same gap of the other document."""
    by_gap: dict[tuple[int, str], list[_Pair]] = defaultdict(list)
    for one, other in pairs:
        gap = track.gap(one[1])
        if gap is not None and one[1].about & other[1].about:
            by_gap[gap, one[1].speaker].append((one, other))
    for alone in by_gap.values():
        if len(alone) == 1 and not all(wording.form == _DIRECT for _, wording in alone[0]):
            yield *alone[0], _PLACE
