"""What one whole text is about: the sector that its headline names alone, or that most of its mentions speak of."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.facts import SectorId
from kg.lexicon import ALL_GOODS, Found, lexicon

_LEADS = 3
"""How often a text names a sector at least, for the whole text to be about it."""
_TITLED = 2
"""How often, where the title names it alone."""
_MOST = 0.4
"""Which share of the sectors that a text names lie at least in the one that the whole text is about."""
_BROAD = (
    "agriculture", "electrical-equipment", "energy", "machinery", "manufacturing", "metals", "mining", "services",
    "transport-equipment",
)  # fmt: skip
BROAD = frozenset((ALL_GOODS, *map(SectorId, _BROAD)))
"""Sectors that hold too much for a text to be about them."""
_HEADLINES = 4
"""How many lines at most stand before the text proper."""
_SENTENCE_ENDS = (".", '."', ".\u201d", ".'", ".\u2019", ":")
_LONGEST_HEADLINE = 140


def leading_sectors(text: str, found: Sequence[Found[SectorId]], title: str) -> frozenset[SectorId]:
    """The sector that the title or first headline alone names or most mentions speak of, with those inside it.

    None where they are many.
    """
    named = Counter(one.value for one in found if one.value != ALL_GOODS)
    within = {sector: frozenset((sector, *lexicon().broader_sectors(sector))) - BROAD for sector in named}
    counts: Counter[SectorId] = Counter()
    for sector, count in named.items():
        counts.update(dict.fromkeys(within[sector], count))
    titled = _titled(text, title)
    most = max((count for sector, count in named.items() if sector not in BROAD), default=0)
    leads = {sector for sector in titled if len(titled) == 1 and (counts[sector] >= _TITLED or counts[sector] == most)} or {
        sector for sector, count in counts.items() if count >= _LEADS and count >= _MOST * named.total()
    }
    return frozenset(sector for sector in named if within[sector] & leads)


def _titled(text: str, title: str) -> frozenset[SectorId]:
    """The narrow sectors of the first headline that names one: a menu or a paper's name may stand in the title's place."""
    for headline in headlines(text, title):
        named = frozenset(one.value for one in lexicon().find_sectors(headline)) - BROAD
        if named:
            return named
    return frozenset()


def headlines(text: str, title: str) -> Iterator[str]:
    """The title, and the first lines of a text until one is a sentence."""
    yield title
    lines = (line.strip() for line in text[: _HEADLINES * _LONGEST_HEADLINE * 2].splitlines())
    for _, line in zip(range(_HEADLINES), filter(None, lines), strict=False):
        if line.endswith(_SENTENCE_ENDS) or len(line) > _LONGEST_HEADLINE:
            return
        yield line
