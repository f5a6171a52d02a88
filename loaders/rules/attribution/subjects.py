"""Where one document speaks of sectors and of trade: inside a stretch, in the sentences before a place, and as a whole."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeVar

from kg.facts import SectorId
from kg.lexicon import ALL_GOODS, Found, lexicon
from kg.model import Span
from loaders.nlp import Parsed
from loaders.rules.grammar import Grammar

TRADE_TALKS = r"agreement|deal|discussions|dispute|frictions?|negotiations|pact|talks|tensions"
"""What trade news calls talks, as alternatives of a pattern."""
_MATTERS = "barriers|deficit|issues|relations|surplus|war"
_OFFICES = (
    r"(?:adviser|advisor|ambassador|analyst|association|bloc|body|chief|commission|commissioner|committee|council|department|"
    r"economist|envoy|expert|group|lawyer|minister|ministry|negotiator|office|official|organi[sz]ation|policy chief|"
    r"remedies|representative|secret|secretary|show|spokes\w+|union|unionist)s?\b"
)
_TRADE = re.compile(
    r"\b(?:tariffs?|surtax(?:es)?|exports?|imports?|export(?:ed|ing)|import(?:ed|ing)|import (?:tax(?:es)?|dut(?:y|ies))|"
    r"anti-dumping|counter-?tariffs?|protectionis[mt]|free[- ]trade|WTO|market access|trade[ds] with|trans-?shipments?|"
    rf"trade (?:{TRADE_TALKS}|{_MATTERS})|(?:economic|commercial|trading) (?:relations?|relationship|ties|partnership|war)|"
    r"economic and security (?:relations?|relationship|ties|partnership)|(?:tariff|non-tariff) barriers|rules of origin)\b",
    re.IGNORECASE,
)
"""What is about trade in any text."""
_OF_TRADE = re.compile(
    r"\b(?:duty|duties|levies|levy|surcharges?|trading|retaliat\w+|counter-?measures?|quotas?|dumping|customs|"
    r"safeguards?|(?:floor|minimum) prices?|price floors?|"
    rf"(?-i:(?<!business and )trade(?!-| {_OFFICES})|TRADE)|reciproc(?:al|ity)(?: \w+)?|"
    r"(?:open|opening|opened|access to|close|closing) (?:[\w.\u2019']+ ){1,3}markets?)\b",
    re.IGNORECASE,
)
"""What is about trade in a text about trade, as talks are."""
_TALKS = re.compile(
    r"\b(?:accord|agreements?|barriers|breakthrough|carve-?outs?|coerci\w+|compromise|concessions?|de-?escalat\w+|deals?|dialogue|"
    r"discussions?|disputes?|dollar for dollar|escalat\w+|fair competition|(?:hit|hits|hitting) back|level playing field|"
    r"baseline|exemptions?|waivers?|(?:full|higher|lower|new|the|this) rate|"
    r"negotiat\w+|offers?|pact|progress|renegotiat\w+|reprisals?|restrictions|review|settlement|tit-for-tat|talks?|treaty|"
    r"(?:discriminatory|unfair|wrong) (?:\w+ )?practices|(?:surplus|deficit) with)\b",
    re.IGNORECASE,
)
_TRADE_DOCUMENT = 4
"""How many words of trade make a text one in which "talks" and "the deal" are about trade."""
_WORDS_PER_TRADE = 50
"""In a shorter text, how many of its words there are at most for each of them; half as many where none of them is clear."""
_AS_FAR = 2
"""How many sentences back, inside a paragraph, one is still taken up; one, behind a line break."""
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
_CAPITAL_BEFORE = re.compile(r"(?<!\. )\b[A-Z][\w.&-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z]")
_FULL_STOPS = (".", "!", "?", '"', "\u201d", "'", "\u2019")
"""What a heading does not end in."""
_LONGEST_WORD = 30
V = TypeVar("V", bound=str)
_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters [start, end) before or around a content; `near` unless a line break lies between."""

    start: int
    end: int
    near: bool = True


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    paragraph: int


