"""Posts that several persons share in one noun: "Presidents Xi and Putin", "Premiers Doug Ford of Ontario and Wab Kinew"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import EntityKind
from loaders.rules.human_nouns import singular
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.holders import name_at, origin_of
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.places import country_of_place
from loaders.rules.roles.title import Title
from loaders.rules.roles.titles import read_shared_title
from loaders.rules.vocabulary import Vocabulary

_SHORT = {"sens": "senator", "reps": "representative", "govs": "governor"}
_MOST = 6


def find_plurals(people: People, vocabulary: Vocabulary) -> Iterator[Holding]:
    """Everybody named behind a title in the plural, each with the country or place that follows the name."""
    grammar = people.grammar
    for i, word in enumerate(grammar.lower):
        noun = _SHORT.get(word.rstrip("."), singular(word))
        if noun == word or noun not in words.HEADS or not grammar.tag[i].startswith("N"):
            continue
        behind = i + 1 + (i + 1 < len(grammar) and grammar.text[i + 1] == ".")
        named = tuple(_names(people, vocabulary, behind)) or _names_before(people, i)
        if len(named) > 1 and (title := read_shared_title(people, vocabulary, i, noun)) is not None:
            yield from _holdings(people, vocabulary, title, named)


def _names(people: People, vocabulary: Vocabulary, start: int) -> Iterator[tuple[int, int, str]]:
    """The names of a list, each perhaps followed by "of Ontario"."""
    grammar = people.grammar
    for _ in range(_MOST):
        found = name_at(people, vocabulary, start)
        if found is None:
            return
        yield found
        start = found[1]
        origin = origin_of(people, vocabulary, start)
        start = origin.end if origin is not None else start
        while start < len(grammar) and grammar.lower[start] in (",", "and", "&"):
            start += 1
        if start == found[1]:
            return


def _names_before(people: People, head: int) -> tuple[tuple[int, int, str], ...]:
    """Two names joined by "and" right before the comma that the title's phrase follows: "Bessent and Lutnick, the …"."""
    grammar = people.grammar
    comma = next((i for i in range(head - 1, max(head - _MOST - 2, 1), -1) if grammar.text[i] == ","), None)
    second = people.at(comma - 1) if comma is not None else None
    joined = second is not None and second.start > 1 and grammar.lower[second.start - 1] == "and"
    first = people.at(second.start - 2) if second is not None and joined else None
    if first is None or second is None or {first.kind, second.kind} != {EntityKind.PERSON}:
        return ()
    return (first.start, first.end, first.name), (second.start, second.end, second.name)


def _holdings(people: People, vocabulary: Vocabulary, title: Title, named: Sequence[tuple[int, int, str]]) -> Iterator[Holding]:
    fields = title.words.rsplit(maxsplit=1)[0].split(" and ")
    divided = len(fields) == len(named) and len(fields) > 1
    for place, (start, end, name) in enumerate(named):
        origin = origin_of(people, vocabulary, end)
        own = title
        if divided:
            own = replace(own, words=f"{fields[place]} {title.words.rsplit(maxsplit=1)[-1]}")
        if origin is not None:
            written = people.parsed.span(origin.start, origin.end).text
            place_name = written if country_of_place(written) is not None and own.country is None else None
            own = replace(own, country=origin.value, organization=own.organization or place_name)
        yield Holding(
            title=own, person=name, name_start=start, name_end=end, start=min(title.start, start),
            end=max(title.end, origin.end if origin else end),
            rule="titles-before-names", confidence=0.85, status=title.status,
        )  # fmt: skip
