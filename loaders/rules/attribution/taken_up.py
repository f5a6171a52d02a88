"""What a content takes up that names no sector: the speaker's industry, or measures, goods and trades spoken of before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts import SectorId
from kg.lexicon import ALL_GOODS, Found
from kg.model import Mention, Span
from loaders.nlp import Parsed
from loaders.rules.attribution.anaphors import Anaphor, find_anaphors, tokens
from loaders.rules.attribution.industries import Industries
from loaders.rules.attribution.leading import BROAD
from loaders.rules.attribution.states import names_country_as_subject, names_governments, speaks_of_economy
from loaders.rules.attribution.subjects import Stretch, Subjects
from loaders.rules.attribution.trade_words import TRADE_TOO
from loaders.rules.attribution.workplaces import WORKPLACES
from loaders.rules.grammar import Grammar

_ECONOMY = re.compile(
    r"\b(?:afford|bankrupt\w*|buyers?|capacity|cargo(?:es)?|clos(?:e|ure)s?|competit\w+|consumers?|contracts?|costs?|customers?|"
    r"demand|expensive|factor(?:y|ies)|invest\w*|jobs?|lay-?offs?|livelihoods?|loans?|loss(?:es)?|margins?|markets?|members?|models?|orders?|"
    r"output|plants?|pric(?:es?|ing)|produc(?:e|ers?|tion)|profits?|protection|relief|revenues?|sales?|sell|sold|shipped|shipping|"
    r"shoppers?|stocks?|suppl(?:y|ies|iers?)|survive|workers?)\b",
    re.IGNORECASE,
)
"""What an industry's speakers say of it without naming it."""
_OPENING = re.compile(r"[\"'\u2018\u201c\u00ab]\s*$")
_DEFENCE = SectorId("defence")
_NAMES = ("GPE", "LOC", "NORP", "ORG", "PERSON", "WORK_OF_ART")
_PARTICULARS = ("CARDINAL", "DATE", "GPE", "LOC", "MONEY", "NORP", "PERCENT", "QUANTITY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Sectors, sorted; `antecedents` are the passages outside the content that tell what it takes up, none if it names all."""

    sectors: tuple[SectorId, ...] = ()
    antecedents: tuple[Span, ...] = ()


AS_SUCH = Topic(sectors=(ALL_GOODS,))
"""Trade as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A content, who says it and of what industry that is, what in it points back, and whether it speaks of trade."""

    content: tuple[Span, ...]
    speaker: Mention
    industry: tuple[Found[SectorId], ...]
    anaphors: frozenset[Anaphor]
    is_of_trade: bool


class Antecedents:
    """Finds what the contents of one document take up."""

    def __init__(self, parsed: Parsed, grammar: Grammar, subjects: Subjects, industries: Industries) -> None:
        self._document = parsed.document
        self._grammar = grammar
        self._text = grammar.whole
        self._subjects = subjects
        self._industries = industries

    def taken_up(self, content: Sequence[Span], speaker: Mention, *, speaks_of_trade: bool) -> Topic:
        """The sectors of what the content takes up; nothing where it takes up nothing, or nothing that the text tells."""
        anaphors = find_anaphors(self._grammar, content)
        saying = Saying(
            content=tuple(content),
            speaker=speaker,
            industry=self._industries.of(speaker),
            anaphors=anaphors,
            is_of_trade=speaks_of_trade,
        )
        opening = self._industries.opening(content)
        if opening and (anaphors or speaks_of_trade):
            return Topic(sectors=tuple(sorted({one.value for one in opening})))
        return self._of_speaker(saying) if self._bears_on_speaker(saying) else self._before(saying)

    def of_whole(self, content: Sequence[Span]) -> Topic:
        """What a text about trade speaks of throughout: the goods it is about, with their last mention, or trade as such.

        Nothing for a content that names whom or what it speaks of: that may be about anything.
        """
        if any(self._grammar.entity[i] in _NAMES for span in content for i in tokens(self._grammar, span)):
            return Topic()
        leading = _goods(self._subjects.last_of_leading(content[0].start))
        return self._of(leading) if leading else AS_SUCH

    def _of_speaker(self, saying: Saying) -> Topic:
        outside = [one for one in saying.industry if not _lies_within(one, saying.content)]
        return self._of(outside or saying.industry, *_too(saying))

    def _bears_on_speaker(self, saying: Saying) -> bool:
        """Whether the content speaks of the speaker's industry: of itself, its trade, or what bears on it."""
        if not saying.industry or self._is_of_another(saying):
            return False
        if saying.anaphors:
            return True
        if saying.is_of_trade:
            of_states = names_country_as_subject(self._grammar, saying.content)
            return self._tells_particulars(saying.content) and not of_states
        return any(_ECONOMY.search(span.text) for span in saying.content)

    def _tells_particulars(self, content: Sequence[Span]) -> bool:
        """Whether a sentence on tariffs or exports is of certain ones: "quotas in the EU", not "tariffs help nobody"."""
        return any(self._grammar.entity[i] in _PARTICULARS for span in content for i in tokens(self._grammar, span))

    def _is_of_another(self, saying: Saying) -> bool:
        """Whether what the content points back at is of another sector: in its sentence, a measure also elsewhere."""
        if saying.anaphors & {Anaphor.SELF, Anaphor.TRADE}:
            return False
        own = {one.value for one in saying.industry}
        start = saying.content[0].start
        for stretch in self._subjects.around(saying.content):
            is_of_sentence = stretch.start < start and self._subjects.is_one_sentence(stretch.start, start)
            if is_of_sentence or (stretch.near and Anaphor.MEASURE in saying.anaphors):
                found = [one for one in _goods(self._subjects.spoken_of(stretch)) if one not in saying.industry]
                if _is_narrow(found):
                    return own.isdisjoint(one.value for one in found)
        leading = self._subjects.last_of_leading(start) if Anaphor.MEASURE in saying.anaphors else ()
        return bool(leading) and own.isdisjoint(one.value for one in leading)

    def _before(self, saying: Saying) -> Topic:
        """What the text around the content speaks of, as clearly as the content points there."""
        subjects, content = self._subjects, saying.content
        if whose := self._of_workplace(content):
            return self._of(whose, *_too(saying))
        if self._is_of_economy(saying):
            return AS_SUCH
        anaphor = self._clearest(saying)
        if anaphor is None:
            return Topic()
        leading = _goods(subjects.last_of_leading(content[0].start)) if saying.is_of_trade or subjects.is_of_trade else ()
        if anaphor is not Anaphor.PRONOUN:
            return self._of_measure(saying, leading, anaphor)
        if saying.is_of_trade:
            return self._of(leading, ALL_GOODS) if leading else Topic()
        return self._nearest(saying, leading)

    def _is_of_economy(self, saying: Saying) -> bool:
        """Whether it tells how trade bears on a whole economy: by its words, or because an economist says it."""
        if saying.industry or not self._subjects.is_of_trade:
            return False
        return speaks_of_economy(saying.content) or (saying.is_of_trade and self._industries.is_economist(saying.speaker))

    def _of_measure(self, saying: Saying, leading: Sequence[Found[SectorId]], anaphor: Anaphor) -> Topic:
        """What a measure or trade that the content points at is of: what stands near, else what the whole text is about."""
        subjects = self._subjects
        near = [] if anaphor is Anaphor.MEASURE_OF else [one for one in subjects.around(saying.content) if one.near]
        found = [[one for one in _goods(subjects.spoken_of(stretch)) if one not in saying.industry] for stretch in near]
        taken = next(filter(_is_narrow, found), None) or leading or next(filter(None, found), None)
        if taken:
            return self._of(taken, *_too(saying))
        nearest = self._nearest(saying, leading, only_trade=anaphor is Anaphor.MEASURE_OF)
        return AS_SUCH if not nearest.sectors and anaphor is Anaphor.MEASURE and subjects.is_of_trade else nearest

    def _of_workplace(self, content: Sequence[Span]) -> Sequence[Found[SectorId]]:
        """The last sector that the text spoke of which has such mills, smelters or orchards as the content names."""
        inside = (i for span in content for i in tokens(self._grammar, span) if self._grammar.tag[i] in ("NN", "NNS"))
        kinds = next(filter(None, (WORKPLACES.get(self._grammar.lemma[i]) for i in inside)), None)
        return self._subjects.last_within(kinds, content[0].start) if kinds else ()

    def _clearest(self, saying: Saying) -> Anaphor | None:
        """The clearest anaphor; a quotation that opens without one points back too, unless it tells what countries do."""
        anaphor = max(saying.anaphors - {Anaphor.SELF}, default=None)
        if anaphor is not None or not self._opens_a_quotation(saying.content):
            return anaphor
        return None if self._subjects.is_of_trade and names_governments(self._grammar, saying.content) else Anaphor.PRONOUN

    def _opens_a_quotation(self, content: Sequence[Span]) -> bool:
        start = content[0].start
        return _OPENING.search(self._text, max(0, start - 3), start) is not None

    def _nearest(self, saying: Saying, leading: Sequence[Found[SectorId]], *, only_trade: bool = False) -> Topic:
        """What the nearest sentence about trade speaks of; trade as such only where the text has no sector of its own."""
        broad: Sequence[Found[SectorId]] = ()
        speaks_for_all = not leading and (
            self._industries.is_official(saying.speaker) or self._industries.is_economist(saying.speaker)
        )
        for stretch in self._subjects.around(saying.content):
            silent = only_trade or self._is_elsewhere(stretch, saying, speaks_for_all=speaks_for_all)
            told = () if silent else _goods(self._subjects.traded(stretch))
            found = [one for one in told if one not in saying.industry]
            if _is_narrow(found):
                is_beside = self._subjects.is_one_sentence(stretch.start, saying.content[0].start)
                return self._of(found if is_beside or not leading else leading)
            broad = broad or found
            if trade := self._subjects.trade(stretch.start, stretch.end):
                taken = broad or leading
                return self._of(taken) if taken else Topic(sectors=(ALL_GOODS,), antecedents=(trade,))
        return AS_SUCH if speaks_for_all and self._subjects.is_of_trade else self._of(broad)

    def _is_elsewhere(self, stretch: Stretch, saying: Saying, *, speaks_for_all: bool) -> bool:
        """Whether the goods of another sentence are not what a minister's "it" stands for in a text about many goods."""
        return speaks_for_all and not self._subjects.is_one_sentence(stretch.start, saying.content[0].start)

    def _of(self, found: Sequence[Found[SectorId]], *others: SectorId) -> Topic:
        return Topic(
            sectors=tuple(sorted({*others, *(one.value for one in found)})),
            antecedents=tuple(self._document.span(one.start, one.end) for one in found),
        )


def _too(saying: Saying) -> tuple[SectorId, ...]:
    return (ALL_GOODS,) if any(TRADE_TOO.search(span.text) for span in saying.content) else ()


def _goods(found: Sequence[Found[SectorId]]) -> Sequence[Found[SectorId]]:
    """Without what words like "security" name: nobody puts tariffs on it, and "those talks" are seldom about it."""
    return tuple(one for one in found if one.value != _DEFENCE)


def _lies_within(one: Found[SectorId], content: Sequence[Span]) -> bool:
    return any(span.start <= one.start and one.end <= span.end for span in content)


def _is_narrow(found: Sequence[Found[SectorId]]) -> bool:
    return any(one.value not in BROAD for one in found)
