"""What a claim's content speaks of: the sectors that it names, or takes up from the text around it, and countries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.facts import CountryCode, SectorId
from kg.lexicon import ALL_GOODS, Found, lexicon
from kg.model import Span
from loaders.nlp import Parsed
from loaders.rules.attribution.anaphors import Anaphor, find_anaphor
from loaders.rules.attribution.goods import names_other_goods
from loaders.rules.attribution.subjects import BROAD, TRADE_TALKS, Subjects
from loaders.rules.grammar import Grammar

_TRADE_TOO = re.compile(rf"\b(?:trade (?:{TRADE_TALKS})|tariff (?:negotiations|talks))\b", re.IGNORECASE)
"""What is about trade as such beside the sectors that a content names."""
_CLAUSE = re.compile(r"; |, (?:and|but|while|with|[a-z]+ing) | and (?:that|to) ")
_POINTING = re.compile(r"\b(?:(?:about|on|over) (?:it|them)|such|these|this|those)\b", re.IGNORECASE)
_FLOWS = ("exports", "imports")
"""Words for goods in general that mean the goods spoken of before, if any were."""
OTHER_GOODS = SectorId("other-goods")
"""Goods that the scheme has no concept for."""
_DEFENCE = SectorId("defence")
_OPENING = re.compile(r"[\"'\u2018\u201c\u00ab]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Sectors, sorted; `antecedents` are the passages outside the content that tell what it takes up, none if it names all."""

    sectors: tuple[SectorId, ...] = ()
    antecedents: tuple[Span, ...] = ()


class Topics:
    """Tells the topic of each content of one document."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self._parsed = parsed
        self._grammar = grammar
        self._text = grammar.whole
        self._subjects = Subjects(parsed, grammar)

    def topic(self, content: Sequence[Span]) -> Topic:
        """What the content names; where it names nothing and takes something up, what that is; all goods for trade as such."""
        named = [one for span in content for one in self._subjects.sectors(span.start, span.end)]
        own = {one.value for one in named} - {ALL_GOODS}
        if own:
            general = {ALL_GOODS} if any(self._speaks_of_trade_too(span, own) for span in content) else set()
            return Topic(sectors=tuple(sorted(own | general)))
        if any(names_other_goods(self._grammar, span) for span in content):
            return Topic(sectors=(OTHER_GOODS,))
        speaks_of_trade = bool(named) or any(self._subjects.trade(span.start, span.end) for span in content)
        if all(self._text[one.start : one.end].lower() in _FLOWS for one in named):
            taken = self._taken_up(content, speaks_of_trade=speaks_of_trade)
            if taken.sectors:
                return taken
        return Topic(sectors=(ALL_GOODS,)) if speaks_of_trade else Topic()

    def _speaks_of_trade_too(self, span: Span, own: set[SectorId]) -> bool:
        """Whether it names trade talks, or has a clause on trade that neither names a sector nor points at one."""
        subjects = self._subjects
        if _TRADE_TOO.search(self._text, span.start, span.end):
            return True
        if own == {_DEFENCE}:
            return subjects.trade(span.start, span.end) is not None
        return any(
            subjects.trade(start, end)
            and not any(one.value != ALL_GOODS for one in subjects.sectors(start, end))
            and not _POINTING.search(self._text, start, end)
            for start, end in self._clauses(span)
        )

    def _clauses(self, span: Span) -> Iterator[tuple[int, int]]:
        cuts = [match.start() for match in _CLAUSE.finditer(self._text, span.start, span.end)]
        yield from zip([span.start, *cuts], [*cuts, span.end], strict=True)

    def _taken_up(self, content: Sequence[Span], *, speaks_of_trade: bool) -> Topic:
        anaphor = find_anaphor(self._grammar, content)
        if anaphor is None and _OPENING.search(self._text, max(0, content[0].start - 3), content[0].start):
            anaphor = Anaphor.PRONOUN
        if anaphor is None:
            return Topic()
        subjects = self._subjects
        leading = _goods(subjects.last_of_leading(content[0].start)) if speaks_of_trade or subjects.is_of_trade else ()
        if anaphor is Anaphor.PRONOUN and speaks_of_trade:
            return self._of(leading, ALL_GOODS) if leading else Topic()
        if anaphor is Anaphor.PRONOUN:
            return self._nearest(content, leading)
        near = [] if anaphor is Anaphor.MEASURE_OF else [one for one in subjects.around(content) if one.near]
        found = [_goods(subjects.spoken_of(stretch)) for stretch in near]
        taken = next(filter(_is_narrow, found), None) or leading or next(filter(None, found), None)
        return self._of(taken) if taken else self._nearest(content, leading, only_trade=anaphor is Anaphor.MEASURE_OF)

    def _nearest(self, content: Sequence[Span], leading: Sequence[Found[SectorId]], *, only_trade: bool = False) -> Topic:
        """What the nearest sentence about trade speaks of; trade as such only where the text has no sector of its own."""
        broad: Sequence[Found[SectorId]] = ()
        for stretch in self._subjects.around(content):
            found = () if only_trade else _goods(self._subjects.traded(stretch))
            if _is_narrow(found):
                return self._of(found)
            broad = broad or found
            if trade := self._subjects.trade(stretch.start, stretch.end):
                taken = broad or leading
                return self._of(taken) if taken else Topic(sectors=(ALL_GOODS,), antecedents=(trade,))
        return self._of(broad)

    def _of(self, found: Sequence[Found[SectorId]], *others: SectorId) -> Topic:
        return Topic(
            sectors=tuple(sorted({*others, *(one.value for one in found)})),
            antecedents=tuple(self._parsed.document.span(one.start, one.end) for one in found),
        )


def _goods(found: Sequence[Found[SectorId]]) -> Sequence[Found[SectorId]]:
    """Without what words like "security" name: nobody puts tariffs on it, and "those talks" are seldom about it."""
    return tuple(one for one in found if one.value != _DEFENCE)


def _is_narrow(found: Sequence[Found[SectorId]]) -> bool:
    return any(one.value not in BROAD for one in found)


def countries(content: tuple[Span, ...]) -> tuple[CountryCode, ...]:
    """The countries that a content names, sorted."""
    return tuple(sorted({hit.value for span in content for hit in lexicon().find_countries(span.text)}))
