"""How likely a candidate attributes, a cue speaks a quotation, a part belongs: logistic regressions over named features."""

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

_REASONS = 5
"""How many features a claim names to explain its confidence."""

Weights = Mapping[str, float]
WEIGHTS = ("candidate", "link", "part", "confidence")
"""The names of the four regressions."""
FILE = "weights.json"
"""The file that holds a scorer."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """The rates and weights learned from annotated news.

    `threshold` is the least score of a candidate that is looked at further; `confidence` weighs what came of it, and `least` is
    the least confidence of a claim.
    """

    rates: Rates
    candidate: Weights
    link: Weights
    part: Weights
    confidence: Weights
    threshold: float
    least: float

    def scores(self, grammar: Grammar, quotes: Quotes, skipped: frozenset[int]) -> dict[int, list[tuple[Candidate, float]]]:
        """All candidates worth weighing by their cue, with the probability that each attributes."""
        around = surroundings(grammar, quotes, self.rates)
        found: dict[int, list[tuple[Candidate, float]]] = defaultdict(list)
        for candidate in find_candidates(grammar):
            if candidate.cue in skipped or not is_weighed(self.rates, grammar, candidate):
                continue
            found[candidate.cue].append((candidate, probability(self.candidate, features(around, candidate))))
        return dict(found)

    def link_score(self, scene: Scene, quoted: Quoted, option: Option) -> float:
        """The probability that this option speaks the quotation."""
        return probability(self.link, link_features(scene, quoted, option))

    def belongs(self, grammar: Grammar, candidate: Candidate, part: Part) -> float:
        """The probability that a part belongs to the candidate's content."""
        return probability(self.part, part_features(grammar, candidate, part, self.rates))


def reasons(weights: Weights, found: Mapping[str, float]) -> tuple[str, ...]:
    """The features that weigh most, with the log odds that each adds or takes: "score +2.10", "source=none -0.84"."""
    parts = ((name, weights.get(name, 0.0) * value) for name, value in found.items())
    most = sorted(parts, key=lambda part: (-abs(part[1]), part[0]))[:_REASONS]
    return tuple(f"{name} {weight:+.2f}" for name, weight in most if round(weight, 2))


def is_weighed(rates: Rates, grammar: Grammar, candidate: Candidate) -> bool:
    """Whether the candidate's word attributes often enough in its construction to be looked at."""
    return rates.pair(grammar.lemma[candidate.cue], candidate.construction) >= _FLOOR


def probability(weights: Weights, found: Mapping[str, float], bias: float = 0.0) -> float:
    """What the weights make of features."""
    total = bias + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def scorer() -> Scorer:
    """The scorer that ships with the package."""
    return read_scorer((files("loaders.rules.attribution") / FILE).read_text(encoding="utf-8"))


def read_scorer(text: str) -> Scorer:
    """A scorer from the JSON that the training command writes."""
    table = json.loads(text)
    rates = {name: {key: (pair[0], pair[1]) for key, pair in counts.items()} for name, counts in table["rates"].items()}
    weights = {name: table[name] for name in WEIGHTS}
    return Scorer(rates=Rates(**rates), **weights, threshold=table["threshold"], least=table["least"])
