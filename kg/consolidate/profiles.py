"""What documents together tell of one person or organisation under one name: forms of the name, posts, countries, years."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.consolidate.names import Form, forms, fullest
from kg.consolidate.posts import Post


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Sighting:
    """One person in one document. `year` is the document's, None where unknown; `written` are the forms that stand there."""

    agent: str
    document: str
    label: str
    country: str = ""
    year: int | None = None
    posts: tuple[Post, ...] = ()
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One person as far as one IRI tells: `key` is the IRI, or the IRI and a part of its documents where it is two people's."""

    key: str
    agent: str
    label: str
    names: tuple[Form, ...]
    documents: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    posts: tuple[Post, ...] = ()
    years: tuple[int, int] | None = None


Place = tuple[str, str, int | None]
"""A document, the label that it has for somebody, and its year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What all places together tell of somebody: countries known otherwise than by posts, names as written, posts."""

    countries: Collection[str] = ()
    written: Collection[str] = ()
    posts: Collection[Post] = ()


def profile(key: str, sightings: Iterable[Sighting]) -> Profile:
    """What sightings of one agent tell together, in whatever order they come."""
    seen = tuple(sightings)
    told = Told(
        countries={one.country for one in seen if one.country},
        written={text for one in seen for text in one.written},
        posts={post for one in seen for post in one.posts},
    )
    return together(key, seen[0].agent, [(one.document, one.label, one.year) for one in seen], told)


def together(key: str, agent: str, places: Collection[Place], told: Told) -> Profile:
    """The profile of somebody who is seen in some places, in whatever order these come."""
    _, label = min((document, label) for document, label, _ in places)
    years = {year for _, _, year in places if year is not None}
    texts = {label for _, label, _ in places}.union(told.written)
    return Profile(
        key=key,
        agent=agent,
        label=label,
        names=fullest(form for text in sorted(texts) for form in forms(text)),
        documents=tuple(sorted({document for document, _, _ in places})),
        countries=frozenset(told.countries).union(post.country for post in told.posts if post.country and post.is_held),
        posts=tuple(sorted(told.posts)),
        years=(min(years), max(years)) if years else None,
    )


def year_of(published: str) -> int | None:
    """The year of a partial ISO date, None where there is none."""
    return int(published[:4]) if published[:4].isdigit() else None


def years_apart(one: Profile, other: Profile) -> int:
    """The years between the nearest documents of two profiles; 0 where they overlap or are not known."""
    if one.years is None or other.years is None:
        return 0
    return max(0, other.years[0] - one.years[1], one.years[0] - other.years[1])
