"""What an explored view holds: its start, and what steps brought to it one after the other; bounded, and never moved about.

A view is replayed from its start, so that the same steps always bring the same nodes in the same order.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from kg.analytics import ranks_of
from kg.network.web import KIND, Numbers, Truths, Web

HARD_LIMIT = 2_000
"""More nodes than this are no picture any more; a view never has more."""
STEP = 20
"""Neighbours that one step of opening a node brings."""
_FEWEST_LINES = 400
"""So many lines are always drawn, and two for each node; beyond that a picture is a hairball."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Start:
    """What a view starts with: the best-ranked of all, of what `focus` takes part in, of some claims by number, of a time."""

    focus: tuple[int, ...] = ()
    claims: Numbers | None = None
    date_from: str | None = None
    date_to: str | None = None
    limit: int = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Opening one node for its next neighbours, or showing a way from the first node to the last.

    `place` is where a node lay when it was opened, if that is not where it was laid: its neighbours come around it.
    """

    kind: Literal["open", "path"]
    nodes: tuple[int, ...]
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Line:
    """All ties of one kind from one node to another: how many there are of each relation, by its number."""

    source: int
    target: int
    kind: int
    relations: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many facts stand behind the line."""
        return sum(count for _, count in self.relations)


Arrival = tuple[int, tuple[int, ...], tuple[int, int] | None]
"""Beside which node which nodes came, and where that node lay if a step tells."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """Nodes in the order in which they came, and ties between them by place in the web.

    `steps` are those that were taken, `opened` tells by opening which node a node came. `sizes` are from 0 to 1. `more` tells
    how many neighbours of a node are not in the view, `left_out` how many nodes of the start there was no room for,
    `start_lines` what the start alone would draw, `more_lines` how many lines are too weak to be drawn. `gone` are nodes that
    closing took away again: they keep their places.
    """

    nodes: tuple[int, ...]
    started: int
    steps: tuple[Step, ...]
    opened: Mapping[int, int]
    sizes: Mapping[int, float]
    ties: Numbers
    lines: tuple[Line, ...]
    start_lines: tuple[Line, ...]
    arrivals: tuple[Arrival, ...]
    more_lines: int
    more: Mapping[int, int]
    left_out: int
    gone: frozenset[int]
    is_full: bool


def explore(web: Web, start: Start, steps: Iterable[Step] = (), shut: Iterable[int] = ()) -> View:
    """The view that a start and steps make; what opening the nodes of `shut` brought is gone, with all that came by it."""
    in_time = web.within(start.date_from, start.date_to)
    chosen = _chosen(web, start, in_time)
    ranked = web.ranks if chosen.all() else ranks_of(web.one[chosen], web.other[chosen], len(web.nodes))
    replay = _Replay(web, in_time, _top(ranked, start.focus, min(start.limit, HARD_LIMIT)))
    shown = chosen.copy()
    for step in steps:
        replay.do(step)
    gone = replay.gone(frozenset(shut))
    closed = frozenset(shut)
    for step in replay.done:
        shown[_brought(web, step)] |= not (step.kind == "open" and (step.nodes[0] in closed or step.nodes[0] in gone))
    is_in = np.zeros(len(web.nodes), np.bool_)
    is_in[[node for node in replay.nodes if node not in gone]] = True
    ties = np.flatnonzero(shown & in_time & is_in[web.one] & is_in[web.other])
    found = lines(web, ties)
    drawn = strongest(found, _most_lines(replay.nodes), replay.ways())
    return View(
        nodes=tuple(replay.nodes),
        started=replay.started,
        steps=tuple(replay.done),
        opened=replay.opened,
        sizes=_sizes(ranked, web.ranks, replay),
        ties=ties if len(drawn) == len(found) else ties[np.isin(_keys(web, ties), [_key(web, line) for line in drawn])],
        lines=drawn,
        start_lines=_start_lines(web, chosen, replay.nodes[: replay.started]) if replay.done else drawn,
        arrivals=tuple(replay.arrivals),
        more_lines=len(found) - len(drawn),
        more=_more(web, in_time, is_in),
        left_out=int(np.count_nonzero(ranked)) - int(np.count_nonzero(ranked[replay.nodes[: replay.started]])),
        gone=gone,
        is_full=replay.is_full,
    )


def lines(web: Web, ties: Numbers) -> tuple[Line, ...]:
    """The lines that ties make, sorted."""
    size, each = len(web.nodes), KIND * KIND
    keys = (web.one[ties] * size + web.other[ties]) * each + web.relation[ties]
    found: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    kinds, counts = np.unique(keys, return_counts=True)
    ends, relations = np.divmod(kinds, each)
    columns = (ends // max(size, 1), ends % max(size, 1), relations // KIND, relations, counts)
    for one, other, kind, relation, count in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault((one, other, kind), []).append((relation, count))
    return tuple(
        Line(source=one, target=other, kind=kind, relations=tuple(relations)) for (one, other, kind), relations in found.items()
    )


def strongest(found: Iterable[Line], most: int, always: Collection[frozenset[int]] = ()) -> tuple[Line, ...]:
    """At most so many lines, sorted: those between the pairs of `always`, each node's strongest, its second, and so on."""
    turns: list[tuple[bool, int, int, Line]] = []
    seen: Counter[int] = Counter()
    for line in sorted(found, key=lambda line: (-line.count, line)):
        turn = min(seen[line.source], seen[line.target])
        seen.update({line.source, line.target})
        turns.append((frozenset((line.source, line.target)) not in always, turn, -line.count, line))
    return tuple(sorted(line for *_, line in sorted(turns)[:most]))


