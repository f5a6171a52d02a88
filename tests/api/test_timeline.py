"""Places of partial dates on a line of time, bars of counts, and labels that leave each other room."""

import pytest

from api.pages.timeline import Axis, Mark, bars, spread


def test_partial_dates_have_a_place_and_a_width() -> None:
    axis = Axis.over(["2025", "2025-07-02"])
    assert axis is not None
    year, month, day = (axis.place(when) for when in ("2025", "2025-07", "2025-07-02"))
    assert year is not None
    assert month is not None
    assert day is not None
    assert year[0] < month[0] < day[0] < month[0] + month[1] < year[0] + year[1]
    assert day[1] == 0
    assert axis.place("some day") is None


@pytest.mark.parametrize(
    ("days", "most"),
    [(["2025-10-03"], 4), (["2025-10-03", "2025-10-09"], 4), (["2025-01-03", "2025-10-09"], 6), (["1999", "2025-10-09"], 6)],
)
def test_an_axis_has_a_few_ticks_in_order(days: list[str], most: int) -> None:
    axis = Axis.over(days)
    assert axis is not None
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= most
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
    assert all(0 <= tick.x <= 100 for tick in ticks)


def test_without_dates_there_is_no_axis() -> None:
    assert Axis.over(["", "soon"]) is None


@pytest.mark.parametrize("day", ["0001", "9999", "0001-01-01", "9999-12-31", "2024-02-30"])
def test_dates_at_the_ends_of_the_calendar_are_no_trouble(day: str) -> None:
    axis = Axis.over([day, "2025-01-01"])
    assert axis is not None
    assert axis.ticks()


def test_bars_stand_where_their_months_do_with_room_for_empty_ones() -> None:
    found = bars([("2025-01", 2), ("2025-03", 4)], "Statements")
    assert found is not None
    first, last = found.bars
    assert (first.label, first.count, first.height) == ("Jan 2025", 2, 50.0)
    assert last.height == 100
    assert last.x == pytest.approx(2 * (first.x + first.width / 0.8), abs=0.01)
    assert found.summary == "Statements by month, most in Mar 2025: 4"


def test_many_months_become_years() -> None:
    found = bars([("2015-01", 2), ("2015-02", 3), ("2025-03", 4)], "Statements")
    assert found is not None
    assert [(bar.label, bar.count) for bar in found.bars] == [("2015", 5), ("2025", 4)]


def test_a_year_without_months_stands_beside_months() -> None:
    found = bars([("2025", 1), ("2025-03", 4)], "Statements")
    assert found is not None
    assert [bar.label for bar in found.bars] == ["2025", "Mar 2025"]


def test_nothing_makes_no_bars() -> None:
    assert bars([], "Statements") is None


def test_labels_that_would_run_into_each_other_are_left_out() -> None:
    marks = [Mark(x=x, width=0, shape="disc", title=str(x), label="25%") for x in (10.0, 12.0, 40.0)]
    assert [mark.label for mark in spread(marks)] == ["", "25%", "25%"]
    assert [mark.title for mark in spread(marks)] == ["10.0", "12.0", "40.0"]
