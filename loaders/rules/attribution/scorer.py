"""How likely a candidate attributes, and a cue speaks a quotation, a part belongs: logistic regressions over named features."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from loaders.rules.attribution.constructions import Candidate, find_candidates
from loaders.rules.attribution.content import Part, part_features
from loaders.rules.attribution.features import features, surroundings
from loaders.rules.attribution.links import Option, Scene, link_features
from loaders.rules.attribution.quoted import Quoted, Quotes
from loaders.rules.attribution.rates import Rates
from loaders.rules.grammar import Grammar

_FLOOR = 0.015
"""Candidates whose word attributes less often than this in their construction are not weighed at all, to save time."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scorer:
    """The rates and weights learned from annotated news; `threshold` is the least score that makes a claim."""

    rates: Rates
    candidate: Weights
    link: Weights
    part: Weights
    threshold: float

    def scores(self, grammar: Grammar, quotes: Quotes, skipped: frozenset[int]) -> dict[int, list[tuple[Candidate, float]]]:
        """All candidates worth weighing by their cue, with the probability that each attributes."""
        around = surroundings(grammar, quotes, self.rates)
        found: dict[int, list[tuple[Candidate, float]]] = defaultdict(list)
        for candidate in find_candidates(grammar):
            if candidate.cue in skipped or self.rates.pair(grammar.lemma[candidate.cue], candidate.construction) < _FLOOR:
                continue
            found[candidate.cue].append((candidate, _probability(self.candidate, features(around, candidate))))
        return dict(found)

    def link_score(self, scene: Scene, quoted: Quoted, option: Option) -> float:
        """The probability that this option speaks the quotation."""
        return _probability(self.link, link_features(scene, quoted, option))

    def belongs(self, grammar: Grammar, candidate: Candidate, part: Part) -> float:
        """The probability that a part belongs to the candidate's content."""
        return _probability(self.part, part_features(grammar, candidate, part, self.rates))


def _probability(weights: Weights, found: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def scorer() -> Scorer:
    """The scorer that ships with the package."""
    return read_scorer((files("loaders.rules.attribution") / "weights.json").read_text(encoding="utf-8"))


def read_scorer(text: str) -> Scorer:
    """A scorer from the JSON that the training command writes."""
    table = json.loads(text)
    rates = {name: {key: (pair[0], pair[1]) for key, pair in counts.items()} for name, counts in table["rates"].items()}
    return Scorer(Rates(**rates), table["candidate"], table["link"], table["part"], table["threshold"])
