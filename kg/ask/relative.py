"""Times that depend on the day of asking, "last month", "since March", written out as dates."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.errors import QuestionError

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS: Mapping[str, int] = {word: number for number, word in enumerate(_WORDS, 1)} | {
    "a": 1, "an": 1, "few": 3, "a few": 3, "couple of": 2, "a couple of": 2, "several": 3,
}  # fmt: skip
_NUMBER = r"\d{1,3}|a few|a couple of|couple of|few|several|an?|" + "|".join(_WORDS)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = "|".join(_WEEKDAYS)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\b\.?|feb\b\.?|mar\b\.?|apr\b\.?|jun\b\.?|jul\b\.?|aug\b\.?|sept?\b\.?|oct\b\.?|nov\b\.?|dec\b\.?"
)
_SEASONS: Mapping[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_YEARLESS = re.compile(
    r"\b(in|on|during|since|after|before|until|till|by|from|to|between|and|of|for|early|mid|late|through|throughout|last)"
    rf"([ -](?:the |last |this past )?)"
    rf"((?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?)({_MONTH_NAMES})((?: (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?)"
    r"(?![\w.-]|(?:,| of)? (?:19|20)\d\d|(?: \d{1,2}(?:st|nd|rd|th)?),? (?:19|20)\d\d)",
    re.IGNORECASE,
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_JOINT = r"(?:and|to|until|till|through|up to|-|–)"
_YEAR = r"(?:,? (?:19|20)\d\d)?\b"
_DAYS = re.compile(
    rf"\b((?:the )?{_ORDINAL}) ?({_JOINT}) ?((?:the )?{_ORDINAL})( of)? ({_MONTH_NAMES})({_YEAR})", re.IGNORECASE
)
"""Two days of one month, "between 7 and 21 October 2025"."""
_AFTER_MONTH = re.compile(
    rf"\b({_MONTH_NAMES}) ({_ORDINAL}) ?({_JOINT}) ?({_ORDINAL})\b(?! (?:{_MONTH_NAMES}))({_YEAR})", re.IGNORECASE
)
"""The same in the other order, "October 7 to 21, 2025"."""
_BARE = re.compile(
    rf"(?<![\w-])(?<!\bon )(?<!\bin )((?:the )?(?:{_ORDINAL}(?: of)? (?:{_MONTH_NAMES})|(?:{_MONTH_NAMES}) {_ORDINAL}))"
    r"(?![\w.-]|,? (?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A day without a year and a preposition, "Carney, 8 October"."""
