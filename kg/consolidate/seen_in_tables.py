"""Who is seen in which document, as the side tables of a store tell it: noted once for each document, and added up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TypeVar

from kg.consolidate.posts import Post, post_of
from kg.consolidate.profiles import Place, Profile, Sighting, Told, together, year_of
from kg.consolidate.seen import Written, agreements, home, written_names
from kg.ids import Namer
from kg.stores import Store
from kg.tables import AgentKind, Tables

T = TypeVar("T", str, Post)

_SEEN = "SELECT agent, document, label, published FROM seen WHERE kind = ?"
_OF_AGENT = "SELECT agent, document, label, published FROM seen WHERE agent = ?"
_OF_DOCUMENT = """
SELECT DISTINCT seen.agent, seen.document, seen.label, seen.published FROM document
JOIN seen ON seen.graph = document.graph AND seen.document = ? WHERE document.iri = ?
"""
_POST = ("title", "country", "organization", "status")


class SeenInTables:
    """Everybody, from side tables; facts that somebody rejected tell nothing."""

    def __init__(self, tables: Tables, store: Store, namer: Namer, rejected: frozenset[str] = frozenset()) -> None:
        self._tables, self._store, self._namer, self._rejected = tables, store, namer, rejected

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """Every person by IRI."""
        return tuple(self._profiles(AgentKind.PERSON))

    @cached_property
    def bodies(self) -> tuple[Profile, ...]:
        """Every organisation by IRI."""
        return tuple(self._profiles(AgentKind.ORGANIZATION))

    @cached_property
    def names(self) -> frozenset[tuple[str, str]]:
        """Each IRI with each name that is written for it."""
        return frozenset((agent, text) for agent, texts in self._written.items() for text in texts)

    @cached_property
    def agreements(self) -> frozenset[str]:
        """The agreements that documents name."""
        return agreements(self._store)

    def told(self, person: str) -> tuple[Sighting, ...]:
        """What each document tells of a person."""
        agent = self._numbers.get(person, 0)
        posts: dict[str, set[Post]] = defaultdict(set)
        for document, *post in self._facts("held", ("document", *_POST), agent):
            posts[self._iri(document)].add(self._post(*post))
        texts: dict[str, set[str]] = defaultdict(set)
        for document, text in self._facts("written", ("document", "text"), agent):
            texts[self._iri(document)].add(str(text))
        found = (
            replace(one, country=home(person, self._namer), posts=_sorted(posts, one), written=_sorted(texts, one))
            for one in self._sightings(_OF_AGENT, agent)
        )
        return tuple(sorted(set(found), key=lambda one: (one.document, one.label)))

    def in_document(self, document: str) -> tuple[Sighting, ...]:
        """The people and organisations of one document, without what is told of them."""
        return tuple(sorted(set(self._sightings(_OF_DOCUMENT, self._numbers.get(document, 0), document))))

    def written_in(self, document: str) -> tuple[Written, ...]:
        """Where one document writes which names."""
        return tuple(sorted(written_names(self._store, self._rejected, document)))

    def _profiles(self, kind: AgentKind) -> Iterator[Profile]:
        iris, year = self._iris, lru_cache(maxsize=None)(year_of)  # they are looked up for all sightings there are
        places: dict[object, list[Place]] = defaultdict(list)
        for agent, document, label, published in self._tables.rows(_SEEN, (kind,)):
            its_year = year(str(published)) if kind is AgentKind.PERSON else None
            places[agent].append((iris[document], str(label), its_year))
        for agent in sorted(places, key=iris.__getitem__):
            yield together(iris[agent], iris[agent], places[agent], self._told(iris[agent], kind))

    def _told(self, agent: str, kind: AgentKind) -> Told:
        written = self._written.get(agent, ())
        if kind is AgentKind.ORGANIZATION:
            return Told(written=written)
        country = home(agent, self._namer)
        return Told(countries=(country,) if country else (), written=written, posts=self._posts.get(agent, ()))

    def _sightings(self, query: str, *values: object) -> Iterator[Sighting]:
        for agent, document, label, published in self._tables.rows(query, values):
            yield Sighting(agent=self._iri(agent), document=self._iri(document), label=str(label), year=year_of(str(published)))

    def _facts(self, table: str, columns: tuple[str, ...], agent: object = None) -> Iterator[tuple[object, ...]]:
        """Distinct rows of one agent, or of all, without those of rejected facts."""
        which, values = ("WHERE agent = ?", (agent,)) if agent is not None else ("", ())
        if not self._rejected:
            query = f"SELECT DISTINCT {', '.join(columns)} FROM {table} {which}"  # noqa: S608  # names of our own
            yield from self._tables.rows(query, values)
            return
        query = f"SELECT document, fact, {', '.join(columns)} FROM {table} {which}"  # noqa: S608  # names of our own
        rows = self._tables.rows(query, values)
        yield from dict.fromkeys(
            tuple(told) for document, fact, *told in rows if f"{self._iri(document)}{fact}" not in self._rejected
        )

    @cached_property
    def _written(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for agent, text in self._facts("written", ("agent", "text")):
            found[self._iri(agent)].add(str(text))
        return found

    @cached_property
    def _posts(self) -> Mapping[str, set[Post]]:
        found: dict[str, set[Post]] = defaultdict(set)
        for agent, *post in self._facts("held", ("agent", *_POST)):
            found[self._iri(agent)].add(self._post(*post))
        return found

    def _post(self, title: object, *places: object) -> Post:
        return post_of(str(title), *map(self._iri, places))

    def _iri(self, number: object) -> str:
        return self._iris[number]

    @cached_property
    def _iris(self) -> Mapping[object, str]:
        return {number: str(iri) for number, iri in self._tables.rows("SELECT id, iri FROM name WHERE label = ''")}

    @cached_property
    def _numbers(self) -> Mapping[str, object]:
        return {iri: number for number, iri in self._iris.items()}


def _sorted(found: Mapping[str, set[T]], one: Sighting) -> tuple[T, ...]:
    return tuple(sorted(found.get(one.document, ())))
