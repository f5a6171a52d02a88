"""What documents together tell of one person or organisation under one name: forms of the name, posts, countries, years."""

from collections.abc import Iterable
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


def profile(key: str, sightings: Iterable[Sighting]) -> Profile:
    """What sightings of one agent tell together, in whatever order they come."""
    seen = sorted(set(sightings), key=repr)
    years = sorted(one.year for one in seen if one.year is not None)
    written = {text for one in seen for text in (one.label, *one.written)}
    countries = {one.country for one in seen if one.country} | {
        post.country for one in seen for post in one.posts if post.country and post.is_held
    }
    return Profile(
        key=key,
        agent=seen[0].agent,
        label=seen[0].label,
        names=fullest(form for text in sorted(written) for form in forms(text)),
        documents=tuple(sorted({one.document for one in seen})),
        countries=frozenset(countries),
        posts=tuple(sorted({post for one in seen for post in one.posts})),
        years=(years[0], years[-1]) if years else None,
    )


def years_apart(one: Profile, other: Profile) -> int:
    """The years between the nearest documents of two profiles; 0 where they overlap or are not known."""
    if one.years is None or other.years is None:
        return 0
    return max(0, other.years[0] - one.years[1], one.years[0] - other.years[1])
