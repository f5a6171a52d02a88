"""The measures of a document read so far, and who imposes how many on whom in the whole of it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kg.facts import CountryCode, MeasureType
from loaders.rules.measures.actors import Actors
from loaders.rules.measures.evidence import Signs
from loaders.rules.measures.reading import Reading

_WORLD = "001"

TARIFFS = (MeasureType.TARIFF, MeasureType.RETALIATORY_TARIFF)
"""The types of measure that are tariffs."""

NEAR = 4
"""Sentences over which "those duties" looks back."""


_AROUND = 100
"""Readings before and behind one that may tell what it leaves out."""


@dataclass(slots=True)
class Memory:
    """The measures read so far; who imposes how many on whom, and which countries are named, in the whole document."""

    actors: Actors
    imposers: Counter[CountryCode]
    on: dict[CountryCode, Counter[CountryCode]]
    named: Counter[CountryCode]
    all: Sequence[Reading]
    signs: Signs
    known: list[Reading] = field(default_factory=list)
    struck: defaultdict[CountryCode, Counter[CountryCode]] = field(default_factory=lambda: defaultdict(Counter))

    def near(self, reading: Reading) -> Sequence[Reading]:
        """The readings of the text around one, as their own sentences tell them."""
        at = bisect_left(self.all, reading.token, key=attrgetter("token"))
        return self.all[max(at - _AROUND, 0) : at + _AROUND]

    def remember(self, reading: Reading) -> None:
        """Keeps a finished reading, and on whom it lies."""
        self.known.append(reading)
        if reading.imposing is not None:
            self.struck[reading.imposing].update(t for t, _ in reading.pairs if t is not None and t != _WORLD)


def by_prominence(memory: Memory, reading: Reading) -> list[Reading]:
    """Measures read before: the nearest sentence first; of an earlier sentence its first one, which is what it is about."""
    grammar = memory.actors.people.grammar
    here = grammar.sentence[reading.token]

    def rank(known: Reading) -> tuple[int, int]:
        sentence = grammar.sentence[known.token]
        return (here - sentence, -known.token if sentence == here else known.token)

    return sorted(memory.known[-20:], key=rank)


def most(counts: Counter[CountryCode], without: set[CountryCode]) -> CountryCode | None:
    """The country counted most, the first by its code of those counted alike."""
    found = sorted((country for country in counts if country not in without), key=lambda country: (-counts[country], country))
    return found[0] if found else None
