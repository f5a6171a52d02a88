"""The logistic regression: known answers, the penalty, what is kept, and the same weights for the same rows."""

from math import exp, log

import numpy as np
import pytest

from loaders.training.logistic import Recipe, fit

PLAIN = Recipe(penalty=1e-6, occurrences=1, features=100, iterations=200)


def test_a_lone_feature_gets_the_log_odds_of_its_rows() -> None:
    weights = fit([{"bias": 1.0}] * 10, [True] * 8 + [False] * 2, PLAIN)
    assert weights == {"bias": pytest.approx(log(8 / 2), abs=0.01)}


def test_two_groups_get_the_log_odds_of_each() -> None:
    rows = [{"a": 1.0}] * 4 + [{"b": 1.0}] * 10
    labels = [True, True, True, False] + [True] + [False] * 9
    assert fit(rows, labels, PLAIN) == {"a": pytest.approx(log(3), abs=0.01), "b": pytest.approx(log(1 / 9), abs=0.01)}


def test_the_penalty_pulls_towards_nothing() -> None:
    """At the minimum the penalty's slope equals the loss's: penalty * w = rows * (share - p)."""
    weight = fit([{"x": 1.0}] * 10, [True] * 9 + [False], Recipe(penalty=4.0, occurrences=1, features=9, iterations=200))["x"]
    assert 4.0 * weight == pytest.approx(10 * (0.9 - 1 / (1 + exp(-weight))), abs=0.1)


def test_rare_features_and_those_of_least_influence_are_left_out() -> None:
    chance = np.random.default_rng(1)
    rows = [{"tells": float(i % 2), "noise": float(chance.integers(2)), "bias": 1.0} for i in range(200)]
    rows[7]["rare"] = 1.0
    labels = [i % 2 == 0 for i in range(200)]
    weights = fit(rows, labels, Recipe(penalty=0.1, occurrences=2, features=2, iterations=100))
    assert weights.keys() == {"tells", "bias"}
    assert weights["tells"] < -2 < 2 < weights["bias"]


def test_the_order_of_names_in_a_row_changes_nothing() -> None:
    chance = np.random.default_rng(2)
    rows = [{f"f{j}": float(chance.normal()) for j in range(6)} for _ in range(80)]
    labels = [row["f0"] + row["f3"] > 0.2 for row in rows]
    turned = [dict(reversed(row.items())) for row in rows]
    assert list(fit(rows, labels, PLAIN).items()) == list(fit(turned, labels, PLAIN).items())


def test_without_rows_there_are_no_weights() -> None:
    assert fit([], [], PLAIN) == {}
