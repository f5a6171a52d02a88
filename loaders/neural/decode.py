"""From probabilities to attributions: which pieces are source and content of each possible cue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from loaders.neural.features import Stretch, Weighed
from loaders.neural.tokens import Tokens

Floats = NDArray[np.float32]
Parts = NDArray[np.int64]

_CHANGE = np.array(((0.0, 0.25, 0.25), (0.25, 0.0, 0.5), (0.25, 0.5, 0.0)))
"""What a change from one part to another costs, in logarithms."""
_FAR = 0.02
"""What a source loses for each piece that it stands away from its cue."""
_AT_ONCE = 256
"""Readings that are followed at once, so that memory stays bounded whatever the length of a text."""
_QUOTATION = 4
"""Pieces from which on a quotation is taken or left as a whole."""
_TAKEN, _LEFT = 0.5, 0.15
"""The share of a quotation that is content from which on all of it is, and below which none of it is."""


class Part(IntEnum):
    """What a piece is to a cue; the columns of a reading's table."""

    NEITHER = 0
    SOURCE = 1
    CONTENT = 2


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the network says of one possible cue.

    `cue` are its pieces; `tag` and `valid` are the probabilities that they are a cue, before and after reading on;
    `logs[i]` are the logarithms of the probabilities of the three parts for piece `start + i`.
    """

    cue: Stretch
    tag: float
    valid: float
    start: int
    logs: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One possible attribution in pieces, with the features that tell how sure the network is of it."""

    cue: Stretch
    source: Stretch | None
    content: tuple[Stretch, ...]
    features: Mapping[str, float]


def attributions(tokens: Tokens, readings: Sequence[Reading]) -> tuple[Attribution, ...]:
    """What each reading that has a content says, whatever the others say, in the order of the cues."""
    found = (_attribution(tokens, reading, parts) for reading, parts in _most_likely(readings))
    return tuple(attribution for attribution in found if attribution is not None)


def _most_likely(readings: Sequence[Reading]) -> list[tuple[Reading, Parts]]:
    """The likeliest sequence of parts of each reading."""
    longest = max((len(reading.logs) for reading in readings), default=0)
    return [
        pair for first in range(0, len(readings), _AT_ONCE) for pair in _followed(readings[first : first + _AT_ONCE], longest)
    ]


def _followed(readings: Sequence[Reading], longest: int) -> list[tuple[Reading, Parts]]:
    """The likeliest sequence of parts of each reading (Viterbi), all readings step by step at once."""
    logs = np.zeros((longest, len(readings), 3))
    logs[:, :, Part.SOURCE :] = -30.0
    for number, reading in enumerate(readings):
        logs[: len(reading.logs), number] = reading.logs
        first, end = (i - reading.start for i in reading.cue)
        logs[first:end, number] = (0.0, -30.0, -30.0)
    best = logs[0]
    back = np.empty((longest, len(readings), 3), dtype=np.int64)
    for i in range(1, longest):
        ways = best[:, :, None] - _CHANGE
        back[i] = ways.argmax(axis=1)
        best = ways.max(axis=1) + logs[i]
    parts = np.empty((longest, len(readings)), dtype=np.int64)
    parts[-1] = best.argmax(axis=1)
    rows = np.arange(len(readings))
    for i in range(longest - 1, 0, -1):
        parts[i - 1] = back[i, rows, parts[i]]
    return [(reading, parts[: len(reading.logs), number].copy()) for number, reading in enumerate(readings)]


def _attribution(tokens: Tokens, reading: Reading, parts: Parts) -> Attribution | None:
    _respect_quotations(tokens, reading, parts)
    content = tuple(
        (a + reading.start, b + reading.start)
        for a, b in _runs(parts == Part.CONTENT)
        if any(c.isalnum() for c in tokens.written(a + reading.start, b + reading.start))
    )
    if not content:
        return None
    probabilities = np.exp(reading.logs)
    source = _source(probabilities[:, Part.SOURCE], parts, reading)
    features = Weighed(
        cue=reading.cue,
        tag=reading.tag,
        valid=reading.valid,
        start=reading.start,
        as_source=probabilities[:, Part.SOURCE],
        as_content=probabilities[:, Part.CONTENT],
        source=source,
        content=content,
    ).features(tokens)
    return Attribution(cue=reading.cue, source=source, content=content, features=features)


def _runs(mask: NDArray[np.bool_]) -> list[Stretch]:
    """The stretches of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _respect_quotations(tokens: Tokens, reading: Reading, parts: Parts) -> None:
    """A quotation is content as a whole or not at all, so far as the reading shows it."""
    for first, end in tokens.quotations_between(reading.start, reading.start + len(parts)):
        stretch = parts[max(0, first - reading.start) : max(0, end - reading.start)]
        if len(stretch) < _QUOTATION:
            continue
        share = float((stretch == Part.CONTENT).mean())
        if share >= _TAKEN:
            stretch[stretch == Part.NEITHER] = Part.CONTENT
        elif share < _LEFT:
            stretch[stretch == Part.CONTENT] = Part.NEITHER


def _source(probabilities: Floats, parts: Parts, reading: Reading) -> Stretch | None:
    """The stretch that is most surely the source; of two alike the one nearer to the cue."""

    def weight(stretch: Stretch) -> float:
        a, b = stretch
        return float(probabilities[a:b].sum()) - _FAR * abs(a + reading.start - reading.cue[0])

    best = max(_runs(parts == Part.SOURCE), key=weight, default=None)
    return None if best is None else (best[0] + reading.start, best[1] + reading.start)
