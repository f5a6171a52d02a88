"""Posts told by somebody else's: "his German counterpart, Christian Lindner", "her successor Ana Lima"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts import PostStatus
from kg.model import EntityKind
from loaders.rules.people import People
from loaders.rules.roles.holders import name_at
from loaders.rules.roles.holding import Holding
from loaders.rules.vocabulary import Vocabulary

_SAME_ELSEWHERE = frozenset(("counterpart", "opposite"))
_BEFORE_AND_AFTER = {
    "successor": PostStatus.CURRENT,
    "replacement": PostStatus.CURRENT,
    "predecessor": PostStatus.FORMER,
}
_FURTHEST = 2
"""Sentences over which the other holder's post is looked back for."""


def find_counterparts(people: People, vocabulary: Vocabulary, holdings: Sequence[Holding]) -> Iterator[Holding]:
    """Everybody who holds another country's like post, or held or holds the same one before or after."""
    for i, word in enumerate(people.grammar.lower):
        if (word in _SAME_ELSEWHERE or word in _BEFORE_AND_AFTER) and people.grammar.tag[i] in ("NN", "NNP"):
            yield from _read(people, vocabulary, i, holdings)


def _read(people: People, vocabulary: Vocabulary, noun: int, holdings: Sequence[Holding]) -> Iterator[Holding]:
    grammar = people.grammar
    first = noun
    while (
        first > 0
        and grammar.tag[first - 1] in ("JJ", "NNP", "NN", "HYPH")
        and grammar.sentence[first - 1] == grammar.sentence[noun]
    ):
        first -= 1
    owned = first > 0 and grammar.tag[first - 1] in ("PRP$", "POS")
    found = name_at(people, vocabulary, noun + 2 if grammar.text[noun + 1 : noun + 2] == [","] else noun + 1)
    if not owned or found is None:
        return
    start, end, name = found
    other = _other(people, first - 1, noun, name, holdings)
    country = vocabulary.country_at(noun - 1)
    if other is None or (grammar.lower[noun] in _SAME_ELSEWHERE and country is None):
        return
    title = replace(other.title, start=first - 1, head=noun, end=noun + 1, owner=None, definite=True)
    if country is not None:
        title = replace(title, country=country.value, organization=None)
    yield Holding(
        title=title, person=name, name_start=start, name_end=end, start=first - 1, end=end, rule="counterpart",
        confidence=0.7, status=_status(grammar.lower[noun], other),
    )  # fmt: skip


def _other(people: People, owner: int, noun: int, name: str, holdings: Sequence[Holding]) -> Holding | None:
    """The post of whoever is meant by "his" or "Morneau's": of the one that the owner stands for, else of the last before."""
    grammar = people.grammar
    mention = people.referent(owner if grammar.tag[owner] == "PRP$" else owner - 1)
    before = [
        each
        for each in holdings
        if each.start < noun and grammar.sentence[noun] - grammar.sentence[each.title.head] <= _FURTHEST and each.person != name
    ]
    if mention is not None and mention.kind is EntityKind.PERSON:
        own = [each for each in holdings if each.start < noun and each.person == mention.name]
        before = own or before
    return before[-1] if before else None


def _status(noun: str, other: Holding) -> PostStatus:
    """A successor holds the post once the other has left it, and is to hold it as long as the other does."""
    status = _BEFORE_AND_AFTER.get(noun, PostStatus.CURRENT)
    waits = noun in ("successor", "replacement") and other.status.is_held
    return PostStatus.ANNOUNCED if waits else status
