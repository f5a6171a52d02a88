"""States and provinces: the country of "Ontario Premier" and "California Governor"."""

from functools import cache

import pycountry

from kg.facts import CountryCode

_FEDERATIONS = ("US", "CA", "AU", "BR", "CN", "DE", "IN", "MX")
"""Countries whose states and provinces have heads of government that news speaks of; where two share a name, the first."""


@cache
def _countries() -> dict[str, CountryCode]:
    found: dict[str, CountryCode] = {}
    for code in _FEDERATIONS:
        for place in pycountry.subdivisions:
            if place.country_code == code:
                found.setdefault(place.name.casefold(), CountryCode(code))
    return found


def country_of_place(name: str) -> CountryCode | None:
    """The country of a state or province by its English name: "Ontario" → CA."""
    return _countries().get(name.casefold().replace("québec", "quebec")) or _countries().get(name.casefold())
