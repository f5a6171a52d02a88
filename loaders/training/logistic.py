"""Logistic regression over named features: fitted by L-BFGS, the same weights for the same rows on every run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]  # scipy ships no types
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy ships no types

_DIGITS = 2
"""Decimals of a published weight; finer ones change no figure."""

Row = Mapping[str, float]
_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to fit: strength of the L2 penalty, rows a feature must occur in, features kept, and steps at most."""

    penalty: float
    occurrences: int
    features: int
    iterations: int


def fit(rows: Sequence[Row], labels: Sequence[bool], recipe: Recipe) -> dict[str, float]:
    """The weights by feature, sorted by name: fitted on all features, then again on those that matter most."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= recipe.occurrences)
    truth = np.asarray(labels, dtype=np.float64)
    weights = _minimum(_matrix(rows, names), truth, recipe)
    if len(names) > recipe.features:
        influence = np.abs(weights) * np.sqrt([counts[name] for name in names])
        kept = np.sort(np.argsort(-influence, kind="stable")[: recipe.features])
        names = [names[i] for i in kept]
        weights = _minimum(_matrix(rows, names), truth, recipe)
    rounded = {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight}


def _matrix(rows: Sequence[Row], names: list[str]) -> csr_matrix:
    column = {name: i for i, name in enumerate(names)}
    ends, columns, values = [0], [], []
    for row in rows:
        for name, value in row.items():
            if (i := column.get(name)) is not None:
                columns.append(i)
                values.append(value)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(names)))


def _minimum(matrix: csr_matrix, truth: _Array, recipe: Recipe) -> _Array:
    """The weights of least regularised loss."""
    transposed = matrix.T.tocsr()
    sign = 2 * truth - 1
    penalty = recipe.penalty

    def loss(weights: _Array) -> tuple[float, _Array]:
        margin = sign * (matrix @ weights)
        value = np.logaddexp(0, -margin).sum() + penalty / 2 * float(weights @ weights)
        gradient = penalty * weights - transposed @ (sign / (1 + np.exp(np.minimum(margin, 500))))
        return float(value), gradient

    options = {"maxiter": recipe.iterations, "maxcor": 10}
    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x, dtype=np.float64)
