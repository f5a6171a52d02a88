"""Words and what they stand for: countries, sectors and agreements, as news in English names them."""

from kg.lexicon.finder import Found
from kg.lexicon.lexicon import ALL_GOODS, Lexicon, lexicon
from kg.lexicon.sectors import Heading

__all__ = ("ALL_GOODS", "Found", "Heading", "Lexicon", "lexicon")
