"""How sure an attribution is: a logistic regression over what the network says of it, fitted on texts it had not seen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

from loaders.neural.tokens import Quote, Tokens

Stretch = tuple[int, int]
"""Pieces [first, end)."""
Column = NDArray[np.float32]

FEATURES = (
    "cue, before reading on",
    "cue, after reading on",
    "content, on average",
    "content, at its weakest",
    "source, or that there is none",
    "source, its first piece",
    "content that was left out",
    "pieces of content",
    "stretches of content",
    "share in quotation marks",
    "source is missing",
    "source is missing, surely",
    "quoted and a cue",
    "source to cue",
    "cue to content",
    "pieces of the cue",
    "cue in quotation marks",
)
"""What is weighed, in this order; probabilities enter as log odds, counts and distances as logarithms."""
_SUREST = 9.2
"""Log odds beyond which nothing gets surer."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The weights of `FEATURES`, and the least confidence that makes a claim."""

    bias: float
    weights: tuple[float, ...]
    threshold: float

    def of(self, features: Sequence[float]) -> float:
        """The probability that content and source are both right."""
        total = self.bias + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def written(self) -> str:
        """As JSON, one named weight a line."""
        weights = dict(zip(FEATURES, self.weights, strict=True))
        return json.dumps({"threshold": self.threshold, "bias": self.bias, "weights": weights}, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> "Confidence":
        """From the JSON that `written` makes; KeyError where a weight is missing."""
        table = json.loads(text)
        return cls(table["bias"], tuple(float(table["weights"][name]) for name in FEATURES), table["threshold"])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """An attribution with the probabilities around it: `as_source[i]` is that of piece `start + i`."""

    cue: Stretch
    tag: float
    valid: float
    start: int
    as_source: Column
    as_content: Column
    source: Stretch | None
    content: tuple[Stretch, ...]

    def features(self, tokens: Tokens) -> tuple[float, ...]:
        """The values of `FEATURES`."""
        held = np.concatenate([self.as_content[a - self.start : b - self.start] for a, b in self.content])
        sure, opening = self._source()
        quoted = float(np.concatenate([tokens.quote[a:b] == Quote.INSIDE for a, b in self.content]).mean())
        missing = float(self.source is None)
        valid = _odds(self.valid)
        left_out = float(self.as_content.sum() - held.sum()) / len(held)
        return (
            _odds(self.tag),
            valid,
            _odds(float(held.mean())),
            float(held.min()),
            sure,
            opening,
            min(left_out, 2.0),
            log(len(held)),
            float(len(self.content)),
            quoted,
            missing,
            missing * sure,
            quoted * valid,
            log1p(abs(self.source[0] - self.cue[0]) if self.source else 0),
            log1p(min(_gap(piece, self.cue) for piece in self.content)),
            float(self.cue[1] - self.cue[0]),
            float(tokens.quote[self.cue[0]] == Quote.INSIDE),
        )

    def _source(self) -> tuple[float, float]:
        """The log odds of the source's pieces, or that there is none, and the probability of its first piece."""
        if self.source is None:
            return _odds(1.0 - float(self.as_source.max())), 0.0
        a, b = (i - self.start for i in self.source)
        return _odds(float(self.as_source[a:b].mean())), float(self.as_source[a])


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-_SUREST, min(_SUREST, log(kept / (1 - kept))))


def _gap(one: Stretch, other: Stretch) -> int:
    return min(abs(one[0] - other[1]), abs(other[0] - one[1]))
