"""How values are shown to readers: dates, rates, confidences, and the path of the page behind an IRI."""

import re
from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import urlsplit

from api.pages.parts import SURELY_FIRST
from ontology.terms import VOCABULARY

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

_FAR_INSIDE = re.compile(r"(?P<document>/document/[^#?]+)#(?P<place>(?:char=|[a-z-]+-)(?P<at>\d{5,9})[,-][^#]*)")

PAGES = ("document", "person", "organization", "country", "agreement", "measure", "sector", "role", "claim")
"""First segments of the paths of IRIs that have a page."""


def date(value: str | None) -> str:
    """A partial ISO date for readers: "2025-10-03" → "3 Oct 2025", "2025-08" → "Aug 2025"; what is no date stays as it is."""
    parts = (value or "").split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return value or ""
    if len(parts) == 1 or not 1 <= int(parts[1]) <= 12:
        return value or ""
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def rate(value: Decimal | float | str | None) -> str:
    """A rate in per cent without idle zeros: 35.0 → "35%"."""
    if value is None or value == "":
        return ""
    text = format(Decimal(str(value)), "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def rates(previous: float | str | None, now: float | str | None, upper: float | str | None = None) -> str:
    """A change of rates: "25% → 35%"; a range as "20–25%"."""
    current = f"{rate(now).removesuffix('%')}–{rate(upper)}" if upper else rate(now)
    return " → ".join(part for part in (rate(previous), current) if part)


def percent(value: float | Decimal | str | None) -> str:
    """A confidence of 0 to 1 as a percentage: 0.85 → "85%"."""
    return "" if value is None or value == "" else f"{round(float(value) * 100)}%"


def path_of(iri: str, base: str) -> str | None:
    """The path of the page behind an IRI of the data or the vocabulary; None for IRIs that have no page here."""
    for start in (base, VOCABULARY):
        if iri.startswith(start):
            path = iri[len(start) :]
            kind, _, rest = path.partition("/")
            return _in_part(f"/{path}") if kind in PAGES and rest else None
    return None


def _in_part(path: str) -> str:
    """The path to a passage or a fact far inside a document asks for the part that it is in."""
    found = _FAR_INSIDE.fullmatch(path)
    if found is None or int(found["at"]) < SURELY_FIRST:
        return path
    return f"{found['document']}?at={found['at']}#{found['place']}"


FACTS = (
    ("utterance", "claim", "claims"),
    ("post", "post", "posts"),
    ("measure-report", "report of a trade measure", "reports of trade measures"),
    ("event", "event", "events"),
    ("name", "name", "names"),
)
"""Kinds of fact as reading counts them, with their words for one and for many."""


def count(number: int, one: str, many: str) -> str:
    """A number with its word: 1 → "1 claim", 1200 → "1,200 claims"."""
    return f"{number:,} {one if number == 1 else many}"


def found(counts: Mapping[str, int]) -> str:
    """What was found in documents, in words: "3 claims, 1 post"; "" for nothing."""
    return ", ".join(count(counts[kind], one, many) for kind, one, many in FACTS if counts.get(kind))


def web_address(url: str | None) -> str | None:
    """The address itself if it is safe to link to: http or https with a host; None for scripts, data and the like."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def hits(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """The text in parts, each with whether it is what was searched for, in any case."""
    if not words.strip():
        return ((text, False),)
    parts = re.split(f"({re.escape(words.strip())})", text, flags=re.IGNORECASE)
    return tuple((part, number % 2 == 1) for number, part in enumerate(parts) if part)
