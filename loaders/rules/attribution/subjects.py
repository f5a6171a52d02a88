"""Where one document speaks of sectors and of trade: inside a stretch, in the sentences before a place, and as a whole."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeVar

from kg.facts import SectorId
from kg.lexicon import ALL_GOODS, Found, lexicon
from kg.model import Span
from loaders.nlp import Parsed
from loaders.rules.attribution.leading import BROAD, headlines, leading_sectors
from loaders.rules.attribution.short_forms import with_short_forms
from loaders.rules.attribution.trade_words import FLOWS, HINTS, OF_TRADE, TALKS, TRADE
from loaders.rules.grammar import Grammar

_TRADE_DOCUMENT = 4
"""How many words of trade make a text one in which "talks" and "the deal" are about trade."""
_THROUGHOUT = 8
"""How many make a text one in which whatever is said, and not told of what, is about its trade."""
_TITLED = 2
"""How many, where a headline speaks of trade."""
_WORDS_PER_TRADE = 50
"""In a shorter text, how many of its words there are at most for each of them; half as many where none of them is clear."""
_MENTIONS_BACK = 200
"""How many mentions of sectors back a place of work is still of one."""
_AS_FAR = 2
"""How many sentences back, inside a paragraph, one is still taken up; one, behind a line break."""
_CAPITAL_BEFORE = re.compile(r"(?<!\. )\b[A-Z][\w.&-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z]")
_FULL_STOPS = (".", "!", "?", '"', "\u201d", "'", "\u2019")
"""What a heading does not end in."""
_LONGEST_WORD = 30
_METALS = SectorId("metals")
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
        found = tuple(_outside(lexicon().find_sectors(self._text), parsed.document.boilerplate))
        self._leading = leading_sectors(self._text, found, parsed.document.title or "")
        self._sectors = with_short_forms(grammar, found, self._leading)
        self._makers = tuple(_outside(lexicon().find_makers(self._text), parsed.document.boilerplate))
        self._agreements = lexicon().find_agreements(self._text)
        self._sentences = tuple(_sentences(grammar))
        self.is_of_trade = _is_of_trade(self._text, parsed.document.title or "", len(grammar), is_on_goods=bool(self._leading))
        self.is_of_trade_throughout = self.is_of_trade and _count((TRADE, OF_TRADE), self._text, _THROUGHOUT) >= _THROUGHOUT
        self._of_leading = tuple(one for one in self._sectors if one.value in self._leading)

    def sectors(self, start: int, end: int) -> tuple[Found[SectorId], ...]:
        """The sectors that the words of [start, end) name, all goods among them."""
        return tuple(_inside(self._sectors, start, end))

    def spoken_of(self, stretch: Stretch) -> tuple[Found[SectorId], ...]:
        """The narrower sectors that a stretch speaks of; parts of organisations' names are none."""
        found = self.sectors(stretch.start, stretch.end)
        return tuple(one for one in found if one.value != ALL_GOODS and not self._is_of_a_name(one))

    def named(self, stretch: Stretch) -> tuple[Found[SectorId], ...]:
        """The narrower sectors that a stretch names, in organisations' names too, and by makers."""
        makers = self.makers(stretch)
        found = (one for one in self.sectors(stretch.start, stretch.end) if one.value != ALL_GOODS)
        return tuple(sorted((*makers, *(one for one in found if not _lies_in(one, makers))), key=_START))

    def makers(self, stretch: Stretch) -> tuple[Found[SectorId], ...]:
        """The companies and associations that a stretch names which make or sell what their names do not tell."""
        return tuple(_inside(self._makers, stretch.start, stretch.end))

    def traded(self, stretch: Stretch) -> tuple[Found[SectorId], ...]:
        """The same, in a text that is not about trade only of a stretch that is, or that speaks of talks."""
        is_told = (
            self.is_of_trade or self.trade(stretch.start, stretch.end) or TALKS.search(self._text, stretch.start, stretch.end)
        )
        return self.spoken_of(stretch) if is_told else ()

    def trade(self, start: int, end: int, *, flows: bool = True) -> Span | None:
        """Where a stretch speaks of trade as such: tariffs and trade, agreements, in a text about trade also talks.

        Without `flows`, bare "exports" and "imports" do not count.
        """
        patterns = (TRADE, OF_TRADE, TALKS) if self.is_of_trade else (TRADE,)
        for pattern in patterns:
            for found in pattern.finditer(self._text, start, end):
                if flows or found.group().lower() not in FLOWS:
                    return self._document.span(*found.span())
        return next((self._document.span(one.start, one.end) for one in _inside(self._agreements, start, end)), None)

    def last_of_leading(self, before: int) -> tuple[Found[SectorId], ...]:
        """The last mention, before a place, of the sector that most of the text is about; none where it is about many."""
        at = bisect_right(self._of_leading, before, key=_END)
        return self._of_leading[max(at - 1, 0) : at]

    def last_within(self, kinds: frozenset[SectorId], before: int) -> tuple[Found[SectorId], ...]:
        """The last mention, not too far before a place, of one of these sectors, or of a part of those that are broad.

        The sector that most of the text is about comes first.
        """
        at = bisect_right(self._sectors, before, key=_START)
        broad = kinds & BROAD
        for found in (self.last_of_leading(before), self._sectors[max(0, at - _MENTIONS_BACK) : at]):
            for one in reversed(found):
                if one.value in kinds or broad & {*lexicon().broader_sectors(one.value)}:
                    return (one,)
        return ()

    def the_metal(self, before: int) -> tuple[Found[SectorId], ...]:
        """The last mention of the metal that most of the text is about: what "the metal" is."""
        leading = self.last_of_leading(before)
        return leading if any(_METALS in lexicon().broader_sectors(one.value) for one in leading) else ()

    def around(self, content: Sequence[Span]) -> Iterator[Stretch]:
        """What a content may take up, the nearest first: its own sentence outside it, and the sentences before."""
        first, last = content[0].start, content[-1].end
        own = self._sentences[self._at(first)]
        yield Stretch(own.start, first)
        if last < own.end:
            yield Stretch(last, own.end)
        yield from self._sentences_before(first)

    def is_one_sentence(self, one: int, other: int) -> bool:
        """Whether two places lie in the same sentence."""
        return self._at(one) == self._at(other)

    def before(self, place: int) -> Iterator[Stretch]:
        """Its sentence up to a place, and the sentences before."""
        yield Stretch(self._sentences[self._at(place)].start, place)
        yield from self._sentences_before(place)

    def _at(self, place: int) -> int:
        return min(bisect_right(self._sentences, place, key=_END), len(self._sentences) - 1)

    def _sentences_before(self, place: int) -> Iterator[Stretch]:
        at = self._at(place)
        own = self._sentences[at]
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


