"""Content negotiation: which of the media types on offer a client's Accept header prefers (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HTML = "text/html"
JSON = "application/json"

_SHORT = 500
"""Characters of headers that are remembered: what clients really send."""
_RANGES = 50
"""No honest client accepts more; what comes after is not read."""


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """2 for the type itself, 1 for its family, 0 for anything, -1 where the range does not cover it."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 2
        if self.kind == kind and self.subtype == "*":
            return 1
        return 0 if (self.kind, self.subtype) == ("*", "*") else -1


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header prefers, None where it takes none of them.

    The more specific range decides an offer's quality; among equals the first offer wins. No header takes anything.

    Example: ``choose("text/csv;q=0.5, application/json", ("text/csv", "application/json")) == "application/json"``.
    """
    return (_remembered if len(accept or "") <= _SHORT else _chosen)(accept, tuple(offers))


def refuses(accept: str | None, coding: str) -> bool:
    """Whether an Accept-Encoding header names a coding in order not to get it.

    Example: ``refuses("gzip;q=0, identity", "gzip")``.
    """
    for item in (accept or "").lower().split(",", _RANGES)[:_RANGES]:
        name, _, weight = item.partition(";")
        if name.strip() == coding:
            return re.fullmatch(r"\s*q\s*=\s*0(?:\.0*)?\s*", weight) is not None
    return False


@lru_cache(maxsize=256)
def _remembered(accept: str | None, offers: tuple[str, ...]) -> str | None:
    return _chosen(accept, offers)


def _chosen(accept: str | None, offers: tuple[str, ...]) -> str | None:
    ranges = _ranges(accept) if accept and accept.strip() else (_Range("*", "*", 1.0),)
    best: tuple[float, str] | None = None
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, offer)
    return best[1] if best else None


def _quality(offer: str, ranges: Sequence[_Range]) -> float:
    covering = [(item.specificity(offer), item.quality) for item in ranges]
    specificity, quality = max(covering, default=(-1, 0.0))
    return quality if specificity >= 0 else 0.0


def _ranges(accept: str) -> tuple[_Range, ...]:
    return tuple(parsed for item in accept.split(",", _RANGES)[:_RANGES] if (parsed := _range(item)) is not None)


def _range(item: str) -> _Range | None:
    """One media range; malformed ones are passed over, as if the client had not sent them."""
    media, *parameters = (part.strip().lower() for part in item.split(";"))
    kind, slash, subtype = media.partition("/")
    if media == "*":
        kind, slash, subtype = "*", "/", "*"
    if not (kind and slash and subtype):
        return None
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return _with_quality(kind, subtype, value.strip())
    return _Range(kind, subtype, 1.0)


def _with_quality(kind: str, subtype: str, value: str) -> _Range | None:
    try:
        quality = float(value)
    except ValueError:
        return None
    return _Range(kind, subtype, quality) if 0 <= quality <= 1 else None
