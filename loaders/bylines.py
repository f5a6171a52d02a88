"""Lines that tell who wrote a text, who published it, and when: bylines, date lines, datelines and publication notes."""

import re
from dataclasses import dataclass

from loaders.outlets import AGENCY_PATTERN, agency, outlet
from loaders.partial_dates import find_dates, read_date

_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|del|della|di|da|van|von|der|den|la|le|al|el|bin|ibn|y)"
_AUTHORS = rf"(?:{_NAME} ){{0,4}}{_NAME}(?:(?:, | and | & |, and )(?:{_NAME} ){{1,4}}{_NAME})*"
_BYLINE = re.compile(
    rf"(?:(?:written|reported|story|words|posted|published|analysis|column|opinion)\s+)?by:?\s+(?P<authors>"
    rf"(?-i:{_AUTHORS}))(?P<rest>(?:\s*[,|•·–—/(-]\s*|\s{{2,}}|\s+(?=for |in |at |on |special )).{{2,80}})?",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(rf"(?P<authors>(?:{_NAME} ){{1,3}}{_NAME})(?:,|\s*[|•·]|\s+[–—-])\s+(?P<rest>.{{2,60}})")
_SEPARATORS = re.compile(r"\s*[,|•·–—/()]\s*|\s+-\s+|\s{2,}")
_STAFF = re.compile(r"\s+(?:staff|news|newsroom|reporters?)$", re.IGNORECASE)
_ROLES = re.compile(r"^(?:special to|for|at|in|of|on|from|with|via|published by)\s+", re.IGNORECASE)

_LABELS = (
    (
        "published",
        re.compile(
            r"\b(?:(?:first |originally )?(?:published|posted|issued|filed|created|released|aired|uploaded)|date"
            r"|publication date)\b",
            re.IGNORECASE,
        ),
    ),
    ("updated", re.compile(r"\b(?:last )?(?:updated?|modified|revised|edited|corrected|reviewed)\b", re.IGNORECASE)),
)
_CLOCK = re.compile(
    r"(?:\bT|\b)\d{1,2}(?:[:.h]\d{2}){1,2}(?:\.\d+)?\s?(?:[ap]\.?\s?m\b\.?|Z\b)?|\b\d{1,2}\s?[ap]\.?\s?m\b\.?|\b(?:noon"
    r"|midnight)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:[ECMPA][SD]?T|GMT|UTC|BST|CES?T|EES?T|IST|AES?T|AEDT|JST|KST|SGT|HKT|NZ[SD]?T|Z|(?:eastern|central|pacific"
    r"|mountain|local)(?: (?:standard|daylight))? time)\b|[+-]\d{2}:?\d{2}\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}|\d{1,2}\s(?:jan|feb|mar|apr|may"
    r"|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6})\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:\d{1,2}|an?|one|two|three|few)\s(?:second|minute|min|hour|hr|day|week|month)s?\sago\b", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:on|at|the|time|in|print|edition|last|first|as of|of|and|today|yesterday|reading)\b", re.IGNORECASE)
_SET_OFF = re.compile(r"[|•·]|[–—]\s?(?:[A-Z][a-z]{2,8}\.? \d|\d)")
_MARKS = re.compile(r"[\s,;:.|•·@()\[\]/–—-]+")

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’]+){0,3}(?:,\s[A-ZÀ-Þ][\w.]{1,14}(?:\s[A-Z][\w.]{1,14})?){0,2}"
_ANY_PLACE = r"[A-ZÀ-Þ][\w.'’-]+(?:[ /][A-ZÀ-Þ][\w.'’-]+){0,3}(?:,\s[A-ZÀ-Þ][\w.]{1,14}(?:\s[A-Z][\w.]{1,14})?){0,2}"
_WHEN = r"(?:,?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,\s\d{4})?,?)?"
_DATELINE = re.compile(
    rf"(?:(?:{_ANY_PLACE}(?:\s\[[A-Z]\w{{2,20}}\])?{_WHEN}\s)?\((?P<agency>{AGENCY_PATTERN})\)\s?(?:[-–—]{{1,2}}|:)\s?"
    rf"|{_PLACE}{_WHEN}\s?(?:/(?P<wire>{AGENCY_PATTERN})/|\((?P<service>{AGENCY_PATTERN})\))\s?[-–—]{{1,2}}\s?"
    rf"|(?P<broadcaster>CNN|BBC|CNBC|NPR)(?:\sBusiness|\sNews)?\s[–—-]{{1,2}}\s"
    rf"|{_PLACE}{_WHEN}\s?(?:[–—]|\s--?)\s?(?=[“\"‘A-ZÀ-Þ]))(?=\S)"
)

