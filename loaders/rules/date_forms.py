"""How English writes dates: one pattern for each form, with the function that knows what it means."""

import re

from loaders.rules.date_meanings import (
    COUNTED,
    Resolver,
    absolute,
    counted,
    day_alone,
    from_anchor,
    in_figures,
    named_month,
    near_day,
    numeric,
    unknown,
    weekday,
)
from loaders.rules.date_spans import own_unit, quarter, season, unit

_FULL_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
)
_MONTH = rf"(?P<month>(?:{_FULL_MONTH})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_SURE_MONTH = r"(?P<month>January|February|April|June|July|August|September|October|November|December)"
_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])(?!\d|,\d|%)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>{_NUMBER}){_ORDINAL}(?P<through>\s?(?:[-–—]|to|and|through)\s?{_NUMBER}{_ORDINAL})?"
_COUNT = rf"(?P<number>(?i:an?|{'|'.join(COUNTED[1:])}|\d\d?))\s(?P<units>(?:day|week|month|year)s?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[,.]\d|%|\s?per\s?cent)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?"
_IN = r"(?:(?i:on|in|by|since|until|till|from|during|before|after|through|around|starting|effective|throughout)\s)?"
_PART = r"(?:(?i:early|late|mid)[\s-]|(?:(?i:at)\s)?(?:the\s)?(?:very\s)?(?:end|beginning|start|middle|close|turn)\sof\s)?"
_WHICH = r"(?P<which>(?i:last|next|this|this\spast|this\scoming|the\spast|the\sprevious|coming))"
_WHOSE = r"(?:,?\s(?:of\s)?(?P<whose>(?i:last|this|next))\syear)?"
_HOUR = r"(?:\s(?:morning|afternoon|evening|night))?"
_NEAR_DAY = (
    r"(?P<day_word>(?i:the\sday\safter\stomorrow|the\sday\sbefore\syesterday|yesterday|(?:(?:earlier|later)\s)?today|tomorrow"
    r"|tonight|last\snight|this\s(?:morning|afternoon|evening)|(?:earlier|later)\s(?:in|on)\sthe\sday))"
)
_SEASON = r"spring|summer|autumn|fall|winter"
_STRETCH = r"end|start|beginning|middle|half|quarter"
_UNIT = r"(?P<unit>week|month|quarter|year|weekend)"
_OPENS = r"(?i:early|earlier|late|later)\s"
_MANY = rf"(?:few|several|couple\sof|coming|next|recent|past|last|{'|'.join(COUNTED[1:])}|\d{{1,3}})"
_UNITS = r"(?:hours|days|weeks|months|years|decades|quarters)"
_AFTER = r"(?i:later|earlier|before|after|afterwards)"


def _form(pattern: str, resolver: Resolver) -> tuple[re.Pattern[str], Resolver]:
    return re.compile(rf"(?<![\w$€£,.]){pattern}(?!\w)"), resolver


