"""What each form of date means on the document's date: the matched words in, a partial date out; None where it is not known."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loaders.partial_dates import read_date


class Tense(StrEnum):
    """Where the verb that a date belongs to places its event, seen from the document's date; unknown is None."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A date as far as it is known, from which others are told, and the tense."""

    year: int
    month: int | None
    day: int | None
    tense: Tense | None = None

    @property
    def whole(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


Resolver = Callable[[re.Match[str], Today | None], str | None]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNTED = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The partial date, or None where the calendar has no such day."""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def covering(first: date, last: date) -> str | None:
    """The smallest partial date that holds every day from `first` to `last`."""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return iso(first.year, first.month)
    return iso(first.year) if first.year == last.year else None


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def step_of(which: str) -> int:
    """-1 for "last", 1 for "next", 0 for "this"."""
    plain = which.lower()
    return -1 if plain.endswith(("last", "past", "previous")) else 1 if plain.endswith(("next", "coming")) else 0


def numeric(match: re.Match[str], _: Today | None) -> str | None:
    """As in "2025-04-02"."""
    return iso(int(match["year"]), int(match["number"]), int(match["day"]))


def in_figures(match: re.Match[str], _: Today | None) -> str | None:
    """As in "31/12/2024"; where day and month cannot be told apart, the year."""
    return read_date(match["figures"])


def absolute(match: re.Match[str], today: Today | None) -> str | None:
    """As in "on April 2", "in July 2020", "August last year"."""
    parts = match.groupdict()
    month = _month_number(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") and not parts.get("through") else None
    if parts.get("year"):
        return iso(int(parts["year"]), month, day)
    if month is None or today is None or today.month is None:
        return None
    if parts.get("whose"):
        return iso(today.year + step_of(parts["whose"]), month, day)
    return iso(_year_of(month, day, today), month, day)


def _year_of(month: int, day: int | None, today: Today) -> int:
    """The year of a month or day named without one: the last such for the past, the next for the future, else the nearest."""
    here = (today.month or 0, today.day or 0)
    there = (month, day if day and today.day else here[1])
    if today.tense is Tense.PAST:
        return today.year - (there > here)
    if today.tense is Tense.FUTURE:
        return today.year + (there < here)
    distance = month - here[0]
    return today.year - (distance > 6) + (distance < -6)


def day_alone(match: re.Match[str], today: Today | None) -> str | None:
    """As in "on the 15th": of the document's month, or of the one before or after it."""
    if today is None or today.whole is None or today.tense is None:
        return None
    day, months = int(match["day"]), today.year * 12 + (today.month or 1) - 1
    if today.tense is Tense.PAST and day > (today.day or 0):
        months -= 1
    if today.tense is Tense.FUTURE and day < (today.day or 0):
        months += 1
    return iso(months // 12, months % 12 + 1, day)


def named_month(match: re.Match[str], today: Today | None) -> str | None:
    """Of "last August" the last one that is over; of "next August" the first that has not begun."""
    if today is None or today.month is None:
        return None
    month, step = _month_number(match["month"]), step_of(match["which"])
    if step < 0:
        return iso(today.year - (month >= today.month), month)
    return iso(today.year + (month <= today.month if step else 0), month)


def weekday(match: re.Match[str], today: Today | None) -> str | None:
    """As in "on Tuesday", "last Friday", "Tuesday next week"."""
    if today is None or today.whole is None:
        return None
    number = DAYS.index(match["weekday"].lower())
    if match.groupdict().get("week"):
        monday = today.whole - timedelta(days=today.whole.weekday())
        return (monday + timedelta(days=number + 7 * step_of(match["week"]))).isoformat()
    step = step_of(match["which"] or "")
    back = (today.whole.weekday() - number) % 7
    ahead = -back % 7
    if step < 0:
        return (today.whole - timedelta(days=back or 7)).isoformat()
    if step > 0:
        return (today.whole + timedelta(days=ahead or 7)).isoformat()
    return (today.whole + timedelta(days=ahead if today.tense is Tense.FUTURE else -back)).isoformat()


_SINGLE_DAYS = {
    "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this": 0, "earlier": 0, "later": 0, "tomorrow": 1,
    "the day after tomorrow": 2, "the day before yesterday": -2,
}  # fmt: skip


def near_day(match: re.Match[str], today: Today | None) -> str | None:
    """As in "yesterday", "this morning"."""
    if today is None or today.whole is None:
        return None
    words = " ".join(match["day_word"].lower().split())
    shift = next(days for start, days in _SINGLE_DAYS.items() if words.startswith(start))
    return (today.whole + timedelta(days=shift)).isoformat()


def months_away(step: int, today: Today) -> str | None:
    """The month that lies so many months after today's."""
    if today.month is None:
        return None
    months = today.year * 12 + today.month - 1 + step
    return iso(months // 12, months % 12 + 1)


_BLUR = {"day": 0, "week": 3}


def counted(match: re.Match[str], today: Today | None) -> str | None:
    """A count of days is exact; longer times are rounded by those who write them, so what surely covers them is given."""
    if today is None or (match["ahead"] and today.tense is not Tense.FUTURE):
        return None
    number, name = _number(match["number"]), match["units"].lower().rstrip("s")
    sign = 1 if match["ahead"] else -1
    if name == "year":
        return iso(today.year + sign * number)
    if name == "month":
        near = {months_away(sign * number + shift, today) for shift in (-1, 0, 1)}
        years = {month[:4] for month in near if month}
        return years.pop() if len(years) == 1 else None
    if today.whole is None:
        return None
    middle = today.whole + timedelta(days=sign * number * (7 if name == "week" else 1))
    return covering(middle - timedelta(days=_BLUR[name]), middle + timedelta(days=_BLUR[name]))


def _number(word: str) -> int:
    plain = word.lower()
    return int(plain) if plain.isdigit() else max(COUNTED.index("a" if plain in ("an", "the") else plain), 1)


_TO_COME = ("later", "after", "next", "following")


def from_anchor(match: re.Match[str], anchor: Today | None) -> str | None:
    """As in "two days later", "the month before", "the same day": told from the date that stands before in the text."""
    if anchor is None:
        return None
    words, name = match.group().lower(), match["units"].lower().rstrip("s")
    number = 0 if "same" in words else _number(match["number"] or "one")
    sign = 1 if any(each in words for each in _TO_COME) else -1
    if name == "year":
        return iso(anchor.year + sign * number, anchor.month) if number < _ROUND else iso(anchor.year + sign * number)
    if name == "month":
        return months_away(sign * number, anchor)
    if anchor.whole is None:
        return None
    return (anchor.whole + timedelta(days=sign * number * (7 if name == "week" else 1))).isoformat()


_ROUND = 2
"""From this number on years are rounded by those who write them."""


def unknown(_: re.Match[str], __: Today | None) -> str | None:
    """Of "in recent weeks" only the words are known."""
    return None
