"""Absolute dates as documents write them, read to partial ISO dates: what is not written is left open, never guessed."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    name.lower(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name
} | {"sept": 9}
_MONTH = "(?P<{0}month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<{0}year>(?:1[5-9]|2[01])\d\d)(?!\d)"
_DAY = r"(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?"

_DATE = re.compile(
    r"(?<![\d/.-])(?:"
    + "|".join(
        (
            _YEAR.format("i") + r"(?P<sign>[-/.])(?P<imonth>\d{1,2})(?!\d)(?:(?P=sign)(?P<iday>\d{1,2})(?!\d))?",
            r"(?P<cyear>(?:19|20)\d\d)(?P<cmonth>[01]\d)(?P<cday>[0-3]\d)(?!\d)",
            r"\b" + _MONTH.format("a") + r"\s{0,2}" + _DAY.format("a") + r"\s?,?\s{0,2}" + _YEAR.format("a"),
            _DAY.format("b") + r"(?:\s{1,2}|-)(?:of\s)?" + _MONTH.format("b") + r"(?:\s?,?\s{0,2}|-)" + _YEAR.format("b"),
            r"\b" + _MONTH.format("m") + r"\s?,?\s{1,2}" + _YEAR.format("m"),
            r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)" + _YEAR.format("n"),
        )
    )
    + ")",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(r"\s*" + _YEAR.format("") + r"\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date written at [start, end) of a text, as a partial ISO date."""

    start: int
    end: int
    date: str


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every absolute date of the text with at least a year and a month: "Oct. 3, 2025", "3 October 2025", "2025-10-03"."""
    for match in _DATE.finditer(text):
        date = _date(match)
        if date:
            yield FoundDate(start=match.start(), end=match.end(), date=date)


def read_date(text: str) -> str | None:
    """The first date of a text that is known to hold one, or a lone year; None if there is none.

    Where day and month cannot be told apart ("03/10/2025") only the year is certain: "2025".
    """
    found = next(find_dates(text), None)
    if found:
        return found.date
    year = _ONLY_YEAR.fullmatch(text)
    return year["year"] if year else None


def _date(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups["first"]:
        return _numeric(int(groups["first"]), int(groups["second"]), int(groups["nyear"]), day_first=groups["mark"] == ".")
    kind = next(kind for kind in "icabm" if groups[f"{kind}year"])
    month, day = groups[f"{kind}month"], groups.get(f"{kind}day")
    number = _MONTHS[month.lower()] if month.lower() in _MONTHS else int(month)
    return _partial(int(groups[f"{kind}year"]), number, int(day) if day else None)


def _numeric(first: int, second: int, year: int, *, day_first: bool) -> str | None:
    """A date in figures with the year last: points mean day first, otherwise only a number above 12 can tell."""
    if day_first or first > 12 or first == second:
        return _partial(year, second, first)
    if second > 12:
        return _partial(year, first, second)
    return str(year)


def _partial(year: int, month: int, day: int | None) -> str | None:
    try:
        return datetime.date(year, month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return None
