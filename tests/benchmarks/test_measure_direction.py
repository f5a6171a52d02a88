"""Who imposes and who bears: no sentence may have them the wrong way round, and a reader that swaps them may not pass."""

from dataclasses import replace

import pytest

from benchmarks.measure_direction import Directed, read_directions, score


@pytest.fixture(scope="module")
def directed() -> tuple[Directed, ...]:
    """Every sentence as it is read, once for all tests."""
    return tuple(read_directions())


def test_the_sentences_are_many_and_go_both_ways(directed: tuple[Directed, ...]) -> None:
    told = [one.told for one in directed]
    assert len(told) >= 60
    assert all((target, imposing) in told for imposing, target in told)


def test_no_side_is_taken_for_the_other(directed: tuple[Directed, ...]) -> None:
    result = score(directed)
    assert result.swapped == 0
    assert result.accuracy >= 0.95


def test_a_reader_that_swaps_the_sides_does_not_pass(directed: tuple[Directed, ...]) -> None:
    turned = [replace(one, found=frozenset((target or "", imposing) for imposing, target in one.found)) for one in directed]
    result = score(turned)
    assert result.right == 0
    assert result.swapped >= 0.95 * len(turned)


def test_a_reader_that_names_both_directions_swaps_everything(directed: tuple[Directed, ...]) -> None:
    both = [replace(one, found=one.found | {(target or "", imposing) for imposing, target in one.found}) for one in directed]
    assert score(both).right == 0
