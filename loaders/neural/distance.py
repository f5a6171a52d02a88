"""How far a piece stands from a cue, in steps that widen with the distance."""

from math import log2

import numpy as np

from loaders.neural.tokens import Ints

BUCKETS = 40
_SIDE = 20
_EXACT = 8
"""Distances below this have a step of their own."""
FARTHEST = 512


def _bucket(distance: int) -> int:
    away = abs(distance)
    step = away if away < _EXACT else min(_SIDE - 1, _EXACT + int(log2(away / _EXACT) * 2.5))
    return step if distance >= 0 else _SIDE + step


_TABLE = np.array([_bucket(distance) for distance in range(-FARTHEST, FARTHEST + 1)], dtype=np.int64)


def buckets(length: int, first: Ints, end: Ints) -> Ints:
    """For each cue [first, end) of a row, the bucket of each of `length` pieces: 0 inside the cue, below 20 behind it."""
    places = np.arange(length)[None]
    before, behind = places - first[:, None], places - end[:, None] + 1
    distance = np.where(before < 0, before, np.maximum(behind, 0))
    return np.take(_TABLE, np.clip(distance, -FARTHEST, FARTHEST) + FARTHEST)
