"""Dates as news writes them: where they stand in a text, and which partial date they mean on a document's own date.

Nothing here looks at a clock. What cannot be known from the words, the document's date and the verb's tense stays unknown; what
is only roughly known ("last week") becomes the smallest partial date that surely covers it, a month or a year.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.facts import PartialDate
from loaders.rules.free_stretches import FreeStretches


class Tense(StrEnum):
    """Where the verb that a date belongs to places its event, seen from the document's date; unknown is None."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FoundDate:
    """A date expression at [start, end) of a text, with the preposition before it: "on Tuesday", "last August"."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Today:
    """The document's date, as far as it is known, and the tense."""

    year: int
    month: int | None
    day: int | None
    tense: Tense | None

    @property
    def whole(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None


_Resolver = Callable[[re.Match[str], _Today | None], str | None]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTED = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_FULL_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
)
_MONTH = rf"(?P<month>(?:{_FULL_MONTH})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_SURE_MONTH = r"(?P<month>January|February|April|June|July|August|September|October|November|December)"
_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])(?!\d|,\d|%)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>{_NUMBER}){_ORDINAL}(?P<through>\s?(?:[-–—]|to|and|through)\s?{_NUMBER}{_ORDINAL})?"
_COUNT = rf"(?P<number>(?i:an?|{'|'.join(_COUNTED[1:])}|\d\d?))\s(?P<units>(?:day|week|month|year)s?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[,.]\d|%|\s?per\s?cent)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?"
_IN = r"(?:(?i:on|in|by|since|until|till|from|during|before|after|through|around|starting|effective)\s)?"
_PART = r"(?:(?i:early|late|mid)[\s-]|(?:the\s)?(?:end|beginning|start|middle)\sof\s)?"
_WHICH = r"(?P<which>(?i:last|next|this|this\spast|this\scoming|the\spast|the\sprevious|coming))"
_HOUR = r"(?:\s(?:morning|afternoon|evening|night))?"
_NEAR_DAY = (
    r"(?P<day_word>(?i:yesterday|today|tomorrow|tonight|last\snight|this\s(?:morning|afternoon|evening)"
    r"|(?:earlier|later)\s(?:in|on)\sthe\sday))"
)
_SEASON = r"spring|summer|autumn|fall|winter"
_STRETCH = r"end|start|beginning|middle|half|quarter"
_UNIT = r"(?P<unit>week|month|year|weekend)"


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All date expressions, in the order of the text, never overlapping; where two meet, the longer one."""
    found = sorted(
        (
            FoundDate(start=match.start(), end=match.end(), text=match.group())
            for pattern, _ in _FORMS
            for match in pattern.finditer(text)
        ),
        key=lambda each: (each.start - each.end, each.start),
    )
    free = FreeStretches()
    return tuple(sorted(each for each in found if free.take(each.start, each.end)))


def resolve_date(text: str, *, published: str | None, tense: Tense | None) -> PartialDate | None:
    """The partial date that an expression of `find_dates` means in a document of that date (a partial ISO date).

    Example: "on Tuesday", published "2025-10-03" (a Friday), FUTURE → "2025-10-07"; PAST or None → "2025-09-30".
    """
    matches = [(match, resolver) for pattern, resolver in _FORMS if (match := pattern.search(text))]
    if not matches:
        return None
    match, resolver = max(matches, key=lambda pair: pair[0].end() - pair[0].start())
    resolved = resolver(match, _today(published, tense))
    return PartialDate(resolved) if resolved else None


def _today(published: str | None, tense: Tense | None) -> _Today | None:
    if published is None:
        return None
    year, month, day = (*(int(part) for part in published.split("-")), None, None)[:3]
    return _Today(year=year or 0, month=month, day=day, tense=tense)


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The partial date, or None where the calendar has no such day."""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _covering(first: date, last: date) -> str | None:
    """The smallest partial date that holds every day from `first` to `last`."""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return _iso(first.year, first.month)
    return _iso(first.year) if first.year == last.year else None


def _numeric(match: re.Match[str], _: _Today | None) -> str | None:
    return _iso(int(match["year"]), int(match["number"]), int(match["day"]))


