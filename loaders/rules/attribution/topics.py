"""What a claim's content speaks of: sectors and countries, trade as such where no sector is named."""

import re
from itertools import islice

from kg.facts import CountryCode, SectorId
from kg.lexicon import ALL_GOODS, lexicon
from kg.model import Span

_TRADE = re.compile(
    r"\b(?:tariffs?|duty|duties|levies|levy|trade|trading|exports?|imports?|export(?:ed|ing)|import(?:ed|ing)|"
    r"import tax(?:es)?|retaliat\w+|counter-?measures?|protectionis[mt]|quotas?|free-trade|dumping|customs)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?:deals?|talks?|negotiat\w+|agreements?|discussions?|concessions?|review|pact|treaty|renegotiat\w+|dialogue|compromise|"
    r"accord|progress|breakthrough)\b",
    re.IGNORECASE,
)
_TRADE_DOCUMENT = 4
"""How many words of trade make a document one in which "talks" and "the deal" are about trade."""


def is_about_trade(text: str) -> bool:
    """Whether a document speaks of trade so much that its talks and deals are trade talks and trade deals."""
    return len(tuple(islice(_TRADE.finditer(text), _TRADE_DOCUMENT))) == _TRADE_DOCUMENT


def sectors(content: tuple[Span, ...], *, trade_document: bool) -> tuple[SectorId, ...]:
    """The sectors that a content names, sorted; all goods for trade talk that names none."""
    found: set[SectorId] = set()
    general = False
    for span in content:
        found.update(hit.value for hit in lexicon().find_sectors(span.text))
        general = general or bool(
            _TRADE.search(span.text) or lexicon().find_agreements(span.text) or (trade_document and _TALKS.search(span.text))
        )
    if not found and general:
        found.add(ALL_GOODS)
    return tuple(sorted(found))


def countries(content: tuple[Span, ...]) -> tuple[CountryCode, ...]:
    """The countries that a content names, sorted."""
    return tuple(sorted({hit.value for span in content for hit in lexicon().find_countries(span.text)}))
