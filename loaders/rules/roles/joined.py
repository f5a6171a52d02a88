"""Titles joined by "and" that belong to one owner: "president and chief executive of Apple"."""

from collections.abc import Sequence
from dataclasses import replace

from kg.facts import PostStatus
from loaders.rules.grammar import Grammar
from loaders.rules.roles.title import Title

_OF_STATE = ("minister", "secretary", "ambassador", "senator", "representative", "premier", "chancellor", "governor")
"""Ends of titles that no company has."""


def share_owners(grammar: Grammar, titles: Sequence[Title]) -> tuple[Title, ...]:
    """The same titles, each with the country or organisation that its neighbour in a list names for both."""
    found = list(titles)
    for i in (*range(len(found) - 1, 0, -1), *range(1, len(found))):
        if _are_joined(grammar, found[i - 1], found[i]):
            found[i - 1 : i + 1] = _share(grammar, found[i - 1], found[i])
    return tuple(found)


def _are_joined(grammar: Grammar, first: Title, second: Title) -> bool:
    """Whether "and" stands between two titles, or a comma in a list of more than two."""
    if first.end != second.start - 1:
        return False
    if grammar.lower[first.end] in ("and", "&"):
        return True
    listed = grammar.lower[second.end : second.end + 1] == ["and"]
    return grammar.text[first.end] == "," and listed and not first.is_owned


def _share(grammar: Grammar, first: Title, second: Title) -> tuple[Title, Title]:
    """Two titles joined by "and" belong to one owner where only one of them names it: "president and CEO of Apple"."""
    if second.definite or first.owner is not None or second.owner is not None:
        return first, second
    second = replace(second, definite=first.definite)
    if first.status is PostStatus.FORMER:
        second = replace(second, status=first.status)
    if not second.is_owned and (first.is_national or not second.is_national):
        return first, replace(second, country=first.country, organization=first.organization)
    shared = second.end > second.head + 1 or grammar.lower[second.end : second.end + 1] == ["and"]
    if not first.is_owned and shared and (second.country is not None or not first.words.endswith(_OF_STATE)):
        return replace(first, country=second.country, organization=second.organization), second
    return first, second