FORMS: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    _form(rf"{_IN}(?P<year>(?:19|20)\d\d)[-/](?P<number>0[1-9]|1[0-2])[-/](?P<day>[0-3]\d)", numeric),
    _form(rf"{_IN}(?P<figures>\d\d?(?P<mark>[./-])\d\d?(?P=mark)(?:19|20)\d\d)", in_figures),
    _form(rf"{_IN}(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?{_WHOSE}", absolute),
    _form(rf"{_IN}(?:{_WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?{_WHOSE}", absolute),
    _form(rf"{_IN}{_PART}{_MONTH}(?:,|\sof)?\s{_YEAR}", absolute),
    _form(rf"{_IN}{_PART}{_MONTH},?\s(?:of\s)?(?P<whose>(?i:last|this|next))\syear", absolute),
    _form(rf"(?i:in|since|until|during|starting|back\sin)\s{_PART}{_MONTH}", absolute),
    _form(rf"{_IN}(?i:early|late|mid)[\s-]{_MONTH}", absolute),
    _form(rf"{_IN}{_PART}{_SURE_MONTH}", absolute),
    _form(rf"{_IN}{_WHICH}\s{_MONTH}", named_month),
    _form(
        rf"(?i:on|by|until|before|since|from)\sthe\s(?P<day>{_NUMBER})(?:st|nd|rd|th)(?=\s?(?:[.,;:!?)”\"]|and\b|$))", day_alone
    ),
    _form(rf"{_IN}(?:(?i:late|early|earlier|later)\s(?:on\s)?)?(?:{_WHICH}\s)?{_WEEKDAY}{_HOUR}", weekday),
    _form(rf"{_IN}(?P<which>){_WEEKDAY}{_HOUR},?\s(?:of\s)?(?P<week>(?i:last|this|next))\sweek", weekday),
    _form(rf"{_IN}{_NEAR_DAY}{_HOUR}", near_day),
    _form(rf"{_IN}(?:{_OPENS}(?:in\s)?)?{_PART}{_WHICH}\s{_UNIT}", unit),
    _form(rf"{_IN}(?:at\s)?{_PART}{_WHICH}\s{_UNIT}(?=['’]s)", unit),
    _form(rf"(?:(?i:at|in)\s)?(?:the\s)?(?:second|first)\shalf\sof\s{_WHICH}\s(?P<unit>year)", unit),
    _form(r"(?i:over|by|at)\sthe(?P<which>)\s(?:end\sof\sthe\s)?(?P<unit>weekend)", unit),
    _form(
        r"(?:(?i:by|at|before|until|towards?)\s)?(?:the\s)?(?i:end|close|turn)\sof\sthe\s(?P<unit>week|month|year)", own_unit
    ),
    _form(r"(?:(?i:by|at|before|until)\s)?(?P<unit>(?i:year|month))(?:['’]s)?[-\s]end", own_unit),
    _form(rf"{_OPENS}in\sthe\s(?P<unit>week|month|year)", own_unit),
    _form(rf"{_IN}(?:the\s)?(?:{_WHICH}\s)(?P<season>{_SEASON})", season),
    _form(rf"(?i:in|since|until|by|before|during)\s(?P<which>)(?:(?:early|late)\s)?(?:the\s)?(?P<season>{_SEASON})", season),
    _form(
        r"(?:(?i:in|during|for|by|since)\s)?(?:the\s)?(?P<quarter>first|second|third|fourth)[\s-]quarter"
        rf"(?:,?\s(?:of\s)?(?:(?P<whose>last|this|next)\syear|{_YEAR}))?",
        quarter,
    ),
    _form(rf"(?:(?i:in|during|for|by|since)\s)?Q(?P<quarter>[1-4])(?:\s(?:of\s)?{_YEAR})?", quarter),
    _form(rf"{_COUNT}\sago(?P<ahead>)", counted),
    _form(rf"(?P<ahead>[Ii]n)\s{_COUNT}", counted),
    _form(rf"{_COUNT}\s(?P<ahead>from)\s(?:now|today)", counted),
    _form(rf"{_COUNT}\s{_AFTER}", from_anchor),
    _form(rf"(?i:the)(?P<number>)\s(?P<units>day|week|month|year)\s{_AFTER}", from_anchor),
    _form(
        r"(?:(?i:on|in)\s)?(?i:the|that)(?P<number>)\s(?:next|following|previous|same)\s(?P<units>day|week|month|year)",
        from_anchor,
    ),
    _form(rf"(?i:(?:a\s)?(?:few|several|couple\sof)|many)\s{_UNITS}\sago", unknown),
    _form(rf"(?i:an?|{'|'.join(COUNTED[1:])})\s(?:decades?|century|centuries|hours?|minutes?)\sago", unknown),
    _form(rf"(?i:in|over|for|within|during)\s(?:the\s)?(?:{_MANY}\s)+{_UNITS}", unknown),
    _form(rf"(?i:in|since|until|during|throughout|back\sin)\s{_YEAR}", absolute),
    _form(
        r"(?i:in|from|between|during)\s(?:19|20)\d\d(?:\sand\s|\sto\s|\s?[-–—]\s?)(?:(?:19|20)\d\d|\d\d)(?![,.]?\d|%)", unknown
    ),
    _form(r"(?i:in|since|during|of|from)\sthe\s(?:(?:early|late|mid)[\s-])?(?:19|20)\d0s", unknown),
    _form(rf"{_IN}(?:the\s)?(?i:late|early|mid|{_SEASON}|{_STRETCH}|fiscal(?:\syear)?)[\s-](?:of\s)?{_YEAR}", absolute),
    _form(rf"(?i:by|from|the|before|after|of)\s{_YEAR}(?!\s(?!was\b|is\b|has\b|as\b)[a-z]+s\b)", absolute),
)
"""Every form and what it means; of forms that match at one place the longest wins."""
