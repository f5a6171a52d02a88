"""Who publishes news: the names by which texts call agencies, and how the name of an outlet reads."""

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ENDS = frozenset(_DATA["ends"])
_CANONICAL: dict[str, str] = {name.casefold(): canonical for canonical, names in _DATA["agencies"].items() for name in names}
_IN_CAPITALS = ("THE CANADIAN PRESS", "REUTERS", "GETTY IMAGES", "BLOOMBERG", "ASSOCIATED PRESS")


def _pattern() -> str:
    names = {*_IN_CAPITALS, *_DATA["pictures"], *(name for names in _DATA["agencies"].values() for name in names)}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


AGENCY_PATTERN = f"(?:{_pattern()})"
"""Any agency, as credits and datelines write it; a regular expression without groups."""


def agency(name: str) -> str | None:
    """The canonical name of an agency or broadcaster, by any of its names: "AP" → "The Associated Press"."""
    return _CANONICAL.get(name.strip(" .,").casefold())


def outlet(name: str) -> str | None:
    """The publisher that a phrase names, canonical where it is an agency; None where it does not read like a publisher."""
    plain = " ".join(name.split()).strip(" .,;|–—-")
    known = agency(plain)
    if known:
        return known
    words = plain.split()
    if not 1 < len(words) <= 6 or not words[0][:1].isupper():
        return None
    last = words[-1].removesuffix(".com")
    capitalised = all(word[:1].isupper() or word in ("of", "the", "and", "&", "for") for word in words)
    named = last in _ENDS or last.title() in _ENDS or words[-1].endswith((".com", ".ca", ".org"))
    return plain if capitalised and named else None
