"""The state of an explored graph as an address: filters of claims, a focus, steps, and what is hidden or pinned."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import urlencode

from pydantic import Field, WithJsonSchema

from api.routes.filters import ClaimQuery, Word
from kg.draw import Hidden
from kg.network import HARD_LIMIT, LINK_KINDS, NODE_KINDS, RELATIONS, Step, Web
from ontology.terms import VOCABULARY

OWN = frozenset({"focus", "step", "shut", "hide", "pin", "no_kind", "no_link", "show", "skip", "part", "origin", "target"})
"""Parameters that claims have not."""
_NOT_A_SEARCH = OWN | {"since", "to", "limit", "offset", "match", "sort", "group"}
_PLACE = re.compile(r"(.+)@(-?\d{1,6}),(-?\d{1,6})")

Key = Annotated[str, Field(max_length=600)]
Steps = Annotated[str, Field(max_length=4_000)]
Nodes = Annotated[
    Annotated[int, Field(ge=1, le=HARD_LIMIT)] | None,
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": HARD_LIMIT}),
]


class ViewQuery(ClaimQuery):
    """Which part of the graph is shown, and how. Nodes are named by keys: their IRIs without what all of them begin with."""

    limit: Nodes = Field(default=None, description="nodes that the view starts with")
    focus: Word = Field(default="", description="label, slug or IRI of the thing that the view starts around")
    step: list[Steps] = Field(default_factory=list, max_length=200, description="open:KEY, or path:KEY KEY …, in this order")
    shut: list[Key] = Field(default_factory=list, description="opened nodes that are closed again")
    hide: list[Key] = Field(default_factory=list, description="nodes that are hidden")
    pin: list[Key] = Field(default_factory=list, description="places of nodes: KEY@x,y")
    no_kind: list[Word] = Field(default_factory=list, description="kinds of node that are hidden")
    no_link: list[Word] = Field(default_factory=list, description="kinds of link, or relations, that are hidden")
    show: list[Key] = Field(
        default_factory=list, max_length=2, description="the node, or both ends of the link, that is read about"
    )
    skip: int = Field(default=0, ge=0, le=1_000_000, description="facts about it that are left out at the start")
    origin: Word = Field(default="", description="where a way is to begin: a key, label, slug or IRI")
    target: Word = Field(default="", description="where it is to end")
    part: int = Field(default=1, ge=1, le=10_000, description="the part of the list of nodes, without JavaScript")

    @property
    def is_search(self) -> bool:
        """Whether the view starts from claims that are searched for."""
        return any(getattr(self, name) for name in type(self).model_fields if name not in _NOT_A_SEARCH)

    def in_use(self) -> dict[str, str | list[str]]:
        """What is set, by the names in an address; without limit, offset, and the parts that are looked at."""
        return {name: value for name, value in super().in_use().items() if name not in ("skip", "part")}

    def claims_address(self) -> str:
        """The address of the claims that the view starts from."""
        found = {name: value for name, value in self.in_use().items() if name not in OWN}
        return f"/claims?{urlencode(found, doseq=True)}"

    def steps(self, number: Callable[[str], int | None]) -> tuple[Step, ...]:
        """The steps whose nodes are known; others are passed over."""
        return tuple(found for written in self.step if (found := _step(written, number)) is not None)

    def pins(self, number: Callable[[str], int | None]) -> Mapping[int, tuple[int, int]]:
        """The places given to nodes."""
        cut = (_cut(written) for written in self.pin)
        return {node: place for key, place in cut if place is not None and (node := number(key)) is not None}

    def hidden(self, number: Callable[[str], int | None]) -> Hidden:
        """What is hidden; names of no kind hide nothing."""
        return Hidden(
            nodes=frozenset(node for key in self.hide if (node := number(key)) is not None),
            kinds=frozenset(kind.name for kind in NODE_KINDS if kind.name in self.no_kind),
            links=frozenset(name for name, _ in LINK_KINDS if name in self.no_link),
            relations=frozenset(relation.number for relation in RELATIONS if relation.name in self.no_link),
        )

    def state(self, **changes: object) -> str:
        """The query string of the same view with changes; what is read about goes, unless a change tells it."""
        limit = {"limit": self.limit} if self.limit is not None else {}
        own = {name: value for name, value in self.in_use().items() if name not in ("show", "origin", "target")}
        values = {**own, **limit, **changes}
        return urlencode({name: value for name, value in values.items() if value not in (None, "", [])}, doseq=True)


def numbering(web: Web, base: str) -> Callable[[str], int | None]:
    """Tells the number of a node by its key or its IRI."""

    def number(key: str) -> int | None:
        return next((found for start in (base, VOCABULARY, "") if (found := web.number(start + key)) is not None), None)

    return number


def _step(written: str, number: Callable[[str], int | None]) -> Step | None:
    kind, _, rest = written.partition(":")
    if kind == "open":
        key, place = _cut(rest)
        node = number(key)
        return None if node is None else Step(kind="open", nodes=(node,), place=place)
    nodes = [number(key) for key in rest.split(" ")] if kind == "path" else []
    known = tuple(node for node in nodes if node is not None)
    return Step(kind="path", nodes=known) if len(known) == len(nodes) > 1 else None


def _cut(written: str) -> tuple[str, tuple[int, int] | None]:
    found = _PLACE.fullmatch(written)
    return (found[1], (int(found[2]), int(found[3]))) if found else (written, None)
