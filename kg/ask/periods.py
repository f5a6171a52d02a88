"""Times in a question: absolute dates and the words before them. Nothing here knows what day it is."""

import datetime as dt
import re
from dataclasses import dataclass

from kg.errors import QuestionError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FORMS = (
    rf"(?P<year>{_YEAR})-(?P<month>\d\d)(?:-(?P<day>\d\d))?",
    rf"(?:the )?(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH}),? (?P<year>{_YEAR})",
    rf"(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY}),? (?P<year>{_YEAR})",
    rf"(?P<month>{_MONTH}),?(?: of)? (?P<year>{_YEAR})",
    rf"(?:the year )?(?P<year>{_YEAR})",
)
_DATE = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS) + ")"

_PHRASES = (
    ("span", rf"\bbetween ({_DATE}) and ({_DATE})"),
    ("span", rf"\bfrom ({_DATE}) (?:to|until|till|through|up to) ({_DATE})"),
    ("span", rf"\b({_DATE}) ?(?:-|–|to|until|through) ?({_DATE})"),
    ("after", rf"\b(?:after|later than) ({_DATE})"),
    ("before", rf"\b(?:before|prior to|earlier than) ({_DATE})"),
    ("since", rf"\b(?:since|starting(?: in| on| from)?|as of|beginning(?: in| on)?|from) ({_DATE})(?: on(?:wards?)?)?"),
    ("until", rf"\b(?:until|till|up to|through|by|no later than|to) ({_DATE})"),
    ("within", rf"(?:\b(?:in|during|on|of|for|at|dated|within|throughout) )?({_DATE})"),
)
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|nowadays|recently|lately"
    r"|(?:last|this|next|past|coming|previous|current) (?:few |couple of |\d+ )?(?:day|week|weekend|month|quarter|year)s?"
    r"|(?:last|this|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:\d+|a|two|three|few|several) (?:day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_WITHOUT_YEAR = re.compile(
    rf"\b(?:in|on|during|since|after|before|until|by) (?:the )?(?:{_DAY} (?:of )?)?({_MONTH})(?: {_DAY}\b)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a partial ISO date to another, both included; None is open."""

    start: str | None = None
    end: str | None = None


def take_period(text: str) -> tuple[Period, str]:
    """The time that a question speaks of, and the question without it; QuestionError for what is no absolute date."""
    if found := _NUMERIC.search(text):
        raise QuestionError(f"“{found.group()}” is one day here and another there: write 2025-10-03 or 3 October 2025")
    for kind, phrase in _PHRASES:
        found = re.search(phrase, text, re.IGNORECASE)
        if found:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            other, rest = take_period(rest)
            if other != Period():
                raise QuestionError(f"{text!r} speaks of several times: ask about one, “between May 2024 and June 2025”")
            return _period(kind, [iso(date) for date in found.groups()]), rest
    _refuse_others(text)
    return Period(), text


def _refuse_others(text: str) -> None:
    if found := _RELATIVE.search(text):
        raise QuestionError(f"“{found.group()}” depends on what day it is: name a date, “since 3 October 2025”, “in 2025”")
    if found := _WITHOUT_YEAR.search(text):
        raise QuestionError(f"“{found.group()}” has no year: write “{found.group(1).title()} 2025”")


def _period(kind: str, dates: list[str]) -> Period:
    first, last = dates[0], dates[-1]
    if kind == "span" and first[: len(last)] > last:
        raise QuestionError(f"the time from {first} to {last} ends before it begins")
    return {
        "span": Period(start=first, end=last),
        "within": Period(start=first, end=first),
        "since": Period(start=first),
        "until": Period(end=first),
        "after": Period(start=_next(first, 1)),
        "before": Period(end=_next(first, -1)),
    }[kind]


def iso(written: str) -> str:
    """A date as written, "Oct. 3, 2025", as a partial ISO date, "2025-10-03"; QuestionError for a day that there is not."""
    for form in _FORMS:
        found = re.fullmatch(form, written, re.IGNORECASE)
        if found:
            parts = found.groupdict()
            month, day = parts.get("month"), parts.get("day")
            number = month and (month if month.isdigit() else f"{_MONTHS.index(month[:3].casefold()) + 1:02d}")
            digits = day and f"{int(re.sub(r'[a-z]+', '', day.casefold())):02d}"
            return _checked("-".join(part for part in (parts["year"], number, digits) if part), written)
    raise QuestionError(f"“{written}” is no date")


def _checked(date: str, written: str) -> str:
    try:
        _day(date)
    except ValueError as error:
        raise QuestionError(f"“{written}” is no day of the calendar: {error}") from error
    return date


def _day(date: str) -> dt.date:
    """The first day of a partial date."""
    return dt.date.fromisoformat(f"{date}-01-01"[:10] if len(date) == len("2025") else f"{date}-01"[:10])


def _next(date: str, step: int) -> str:
    """The day, month or year after (1) or before (-1) a partial date of that length."""
    if len(date) == len("2025-10-03"):
        return (_day(date) + dt.timedelta(days=step)).isoformat()
    if len(date) == len("2025"):
        return str(int(date) + step)
    months = int(date[:4]) * 12 + int(date[5:]) - 1 + step
    return f"{months // 12:04d}-{months % 12 + 1:02d}"
