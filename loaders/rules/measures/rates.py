"""Rates in per cent as news writes them: one, a range, or a change from one to another."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from kg.facts import Change
from loaders.rules.free_stretches import FreeStretches

_PERCENT = r"\s?(?:%|-?\s?per[\s-]?cent(?:age)?\b|\s?pct\b|\s?pc\b)"
_NUMBER = r"(?:\d{1,2},\d{3}|\d{1,4})(?:\.\d+)?"
_ONE = rf"(?<![\w.,$€£])(?:{_NUMBER})"
_RANGE = re.compile(rf"(?P<low>{_ONE})(?:{_PERCENT})?\s?(?:-|–|—|to|and|or)\s?(?P<high>{_NUMBER}){_PERCENT}")
_SINGLE = re.compile(rf"(?P<one>{_ONE}){_PERCENT}")
_CHANGE = re.compile(
    rf"from\s(?:a\s|an\s|about\s|the\scurrent\s|an?\saverage\s(?:of\s)?)?(?P<before>{_NUMBER})(?:{_PERCENT})?"
    rf"\s(?:\w+\s){{0,4}}?to\s(?:as\s(?:much|high)\sas\s|up\sto\s|at\sleast\s|(?:the\sequivalent\sof\s)?\w+\s)?(?P<after>{_NUMBER}){_PERCENT}"
)
_NOW = re.compile(
    rf"\b(?:now|currently|today|at\spresent|until\snow)\s(?:pay|pays|paying|face|faces|facing|charged|taxed\sat|at)\s"
    rf"(?P<before>{_NUMBER})(?:{_PERCENT}),?\s(?:and\s)?(?:will\s|would\s|are\sto\s|is\sto\s)?"
    rf"(?:go|goes|going|rise|rises|jump|jumps|climb|climbs|fall|falls|drop|drops|move|moves|pay)\s(?:up\s|down\s)?(?:to\s)?"
    rf"(?P<after>{_NUMBER})(?:{_PERCENT}|(?=\s?[.,;)\n—–]|\s(?:and|but|while|in|on|from)\b))"
)
"""What goods pay and will pay: "which | now pay 20 percent, go to 50"."""
_ABOLISHED = re.compile(rf"from\s(?P<before>{_NUMBER}){_PERCENT}\sto\s(?P<zero>zero|nil|nothing)\b")
_BEFORE = (
    r"(?:up\sfrom|down\sfrom|from|instead\sof|rather\sthan|in\splace\sof|compared\s(?:with|to)|versus|(?:higher|lower)\sthan)"
)
_OLD = r"(?:(?:the|a|an|its|current|previous|earlier|existing|present|original|prior|usual|average|of|about|rate|\w+ed)\s){0,4}"
_BY_THEN = r"(?:\s(?:by|on|in|at|next|this|the)(?:\s\w+){1,3})?"
_YEAR = r"(?!(?:19|20)\d\d\b)"
_CLOSED = r"(?=\s?(?:[.,;:)\n—–]|$)|\s(?:and|but|while|in|on|since|at|when|after|for|last|before)\b)"
_REVERSED = re.compile(
    rf"(?P<after>{_ONE}){_PERCENT}{_BY_THEN},?\s{_BEFORE}\s{_OLD}(?P<before>{_YEAR}{_NUMBER})(?:{_PERCENT}|{_CLOSED})"
)
_GONE = re.compile(rf"(?P<zero>zero|nil),?\s{_BEFORE}\s{_OLD}(?P<before>{_NUMBER}){_PERCENT}")
_ZERO = re.compile(
    r"(?<=\b(?:to|at)\s)(?P<zero>zero|nil)\b|"
    r"(?<=\bpay\s)(?P<nothing>nothing)\b|"
    r"\b(?P<free>(?:duty|tariff)[\s-]free|free\sof\s(?:\w+\s){0,3}?(?:dut(?:y|ies)|tariffs?))\b|"
    r"\b(?P<none>zero)(?=[\s-](?:tariff|dut|per\s?cent|rate|levy|%))",
    re.IGNORECASE,
)
_UNMARKED = re.compile(
    rf"\b(?:at|to|with|pays?|paid|paying|faces?|faced|facing|gets?|got)\s(?P<one>(?<![\w.,$€£]){_YEAR}\d{{1,3}}(?:\.\d+)?)"
    rf"(?=\s?(?:[.,;)\n—–](?!\d)|$)|\s(?:and|but|while|or)\b)"
)
"""A number that news leaves bare behind one with its sign: "steel at 25 per cent and aluminium | at 10"."""
_BARE = re.compile(
    rf"(?:,|;|\band|\bwhile|\bbut)\s(?:the\s)?(?:[A-Z][\w.'’-]+\s(?:and\s)?){{1,4}}(?P<one>{_YEAR}\d{{1,3}}(?:\.\d+)?)"
    rf"(?=\s?(?:[.,;)\n—–](?!\d)|$)|\s(?:and|but|while|or)\b)"
)
"""A number right behind a name, behind one with its sign: "Peru pays 20 per cent | and Laos 19"; it may be anything's."""
_SPREAD = re.compile(r"\b(?:rang|vary|vari|run|ran|stretch|spann|anywhere)\w*\s$", re.IGNORECASE)
"""Words before "from … to …" that make it the bounds of a range."""
_FORMER = re.compile(rf",?\s\(?{_BEFORE}\s{_OLD}$")

