"""What stretches of time mean on the document's date: weeks, quarters, seasons, "by the end of the year"."""

import re
from datetime import timedelta

from loaders.rules.date_meanings import Tense, Today, covering, iso, months_away, step_of

_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10, "1": 1, "2": 4, "3": 7, "4": 10}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month of the seasons inside one year, as in the northern half of the world, where most news is written."""


def unit(match: re.Match[str], today: Today | None) -> str | None:
    """A calendar week, month, quarter or year beside the document's own: "last month", "later this year"."""
    if today is None:
        return None
    step, name = step_of(match["which"] or "this"), match["unit"].lower()
    if name == "year":
        return iso(today.year + step)
    if name == "month":
        return months_away(step, today)
    if name == "quarter":
        return _quarter(3 * (((today.month or 0) - 1) // 3) + 1 + 3 * step, today) if today.month else None
    return _week_away(step, today, weekend=name == "weekend")


def own_unit(match: re.Match[str], today: Today | None) -> str | None:
    """As in "by the end of the year", "earlier in the year": early in a year, an end that is past was the year's before."""
    if today is None:
        return None
    name = match["unit"].lower()
    if name != "year":
        return months_away(0, today) if name == "month" else _week_away(0, today, weekend=False)
    ended = "end" in match.group().lower() and today.tense is Tense.PAST and (today.month or 12) < _EARLY
    return None if ended else iso(today.year)


_EARLY = 6
"""Months of a year in which its end, spoken of as past, was the end of the year before or has not come."""


def _week_away(step: int, today: Today, *, weekend: bool) -> str | None:
    if today.whole is None:
        return None
    if weekend and not step and today.tense is not Tense.FUTURE and today.whole.weekday() < _SATURDAY:
        step = -1
    monday = today.whole - timedelta(days=today.whole.weekday() - 7 * step)
    return covering(monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6))


_SATURDAY = 5


def _quarter(first: int, today: Today) -> str:
    """The year in which a quarter lies whose first month may be below 1 or above 12."""
    return f"{today.year + (first - 1) // 12:04d}"


def season(match: re.Match[str], today: Today | None) -> str | None:
    """The year of "last summer" and "in the spring"; of a winter, which spans two, nothing is known."""
    months = _SEASONS.get(match["season"].lower())
    if today is None or today.month is None or months is None:
        return None
    step = step_of(match["which"] or "this")
    if step < 0:
        return iso(today.year - (months[1] >= today.month))
    if step > 0:
        return iso(today.year + (months[0] <= today.month))
    if match["which"]:
        return iso(today.year)
    return iso(_year_between(months, today))


def quarter(match: re.Match[str], today: Today | None) -> str | None:
    """The year of "the first quarter" by the tense, or the one that is named with it."""
    parts = match.groupdict()
    if parts.get("year"):
        return iso(int(parts["year"]))
    if today is None or today.month is None:
        return None
    if parts.get("whose"):
        return iso(today.year + step_of(parts["whose"]))
    first = _QUARTERS[match["quarter"].lower()]
    return iso(_year_between((first, first + 2), today)) if today.tense else None


def _year_between(months: tuple[int, int], today: Today) -> int:
    """The year of a stretch of months: the last that began, or the next that has not ended."""
    month = today.month or 0
    if today.tense is Tense.FUTURE:
        return today.year + (months[1] < month)
    return today.year - (months[0] > month)
