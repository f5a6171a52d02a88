"""Ranks that choose what is shown."""

import math

from kg.analytics import ranks

STAR = [("hub", f"leaf {n}") for n in range(5)]


def test_the_middle_of_a_star_ranks_first() -> None:
    ranked = ranks(STAR)
    assert max(ranked, key=lambda node: ranked[node]) == "hub"
    assert math.isclose(sum(ranked.values()), 1)


def test_neither_order_nor_direction_matters() -> None:
    assert ranks(reversed(STAR)) == ranks(STAR) == ranks((other, one) for one, other in STAR)


def test_many_links_weigh_more_than_one_but_not_as_many_times() -> None:
    ranked = ranks([("a", "b")] * 100 + [("a", "c")])
    assert ranked["c"] < ranked["b"] < 20 * ranked["c"]


def test_nothing_has_no_ranks() -> None:
    assert ranks([]) == {}
