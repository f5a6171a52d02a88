"""How often a word attributes, alone and in a construction: counts mined from annotated news, smoothed for rare words."""

from collections.abc import Mapping
from dataclasses import dataclass

_STRENGTH = 2.0
"""How many observations the construction's own rate counts as, against the word's."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of [attributing, all] by "lemma construction", by verb lemma and by construction."""

    pairs: Mapping[str, tuple[int, int]]
    verbs: Mapping[str, tuple[int, int]]
    constructions: Mapping[str, tuple[int, int]]

    def pair(self, lemma: str, construction: str) -> float:
        """How often this word attributes in this construction."""
        positive, total = self.pairs.get(f"{lemma} {construction}", (0, 0))
        return (positive + _STRENGTH * self.construction(construction)) / (total + _STRENGTH)

    def construction(self, construction: str) -> float:
        """How often this construction attributes, whatever its word."""
        positive, total = self.constructions.get(construction, (0, 0))
        return (positive + 0.1) / (total + 4.0)

    def verb(self, lemma: str) -> float:
        """How often this verb is a cue."""
        positive, total = self.verbs.get(lemma, (0, 0))
        return positive / (total + 1)
