"""Steps of one measure: "15% from 2027 and 30% from 2028", "25 per cent, rising to 50 per cent on Jan. 1"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts import Status
from loaders.rules.grammar import Grammar
from loaders.rules.measures.memory import TARIFFS
from loaders.rules.measures.rates import Rate, change_by_rates
from loaders.rules.measures.reading import Reading

_NUMBERED = r"(?:first|second|third|fourth|fifth|sixth|tenth|\d{1,2}(?:st|nd|rd|th)|next|following|same|last|final)"
_TIME = (
    rf"(?:from|in|by|on|as\sof|starting|beginning|after|until)\s(?:the\s)?(?:\w+\s)?(?:(?:19|20)\d\d|{_NUMBERED}(?:\s\w+)?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?(?:\s\d{1,4})?|\d{1,2}\s[A-Z]\w+)"
)
_AMOUNT = r"(?:as\s(?:much|high)\sas\s|up\sto\s|about\s|around\s)?$"
_MOVING = re.compile(
    r"^(?:[^.;:%()]|\.(?=\w|\s?[a-z,])){0,70}?\b(?:ris|increas|climb|go|mov|stepp|jump|fall|dropp|declin|eas|doubl|tripl|halv|com)ing"
    rf"(?:\s(?:up|down|again|further|gradually|steadily|later|back))*\sto\s{_AMOUNT}"
)
_THEN = re.compile(rf"^[^.;:%(),]{{0,30}}?(?:,?\s{_TIME},?)?,?\s(?:and\s|but\s)?then\s(?:(?:to|by|at)\s)?{_AMOUNT}")
_DATED = re.compile(rf"^,?\s{_TIME},?\s(?:and|then|rising\sto|followed\sby)\s(?:to\s)?{_AMOUNT}")
_WHEN = re.compile(rf"^,?\s{_TIME}\b")
_FURTHEST = 110
"""Characters between one step and the next, at most."""


def read_steps(grammar: Grammar, rates: Sequence[Rate], readings: Sequence[Reading]) -> Iterator[Reading]:
    """What `rates` that no reading has taken say of the measure whose rate stands right before, as its next step."""
    told = sorted((one for one in readings if one.rate is not None and one.kind in TARIFFS), key=_end)
    ends = [_end(one) for one in told]
    for rate in rates:
        last = bisect_right(ends, rate.start)
        before = [one for one in told[:last] if _end(one) == ends[last - 1]] if last else []
        if not before or not _is_step(grammar.whole, before[0].rate, rate):
            continue
        first = _token(grammar, rate)
        if grammar.sentence[first] != grammar.sentence[before[0].token] or before[0].rate is None:
            continue
        step = replace(
            rate, previous=rate.previous if rate.previous is not None else before[0].rate.upper or before[0].rate.rate
        )
        end = bisect_left(grammar.start, rate.end)
        yield from (_step(one, first, end, step) for one in before)


def not_yet_read(grammar: Grammar, rates: Sequence[Rate], readings: Sequence[Reading]) -> tuple[Rate, ...]:
    """The rates that are neither a step from the one before nor what the rate of a reading in their sentence was before."""
    former = {(grammar.sentence[one.token], one.rate.previous) for one in readings if one.rate is not None}
    taken = {one.rate.start for one in readings if one.rate is not None}
    pairs = zip((None, *rates), rates, strict=False)
    own = (rate for before, rate in pairs if not _is_step(grammar.whole, before, rate))
    return tuple(r for r in own if r.start in taken or (grammar.sentence[_token(grammar, r)], r.rate) not in former)


def _token(grammar: Grammar, rate: Rate) -> int:
    return bisect_right(grammar.start, rate.start) - 1


def _end(reading: Reading) -> int:
    return reading.rate.end if reading.rate is not None else 0


def _is_step(text: str, before: Rate | None, rate: Rate) -> bool:
    if before is None or not 0 < rate.start - before.end <= _FURTHEST:
        return False
    between = text[before.end : rate.start]
    dated = _DATED.match(between) is not None and _WHEN.match(text[rate.end : rate.end + 40]) is not None
    return dated or _MOVING.match(between) is not None or _THEN.match(between) is not None


def _step(before: Reading, first: int, end: int, rate: Rate) -> Reading:
    """The measure at its next rate, which is still to come where the first one is in force."""
    status = Status.ANNOUNCED if before.status is Status.IN_FORCE else before.status
    return replace(
        before, token=first, start=first, end=end, rate=rate, change=change_by_rates(None, rate), status=status, exempts=(),
        fresh=before.fresh and not before.pointing,
    )  # fmt: skip