def _most_lines(nodes: list[int]) -> int:
    return max(_FEWEST_LINES, 2 * len(nodes))


def _start_lines(web: Web, chosen: Truths, started: list[int]) -> tuple[Line, ...]:
    is_in = np.zeros(len(web.nodes), np.bool_)
    is_in[started] = True
    return strongest(lines(web, np.flatnonzero(chosen & is_in[web.one] & is_in[web.other])), _most_lines(started))


def _keys(web: Web, ties: Numbers) -> Numbers:
    size = len(web.nodes)
    return (web.one[ties] * size + web.other[ties]) * KIND + web.relation[ties] // KIND


def _key(web: Web, line: Line) -> int:
    return (line.source * len(web.nodes) + line.target) * KIND + line.kind


def _chosen(web: Web, start: Start, in_time: Truths) -> Truths:
    chosen = in_time.copy()
    if start.claims is not None:
        chosen &= np.isin(web.fact, start.claims)
    if start.focus:
        chosen &= web.touching(start.focus)
    return chosen


def _top(ranked: "np.ndarray[tuple[int], np.dtype[np.float64]]", always: tuple[int, ...], limit: int) -> list[int]:
    """The best-ranked nodes, after those that are there always; of equals the first in the alphabet."""
    first = list(dict.fromkeys(always))
    order = np.lexsort((np.arange(ranked.size), -np.round(ranked, 12)))
    others = [node for node in order[: limit + len(first)].tolist() if ranked[node] > 0 and node not in first]
    return (first + others)[: max(limit, len(first))]


def _brought(web: Web, step: Step) -> Numbers:
    """The ties that a step shows."""
    if step.kind == "open":
        return web.ties_of(step.nodes[0])
    found = [np.intersect1d(web.ties_of(one), web.ties_of(other)) for one, other in pairwise(step.nodes)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


class _Replay:
    """Takes one step after the other; a step from a node that is not there is passed over."""

    def __init__(self, web: Web, in_time: Truths, started: list[int]) -> None:
        self._web, self._in_time = web, in_time
        self.nodes = started
        self.started = len(started)
        self.opened: dict[int, int] = {}
        self.done: list[Step] = []
        self.arrivals: list[Arrival] = []
        self.is_full = False
        self._there = set(started)

    def do(self, step: Step) -> None:
        if step.kind == "path":
            self._go(step)
        elif step.nodes[0] in self._there:
            node = step.nodes[0]
            self.done.append(step)
            added = tuple(found for found in self._next(node) if self._add(found, by=node))
            self.arrivals.append((node, added, step.place))

    def _go(self, step: Step) -> None:
        """Add the nodes of a way, from the end that is there already; if neither is, beside the middle of the picture."""
        self.done.append(step)
        nodes = step.nodes if step.nodes[0] in self._there else step.nodes[::-1]
        for before, node in pairwise((nodes[0], *nodes)):
            if self._add(node):
                self.arrivals.append((before, (node,), None))

    def ways(self) -> frozenset[frozenset[int]]:
        """The pairs of nodes that ways lead along."""
        ways = [step.nodes for step in self.done if step.kind == "path"]
        return frozenset(frozenset(pair) for way in ways for pair in pairwise(way))

    def _next(self, node: int) -> list[int]:
        """The neighbours that are not there yet and have most ties with a node; of equals the best-ranked."""
        web = self._web
        ties = web.ties_of(node)
        ties = ties[self._in_time[ties]]
        others, counts = np.unique(web.one[ties] + web.other[ties] - node, return_counts=True)
        order = np.lexsort((others, -np.round(web.ranks[others], 12), -counts))
        return [other for other in others[order].tolist() if other not in self._there][:STEP]

    def _add(self, node: int, *, by: int | None = None) -> bool:
        """Whether the node came by this."""
        if node in self._there:
            return False
        if len(self.nodes) >= HARD_LIMIT:
            self.is_full = True
            return False
        self._there.add(node)
        self.nodes.append(node)
        if by is not None:
            self.opened[node] = by
        return True

    def gone(self, shut: frozenset[int]) -> frozenset[int]:
        """What closing takes away: all that the closed nodes brought, and what that brought in turn."""
        found: set[int] = set()
        for node in self.nodes:
            by = self.opened.get(node)
            if by is not None and (by in shut or by in found):
                found.add(node)
        kept = {node for step in self.done if step.kind == "path" for node in step.nodes}
        return frozenset(found - kept)


def _sizes(
    ranked: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    overall: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    replay: _Replay,
) -> dict[int, float]:
    """How large each node is: by its rank in the start, or in all where a step brought it; so no later step changes it."""
    tops = (float(ranked.max(initial=0.0)) or 1.0, float(overall.max(initial=0.0)) or 1.0)
    sizes = {node: float(ranked[node]) / tops[0] for node in replay.nodes[: replay.started]}
    return sizes | {node: float(overall[node]) / tops[1] for node in replay.nodes[replay.started :]}


def _more(web: Web, in_time: Truths, is_in: Truths) -> dict[int, int]:
    """How many neighbours of each node in the view are not in it."""
    outward = np.flatnonzero(in_time & (is_in[web.one] != is_in[web.other]))
    one, other = web.one[outward], web.other[outward]
    inside = np.where(is_in[one], one, other)
    pairs = np.unique(inside * len(web.nodes) + (one + other - inside))
    nodes, counts = np.unique(pairs // max(len(web.nodes), 1), return_counts=True)
    return dict(zip(nodes.tolist(), counts.tolist(), strict=True))
