"""How sure an attribution is: logistic regressions over what network and rules say of it, fitted on texts they had not seen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.rules.attribution.scorer import probability

Features = Mapping[str, float]
"""Values by name; a name that is not there counts as 0."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression."""

    bias: float
    weights: Features

    def of(self, features: Features) -> float:
        """The probability that content and source are both right."""
        return probability(self.weights, features, self.bias)


@dataclass(frozen=True, slots=True)
class Confidence:
    """The weights for what the network proposes and for what only the rules propose, and the least that makes a claim."""

    threshold: float
    network: Weights
    rules: Weights

    def written(self) -> str:
        """As JSON, one named weight a line."""
        parts = {name: {"bias": one.bias, "weights": dict(one.weights)} for name, one in self._parts()}
        return json.dumps({"threshold": self.threshold, **parts}, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> "Confidence":
        """From the JSON that `written` makes; KeyError where a part is missing."""
        table = json.loads(text)
        network, rules = (Weights(table[name]["bias"], table[name]["weights"]) for name in ("network", "rules"))
        return cls(table["threshold"], network, rules)

    def _parts(self) -> tuple[tuple[str, Weights], ...]:
        return ("network", self.network), ("rules", self.rules)
