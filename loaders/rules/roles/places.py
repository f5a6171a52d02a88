"""States and provinces: the country of "Ontario Premier" and "California Governor"."""

import unicodedata
from functools import cache

import pycountry

from kg.facts import CountryCode

_FEDERATIONS = ("US", "CA", "AU", "BR", "CN", "DE", "IN", "MX")
"""Countries whose states and provinces have heads of government that news speaks of; where two share a name, the first."""


_SHORT = {
    "b.c.": "british columbia", "bc": "british columbia", "n.s.": "nova scotia", "n.b.": "new brunswick",
    "p.e.i.": "prince edward island", "newfoundland": "newfoundland and labrador", "calif.": "california", "n.y.": "new york",
    "pa.": "pennsylvania", "ont.": "ontario", "alta.": "alberta", "sask.": "saskatchewan", "washington state": "washington",
}  # fmt: skip
"""Short names of states and provinces."""


_PARTS = {
    "scotland": "Scotland", "scottish": "Scotland", "wales": "Wales", "welsh": "Wales", "northern ireland": "Northern Ireland",
    "northern irish": "Northern Ireland", "england": "England",
}  # fmt: skip
"""Parts of a country that have a government and whose words stand for the whole country elsewhere."""


def part_of_country(word: str) -> str | None:
    """The name of the part of a country that a word means: "Scottish" → "Scotland"; None for all other words."""
    return _PARTS.get(word.casefold())


def _plain(name: str) -> str:
    """A name in small letters without accents: "Québec" → "quebec"."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


@cache
def _countries() -> dict[str, CountryCode]:
    found: dict[str, CountryCode] = {}
    for code in _FEDERATIONS:
        for place in pycountry.subdivisions:
            if place.country_code == code:
                found.setdefault(_plain(place.name), CountryCode(code))
    return found


def country_of_place(name: str) -> CountryCode | None:
    """The country of a state or province by its English name: "Ontario" → CA."""
    plain = _plain(name).removeprefix("the ")
    return _countries().get(_SHORT.get(plain, plain))
