"""Times in a question: dates, parts of years and months, and the words before them."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.ask.relative import MONTHS, NOWHEN, Covered, absolute
from kg.errors import QuestionError

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_ISO = rf"{_YEAR}(?:-\d\d(?:-\d\d)?)?"
_PARTS: Mapping[str, tuple[int, int]] = {"h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}  # fmt: skip
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "last": "4",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
}
_THIRDS: Mapping[str, tuple[int, int]] = {"early": (1, 10), "mid": (10, 20), "late": (20, 31), "beginning of": (1, 10),
    "start of": (1, 10), "middle of": (10, 20), "end of": (20, 31), "close of": (20, 31), "first half of": (1, 15),
    "second half of": (16, 31), "first week of": (1, 7), "second week of": (8, 14), "third week of": (15, 21),
    "fourth week of": (22, 28), "last week of": (25, 31)}  # fmt: skip
_FORMS = (
    rf"(?P<span>{_ISO}/{_ISO})",
    (
        rf"(?:the )?(?:(?P<ordinal>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<unit>half|quarter)"
        rf"|(?P<part>[hq][1-4]|spring|summer|autumn|fall))(?: of)?,? (?P<year>{_YEAR})"
    ),
    (
        rf"(?P<third>early|mid|late|(?:the )?(?:beginning|start|middle|end|close) of|(?:the )?(?:first|second) half of"
        rf"|(?:the )?(?:first|second|third|fourth|last) week of)[ -](?P<month>{_MONTH}),? (?P<year>{_YEAR})"
    ),
    rf"(?P<third>early|mid|late|(?:the )?(?:beginning|middle|end) of)[ -](?P<year>{_YEAR})(?!-)",
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
    ("span", rf"\b(?:in|during) ({_DATE}) and ({_DATE})"),
    ("after", rf"\b(?:after|later than) ({_DATE})"),
    ("before", rf"\b(?:before|prior to|earlier than) ({_DATE})"),
    ("since", rf"\b(?:since|starting(?: in| on| from)?|as of|beginning(?: in| on)?) ({_DATE})(?: on(?:wards?)?)?"),
    ("since", rf"\bfrom ({_DATE}) (?:on(?:wards?)?|forward)\b"),
    ("from", rf"\bfrom ({_DATE})"),
    ("until", rf"\b(?:until|till|up to|through|by|no later than|to) ({_DATE})"),
    ("within", rf"(?:\b(?:in|during|on|of|for|at|dated|within|throughout|over) )?(?:\bthe )?({_DATE})"),
)
_MONTHS_OF_YEAR = 12
_NUMERIC = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a partial ISO date to another, both included; None is open. `by` tells that "by" stood before the end."""

    start: str | None = None
    end: str | None = None
    by: bool = field(default=False, compare=False)


def take_period(text: str, today: dt.date | None = None, covered: Covered = NOWHEN) -> tuple[Period, str]:
    """The time that a question speaks of, and the question without it; QuestionError for what is no date.

    Times that depend on the day of asking, "last month", "since March", are understood where `today` is given; a month without
    a year is the latest one that is `covered`, by the documents there are.
    """
    text = _in_iso(text)
    text = _BEFORE_WHAT.sub(lambda one: f"by {one[1] or one[4]} about {one[2] or one[3]}", text)
    if found := _NUMERIC.search(text):
        raise QuestionError(f"“{found.group()}” is one day here and another there: write 2025-10-03 or 3 October 2025")
    return _taken(absolute(text, today, covered))


