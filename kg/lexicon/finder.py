"""Finds many words in a text at once: one compiled pattern, longest word first, never inside a longer word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

V = TypeVar("V", bound=str)

_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_APOSTROPHES = "'\u2019\u02bc"
_SPACE = r"(?:[^\S\r\n]{1,3}|[^\S\r\n]?\r?\n[^\S\r\n]{0,8})"
_SPACES = re.compile(r"\s+")
_PLAIN = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_APOSTROPHES, "'"))
_POSSESSIVE = re.compile(r"'s?$")

_Trie = dict[str, "_Trie"]
"""Pieces of a pattern and what follows each; the end of a word is a piece that nothing follows, and stands last."""


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A word of the lexicon at [start, end) of a text, in Unicode code points, and what it stands for."""

    start: int
    end: int
    value: V


class Finder(Generic[V]):
    """Looks words up and finds them in texts; a word of value None is found and passed over, with all the words inside it.

    A space in a word matches a line break too, "-" any dash, "'" any apostrophe. With `any_case`, words written in lower case
    match any case; words with a capital letter always match as written.
    """

    def __init__(self, words: Mapping[str, V | None], *, any_case: bool = False) -> None:
        self._values = {_plain(word): value for word, value in words.items()}
        self._any_case = any_case

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when a text is first searched: it takes a tenth of a second, which looking words up does not need."""
        return re.compile(r"(?<![\w@])" + _alternatives(_trie(self._values, any_case=self._any_case)))

    def lookup(self, word: str) -> V | None:
        """What the whole word stands for; "the " before it and "'s" after it are passed over."""
        plain = _plain(word).strip()
        for form in (plain, _POSSESSIVE.sub("", plain), _POSSESSIVE.sub("", plain.removeprefix("the ").removeprefix("The "))):
            value = self._value(form)
            if value is not None:
                return value
        return None

    def find(self, text: str) -> Iterator[Found[V]]:
        """All words in the order of the text, never overlapping; where two start together, the longer one."""
        for match in self._pattern.finditer(text):
            value = self._value(_plain(match.group()))
            if value is not None:
                yield Found(match.start(), match.end(), value)

    def _value(self, plain: str) -> V | None:
        if plain in self._values or not self._any_case:
            return self._values.get(plain)
        return self._values.get(plain.lower())


def _plain(word: str) -> str:
    return _SPACES.sub(" ", word.translate(_PLAIN))


def _trie(words: Mapping[str, V | None], *, any_case: bool) -> _Trie:
    root: _Trie = {}
    for word in sorted(words):
        node = root
        for character in word:
            node = node.setdefault(_atom(character, any_case=any_case), {})
        node[r"(?!\w)" if word[-1].isalnum() else ""] = {}
    return root


def _atom(character: str, *, any_case: bool) -> str:
    if character == " ":
        return _SPACE
    if character in _DASHES:
        return f"[{_DASHES}]"
    if character in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    if any_case and character.lower() != character.upper():
        return f"[{character.lower()}{character.upper()}]"
    return re.escape(character)


def _alternatives(node: _Trie) -> str:
    longest_first = sorted(node.items(), key=lambda branch: not branch[1])
    branches = [atom + _alternatives(below) for atom, below in longest_first]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
