"""Tells Jordan from Michael Jordan, rice from Susan Rice, spirits from high spirits: doubtful words, judged by those around."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.facts import SectorId
from kg.lexicon.finder import Found
from kg.lexicon.words import Doubt, Words

_WORD_BEFORE = re.compile(r"([A-Z][\w\u2019'-]*|(?:[A-Z]|Mrs?|Ms|Dr|Rep|Sen|Gov|Gen|St)\.) $")
_CAPITALISED_AFTER = re.compile(r"(?:['\u2019]s?)? [A-Z][a-z]")
_COMPANY_AFTER = re.compile(
    r",? (?:AG|Airlines|Bank|Capital|Co|Company|Corp|Corporation|GmbH|Group|Holdings?|Inc|International|Limited|Ltd|"
    r"NV|PLC|Partners|Plc|SA|SE|SpA|Works|plc)\b"
)
_LIKENED = re.compile(r"-(?:coloured|colored|free|grade|like|shaped|size|sized|style)\b")
_LONGEST_BEFORE = 40
_LONGEST_CLAUSE = 120

_GOODS_AFTER = re.compile(
    r"[ -](?:ban|business|companies|consumption|demand|duties|exporters?|exports?|factories|firms|growers|importers?|imports?|"
    r"industry|industries|maker|makers|manufacturers?|market|markets|mills|mines|output|plants|prices?|producers?|production|"
    r"products|quotas?|sales|sector|shipments?|smelters?|suppliers?|supplies|tariffs?|trade|traders?)\b",
    re.IGNORECASE,
)
_GOODS_BEFORE = re.compile(
    r"\b(?:(?:bans?|charges?|curbs|dut(?:y|ies)|exports?|imports?|lev(?:y|ies)|makers?|output|producers?|production|purchases|"
    r"quotas?|sales|shipments?|suppl(?:y|ies)|surcharges?|tariffs?|taxe?s?|%|percent|per cent) (?:of|for|from|on)|"
    r"buy|buying|buys|bought|export(?:ed|ing|s)?|import(?:ed|ing|s)?|ship(?:ped|ping|s)?|such as)"
    r" (?:[\w\u2019'%.-]+,? ){0,4}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r",? (?:(?:and|or|nor|plus|&|as well as) )?(?:[\w\u2019'.-]+ ){0,2}$")
_JOINT = re.compile(r"(?:,| and\b| or\b| nor\b| plus\b| &| as well as\b)")


class Doubts:
    """Decides on the doubtful words of `words.toml`, on sectors written like names, and on words that may be no goods."""

    def __init__(self, words: Words) -> None:
        self._doubts: Mapping[str, Doubt] = words.doubts
        self._not_names = frozenset(words.not_names)
        self._cautious = words.cautious_sectors

    def is_country(self, text: str, start: int, end: int) -> bool:
        """Whether the country's name at [start, end) stands for the country."""
        doubt = self._doubts.get(text[start:end])
        if doubt is None:
            return True
        if doubt.given and _CAPITALISED_AFTER.match(text, end):
            return False
        if doubt.surname and self._follows_a_name(text, start):
            return False
        return not doubt.company or any(word in text for word in doubt.company)

    def is_sector(self, text: str, start: int, end: int) -> bool:
        """Whether the word at [start, end) names a sector; "Rice" after "Susan", "Coal" after "Patriot" end a name.

        "Car-grade" is no car. Where the next word has a capital too, it is a headline that capitalises every word, or else a
        company's form, "Inc".
        """
        if _LIKENED.match(text, end):
            return False
        if not (text[start].isupper() and text[start + 1 : end].islower() and self._follows_a_name(text, start)):
            return True
        return _CAPITALISED_AFTER.match(text, end) is not None and _COMPANY_AFTER.match(text, end) is None

    def goods(self, text: str, found: Sequence[Found[SectorId]]) -> Iterator[Found[SectorId]]:
        """The sectors without those cautious words that no word of trade and no other sector's word beside them bears out."""
        sure = [self._is_sure(text, one) for one in found]
        for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
            for i in order:
                beside = i - 1 if order.step > 0 else i + 1
                sure[i] = sure[i] or (
                    sure[beside] and _are_listed(text, found[min(i, beside)].end, found[max(i, beside)].start)
                )
        return (one for one, is_sure in zip(found, sure, strict=True) if is_sure)

    def _is_sure(self, text: str, one: Found[SectorId]) -> bool:
        if _plain(text[one.start : one.end]) not in self._cautious:
            return True
        before = text[max(0, one.start - _LONGEST_CLAUSE) : one.start]
        return _GOODS_AFTER.match(text, one.end) is not None or _GOODS_BEFORE.search(before) is not None

    def _follows_a_name(self, text: str, start: int) -> bool:
        before = _WORD_BEFORE.search(text[max(0, start - _LONGEST_BEFORE) : start])
        return before is not None and before.group(1) not in self._not_names


def _are_listed(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words joins them as parts of a list: "wine, French", "steel and"."""
    between = text[start:end]
    return _JOINT.match(between) is not None and _LISTED.fullmatch(between) is not None


def _plain(word: str) -> str:
    return " ".join(word.lower().split())
