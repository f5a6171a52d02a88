"""English labels of roles and trade measures: pure functions of what their IRIs are made of."""

import re

from kg.facts import Measure, MeasureType, RoleTitle
from kg.lexicon import ALL_GOODS, Lexicon
from kg.rdf.capitals import with_capitals

_WORLD = "001"
_HYPHENATED = ("co", "ex", "non")


def role_label(title: RoleTitle, lexicon: Lexicon) -> str:
    """A title in the one spelling that its IRI stands for: "vice-president" and "vice president" are "vice president".

    Proper nouns have their capitals again, by the lexicon and never by the text, so that every document writes the same.
    """
    words = re.sub(r"[-–—,/\s]+", " ", title.replace("’", "'").replace(".", "")).split()
    joined = " ".join(f"{word}-" if word in _HYPHENATED else word for word in words)
    return with_capitals(tuple(joined.replace("- ", "-").strip("-").split()), lexicon) or title


def measure_label(measure: Measure, lexicon: Lexicon) -> str:
    """What a measure is called, "U.S. tariff on Canadian steel"; without target "… on steel"; of all "… from all countries"."""
    imposing = lexicon.demonym(measure.imposing)
    preposition = "for" if measure.measure is MeasureType.SUBSIDY else "on"
    return f"{imposing[0].upper()}{imposing[1:]} {measure.measure} {preposition} {_what(measure, lexicon)}"


def _what(measure: Measure, lexicon: Lexicon) -> str:
    goods = "goods" if measure.sector == ALL_GOODS else lexicon.sector_label(measure.sector)
    if measure.target is None:
        return lexicon.sector_label(measure.sector)
    if measure.target == _WORLD:
        return f"{goods} from all countries"
    return f"{lexicon.demonym(measure.target)} {goods}"
