"""Which gender a text tells of the persons in it: by honorifics, by given names, and by the pronouns that follow a name."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from loaders.rules.given_names import Gender
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import GENDERED, HONORIFICS
from loaders.rules.name_runs import Named
from loaders.rules.named import name_gender

_FOLLOWING: Mapping[str, Gender] = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_SUBJECTS = ("nsubj", "nsubjpass")
_REACH = 30
"""How many tokens behind a name a pronoun still tells of it."""


def find_genders(grammar: Grammar, persons: Sequence[Named], quoted: frozenset[int]) -> dict[str, Gender | None]:
    """The gender of every person by name; None where the signs contradict each other, nothing where there are none."""
    votes: defaultdict[str, Counter[Gender]] = defaultdict(Counter)
    for named in persons:
        for title in named.titles:
            if title in HONORIFICS or title in GENDERED:
                votes[named.name][HONORIFICS.get(title) or GENDERED[title]] += 3
        told = name_gender(named.name)
        if told is not None:
            votes[named.name][told] += 2
    for name, gender in _told_by_pronouns(grammar, persons, quoted, known=frozenset(votes)):
        votes[name][gender] += 1
    return {name: _majority(counts) for name, counts in votes.items()}


def _told_by_pronouns(
    grammar: Grammar, persons: Sequence[Named], quoted: frozenset[int], *, known: frozenset[str]
) -> Iterator[tuple[str, Gender]]:
    """The pronouns behind subjects of unknown gender, where nobody else is named before in the sentence."""
    sentences = Counter(grammar.sentence[named.head] for named in persons)
    for number, named in enumerate(persons):
        sentence = grammar.sentence[named.head]
        first = number == 0 or grammar.sentence[persons[number - 1].head] != sentence
        if named.name in known or named.head in quoted or not first or grammar.dep[named.head] not in _SUBJECTS:
            continue
        behind = persons[number + 1].start if number + 1 < len(persons) else len(grammar)
        for i in range(named.end, min(behind, named.end + _REACH, len(grammar))):
            further = grammar.sentence[i] - sentence
            gender = _FOLLOWING.get(grammar.lower[i]) if i not in quoted else None
            if gender is not None and (further == 0 or (further == 1 and sentences[sentence] == 1 and _starts(grammar, i))):
                yield named.name, gender
                break


def _starts(grammar: Grammar, i: int) -> bool:
    """Whether a pronoun is the first word of its sentence."""
    return i > 0 and grammar.sentence[i - 1] != grammar.sentence[i] and grammar.dep[i] in _SUBJECTS


def _majority(counts: Counter[Gender]) -> Gender | None:
    """The gender that more than two thirds of the signs tell."""
    return next((gender for gender in get_args(Gender) if counts[gender] * 3 > counts.total() * 2), None)