class Subjects:
    """The sectors, the words of trade and the sentences of one document, found in one pass over it."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self._document = parsed.document
        self._text = grammar.whole
        self._sectors = tuple(_outside(lexicon().find_sectors(self._text), parsed.document.boilerplate))
        self._agreements = lexicon().find_agreements(self._text)
        self._sentences = tuple(_sentences(grammar))
        self.is_of_trade = _is_of_trade(self._text, len(grammar))
        self._leading = _leading(self._sectors, lexicon().find_sectors(parsed.document.title or ""))
        self._of_leading = tuple(one for one in self._sectors if one.value in self._leading)

    def sectors(self, start: int, end: int) -> tuple[Found[SectorId], ...]:
        """The sectors that the words of [start, end) name, all goods among them."""
        return tuple(_inside(self._sectors, start, end))

    def spoken_of(self, stretch: Stretch) -> tuple[Found[SectorId], ...]:
        """The narrower sectors that a stretch speaks of; parts of organisations' names are none."""
        found = self.sectors(stretch.start, stretch.end)
        return tuple(one for one in found if one.value != ALL_GOODS and not self._is_of_a_name(one))

    def traded(self, stretch: Stretch) -> tuple[Found[SectorId], ...]:
        """The same, in a text that is not about trade only of a stretch that is, or that speaks of talks."""
        is_told = (
            self.is_of_trade or self.trade(stretch.start, stretch.end) or _TALKS.search(self._text, stretch.start, stretch.end)
        )
        return self.spoken_of(stretch) if is_told else ()

    def trade(self, start: int, end: int) -> Span | None:
        """Where a stretch speaks of trade as such: tariffs and trade, agreements, in a text about trade also talks."""
        patterns = (_TRADE, _OF_TRADE, _TALKS) if self.is_of_trade else (_TRADE,)
        found = next(filter(None, (pattern.search(self._text, start, end) for pattern in patterns)), None)
        if found:
            return self._document.span(*found.span())
        return next((self._document.span(one.start, one.end) for one in _inside(self._agreements, start, end)), None)

    def last_of_leading(self, before: int) -> tuple[Found[SectorId], ...]:
        """The last mention, before a place, of the sector that most of the text is about; none where it is about many."""
        at = bisect_right(self._of_leading, before, key=_END)
        return self._of_leading[max(at - 1, 0) : at]

    def around(self, content: Sequence[Span]) -> Iterator[Stretch]:
        """What a content may take up, the nearest first: its own sentence outside it, and the sentences before."""
        first, last = content[0].start, content[-1].end
        at = min(bisect_right(self._sentences, first, key=_END), len(self._sentences) - 1)
        own = self._sentences[at]
        yield Stretch(own.start, first)
        if last < own.end:
            yield Stretch(last, own.end)
        left = _AS_FAR
        for sentence in reversed(self._sentences[max(0, at - _AS_FAR - 2) : at]):
            near = sentence.paragraph == own.paragraph
            if not near and left < _AS_FAR:
                return
            yield Stretch(sentence.start, sentence.end, near)
            left -= self._text[sentence.end - 1] in _FULL_STOPS
            if not left:
                return

    def _is_of_a_name(self, one: Found[SectorId]) -> bool:
        if not self._text[one.start : one.end].istitle():
            return False
        before = self._text[max(0, one.start - _LONGEST_WORD) : one.start]
        return bool(_CAPITAL_BEFORE.search(before) or _CAPITAL_AFTER.match(self._text, one.end))


def _inside(found: Sequence[Found[V]], start: int, end: int) -> Iterator[Found[V]]:
    return iter(found[bisect_left(found, start, key=_START) : bisect_right(found, end, key=_END)])


def _outside(found: Iterable[Found[SectorId]], furniture: Sequence[Span]) -> Iterator[Found[SectorId]]:
    ordered = sorted(furniture)
    for one in found:
        at = bisect_left(ordered, one.end, key=_START)
        if at == 0 or ordered[at - 1].end <= one.start:
            yield one


def _is_of_trade(text: str, words: int) -> bool:
    clear, others = (sum(1 for _ in islice(pattern.finditer(text), _TRADE_DOCUMENT)) for pattern in (_TRADE, _OF_TRADE))
    many = min(_TRADE_DOCUMENT * _WORDS_PER_TRADE, words) if clear else 2 * words
    return (clear + others) * _WORDS_PER_TRADE >= many


def _leading(found: Sequence[Found[SectorId]], title: Sequence[Found[SectorId]]) -> frozenset[SectorId]:
    """The sector that the title alone names or most mentions speak of, with those inside it; none where they are many."""
    named = Counter(one.value for one in found if one.value != ALL_GOODS)
    within = {sector: frozenset((sector, *lexicon().broader_sectors(sector))) - BROAD for sector in named}
    counts: Counter[SectorId] = Counter()
    for sector, count in named.items():
        counts.update(dict.fromkeys(within[sector], count))
    titled = {one.value for one in title} - BROAD
    leads = {sector for sector in titled if counts[sector] >= _TITLED and len(titled) == 1} or {
        sector for sector, count in counts.items() if count >= _LEADS and count >= _MOST * named.total()
    }
    return frozenset(sector for sector in named if within[sector] & leads)


def _sentences(grammar: Grammar) -> Iterator[_Sentence]:
    paragraph = 0
    for _, group in groupby(range(len(grammar)), key=grammar.sentence.__getitem__):
        tokens = list(group)
        words = [i for i in tokens if not grammar.text[i].isspace()]
        if words:
            yield _Sentence(grammar.start[words[0]], grammar.end(words[-1]), paragraph)
        paragraph += any(grammar.is_break(i) for i in tokens)
