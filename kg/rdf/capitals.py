"""Capital letters for the proper nouns in a title that is kept in lower case: a pure function of its words."""

from kg.lexicon import Lexicon

_LONGEST = 5
"""Words of the longest proper noun that is looked for, "Democratic Republic of the Congo"."""
_SMALL = frozenset(("of", "the", "and", "for", "de", "da"))
_SHORT = 4
"""Letters up to which a word may be an abbreviation written in capitals: "usmca" is looked up as a name instead."""
_WRITTEN = {"us": "U.S."}
"""Abbreviations that are printed with points."""
_REGIONS_AND_BODIES = (
    "Africa", "African", "African Union", "APEC", "Arab League", "Arctic", "ASEAN", "Asia", "Asian", "Asia Pacific", "Balkans",
    "BRICS", "Caribbean", "Central America", "Central Asia", "Christian Democrats", "Commonwealth", "Europe", "European",
    "European Parliament", "Food and Agriculture Organization", "G7", "G20", "Gulf", "Holy See", "IMF", "Indo Pacific",
    "International Monetary Fund", "Latin America", "Middle East", "NATO", "North America", "North American", "OECD", "OPEC",
    "Pacific", "South America", "Southeast Asia", "UN", "UNESCO", "United Nations", "Western Balkans", "World Bank",
    "World Health Organization", "World Trade Organization", "WHO", "WTO",
)  # fmt: skip
"""Proper nouns in the titles of envoys and ambassadors that are neither countries nor agreements."""
_KNOWN = {name.casefold(): name for name in _REGIONS_AND_BODIES}


def with_capitals(words: tuple[str, ...], lexicon: Lexicon) -> str:
    """The lower-case words as they are printed: ("ambassador", "to", "japan") → "ambassador to Japan".

    Two countries side by side are joined: ("canada", "us", "trade") → "Canada–U.S. trade".
    """
    written = ""
    i, after_country = 0, False
    while i < len(words):
        name, length, is_country = _name_at(words, i, lexicon)
        gap = "–" if is_country and after_country else " "
        written += (gap if written else "") + (name or words[i])
        after_country = is_country
        i += length
    return written


def _name_at(words: tuple[str, ...], i: int, lexicon: Lexicon) -> tuple[str | None, int, bool]:
    """The longest proper noun that begins at a word, how many words it has, and whether it is a country."""
    for length in range(min(_LONGEST, len(words) - i), 0, -1):
        plain = " ".join(words[i : i + length])
        if plain in _SMALL:
            continue
        known = _KNOWN.get(plain)
        for name in (known,) if known else _spellings(plain):
            country = lexicon.country(name) is not None and not known
            if known or country or lexicon.agreement(name) is not None:
                return _WRITTEN.get(plain, name), length, country
    return None, 1, False


def _spellings(plain: str) -> tuple[str, ...]:
    """How a proper noun may be written: in capitals throughout, or each word with one."""
    title = " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in plain.split())
    capitals = plain.upper()
    return (capitals, title) if len(plain) <= _SHORT and " " not in plain else (title, capitals)
