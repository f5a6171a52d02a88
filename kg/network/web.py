"""All ties of a store in memory, as numbers: what views are chosen from and paths are found in; read once a state.

200,000 claims make some 600,000 ties and take 30 MB.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.analytics import ranks_of
from kg.model import Iri
from kg.search import over
from kg.stores import Store
from kg.tables import Tables
from kg.tables.rows import days
from kg.tables.schema import NO_DAY, TIE_COLUMNS
from ontology.terms import KG, SKOS

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

KIND = 10
"""A relation's number divided by this is the number of its kind in LINK_KINDS."""
_AT_ONCE = 10_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Web:
    """Nodes by number, in alphabetical order, and ties by place: which fact ties which two, how, when and how surely.

    Whoever has several IRIs is one node. Ties stand in the order of graphs' names, in a graph in that of its facts. `fact` is a
    number of the tables; `first` and `last` are the days that a fact may be of, NO_DAY where nobody tells.
    """

    nodes: tuple[Iri, ...]
    stands_for: dict[str, int]
    above: dict[int, tuple[int, ...]]
    fact: Numbers
    relation: Numbers
    one: Numbers
    other: Numbers
    first: Numbers
    last: Numbers
    confidence: Numbers

    @cached_property
    def ranks(self) -> NDArray[np.float64]:
        """The rank of each node among all ties."""
        return ranks_of(self.one, self.other, len(self.nodes))

    @cached_property
    def by_node(self) -> tuple[Numbers, Numbers]:
        """The ties of each node: those of node n are `places[starts[n]:starts[n + 1]]`."""
        places = np.arange(self.fact.size)
        loops = self.one == self.other
        ends = np.concatenate((self.one, self.other[~loops]))
        order = np.argsort(ends, kind="stable")
        starts = np.searchsorted(ends[order], np.arange(len(self.nodes) + 1))
        return starts, np.concatenate((places, places[~loops]))[order]

    def ties_of(self, node: int) -> Numbers:
        """The places of the ties of a node."""
        starts, places = self.by_node
        return np.sort(places[starts[node] : starts[node + 1]])

    def number(self, iri: str) -> int | None:
        """The number of a node by any of its IRIs, None where nothing ties it."""
        return self.stands_for.get(iri)

    def within(self, date_from: str | None, date_to: str | None) -> Truths:
        """Which ties may be of a time, told by partial dates; all without one."""
        found = np.ones(self.fact.size, np.bool_)
        if date_from:
            found &= self.last >= days(date_from)[0]
        if date_to:
            found &= (self.first <= days(date_to)[1]) & (self.first != NO_DAY)
        return found

    def touching(self, nodes: Iterable[int]) -> Truths:
        """Which ties are of facts that one of the nodes, or a sector under it, takes part in."""
        waiting, meant = list(nodes), set[int]()
        while waiting:
            node = waiting.pop()
            if node not in meant:
                meant.add(node)
                waiting += [under for under, above in self.above.items() if node in above]
        own = np.array(sorted(meant), np.int64)
        direct = np.isin(self.one, own) | np.isin(self.other, own)
        return np.isin(self.fact, np.unique(self.fact[direct]))


def web(store: Store) -> Web:
    """The web of what a store shows; read when the first asks for it."""
    return over(store, lambda tables: tables.once(_read))


def facts_of(store: Store, numbers: Iterable[int]) -> dict[int, Iri]:
    """The IRIs of facts by their numbers."""

    def read(tables: Tables) -> dict[int, Iri]:
        found: dict[int, Iri] = {}
        wanted = sorted(set(numbers))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for table, sign in (("claim", 1), ("fact", -1)):
                its = tuple(sign * number for number in some if sign * number > 0)
                query = f"SELECT id, iri FROM {table} WHERE id IN ({', '.join('?' * len(its))})"  # noqa: S608  # ours
                found |= {sign * int(str(number)): Iri(str(iri)) for number, iri in tables.rows(query, its)}
        return found

    return over(store, read)


def _read(tables: Tables) -> Web:
    rows = tables.rows("SELECT ties FROM graph WHERE ties <> x'' ORDER BY name")
    packed = b"".join(ties for (ties,) in rows if isinstance(ties, bytes))
    ties = np.frombuffer(packed, "<i4").reshape(-1, TIE_COLUMNS).astype(np.int64)
    ties = ties[~np.isin(ties[:, 0], _left_out(tables))]
    names = {int(str(number)): str(iri) for number, iri in tables.rows("SELECT id, iri FROM name")}
    canonical = {str(one): str(other) for one, other in _links(tables, KG.canonical, descending=True)}
    meant = _meant(tables)
    iris = {number: canonical.get(names[number], names[number]) for number in np.unique(ties[:, 2:4]).tolist()}
    broader = [(canonical.get(one, one), other) for one, other in _links(tables, SKOS.broader)]
    nodes = tuple(sorted({*iris.values(), *meant.values(), *(iri for pair in broader for iri in pair)}))
    numbers = {iri: number for number, iri in enumerate(nodes)}
    of_name = np.zeros(max(names, default=0) + 1, np.int64)
    for name, iri in iris.items():
        of_name[name] = numbers[iri]
    one, other = of_name[ties[:, 2]], of_name[ties[:, 3]]
    if meant:
        facts = np.array(sorted(meant), np.int64)
        at = np.minimum(np.searchsorted(facts, ties[:, 0]), facts.size - 1)
        one = np.where(facts[at] == ties[:, 0], np.array([numbers[meant[fact]] for fact in facts.tolist()])[at], one)
    kept = (one != other) | (ties[:, 2] == ties[:, 3])
    above: dict[int, list[int]] = {}
    for narrow, wide in broader:
        above.setdefault(numbers[narrow], []).append(numbers[wide])
    return Web(
        nodes=tuple(map(Iri, nodes)),
        stands_for=numbers | {iri: numbers[to] for iri, to in canonical.items() if to in numbers},
        above={node: tuple(wide) for node, wide in above.items()},
        fact=ties[kept, 0],
        relation=ties[kept, 1],
        one=one[kept],
        other=other[kept],
        first=ties[kept, 4],
        last=ties[kept, 5],
        confidence=ties[kept, 6],
    )


def _links(tables: Tables, predicate: str, *, descending: bool = False) -> list[tuple[str, str]]:
    order = "DESC" if descending else "ASC"
    rows = tables.rows(f"SELECT subject, object FROM link WHERE predicate = ? ORDER BY 1, 2 {order}", (predicate,))  # noqa: S608
    return [(str(subject), str(object_)) for subject, object_ in rows]


_BOTH = "(SELECT id, iri FROM claim UNION ALL SELECT -id, iri FROM fact)"


def _left_out(tables: Tables) -> Numbers:
    """Facts that a person judged wrong, and claims that another graph makes too."""
    query = f"""SELECT id FROM twin
    UNION SELECT id FROM link JOIN {_BOTH} ON iri = subject WHERE predicate = ? AND object IN ('true', '1')"""  # noqa: S608
    return np.array([number for (number,) in tables.rows(query, (KG.rejected,))], np.int64)


def _meant(tables: Tables) -> dict[int, str]:
    """Who speaks or holds a post in a fact that means somebody else than its document's IRI says."""
    query = f"SELECT id, MIN(object) FROM link JOIN {_BOTH} ON iri = subject WHERE predicate = ? GROUP BY id"  # noqa: S608
    return {int(str(number)): str(agent) for number, agent in tables.rows(query, (KG.agent,))}
