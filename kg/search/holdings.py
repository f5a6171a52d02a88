"""Who holds which post over time, as documents tell it: of a person, a body, a country or a post, from the side tables."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.search.posts import Posts, read_posts
from kg.tables import Tables

_COLUMNS = """
SELECT fact, its.iri, who.iri, role.iri, COALESCE(NULLIF(body.iri, ''), place.iri), its_status.iri, since,
  until, COALESCE((SELECT MIN(published) FROM document WHERE iri = its.iri), ''), first, last,
  holding.member, holding.role, holding.organization, holding.country
FROM holding JOIN name its ON its.id = document JOIN name who ON who.id = member JOIN name role ON role.id = holding.role
JOIN name body ON body.id = organization JOIN name place ON place.id = holding.country
JOIN name its_status ON its_status.id = status
"""
_OF = f"""{_COLUMNS} WHERE holding.member IN ({{0}}) OR holding.role IN ({{0}}) OR holding.organization IN ({{0}})
OR holding.country IN ({{0}})"""
_OF_FACT = f"{_COLUMNS} WHERE holding.graph IN (SELECT graph FROM document WHERE iri = ?) AND fact IN (?, ?)"  # noqa: S608  # our own names


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one document tells of one post: IRIs and partial ISO dates, "" where none is told.

    `holder` stands for all IRIs of the person; `first` and `last` are passages of the document.
    """

    holder: str
    role: str
    body: str
    status: str
    since: str
    until: str
    document: str
    published: str
    first: str
    last: str


def holdings(tables: Tables, nodes: Sequence[str]) -> Iterator[Holding]:
    """The posts that somebody known by some IRIs holds, that a body or country gives, or whose post they are.

    Without facts that were judged wrong, and those that mean a namesake only where they concern no other of the nodes.
    """
    known = tables.once(read_posts)
    numbers = {number for (number,) in tables.rows(_numbers(nodes), tuple(nodes))}
    if numbers:
        marks = ", ".join(f"?{place}" for place in range(1, len(numbers) + 1))
        for row in tables.rows(_OF.format(marks), tuple(numbers)):
            own = known.agents.get(_whole(str(row[1]), str(row[0])))
            if own is None or own in nodes or not numbers.isdisjoint(row[12:]):
                yield from _holding(known, row)
    for row in _meant(tables, known, nodes):
        if numbers.isdisjoint(row[11:]):
            yield from _holding(known, row)


def _numbers(nodes: Collection[str]) -> str:
    return f"SELECT id FROM name WHERE label = '' AND iri IN ({', '.join('?' * len(nodes))})"  # noqa: S608  # marks alone


def _meant(tables: Tables, known: Posts, nodes: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The facts that mean one of the nodes though their document names another."""
    for fact, agent in known.agents.items():
        if agent in nodes:
            document, _, fragment = fact.partition("#")
            yield from tables.rows(_OF_FACT, (document, fact, f"#{fragment}"))


def _whole(document: str, local: str) -> str:
    """The IRI of which the fragment is noted where it is one of the document's."""
    return f"{document}{local}" if local.startswith("#") else local


def _holding(known: Posts, row: Sequence[object]) -> Iterator[Holding]:
    local, document, member, role, body, status, since, until, published, *passages = map(str, row[:11])
    fact = _whole(document, local)
    first, last = (_whole(document, passage) for passage in passages)
    if holder := known.holder(fact, member):
        yield Holding(
            holder=holder,
            role=role,
            body=body,
            status=status,
            since=since,
            until=until,
            document=document,
            published=published,
            first=first,
            last=last,
        )
