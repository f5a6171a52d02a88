"""Makers: companies and associations whose names stand for the sector that they make or sell, from `makers.toml`."""

from kg.facts import SectorId
from kg.lexicon.words import expanded, read_toml, table


def maker_words() -> dict[str, SectorId]:
    """Every way to write the name of a maker, and its sector."""
    makers = table(read_toml("makers.toml")["makers"])
    return {name: SectorId(sector) for sector, names in makers.items() for name in expanded(names)}
