"""Where the goods of a sector are made: nouns that tell of few sectors, so that the one a text spoke of last is meant."""

from collections.abc import Mapping
from types import MappingProxyType

from kg.facts import SectorId

_NOUNS: tuple[tuple[str, str], ...] = (
    ("mill", "steel lumber wood paper pulp textiles sugar rice grain palm-oil vegetable-oils"),
    ("furnace", "steel glass aluminum"),
    ("foundry", "metals auto-parts"),
    ("smelter", "metals"),
    ("mine miner", "mining metals coal"),
    ("grower orchard harvest crop plantation", "agriculture"),
    ("herd ranch rancher feedlot slaughterhouse abattoir", "meat beef pork poultry livestock dairy"),
    ("cannery trawler", "seafood"),
    ("roaster", "coffee"),
    ("refinery refiner", "oil palm-oil sugar vegetable-oils metals critical-minerals"),
    ("dealer dealership showroom", "automobiles electric-vehicles farm-machinery motorcycles"),
    ("fab foundry", "semiconductors"),
    ("loom spinner weaver", "textiles"),
    ("tannery", "leather footwear"),
    ("yard", "ships"),
    ("drugstore pharmacy", "pharmaceuticals"),
)
_BY_NOUN: dict[str, frozenset[SectorId]] = {}
for _nouns, _sectors in _NOUNS:
    for _noun in _nouns.split():
        _BY_NOUN[_noun] = _BY_NOUN.get(_noun, frozenset()) | frozenset(map(SectorId, _sectors.split()))
WORKPLACES: Mapping[str, frozenset[SectorId]] = MappingProxyType(_BY_NOUN)
"""By noun in the singular, the sectors that it is told of; parts of each are meant with it."""
