"""Who is seen in which document: people with their posts and written names, organisations with theirs.

Where a store has its side tables at hand they tell it, so that nothing is read again that did not change; else it is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Protocol

from kg.consolidate.posts import Post, post_of
from kg.consolidate.profiles import Profile, Sighting, profile, year_of
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Iri, Literal, Term
from kg.stores import UNBOUND, Bindings, Store
from ontology.terms import KG

Record = Mapping[str, Term]

_AGREEMENTS = f"SELECT DISTINCT ?agreement WHERE {{ ?agreement a <{KG.Agreement}> }}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Written:
    """A name as one document writes it at [start, end), and the agent it stands for there."""

    document: str
    agent: str
    text: str
    start: int
    end: int


class Everybody(Protocol):
    """All that documents tell of who is who: what they say of each IRI together, and one by one where that is asked for."""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every person by IRI, as if each IRI were one person's; sorted."""
        ...

    @property
    def bodies(self) -> tuple[Profile, ...]:
        """Every organisation by IRI; sorted."""
        ...

    @property
    def names(self) -> frozenset[tuple[str, str]]:
        """Each IRI with each name that is written for it."""
        ...

    @property
    def agreements(self) -> frozenset[str]:
        """The agreements that documents name."""
        ...

    def told(self, person: str) -> tuple[Sighting, ...]:
        """What each document tells of a person; sorted."""
        ...

    def in_document(self, document: str) -> tuple[Sighting, ...]:
        """The people and organisations of one document; sorted."""
        ...

    def written_in(self, document: str) -> tuple[Written, ...]:
        """Where one document writes which names; sorted."""
        ...


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Everybody as read one by one: each tuple sorted; `organizations` are told like people, without posts."""

    people: tuple[Sighting, ...]
    organizations: tuple[Sighting, ...]
    written: tuple[Written, ...]
    agreements: frozenset[str] = frozenset()

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """Every person by IRI."""
        return tuple(profile(agent, found) for agent, found in sorted(self._told.items()))

    @cached_property
    def bodies(self) -> tuple[Profile, ...]:
        """Every organisation by IRI."""
        return tuple(profile(agent, found) for agent, found in sorted(_by_agent(self.organizations).items()))

    @cached_property
    def names(self) -> frozenset[tuple[str, str]]:
        """Each IRI with each name that is written for it."""
        return frozenset((one.agent, one.text) for one in self.written)

    def told(self, person: str) -> tuple[Sighting, ...]:
        """What each document tells of a person."""
        return tuple(self._told.get(person, ()))

    def in_document(self, document: str) -> tuple[Sighting, ...]:
        """The people and organisations of one document."""
        return tuple(sorted(one for one in (*self.people, *self.organizations) if one.document == document))

    def written_in(self, document: str) -> tuple[Written, ...]:
        """Where one document writes which names."""
        return tuple(one for one in self.written if one.document == document)

    @cached_property
    def _told(self) -> Mapping[str, list[Sighting]]:
        return _by_agent(self.people)


def _by_agent(sightings: Iterable[Sighting]) -> Mapping[str, list[Sighting]]:
    found: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        found[one.agent].append(one)
    return found


def seen(store: Store, namer: Namer, rejected: frozenset[str] = frozenset()) -> Seen:
    """Everybody whom the documents of a store name, read anew; facts that somebody rejected tell nothing."""
    written = tuple(sorted(written_names(store, rejected)))
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in written:
        forms[one.document, one.agent].add(one.text)
    posts = _posts(store, rejected)
    people = (_person(record, namer, posts, forms) for record in _records(store, "people-seen"))
    bodies = (_body(record, forms) for record in _records(store, "organizations-seen"))
    return Seen(
        people=tuple(sorted(people, key=_order)),
        organizations=tuple(sorted(bodies, key=_order)),
        written=written,
        agreements=agreements(store),
    )


def agreements(store: Store) -> frozenset[str]:
    """The agreements that the documents of a store name."""
    return frozenset(map(str, store.select(_AGREEMENTS).column("agreement")))


def home(agent: str, namer: Namer) -> str:
    """The country that a person's IRI tells, "" where it tells none."""
    anchor = (namer.anchor(agent) or "").upper()
    return anchor if anchor in lexicon().countries() else ""


def _order(sighting: Sighting) -> tuple[str, str]:
    return (sighting.agent, sighting.document)


def _person(
    record: Record, namer: Namer, posts: Mapping[tuple[str, str], set[Post]], forms: Mapping[tuple[str, str], set[str]]
) -> Sighting:
    agent, document = _text(record, "agent"), _text(record, "document")
    return Sighting(
        agent=agent,
        document=document,
        label=_text(record, "label"),
        country=home(agent, namer),
        year=year_of(_text(record, "published")),
        posts=tuple(sorted(posts.get((document, agent), ()))),
        written=tuple(sorted(forms.get((document, agent), ()))),
    )


def _body(record: Record, forms: Mapping[tuple[str, str], set[str]]) -> Sighting:
    agent, document = _text(record, "agent"), _text(record, "document")
    written = tuple(sorted(forms.get((document, agent), ())))
    return Sighting(agent=agent, document=document, label=_text(record, "label"), written=written)


def _posts(store: Store, rejected: frozenset[str]) -> Mapping[tuple[str, str], set[Post]]:
    found: dict[tuple[str, str], set[Post]] = defaultdict(set)
    for record in _records(store, "posts-seen"):
        if _text(record, "fact") not in rejected:
            told = (_text(record, name) for name in ("title", "country", "organization", "status"))
            found[_text(record, "document"), _text(record, "agent")].add(post_of(*told))
    return found


def written_names(store: Store, rejected: frozenset[str], document: str = "") -> Iterator[Written]:
    """Where documents write which names, or where one does."""
    for record in _records(store, "names-written", {"document": Iri(document)} if document else UNBOUND):
        if _text(record, "fact") not in rejected:
            yield Written(
                document=_text(record, "document"),
                agent=_text(record, "agent"),
                text=_text(record, "written"),
                start=int(_text(record, "start")),
                end=int(_text(record, "end")),
            )


def _records(store: Store, name: str, bindings: Bindings = UNBOUND) -> Iterable[Record]:
    return store.select(files("kg.consolidate").joinpath(f"{name}.rq").read_text("utf-8"), bindings).records()


def _text(record: Record, name: str) -> str:
    term = record.get(name)
    return term.value if isinstance(term, Literal) else term or ""
