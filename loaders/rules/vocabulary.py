"""Where a document speaks of countries, sectors and agreements: the words of the lexicon, tied to the tokens of the parse."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

from kg.facts import AgreementId, CountryCode, SectorId
from kg.lexicon import Found, lexicon
from loaders.rules.grammar import Grammar

Value = TypeVar("Value", bound=str)
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Word(Generic[Value]):
    """A word of the lexicon at the tokens [start, end); two words may share a token, "U.S.-China"."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one document, each kind in the order of the text."""

    countries: tuple[Word[CountryCode], ...]
    sectors: tuple[Word[SectorId], ...]
    agreements: tuple[Word[AgreementId], ...]
    _countries_at: dict[int, tuple[Word[CountryCode], ...]]
    _sector_tokens: frozenset[int]

    def countries_at(self, token: int) -> tuple[Word[CountryCode], ...]:
        """The countries whose words cover the token; mostly none or one."""
        return self._countries_at.get(token, ())

    def country_at(self, token: int) -> Word[CountryCode] | None:
        """The country whose word alone covers the token."""
        found = self.countries_at(token)
        return found[0] if len(found) == 1 else None

    def is_sector(self, token: int) -> bool:
        """Whether the token is part of a sector's word."""
        return token in self._sector_tokens

    def countries_in(self, start: int, end: int) -> tuple[Word[CountryCode], ...]:
        """The countries inside the tokens [start, end)."""
        return _inside(self.countries, start, end)

    def countries_from(self, start: int, end: int) -> tuple[Word[CountryCode], ...]:
        """The countries whose words begin inside the tokens [start, end)."""
        return tuple(_beginning(self.countries, start, end))

    def sector_at(self, token: int) -> Word[SectorId] | None:
        """The first sector whose word covers the token."""
        if token not in self._sector_tokens:
            return None
        at = bisect_right(self.sectors, token, key=_START)
        return next((word for word in reversed(self.sectors[max(at - 4, 0) : at]) if word.end > token), None)

    def sectors_in(self, start: int, end: int) -> tuple[Word[SectorId], ...]:
        """The sectors inside the tokens [start, end)."""
        return _inside(self.sectors, start, end)

    def agreements_in(self, start: int, end: int) -> tuple[Word[AgreementId], ...]:
        """The agreements inside the tokens [start, end)."""
        return _inside(self.agreements, start, end)


def read_vocabulary(grammar: Grammar) -> Vocabulary:
    """All words of the lexicon in one document, found in one pass over its text."""
    text = grammar.whole
    countries = _tied(grammar, lexicon().find_countries(text))
    at: dict[int, tuple[Word[CountryCode], ...]] = {}
    for word in countries:
        for i in range(word.start, word.end):
            at[i] = (*at.get(i, ()), word)
    sectors = _tied(grammar, lexicon().find_sectors(text))
    return Vocabulary(
        countries=countries,
        sectors=sectors,
        agreements=_tied(grammar, lexicon().find_agreements(text)),
        _countries_at=at,
        _sector_tokens=frozenset(i for word in sectors for i in range(word.start, word.end)),
    )


def _inside(words: Sequence[Word[Value]], start: int, end: int) -> tuple[Word[Value], ...]:
    return tuple(word for word in _beginning(words, start, end) if word.end <= end)


def _beginning(words: Sequence[Word[Value]], start: int, end: int) -> Sequence[Word[Value]]:
    return words[bisect_left(words, start, key=_START) : bisect_left(words, end, key=_START)]


def _tied(grammar: Grammar, found: Sequence[Found[Value]]) -> tuple[Word[Value], ...]:
    return tuple(
        Word(start=bisect_right(grammar.start, each.start) - 1, end=bisect_right(grammar.start, each.end - 1), value=each.value)
        for each in found
    )