_MONTH_ALONE = re.compile(
    r"(?<![\w-])(?<!\d )(?<!st )(?<!nd )(?<!rd )(?<!th )(?:the )?"
    r"(January|February|April|June|July|August|September|October|November|December)(?![\w-]|,? \d|,? of \d)"
)
"""A month without a preposition, "the August deadline"; May and March are words too."""
_BEFORE_DAY = re.compile(
    r"\b(?:in|on|during|since|after|before|until|till|by|from|to|between|and|of|for|early|mid|late|through|throughout|last)"
    r"[ -](?:the |last |this past )?$",
    re.IGNORECASE,
)
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ORDINAL_DAY = re.compile(rf"\b(?:the )?({'|'.join(_ORDINAL_WORDS)}) (?:day )?of ({_MONTH_NAMES})\b", re.IGNORECASE)
"""The day of a month in a word, "the third of October"."""
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?"
_RANGE = re.compile(
    rf"\b((?:between |from |during |in )?{_DAY})({_MONTH_NAMES})((?: \d{{1,2}}(?:st|nd|rd|th)?)?) "
    rf"(and|to|until|till|through|-|–) ({_DAY})({_MONTH_NAMES})((?: \d{{1,2}}(?:st|nd|rd|th)?)?),? ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A range of which the second part alone has a year: "between May and July 2025"."""
_AHEAD = re.compile(r"\b(?:due|matur(?:e|es|ing)|expir(?:e|es|ing))\b", re.IGNORECASE)
_ENDING = re.compile(r"\b((?:end|close|middle|beginning) of )the (year|month)\b(?! (?:19|20)\d\d)", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\b(?:(?:the )?(?:day before yesterday)|today|yesterday|tomorrow|tonight|nowadays|recently|lately"
    rf"|(?:last|this|next|past|coming|previous|current) (?:(?:{_NUMBER}) )?(?:day|week|weekend|month|quarter|year"
    r"|spring|summer|autumn|fall|winter)s?"
    rf"|(?:last|this|next) (?:{_WEEKDAY})"
    rf"|(?:{_NUMBER}) (?:day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"({_NUMBER}) (day|week|month|year)s? ago", re.IGNORECASE)
_PAST = re.compile(rf"(?:last|past|previous) ({_NUMBER}) (day|week|month|quarter|year)s?", re.IGNORECASE)
_ONE = re.compile(
    r"(last|past|previous|this|current|next|coming) (day|week|month|quarter|year|spring|summer|autumn|fall)", re.IGNORECASE
)
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """From which month to which, "2025-08", there are documents; "" where there are none with a date."""

    first: str = ""
    last: str = ""

    def year_of(self, month: int, latest: dt.date) -> int | None:
        """The latest year in which documents cover a month, up to a day; None where there is none."""
        years = range(latest.year, int(self.first[:4] or latest.year + 1) - 1, -1)
        return next((year for year in years if self.first <= f"{year}-{month:02d}" <= self.last), None)


NOWHEN = Covered()


def absolute(text: str, today: dt.date | None, covered: Covered = NOWHEN) -> str:
    """A question with its times as dates; QuestionError where the day of asking would have to be known and is not."""
    text = _ORDINAL_DAY.sub(lambda found: f"{_ORDINAL_WORDS.index(found[1].casefold()) + 1} {found[2]}", text)
    text = _DAYS.sub(r"\1 \5\6 \2 \3 \5\6", text)
    text = _AFTER_MONTH.sub(r"\1 \2\5 \3 \1 \4\5", text)
    text = _BARE.sub(lambda found: found.group() if _BEFORE_DAY.search(text[: found.start()]) else f"on {found.group()}", text)
    text = _MONTH_ALONE.sub(
        lambda found: found.group() if _BEFORE_DAY.search(text[: found.start()]) else f"in {found[1]}", text
    )
    text = _RANGE.sub(_with_years, _ENDING.sub(r"\1this \2", text))
    if today is None:
        if found := _RELATIVE.search(text):
            raise QuestionError(f"“{found.group()}” depends on what day it is: name a date, “since 3 October 2025”, “in 2025”")
        if found := _YEARLESS.search(text):
            raise QuestionError(f"“{found.group()}” has no year: write “{found.group(4).title()} 2025”")
        return text
    dated = _RELATIVE.sub(lambda found: _of_today(found.group(), today), text)
    is_ahead = bool(_AHEAD.search(text))
    return _YEARLESS.sub(lambda found: _with_year(found, today, is_ahead=is_ahead, covered=covered), dated)


def _with_years(found: re.Match[str]) -> str:
    """Both parts of a range with its year; the first is of the year before where it comes later in the year."""
    before, first, day, joint, other, second, last, year = found.groups()
    months = [MONTHS.index(month[:3].casefold()) for month in (first, second)]
    begun = int(year) - (months[0] > months[1])
    return f"{before}{first}{day} {begun} {joint} {other}{second}{last} {year}"


def _with_year(found: re.Match[str], today: dt.date, *, is_ahead: bool, covered: Covered) -> str:
    """A month without a year is the latest with documents, or else the latest that has begun; of what is due, the next."""
    month = MONTHS.index(found.group(4)[:3].casefold()) + 1
    day = re.search(r"\d+", found.group(3) + found.group(5))
    begun = (month, int(day.group()) if day else 1) <= (today.month, today.day)
    before = "in" if found.group(1).casefold() == "last" else found.group(1)
    year = today.year + (begun and month != today.month) if is_ahead else today.year - (not begun)
    if not is_ahead:
        year = covered.year_of(month, today) or year
    return f"{before}{found.group(2)[0]}{found.group(3)}{found.group(4)}{found.group(5)} {year}"


def _of_today(words: str, today: dt.date) -> str:
    plain = " ".join(words.casefold().split()).removeprefix("the ")
    days: Mapping[str, int] = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2}
    if plain in days:
        return (today + dt.timedelta(days=days[plain])).isoformat()
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], str]], ...] = (
        (_AGO, _ago),
        (_PAST, _past),
        (_ONE, _one),
    )
    for pattern, read in readers:
        if found := pattern.fullmatch(plain):
            return read(found, today)
    for number, name in enumerate(_WEEKDAYS):
        if plain.endswith(name):
            back = (today.weekday() - number) % 7 or 7
            shift = -back if plain.startswith("last") else (number - today.weekday()) % 7
            return (today + dt.timedelta(days=shift)).isoformat()
    raise QuestionError(f"“{words}” is too vague a time: name a date, “since 3 October 2025”, “in 2025”")


def _ago(found: re.Match[str], today: dt.date) -> str:
    return _moved(today, found.group(2).casefold(), -_number(found.group(1)))


def _past(found: re.Match[str], today: dt.date) -> str:
    start = _moved(today, found.group(2).casefold(), -_number(found.group(1)))
    return f"{start}/{today.isoformat()}"


def _one(found: re.Match[str], today: dt.date) -> str:
    step, unit = _STEP[found.group(1).casefold()], found.group(2).casefold()
    if unit == "day":
        return (today + dt.timedelta(days=step)).isoformat()
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        return _month(today.year * 12 + today.month - 1 + step)
    if unit == "quarter":
        first = today.year * 12 + (today.month - 1) // 3 * 3 + 3 * step
        return f"{_month(first)}/{_month(first + 2)}"
    month = _SEASONS[unit]
    year = today.year + step + (1 if step < 0 and today.month > month + 2 else 0)
    return f"{year}-{month:02d}/{year}-{month + 2:02d}"


def _moved(day: dt.date, unit: str, number: int) -> str:
    if unit in ("day", "week"):
        return (day + dt.timedelta(days=number * (7 if unit == "week" else 1))).isoformat()
    months = day.year * 12 + day.month - 1 + number * {"month": 1, "quarter": 3, "year": 12}[unit]
    last = dt.date(*divmod_month(months + 1), 1) - dt.timedelta(days=1)
    return f"{_month(months)}-{min(day.day, last.day):02d}"


def divmod_month(months: int) -> tuple[int, int]:
    """The year and the month of a number of months since the year 0."""
    return months // 12, months % 12 + 1


def _month(months: int) -> str:
    year, month = divmod_month(months)
    return f"{year:04d}-{month:02d}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]