_NOTE = re.compile(
    r"(?:this|the) (?:report|article|story|content|piece|column|dispatch)(?: by (?P<by>.{2,60}?))? (?:was|is)?\s?"
    r"(?:originally |first )*"
    r"(?:published|posted|appeared)(?: (?:by|in|on|at) (?P<where>(?-i:The )?(?-i:[A-Z]).{1,50}?))?(?: on)?[\s,]*"
    r"(?P<date>(?-i:[A-Z])[a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} (?-i:[A-Z])[a-z]{2,8} \d{4}|\d{4}-\d\d-\d\d)?\s*\.?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?[\s,]*(?:by\s)?"
    r"(?P<who>[^©]{2,60}?)(?:[.,]?\s*all rights reserved.*|\.|$)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:source|published by|publisher|courtesy of|via)\s?:?\s(?P<who>.{2,60}?)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What one line tells of a text's origin; the dates are partial ISO dates, `labelled` if a word says what they are."""

    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    labelled: bool = False


def read_imprint(line: str) -> Imprint | None:
    """What the line tells if it is nothing but a byline, a date line or a publication note; otherwise None."""
    return _note(line) or _date_line(line) or _byline(line)


def read_rights(line: str) -> str | None:
    """The publisher that a copyright or source line names."""
    for pattern in (_RIGHTS, _SOURCE):
        match = pattern.fullmatch(line)
        if match and (publisher := outlet(match["who"])):
            return publisher
    return None


def find_dateline(line: str) -> tuple[int, str | None] | None:
    """Where the dateline at the start of a paragraph ends, and the agency it names.

    Example: "OTTAWA (AP) — The …" → (14, "The Associated Press").
    """
    match = _DATELINE.match(line)
    if not match:
        return None
    named = next((name for name in match.groups() if name), None)
    return match.end(), agency(named) if named else None


def _note(line: str) -> Imprint | None:
    match = _NOTE.fullmatch(line)
    if not match:
        return None
    publisher = next((found for name in (match["by"], match["where"]) if name and (found := outlet(name))), None)
    published = read_date(match["date"]) if match["date"] else None
    return Imprint(publisher=publisher, published=published, labelled=True) if publisher or published else None


def _date_line(line: str) -> Imprint | None:
    if len(line) > 160 or not (undated := _without_times(line)) or undated == line:
        return None
    rest = _MARKS.sub(" ", _FILLER.sub(" ", undated)).strip()
    labelled = any(pattern.search(line) for _, pattern in _LABELS)
    set_off = _SET_OFF.search(line) is not None
    if rest and not (_is_names(rest) and (labelled or set_off)):
        return None
    published, updated = _dates(line)
    publisher = next((found for part in _SEPARATORS.split(undated) if (found := outlet(part))), None) if rest else None
    return Imprint(publisher=publisher, labelled=labelled, published=published, updated=updated)


def _without_times(line: str) -> str:
    """The line without what only tells when; " " stands for a line of nothing else, the line itself for one without."""
    kept = line
    for found in sorted(find_dates(line), key=lambda found: -found.start):
        kept = kept[: found.start] + " " + kept[found.end :]
    for pattern in (_AGO, _DAY, _CLOCK):
        kept = pattern.sub(" ", kept)
    if kept == line:
        return line
    for pattern in (_ZONE, _WEEKDAY, *(pattern for _, pattern in _LABELS)):
        kept = pattern.sub(" ", kept)
    return re.sub(r"^\s*by\s", " ", kept, flags=re.IGNORECASE) or " "


def _is_names(rest: str) -> bool:
    words = rest.split()
    return len(words) <= 8 and all(word[:1].isupper() or word in ("by", "and", "&", "de", "van", "for") for word in words)


def _dates(line: str) -> tuple[str | None, str | None]:
    """When a date line says that a text was published and updated; a date without a label is that of publication."""
    published: str | None = None
    updated: str | None = None
    for found in find_dates(line):
        before = line[: found.start]
        last = {label: max((m.start() for m in pattern.finditer(before)), default=-1) for label, pattern in _LABELS}
        if last["updated"] > last["published"]:
            updated = updated or found.date
        else:
            published = published or found.date
    return published, updated


def _byline(line: str) -> Imprint | None:
    if len(line) > 160:
        return None
    match = _BYLINE.fullmatch(line)
    if match:
        authors, rest = match["authors"], match["rest"] or ""
        publisher = _publisher(rest) or _publisher(authors.partition(",")[2]) or agency(_STAFF.sub("", authors))
        several = " " in authors or publisher
        published, updated = _dates(rest)
        return Imprint(publisher=publisher, published=published, updated=updated) if several and not _is_prose(rest) else None
    match = _UNSIGNED.fullmatch(line)
    publisher = outlet(match["rest"]) or agency(_SEPARATORS.split(match["rest"])[0]) if match else None
    if match and publisher and not outlet(match["authors"]):
        published, updated = _dates(match["rest"])
        return Imprint(publisher=publisher, published=published, updated=updated)
    return None


def _publisher(rest: str) -> str | None:
    parts = (_ROLES.sub("", part.strip()) for part in _SEPARATORS.split(rest))
    return next((found for part in parts if (found := outlet(part))), None)


def _is_prose(rest: str) -> bool:
    """Whether what follows the names is a sentence: then the line only looked like a byline ("By Friday Morning, the …")."""
    words = rest.split()
    return sum(word[:1].islower() for word in words) > 3 or (
        len(words) > 4 and rest.rstrip().endswith((".", "?", "!", "”", '"'))
    )