def _in_iso(text: str) -> str:
    """Dates in numbers as ISO dates, where these can be read one way: 21/10/2025 tells how 7/10/2025 is meant."""
    plain = re.sub(r"\b((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\b", r"\1-\2-\3", text)
    plain = re.sub(r"\b(\d{1,2})([/.])(\1)\2(\d{4})\b", r"\4-\1-\3", plain)
    plain = re.sub(r"(?<![\d/.])(0?[1-9]|1[0-2])/((?:19|20)\d\d)\b", lambda one: f"{one[2]}-{int(one[1]):02d}", plain)
    pairs = [(int(a), int(b)) for a, b in re.findall(r"\b(\d{1,2})[/.](\d{1,2})[/.]\d{4}\b", plain)]
    day_first, month_first = any(a > _MONTHS_OF_YEAR for a, _ in pairs), any(b > _MONTHS_OF_YEAR for _, b in pairs)
    if day_first != month_first:
        order = r"\3-\2-\1" if day_first else r"\3-\1-\2"
        plain = re.sub(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", order, plain)
    return re.sub(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", lambda one: f"{one[1]}-{int(one[2]):02d}-{int(one[3]):02d}", plain)


_BEFORE_WHAT = re.compile(
    rf"\b(?:before|until|by|ahead of|prior to) (?:the )?({_YEAR})(?:'s)? (review|summit|election|deadline|meeting|talks)\b"
    rf"|\b(?:before|until|by|ahead of|prior to) (?:the )?(review|summit|election|deadline|meeting|talks) (?:of|in) ({_YEAR})\b",
    re.IGNORECASE,
)
"""What is due before something of a year is due by that year."""


def _taken(text: str) -> tuple[Period, str]:
    for kind, phrase in _PHRASES:
        found = re.search(phrase, text, re.IGNORECASE)
        if found:
            other, rest = _taken(f"{text[: found.start()]} {text[found.end() :]}")
            if other != Period():
                raise QuestionError(f"{text!r} speaks of several times: ask about one, “between May 2024 and June 2025”")
            is_by = bool(re.match(r"(?:by|no later than|until|till)\b", found.group(), re.IGNORECASE))
            return replace(_period(kind, [iso(date) for date in found.groups()]), by=is_by), rest
    return Period(), text


def _period(kind: str, dates: list[str]) -> Period:
    first, last = dates[0].split("/")[0], dates[-1].split("/")[-1]
    if kind == "span" and first[: len(last)] > last:
        raise QuestionError(f"the time from {first} to {last} ends before it begins")
    return {
        "span": Period(start=first, end=last),
        "within": Period(start=first, end=last),
        "since": Period(start=first),
        # "Statements from March" are those of March; only "from March on" has no end.
        "from": Period(start=first, end=last),
        "until": Period(end=last),
        "after": Period(start=_next(last, 1)),
        "before": Period(end=_next(first, -1)),
    }[kind]


def iso(written: str) -> str:
    """A date as written, "Oct. 3, 2025", as a partial ISO date, "2025-10-03", or from one to another, "2025-01/2025-06".

    QuestionError for a day that there is not.
    """
    for form in _FORMS:
        found = re.fullmatch(form, written, re.IGNORECASE)
        if found:
            parts = {name: value for name, value in found.groupdict().items() if value}
            if "span" in parts:
                return str(parts["span"])
            if "unit" in parts or "part" in parts:
                return _part_of_year(parts)
            if "third" in parts:
                return _part_of_month(parts)
            month, day = parts.get("month"), parts.get("day")
            digits = day and f"{int(re.sub(r'[a-z]+', '', day.casefold())):02d}"
            number = month and _number(month)
            return _checked("-".join(part for part in (parts["year"], number, digits) if part), written)
    raise QuestionError(f"“{written}” is no date")


def _number(month: str) -> str:
    return month if month.isdigit() else f"{MONTHS.index(month[:3].casefold()) + 1:02d}"


def _part_of_year(parts: Mapping[str, str]) -> str:
    """Halves, quarters and seasons: "2025-07/2025-12"."""
    part = parts.get("part", "").casefold()
    if "unit" in parts:
        ordinal = parts["ordinal"].casefold()
        number = "2" if ordinal == "last" and parts["unit"].casefold() == "half" else _ORDINALS[ordinal]
        part = parts["unit"][0].casefold() + number
    if part not in _PARTS:
        raise QuestionError(f"a year has no {part}: it has two halves and four quarters")
    first, last = _PARTS[part]
    return f"{parts['year']}-{first:02d}/{parts['year']}-{last:02d}"


def _part_of_month(parts: Mapping[str, str]) -> str:
    """Early, mid and late in a month or a year: "2025-10-01/2025-10-10", "2025-01/2025-04"."""
    third = parts["third"].casefold().removeprefix("the ")
    first, last = _THIRDS[third]
    if "month" not in parts:
        months = {1: ("01", "04"), 10: ("05", "08"), 20: ("09", "12")}[first]
        return f"{parts['year']}-{months[0]}/{parts['year']}-{months[1]}"
    month = f"{parts['year']}-{_number(parts['month'])}"
    end = min(last, int(_last_day(month)[-2:]))
    return f"{month}-{first:02d}/{month}-{end:02d}"


def _last_day(month: str) -> str:
    return (_day(_next(month, 1)) - dt.timedelta(days=1)).isoformat()


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
