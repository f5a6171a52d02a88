"""Bars of time: their unit, their gaps, what cannot be placed, and what is chosen."""

import pytest

from api.pages.facets import facets
from api.pages.histogram import HEIGHT, Histogram, histogram
from kg.search import Count, Counts


def counts(months: dict[str, int], days: dict[str, int] | None = None) -> Counts:
    """Counts that tell of time alone."""
    return Counts(
        total=sum(months.values()),
        speakers=(),
        sectors=(),
        countries=(),
        outlets=(),
        forms=(),
        acts=(),
        months=tuple(Count(label=label, count=count) for label, count in sorted(months.items())),
        days=tuple(Count(label=label, count=count) for label, count in sorted((days or {}).items())),
    )


def drawn(found: Counts, within: tuple[str, str] = ("", "")) -> Histogram | None:
    """The bars, with addresses that are the times themselves."""
    return histogram(found, within, lambda time: time)


DRAWN = (
    ({"2025-08": 1, "2025-10": 4}, None, "month", ["2025-08", "2025-09", "2025-10"], 0),
    ({"2024-11": 1, "2025-02": 4, "2025": 2}, None, "month", ["2024-11", "2024-12", "2025-01", "2025-02"], 2),
    ({"2018-01": 1, "2025-02": 4, "2025": 2}, None, "year", [str(year) for year in range(2018, 2026)], 0),
    ({"2025-02": 3}, {"2025-02-27": 1, "2025-03-01": 1, "2025-02": 1}, "day", ["2025-02-27", "2025-02-28", "2025-03-01"], 1),
    ({"2025-13": 1, "2025-08": 1, "2025-09": 1, "0000": 3}, None, "month", ["2025-08", "2025-09"], 4),
)


@pytest.mark.parametrize(("months", "days", "unit", "times", "unplaced"), DRAWN)
def test_bars_stand_in_the_order_of_time_without_gaps(
    months: dict[str, int], days: dict[str, int] | None, unit: str, times: list[str], unplaced: int
) -> None:
    found = drawn(counts(months, days))
    assert found
    assert (found.unit, [bar.time for bar in found.bars], found.unplaced) == (unit, times, unplaced)
    assert max(bar.height for bar in found.bars) == HEIGHT
    assert all((bar.height > 0) == (bar.count > 0) for bar in found.bars)
    assert [bar.address for bar in found.bars] == times


def test_bars_are_as_high_as_their_counts_and_months_add_up_to_years() -> None:
    months = drawn(counts({"2025-01": 2, "2025-03": 4}))
    assert months
    assert [(bar.count, bar.height) for bar in months.bars] == [(2, HEIGHT // 2), (0, 0), (4, HEIGHT)]
    assert months.bars[2].x == 2 * months.bars[1].x
    years = drawn(counts({"2015-01": 2, "2015-02": 3, "2025-03": 4}))
    assert years
    assert [(bar.time, bar.count) for bar in years.bars if bar.count] == [("2015", 5), ("2025", 4)]


@pytest.mark.parametrize("months", [{}, {"2025-10": 4}, {"2025": 4}, {"0001-01": 1, "9999-12": 1}, {"yesterday": 2}])
def test_one_time_or_none_is_not_drawn(months: dict[str, int]) -> None:
    assert drawn(counts(months)) is None


def test_what_is_chosen_is_marked_and_can_be_left() -> None:
    found = drawn(counts({"2025-08": 1, "2025-09": 1, "2025-10": 4}), ("2025-09", "2025-09-15"))
    assert found
    assert [bar.is_chosen for bar in found.bars] == [False, True, False]
    anyway = drawn(counts({"2025-08": 1, "2025-09": 1}))
    assert anyway
    assert not any(bar.is_chosen for bar in anyway.bars)


def test_values_of_facets_add_replace_and_take_away() -> None:
    people = (
        Count(label="Ada Quill", count=3, iris=("https://x/person/ada-quill",)),
        Count(label="Quill, Sons", count=2, iris=("https://x/organization/quill",)),
    )
    found = facets(
        Counts(total=5, speakers=people, sectors=people, countries=(), outlets=(), forms=people[:1], acts=(), months=()),
        lambda name: ("ada-quill",) if name == "speaker" else (),
        lambda name, values: f"{name}={'|'.join(values)}",
    )
    assert [one.name for one in found] == ["speaker", "sector"]
    assert [(one.label, one.is_chosen, one.address) for one in found[0].shown] == [
        ("Ada Quill", True, "speaker="),
        ("Quill, Sons", False, "speaker=ada-quill|https://x/organization/quill"),
    ]
    assert [one.address for one in found[1].shown] == ["sector=Ada Quill", "sector=https://x/organization/quill"]
