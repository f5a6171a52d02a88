"""Posts over time: who holds which, for whom, since when documents say so, and where they say it first and last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.pages import shown
from api.pages.identity import Identity
from api.pages.records import Value, plain, table
from api.pages.sources import Source, sources
from api.pages.timeline import Axis, Mark, Tick, spread
from kg.facts import PostStatus
from kg.model import Iri
from kg.search import Holding, holdings, over
from kg.stores import Store

_SHAPES: Mapping[str, str] = {
    PostStatus.CURRENT: "disc",
    PostStatus.ACTING: "square",
    PostStatus.OUTGOING: "triangle",
    PostStatus.ANNOUNCED: "lozenge",
    PostStatus.FORMER: "ring",
}
KEY = tuple((status, Mark(x=0, width=0, shape=shape, title=status)) for status, shape in _SHAPES.items())
"""Each status of a post with the sign that stands for it."""

_MOST_MARKS = 24
"""Where more months tell of a post, the first and the last are marked, and the line between them says the rest."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a document tells of a post: the passage, and the document with its day of publication ("" is unknown)."""

    passage: Iri
    source: Source

    @property
    def day(self) -> str:
        """When the document was published."""
        return self.source.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One post of one person: `since` and `until` as documents state them ("" where none does), and its reports over time."""

    holder: Value
    post: Value
    body: Value | None
    status: str
    since: str
    until: str
    documents: int
    first: Told
    last: Told
    marks: tuple[Mark, ...] = ()
    line: tuple[float, float] | None = None

    @property
    def words(self) -> str:
        """The post and for whom: "trade minister, Canada"."""
        return ", ".join(part.text for part in (self.post, self.body) if part)

    @property
    def summary(self) -> str:
        """The line of time in words."""
        days = " to ".join(dict.fromkeys(shown.date(day) or "an unknown day" for day in (self.first.day, self.last.day)))
        return f"{self.holder.text}, {self.words}: {self.status} in documents of {days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Posts on one axis: those held now first, then by how many documents tell of them; and how many there are in all."""

    held: tuple[Held, ...]
    ticks: tuple[Tick, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Names:
    """The labels of nodes, and what is known of documents."""

    labels: Mapping[Iri, str]
    known: Mapping[Iri, Source]

    def told(self, passage: str) -> Told:
        """Where a passage stands."""
        return Told(Iri(passage), self.known[_document(passage)])


def roles(store: Store, who: Identity, most: int) -> Roles:
    """The posts that somebody holds, a body or country gives, or a post's holders; so many at most."""
    by_post: dict[tuple[str, ...], list[Holding]] = defaultdict(list)
    for one in over(store, lambda tables: tuple(holdings(tables, who.iris))):
        by_post[one.holder, one.role, one.body, one.status, one.since, one.until].append(one)
    chosen = sorted(by_post.values(), key=_order)[:most]
    labels = _labels(store, {node for told in chosen for node in _nodes(told[0])})
    known = sources(store, (_document(passage) for told in chosen for passage in _ends(told)))
    axis = Axis.over(day for told in chosen for day in _days(told))
    held = tuple(_held(told, _Names(labels, known), axis) for told in chosen)
    return Roles(held=held, ticks=axis.ticks() if axis else (), total=len(by_post))


def _order(told: Sequence[Holding]) -> tuple[object, ...]:
    first, status = told[0], _status(told[0])
    names = (first.holder, first.role, first.body, first.status, first.since)
    return (status == PostStatus.FORMER, -_documents(told), *names)


def _held(told: Sequence[Holding], names: _Names, axis: Axis | None) -> Held:
    first, status = told[0], _status(told[0])
    by_month: dict[str, list[Holding]] = defaultdict(list)
    for one in told:
        by_month[one.published[:7]].append(one)
    marks = spread([mark for its in by_month.values() if axis and (mark := _mark(its, axis, status))])
    marks = marks if len(marks) <= _MOST_MARKS else (marks[0], marks[-1])
    published = sorted(one.published for one in told if one.published)
    ends = [place for day in (first.since, *published, first.until) if axis and (place := axis.place(day))]
    earliest, latest = _ends(told)
    return Held(
        holder=_value(first.holder, names.labels),
        post=_value(first.role, names.labels),
        body=_value(first.body, names.labels) if first.body else None,
        status=status,
        since=first.since,
        until=first.until,
        documents=_documents(told),
        first=names.told(earliest),
        last=names.told(latest),
        marks=marks,
        line=(min(x for x, _ in ends), max(x + width for x, width in ends)) if ends else None,
    )


def _mark(told: Sequence[Holding], axis: Axis, status: str) -> Mark | None:
    """One mark for the documents of a month, on the day of the first of them."""
    day = min(one.published for one in told)
    place = axis.place(day)
    if place is None:
        return None
    number = _documents(told)
    title = f"{shown.date(day[:7])}: {number} {'document' if number == 1 else 'documents'}"
    return Mark(x=place[0], width=0, shape=_SHAPES.get(status, "disc"), title=title)


def _days(told: Sequence[Holding]) -> Iterable[str]:
    """The days that a line of time covers."""
    published = [one.published for one in told if one.published]
    ends = (min(published), max(published)) if published else ()
    return [day for day in (*ends, told[0].since, told[0].until) if day]


def _ends(told: Sequence[Holding]) -> tuple[str, str]:
    """The passages that tell it first and last."""
    earliest = min((one.published, one.first) for one in told)
    latest = max((one.published, one.last) for one in told)
    return (earliest[1], latest[1])


def _document(passage: str) -> Iri:
    return Iri(passage.partition("#")[0])


def _documents(told: Iterable[Holding]) -> int:
    return len({one.document for one in told})


def _status(told: Holding) -> str:
    return told.status.rpartition("/")[2].replace("-", " ")


def _nodes(told: Holding) -> Iterable[Iri]:
    return (Iri(node) for node in (told.holder, told.role, told.body) if node)


def _value(node: str, labels: Mapping[Iri, str]) -> Value:
    return Value(term=Iri(node), label=labels.get(Iri(node)))


def _labels(store: Store, nodes: Iterable[Iri]) -> dict[Iri, str]:
    """The label of each node, the first of several in the order of the alphabet."""
    wanted = tuple(sorted(nodes))
    rows = table(store, "labels", {"node": wanted}).rows if wanted else ()
    found = sorted((plain(node), plain(label)) for node, label in rows)
    return {Iri(node): label for node, label in reversed(found)}