def _lies_in(one: Found[V], longer: Iterable[Found[V]]) -> bool:
    return any(other.start <= one.start and one.end <= other.end for other in longer)


def _outside(found: Iterable[Found[SectorId]], furniture: Sequence[Span]) -> Iterator[Found[SectorId]]:
    ordered = sorted(furniture)
    for one in found:
        at = bisect_left(ordered, one.end, key=_START)
        if at == 0 or ordered[at - 1].end <= one.start:
            yield one


def _is_of_trade(text: str, title: str, words: int, *, is_on_goods: bool) -> bool:
    """Whether a text is about trade: its words are, or a headline is and the text speaks of it again.

    Where it is about certain goods, fewer words will do.
    """
    clear, others, hints = (_count((pattern,), text, _TRADE_DOCUMENT) for pattern in (TRADE, OF_TRADE, HINTS))
    if clear + others >= _TITLED and any(TRADE.search(line) or OF_TRADE.search(line) for line in headlines(text, title)):
        return True
    if clear >= _TITLED:
        hints += _count((TALKS,), text, _TITLED)
    many = min(_TRADE_DOCUMENT * _WORDS_PER_TRADE, words) if clear else (1 if is_on_goods and others else 2) * words
    return (clear + others + hints) * _WORDS_PER_TRADE >= many


def _count(patterns: Iterable[re.Pattern[str]], text: str, most: int) -> int:
    """How often the patterns occur, each at most so many times."""
    return sum(1 for pattern in patterns for _ in islice(pattern.finditer(text), most))


def _sentences(grammar: Grammar) -> Iterator[_Sentence]:
    paragraph = 0
    for _, group in groupby(range(len(grammar)), key=grammar.sentence.__getitem__):
        tokens = list(group)
        words = [i for i in tokens if not grammar.text[i].isspace()]
        if words:
            yield _Sentence(grammar.start[words[0]], grammar.end(words[-1]), paragraph)
        paragraph += any(grammar.is_break(i) for i in tokens)
