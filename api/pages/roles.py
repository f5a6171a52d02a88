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
from kg.model import Iri, Term
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
_Row = dict[str, Term]


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

    def told(self, telling: str) -> Told:
        """Where a telling stands."""
        passage = _passage(telling)
        return Told(passage, self.known[_document(passage)])


def roles(store: Store, who: Identity, most: int) -> Roles:
    """The posts that somebody holds, a body or country gives, or a post's holders; so many at most."""
    by_post: dict[tuple[Term | None, ...], list[_Row]] = defaultdict(list)
    for row in table(store, "roles", {"entity": who.iris}).records():
        by_post[tuple(row.get(name) for name in ("holder", "post", "body", "status", "since", "until"))].append(row)
    chosen = sorted(by_post.values(), key=_order)[:most]
    labels = _labels(store, {term for rows in chosen for term in _nodes(rows[0])})
    known = sources(store, (_document(_passage(telling)) for rows in chosen for telling in _ends(rows)))
    axis = Axis.over(day for rows in chosen for row in rows for day in _days(row))
    held = tuple(_held(rows, _Names(labels, known), axis) for rows in chosen)
    return Roles(held=held, ticks=axis.ticks() if axis else (), total=len(by_post))


def _order(rows: Sequence[_Row]) -> tuple[object, ...]:
    status = _status(rows[0])
    first = rows[0]
    return (
        status == PostStatus.FORMER,
        -_documents(rows),
        *(plain(first.get(name)) for name in ("holder", "post", "body", "status", "since")),
    )


def _held(rows: Sequence[_Row], names: _Names, axis: Axis | None) -> Held:
    first = rows[0]
    holder, post, body = (_value(first.get(name), names.labels) for name in ("holder", "post", "body"))
    assert holder is not None, "the query asks for it"
    assert post is not None, "the query asks for it"
    status, since, until = _status(first), plain(first.get("since")), plain(first.get("until"))
    told = sorted(day for row in rows for day in _days(row))
    marks = spread([mark for row in rows if axis and (mark := _mark(row, axis, status))])
    marks = marks if len(marks) <= _MOST_MARKS else (marks[0], marks[-1])
    ends = [place for day in (since, *told, until) if axis and (place := axis.place(day))]
    return Held(
        holder=holder,
        post=post,
        body=body,
        status=status,
        since=since,
        until=until,
        documents=_documents(rows),
        first=names.told(_ends(rows)[0]),
        last=names.told(_ends(rows)[1]),
        marks=marks,
        line=(min(x for x, _ in ends), max(x + width for x, width in ends)) if ends else None,
    )


def _mark(row: _Row, axis: Axis, status: str) -> Mark | None:
    """One mark for the documents of a month, on the day of the first of them."""
    day = plain(row["earliest"]).partition(" ")[0]
    place = axis.place(day)
    if place is None:
        return None
    number = int(plain(row["documents"]))
    title = f"{shown.date(plain(row['month']))}: {number} {'document' if number == 1 else 'documents'}"
    return Mark(x=place[0], width=0, shape=_SHAPES.get(status, "disc"), title=title)


def _days(row: _Row) -> Iterable[str]:
    found = (plain(row[name]).partition(" ")[0] for name in ("earliest", "latest"))
    return [day for day in (*found, plain(row.get("since")), plain(row.get("until"))) if day]


def _ends(rows: Sequence[_Row]) -> tuple[str, str]:
    """The earliest and the latest telling, "2025-10-03 …#char=120,260"."""
    return (min(plain(row["earliest"]) for row in rows), max(plain(row["latest"]) for row in rows))


def _passage(telling: str) -> Iri:
    return Iri(telling.partition(" ")[2])


def _document(passage: Iri) -> Iri:
    return Iri(passage.partition("#")[0])


def _documents(rows: Iterable[_Row]) -> int:
    return sum(int(plain(row["documents"])) for row in rows)


def _status(row: _Row) -> str:
    return plain(row["status"]).rpartition("/")[2].replace("-", " ")


def _nodes(row: _Row) -> Iterable[Iri]:
    return (term for name in ("holder", "post", "body") if isinstance(term := row.get(name), Iri))


def _value(term: Term | None, labels: Mapping[Iri, str]) -> Value | None:
    if term is None:
        return None
    return Value(term=term, label=labels.get(term) if isinstance(term, Iri) else None)


def _labels(store: Store, nodes: Iterable[Iri]) -> dict[Iri, str]:
    """The label of each node, the first of several in the order of the alphabet."""
    wanted = tuple(sorted(nodes))
    rows = table(store, "labels", {"node": wanted}).rows if wanted else ()
    found = sorted((plain(node), plain(label)) for node, label in rows)
    return {Iri(node): label for node, label in reversed(found)}
