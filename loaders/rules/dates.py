"""Dates as news writes them: where they stand in a text, and which partial date they mean on a document's own date.

Nothing here looks at a clock. What cannot be known from the words, the document's date and the verb's tense stays unknown; what
is only roughly known ("last week") becomes the smallest partial date that surely covers it, a month or a year.
"""

from dataclasses import dataclass, replace

from kg.facts import PartialDate
from loaders.rules.date_forms import FORMS
from loaders.rules.date_meanings import Tense, Today, from_anchor
from loaders.rules.free_stretches import FreeStretches

__all__ = ("FoundDate", "Tense", "find_dates", "resolve_date")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FoundDate:
    """A date expression at [start, end) of a text, with the preposition before it: "on Tuesday", "last August"."""

    start: int
    end: int
    text: str


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All date expressions, in the order of the text, never overlapping; where two meet, the longer one."""
    found = sorted(
        (
            FoundDate(start=match.start(), end=match.end(), text=match.group())
            for pattern, _ in FORMS
            for match in pattern.finditer(text)
        ),
        key=lambda each: (each.start - each.end, each.start),
    )
    free = FreeStretches()
    return tuple(sorted(each for each in found if free.take(each.start, each.end)))


def resolve_date(
    text: str, *, published: str | None, tense: Tense | None, anchor: PartialDate | None = None
) -> PartialDate | None:
    """The partial date that an expression of `find_dates` means in a document of that date (a partial ISO date).

    `anchor` is the date that the text told before, from which "two days later" counts.
    Example: "on Tuesday", published "2025-10-03" (a Friday), FUTURE → "2025-10-07"; PAST or None → "2025-09-30".
    """
    matches = [(match, resolver) for pattern, resolver in FORMS if (match := pattern.search(text))]
    if not matches:
        return None
    match, resolver = max(matches, key=lambda pair: pair[0].end() - pair[0].start())
    told = _day(anchor)
    today = told if resolver is from_anchor else _day(published)
    resolved = resolver(match, None if today is None else replace(today, tense=tense))
    return PartialDate(resolved) if resolved else None


def _day(partial: str | None) -> Today | None:
    if partial is None:
        return None
    year, month, day = (*(int(part) for part in partial.split("-")), None, None)[:3]
    return Today(year=year or 0, month=month, day=day)
