"""What the network says of one attribution, as features of how sure it is."""

from dataclasses import dataclass
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from loaders.neural.tokens import Quote, Tokens

Stretch = tuple[int, int]
"""Pieces [first, end)."""
Column = NDArray[np.float32]

_SUREST = 9.2
"""Log odds beyond which nothing gets surer."""


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

    def features(self, tokens: Tokens) -> dict[str, float]:
        """What is weighed, by name: probabilities enter as log odds, counts and distances as logarithms."""
        held = np.concatenate([self.as_content[a - self.start : b - self.start] for a, b in self.content])
        sure, opening = self._source()
        quoted = float(np.concatenate([tokens.quote[a:b] == Quote.INSIDE for a, b in self.content]).mean())
        missing = float(self.source is None)
        valid = odds(self.valid)
        left_out = float(self.as_content.sum() - held.sum()) / len(held)
        return {
            "cue, before reading on": odds(self.tag),
            "cue, after reading on": valid,
            "content, on average": odds(float(held.mean())),
            "content, at its weakest": float(held.min()),
            "source, or that there is none": sure,
            "source, its first piece": opening,
            "content that was left out": min(left_out, 2.0),
            "pieces of content": log(len(held)),
            "stretches of content": float(len(self.content)),
            "share in quotation marks": quoted,
            "source is missing": missing,
            "source is missing, surely": missing * sure,
            "quoted and a cue": quoted * valid,
            "source to cue": log1p(abs(self.source[0] - self.cue[0]) if self.source else 0),
            "cue to content": log1p(min(_gap(piece, self.cue) for piece in self.content)),
            "pieces of the cue": float(self.cue[1] - self.cue[0]),
            "cue in quotation marks": float(tokens.quote[self.cue[0]] == Quote.INSIDE),
        }

    def _source(self) -> tuple[float, float]:
        """The log odds of the source's pieces, or that there is none, and the probability of its first piece."""
        if self.source is None:
            return odds(1.0 - float(self.as_source.max())), 0.0
        a, b = (i - self.start for i in self.source)
        return odds(float(self.as_source[a:b].mean())), float(self.as_source[a])


def odds(probability: float) -> float:
    """Log odds, kept within bounds."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-_SUREST, min(_SUREST, log(kept / (1 - kept))))


def _gap(one: Stretch, other: Stretch) -> int:
    return min(abs(one[0] - other[1]), abs(other[0] - one[1]))
