"""Tells Jordan from Michael Jordan and rice from Susan Rice: words that names share, judged by the words around them."""

import re
from collections.abc import Mapping

from kg.lexicon.words import Doubt, Words

_WORD_BEFORE = re.compile(r"([A-Z][\w\u2019'-]*|(?:[A-Z]|Mrs?|Ms|Dr|Rep|Sen|Gov|Gen|St)\.) $")
_CAPITALISED_AFTER = re.compile(r" [A-Z][a-z]")
_LONGEST_BEFORE = 40


class Doubts:
    """Decides on the doubtful words of `words.toml`, and on sectors written like names."""

    def __init__(self, words: Words) -> None:
        self._doubts: Mapping[str, Doubt] = words.doubts
        self._not_names = frozenset(words.not_names)

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

        Where the next word has a capital too, it is a headline that capitalises every word.
        """
        written_like_a_name = text[start].isupper() and text[start + 1 : end].islower()
        return (
            not written_like_a_name or not self._follows_a_name(text, start) or _CAPITALISED_AFTER.match(text, end) is not None
        )

    def _follows_a_name(self, text: str, start: int) -> bool:
        before = _WORD_BEFORE.search(text[max(0, start - _LONGEST_BEFORE) : start])
        return before is not None and before.group(1) not in self._not_names
