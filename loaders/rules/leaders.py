"""Heads of state or government since 2017, for whom trade news seldom says the post: "Trump put a tariff on …"."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from kg.facts import CountryCode

_TABLE = tomllib.loads((files("loaders.rules") / "leaders.toml").read_text(encoding="utf-8"))

LEADERS: Mapping[str, CountryCode] = {
    name.casefold(): CountryCode(country)
    for listed in (_TABLE["names"], _TABLE["short"])
    for country, names in listed.items()
    for name in names
}
"""The country for which somebody of that name, in lower case, acts."""
