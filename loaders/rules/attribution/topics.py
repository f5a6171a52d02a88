"""What a claim's content speaks of: the sectors that it names, or takes up from the text around it, and countries."""

import re
from collections.abc import Iterator, Sequence

from kg.facts import CountryCode, SectorId
from kg.lexicon import ALL_GOODS, lexicon
from kg.model import Mention, Span
from loaders.nlp import Parsed
from loaders.rules.attribution.goods import names_other_goods
from loaders.rules.attribution.industries import Industries
from loaders.rules.attribution.states import speaks_of_states
from loaders.rules.attribution.subjects import Subjects
from loaders.rules.attribution.taken_up import AS_SUCH, Antecedents, Topic
from loaders.rules.attribution.trade_words import FLOWS, TRADE_TOO
from loaders.rules.grammar import Grammar
from loaders.rules.people import People

_CLAUSE = re.compile(
    r"; |, (?:and|but|while|with|[a-z]+ing) | and (?:that|to) | so that |"
    r"[.?!][\"\u201d]? (?=[A-Z])| and (?=(?:will|would|could|should|must|had|has|have|is|are|was|were) )"
)
_POINTING = re.compile(
    r"\b(?:(?:about|on|over) (?:it|them)|such|these|this|those|"
    r"the (?:[a-z]+ )?(?:dut(?:y|ies)|lev(?:y|ies)|measures?|rates?|restrictions?|tariffs?)(?! (?:of|on)\b))\b",
    re.IGNORECASE,
)
OTHER_GOODS = SectorId("other-goods")
"""Goods that the scheme has no concept for."""
_DEFENCE = SectorId("defence")
_METALS = SectorId("metals")


class Topics:
    """Tells the topic of each content of one document."""

    def __init__(self, parsed: Parsed, people: People, grammar: Grammar) -> None:
        self._grammar = grammar
        self._document = parsed.document
        self._text = grammar.whole
        self._subjects = Subjects(parsed, grammar)
        self._antecedents = Antecedents(parsed, grammar, self._subjects, Industries(people, grammar, self._subjects))

    def topic(self, content: Sequence[Span], speaker: Mention) -> Topic:
        """What the content names; where it names nothing and takes something up, what that is; all goods for trade as such."""
        named = [one for span in content for one in self._subjects.sectors(span.start, span.end)]
        own = {one.value for one in named} - {ALL_GOODS}
        if own == {_METALS} and (metal := self._subjects.the_metal(content[0].start)):
            passages = tuple(self._document.span(one.start, one.end) for one in metal)
            return Topic(sectors=tuple(one.value for one in metal), antecedents=passages)
        if own:
            general = {ALL_GOODS} if any(self._speaks_of_trade_too(span, own) for span in content) else set()
            return Topic(sectors=tuple(sorted(own | general)))
        if any(names_other_goods(self._grammar, span) for span in content):
            return Topic(sectors=(OTHER_GOODS,))
        speaks_of_trade = bool(named) or any(self._subjects.trade(span.start, span.end) for span in content)
        if all(self._text[one.start : one.end].lower() in FLOWS for one in named):
            taken = self._antecedents.taken_up(content, speaker, speaks_of_trade=speaks_of_trade)
            if taken.sectors:
                return taken
        if speaks_of_trade or (self._subjects.is_of_trade and speaks_of_states(self._grammar, content)):
            return AS_SUCH
        return self._antecedents.of_whole(content) if self._subjects.is_of_trade_throughout else Topic()

    def _speaks_of_trade_too(self, span: Span, own: set[SectorId]) -> bool:
        """Whether it names trade talks, or has a clause on trade that neither names a sector nor points at one."""
        subjects = self._subjects
        if TRADE_TOO.search(self._text, span.start, span.end):
            return True
        if own == {_DEFENCE}:
            return subjects.trade(span.start, span.end) is not None
        return any(
            subjects.trade(start, end, flows=False)
            and not any(one.value != ALL_GOODS for one in subjects.sectors(start, end))
            and not _POINTING.search(self._text, start, end)
            for start, end in self._clauses(span)
        )

    def _clauses(self, span: Span) -> Iterator[tuple[int, int]]:
        cuts = [match.start() for match in _CLAUSE.finditer(self._text, span.start, span.end)]
        yield from zip([span.start, *cuts], [*cuts, span.end], strict=True)


def countries(content: tuple[Span, ...]) -> tuple[CountryCode, ...]:
    """The countries that a content names, sorted."""
    return tuple(sorted({hit.value for span in content for hit in lexicon().find_countries(span.text)}))
