"""Places of partial dates on a line of time, and labels that leave each other room."""

import pytest

from api.pages.timeline import Axis, Mark, spread


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


def test_labels_that_would_run_into_each_other_are_left_out() -> None:
    marks = [Mark(x=x, width=0, shape="disc", title=str(x), label="25%") for x in (10.0, 12.0, 40.0)]
    assert [mark.label for mark in spread(marks)] == ["", "25%", "25%"]
    assert [mark.title for mark in spread(marks)] == ["10.0", "12.0", "40.0"]
