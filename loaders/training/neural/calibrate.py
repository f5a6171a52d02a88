"""Fits how sure the reader may be of what it reads, on annotated texts that the network has not seen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError
from loaders.neural.confidence import FEATURES, Confidence
from loaders.neural.decode import Attribution, candidates, decode
from loaders.neural.pieces import WordPieces
from loaders.neural.session import Network
from loaders.neural.tokens import Tokens, read_tokens
from loaders.training.brat import Annotated, Offsets
from loaders.training.neural.marks import Found, Marks, is_right

_PENALTY = 3.0
_STEPS = 30
_FOLDS = 6
_THRESHOLDS = tuple(round(0.3 + 0.02 * i, 2) for i in range(16))
_UNFITTED = Confidence(0.0, (0.0,) * len(FEATURES), 0.0)

Rows = NDArray[np.float64]
Read = tuple[Annotated, Tokens, list[Attribution]]


def calibrate(network: Network, pieces: WordPieces, corpus: Sequence[Annotated]) -> tuple[Confidence, Marks]:
    """The confidence fitted on all texts, with the threshold of the best F1; and the marks where each text was held out."""
    read = [(one, tokens, network.readings(tokens)) for one in corpus for tokens in (read_tokens(pieces, one.text),)]
    rows, labels, fold = [], [], []
    for number, (one, tokens, readings) in enumerate(read):
        for candidate in candidates(tokens, readings, _UNFITTED):
            rows.append(candidate.features)
            labels.append(is_right(one.text, found(tokens, candidate), one))
            fold.append(number % _FOLDS)
    if not rows:
        raise InputError("the network finds nothing in the texts held out: give more texts, or train for longer")
    table, right, part = np.array(rows), np.array(labels, dtype=np.float64), np.array(fold)
    held_out = [fit(table[part != i], right[part != i]) for i in range(_FOLDS)]
    tried: list[tuple[float, float, Marks]] = []
    for threshold in _THRESHOLDS:
        marks = Marks()
        for number, (one, tokens, readings) in enumerate(read):
            confidence = replace(held_out[number % _FOLDS], threshold=threshold)
            marks.add(one, [found(tokens, a) for a in decode(tokens, readings, confidence)])
        tried.append((marks.all.f1, threshold, marks))
    _, threshold, marks = max(tried, key=lambda one: one[:2])
    return replace(fit(table, right), threshold=threshold), marks


def fit(rows: Rows, labels: Rows) -> Confidence:
    """A logistic regression with a penalty on its weights, by Newton's method over standardised features."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    penalty = np.full(scaled.shape[1], _PENALTY)
    penalty[-1] = 1e-6
    weights = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (probability - labels) + penalty * weights
        curve = (scaled.T * (probability * (1 - probability))) @ scaled + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    bias = float(weights[-1] - plain @ mean)
    return Confidence(round(bias, 6), tuple(round(float(w), 6) for w in plain), 0.0)


def found(tokens: Tokens, attribution: Attribution) -> Found:
    """The attribution in characters of the text."""

    def offsets(*stretches: tuple[int, int]) -> Offsets:
        return tuple((int(tokens.start[a]), int(tokens.end[b - 1])) for a, b in stretches)

    source = offsets(attribution.source) if attribution.source else ()
    return Found(source=source, content=offsets(*attribution.content), confidence=attribution.confidence)