def _absolute(match: re.Match[str], today: _Today | None) -> str | None:
    parts = match.groupdict()
    month = _month_number(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") and not parts.get("through") else None
    if parts.get("year"):
        return _iso(int(parts["year"]), month, day)
    if month is None or today is None or today.month is None:
        return None
    return _iso(_year_of(month, day, today), month, day)


def _year_of(month: int, day: int | None, today: _Today) -> int:
    """The year of a month or day named without one: the last such for the past, the next for the future, else the nearest."""
    here = (today.month or 0, today.day or 0)
    there = (month, day if day and today.day else here[1])
    if today.tense is Tense.PAST:
        return today.year - (there > here)
    if today.tense is Tense.FUTURE:
        return today.year + (there < here)
    distance = month - here[0]
    return today.year - (distance > 6) + (distance < -6)


def _named_month(match: re.Match[str], today: _Today | None) -> str | None:
    """Of "last August" the last one that is over; of "next August" the first that has not begun."""
    if today is None or today.month is None:
        return None
    month, which = _month_number(match["month"]), match["which"].lower()
    if which.endswith(("last", "past", "previous")):
        return _iso(today.year - (month >= today.month), month)
    if which.endswith(("next", "coming")):
        return _iso(today.year + (month <= today.month), month)
    return _iso(today.year, month)


def _weekday(match: re.Match[str], today: _Today | None) -> str | None:
    if today is None or today.whole is None:
        return None
    which = (match["which"] or "").lower()
    back = (today.whole.weekday() - _DAYS.index(match["weekday"].lower())) % 7
    ahead = -back % 7
    if which.endswith(("last", "past", "previous")):
        return (today.whole - timedelta(days=back or 7)).isoformat()
    if which.endswith(("next", "coming")):
        return (today.whole + timedelta(days=ahead or 7)).isoformat()
    if today.tense is Tense.FUTURE:
        return (today.whole + timedelta(days=ahead)).isoformat()
    return (today.whole - timedelta(days=back)).isoformat()


_SINGLE_DAYS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this": 0, "earlier": 0, "later": 0, "tomorrow": 1}


def _near_day(match: re.Match[str], today: _Today | None) -> str | None:
    if today is None or today.whole is None:
        return None
    words = match["day_word"].lower()
    shift = next(days for start, days in _SINGLE_DAYS.items() if words.startswith(start))
    return (today.whole + timedelta(days=shift)).isoformat()


def _unit(match: re.Match[str], today: _Today | None) -> str | None:
    """A calendar week, month or year beside the document's own: "last month", "later this year"."""
    if today is None:
        return None
    which, unit = (match["which"] or "this").lower(), match["unit"].lower()
    step = -1 if which.endswith(("last", "past", "previous")) else 1 if which.endswith(("next", "coming")) else 0
    if unit == "year":
        return _iso(today.year + step)
    if unit == "month":
        return _months_away(step, today)
    return _week_away(step, today, weekend=unit == "weekend")


def _months_away(step: int, today: _Today) -> str | None:
    if today.month is None:
        return None
    months = today.year * 12 + today.month - 1 + step
    return _iso(months // 12, months % 12 + 1)


def _week_away(step: int, today: _Today, *, weekend: bool) -> str | None:
    if today.whole is None:
        return None
    monday = today.whole - timedelta(days=today.whole.weekday() - 7 * step)
    return _covering(monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6))


_BLUR = {"day": 0, "week": 3}


def _ago(match: re.Match[str], today: _Today | None) -> str | None:
    """A count of days is exact; longer times are rounded by those who write them, so what surely covers them is given."""
    if today is None or (match["ahead"] and today.tense is not Tense.FUTURE):
        return None
    word, unit = match["number"].lower(), match["units"].lower().rstrip("s")
    number = int(word) if word.isdigit() else max(_COUNTED.index("a" if word == "an" else word), 1)
    sign = 1 if match["ahead"] else -1
    if unit == "year":
        return _iso(today.year + sign * number)
    if unit == "month":
        near = {_months_away(sign * number + shift, today) for shift in (-1, 0, 1)}
        years = {month[:4] for month in near if month}
        return years.pop() if len(years) == 1 else None
    if today.whole is None:
        return None
    middle = today.whole + timedelta(days=sign * number * (7 if unit == "week" else 1))
    return _covering(middle - timedelta(days=_BLUR[unit]), middle + timedelta(days=_BLUR[unit]))


def _form(pattern: str, resolver: _Resolver) -> tuple[re.Pattern[str], _Resolver]:
    return re.compile(rf"(?<![\w$€£,.]){pattern}(?!\w)"), resolver


_FORMS: tuple[tuple[re.Pattern[str], _Resolver], ...] = (
    _form(rf"{_IN}(?P<year>(?:19|20)\d\d)[-/](?P<number>0[1-9]|1[0-2])[-/](?P<day>[0-3]\d)", _numeric),
    _form(rf"{_IN}(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?", _absolute),
    _form(rf"{_IN}(?:{_WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?", _absolute),
    _form(rf"{_IN}{_PART}{_MONTH}(?:,|\sof)?\s{_YEAR}", _absolute),
    _form(rf"(?i:in|since|until|during|starting|back\sin)\s{_PART}{_MONTH}", _absolute),
    _form(rf"{_IN}(?i:early|late|mid)[\s-]{_MONTH}", _absolute),
    _form(rf"{_IN}{_PART}{_SURE_MONTH}", _absolute),
    _form(rf"{_IN}{_WHICH}\s{_MONTH}", _named_month),
    _form(rf"{_IN}(?:(?:late|early)\s(?:on\s)?)?(?:{_WHICH}\s)?{_WEEKDAY}{_HOUR}", _weekday),
    _form(rf"{_IN}{_NEAR_DAY}{_HOUR}", _near_day),
    _form(rf"{_IN}(?:(?i:earlier|later|early|late)\s(?:in\s)?)?{_PART}{_WHICH}\s{_UNIT}", _unit),
    _form(r"(?i:over|by|at)\sthe(?P<which>)\s(?:end\sof\sthe\s)?(?P<unit>weekend)", _unit),
    _form(rf"{_COUNT}\sago(?P<ahead>)", _ago),
    _form(rf"(?P<ahead>[Ii]n)\s{_COUNT}", _ago),
    _form(rf"(?i:in|since|until|during|throughout|back\sin)\s{_YEAR}", _absolute),
    _form(rf"{_IN}(?:the\s)?(?i:late|early|mid|{_SEASON}|{_STRETCH}|fiscal(?:\syear)?)[\s-](?:of\s)?{_YEAR}", _absolute),
    _form(rf"(?i:by|from|the|before|after|of)\s{_YEAR}(?!\s[a-z]+s\b)", _absolute),
)
"""Every form and what it means; of forms that match at one place the longest wins."""
