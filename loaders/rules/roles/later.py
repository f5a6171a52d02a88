"""Posts whose holder is named in a later sentence: "France's finance minister said Monday … Bruno Le Maire told"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from kg.model import EntityKind
from loaders.rules.name_runs import Named
from loaders.rules.people import People
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.title import Title

_START = attrgetter("start")
_FURTHEST = 2
"""Sentences behind the title in which the name may stand."""


def find_later_names(people: People, titles: Sequence[Title], held: Mapping[int, Holding]) -> Iterator[Holding]:
    """Ties a post of a written country, whose holder is not named with it, to the person who is named first right after.

    The name must be the subject of a clause, new to the document, and no other post's.
    """
    named_elsewhere = {holding.person for holding in held.values()}
    first: dict[str, Named] = {}
    for one in people.mentions:
        first.setdefault(one.name, one)
    persons = [one for one in people.mentions if one.kind is EntityKind.PERSON]
    for title in titles:
        if title.end in held or title.country is None or not title.definite or not title.is_national:
            continue
        named = _next_name(people, title, persons)
        if named is not None and first[named.name] is named and named.name not in named_elsewhere:
            named_elsewhere.add(named.name)
            yield Holding(
                title=title, person=named.name, name_start=named.start, name_end=named.end, start=title.start, end=title.end,
                rule="title-then-name", confidence=0.55, status=title.status,
            )  # fmt: skip


def _next_name(people: People, title: Title, persons: Sequence[Named]) -> Named | None:
    """The full name that is named first behind the title, if it is a subject in the next sentences."""
    grammar = people.grammar
    sentence = grammar.sentence[title.head]
    if grammar.dep[title.head] not in ("nsubj", "nsubjpass"):
        return None
    at = bisect_left(persons, title.end, key=_START)
    if at == len(persons) or not 0 < grammar.sentence[persons[at].head] - sentence <= _FURTHEST:
        return None
    named = persons[at]
    full = named.end - named.start > 1 and not named.titles
    return named if full and grammar.dep[named.head] in ("nsubj", "nsubjpass") else None
