"""Queries beside the server: answers and errors pass through, slow ones are refused, places are given back."""

import threading

import pytest

from api.workers import BusyError, QueryWorkers, TooSlowError
from kg.errors import QueryError


def test_the_answer_passes_through() -> None:
    assert QueryWorkers(1, 5).run(lambda: 42) == 42


def test_an_error_passes_through_and_gives_its_place_back() -> None:
    workers = QueryWorkers(1, 5)

    def fail() -> None:
        raise QueryError("malformed")

    for _ in range(3):
        with pytest.raises(QueryError, match="malformed"):
            workers.run(fail)


def test_a_slow_query_is_refused_and_keeps_its_place_until_it_ends() -> None:
    workers = QueryWorkers(1, 0.05)
    end = threading.Event()
    with pytest.raises(TooSlowError, match=r"0\.05 s"):
        workers.run(end.wait)
    with pytest.raises(BusyError):
        workers.run(lambda: 1)
    end.set()
    for _ in range(100):
        try:
            assert workers.run(lambda: 1) == 1
        except (BusyError, TooSlowError):
            continue
        return
    pytest.fail("the place of a query that ended was not given back")