_SIGN = re.compile(r"%|percent|cent|(?:\d[\d.,]*)?(?:pc|pct)")
_BYGONE = re.compile(r"\b(?:until\snow|used\sto|previously|formerly)\b[^.;,]*$", re.IGNORECASE)

_HIGHEST = 10_000
_SOON = 90
"""Characters behind a rate with its sign within which a bare number is one as well."""
_NAUGHT = frozenset(("zero", "none", "free", "nothing"))
_START = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rate:
    """A rate at [start, end) of a text; `upper` ends a range, `previous` is what it was before.

    `bare` tells that it has no sign and stands behind a name, which decides whether it is a rate at all.
    """

    start: int
    end: int
    rate: Decimal
    upper: Decimal | None = None
    previous: Decimal | None = None
    bare: bool = False


def find_rates(text: str) -> tuple[Rate, ...]:
    """All percentages of a text in its order, never overlapping; whether one is a rate of tariffs is told elsewhere.

    Example: "from 25% to 35%" → rate 35, previous 25; "20-25 per cent" → rate 20, upper 25.
    """
    found: list[Rate] = []
    free = FreeStretches()
    for pattern in (_ABOLISHED, _NOW, _CHANGE, _REVERSED, _GONE, _RANGE, _SINGLE, _ZERO):
        for match in pattern.finditer(text):
            rate = _rate(match)
            if rate is not None and free.take(rate.start, rate.end):
                found.append(rate)
    marked = sorted(rate.end for rate in found)
    for pattern in (_UNMARKED, _BARE):
        for match in pattern.finditer(text):
            at = bisect_right(marked, match.start())
            near = at > 0 and match.start() - marked[at - 1] <= _SOON and "\n" not in text[marked[at - 1] : match.start()]
            if near and free.take(match.start("one"), match.end("one")):
                one = Decimal(match["one"])
                found.append(Rate(start=match.start("one"), end=match.end("one"), rate=one, bare=pattern is _BARE))
    return tuple(sorted(found))


def rates_between(rates: Sequence[Rate], start: int, stop: int) -> Sequence[Rate]:
    """Of rates in the order of the text those that begin inside [start, stop)."""
    return rates[bisect_left(rates, start, key=_START) : bisect_left(rates, stop, key=_START)]


def change_by_rates(change: Change | None, rate: Rate | None) -> Change | None:
    """The change that two rates tell where the words do not: from 27.5 to 15 per cent is lowered."""
    if rate is None or rate.previous is None or change not in (None, Change.IMPOSED, Change.KEPT):
        return change
    if rate.previous == rate.rate:
        return change
    return Change.RAISED if rate.rate > rate.previous else Change.LOWERED


def is_former(between: str) -> bool:
    """Whether the words between two rates make the second what the first was before: "a 15% tariff | instead of | 27.5%"."""
    return _FORMER.search(between) is not None


def is_percent(token: str) -> bool:
    """Whether a token ends a rate as it is written: "%", "percent", "cent", "pc", "200pc"."""
    return _SIGN.fullmatch(token) is not None


def is_bygone(before: str) -> bool:
    """Whether the words before a rate make it one of the past: "until now taxed at", "used to face up to"."""
    return _BYGONE.search(before) is not None


def _rate(match: re.Match[str]) -> Rate | None:
    groups = {
        name: Decimal(0 if name in _NAUGHT else value.replace(",", ""))
        for name, value in match.groupdict().items()
        if value is not None
    }
    if any(value > _HIGHEST for value in groups.values()):
        return None
    start, end = match.start("before") if match.re is _NOW else match.start(), match.end()
    if groups.keys() & _NAUGHT:
        return Rate(start=start, end=end, rate=Decimal(0), previous=groups.get("before"))
    if "before" in groups and groups["before"] < groups["after"] and _SPREAD.search(match.string[max(start - 12, 0) : start]):
        return Rate(start=start, end=end, rate=groups["before"], upper=groups["after"])
    if "before" in groups:
        return Rate(start=start, end=end, rate=groups["after"], previous=groups["before"])
    if "low" in groups:
        between = match.string[max(start - 8, 0) : start].lower() == "between "
        joined = re.search(r"\sand\s", match.group()) is not None and not between
        return (
            None
            if joined or groups["low"] >= groups["high"]
            else Rate(start=start, end=end, rate=groups["low"], upper=groups["high"])
        )
    return Rate(start=start, end=end, rate=groups["one"])
