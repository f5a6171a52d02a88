"""Word pieces: text cut as the base model's vocabulary was made for (lower case, no accents), with exact offsets."""

import re
import sys
import unicodedata
from dataclasses import dataclass, field
from functools import cache

_LONGEST = 100
"""Characters of a word that is cut into pieces; a longer one is one unknown piece."""
_REMEMBERED = 100_000
"""Words whose pieces are kept, so that memory stays bounded."""
_UNKNOWN = "[UNK]"
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))

Piece = tuple[int, int, int]
"""An id of the vocabulary and the piece's [start, end)."""


@cache
def _words() -> re.Pattern[str]:
    marks = (chr(c) for c in range(sys.maxunicode + 1) if c > 127 and unicodedata.category(chr(c)).startswith("P"))
    punctuation = r"!-/:-@\[-`{-~" + "".join(map(re.escape, marks))
    ideographs = "".join(f"{chr(a)}-{chr(b)}" for a, b in _IDEOGRAPHS)
    return re.compile(f"[{punctuation}{ideographs}]|[^\\s{punctuation}{ideographs}]+")


@dataclass(frozen=True, slots=True, eq=False)
class WordPieces:
    """A vocabulary, and the pieces of the words that it has cut already."""

    vocabulary: dict[str, int]
    _known: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> "WordPieces":
        """From the text of a vocabulary file, one piece a line; a piece that goes on a word starts with "##"."""
        return cls({piece: number for number, piece in enumerate(text.splitlines())})

    def cut(self, text: str, start: int, end: int) -> list[Piece]:
        """The pieces of `text[start:end]` in order; their offsets are those of the text."""
        found: list[Piece] = []
        for match in _words().finditer(text, start, end):
            at = match.start()
            found.extend((number, at + first, at + last) for number, first, last in self._pieces(match[0]))
        return found

    def _pieces(self, word: str) -> tuple[Piece, ...]:
        known = self._known.get(word)
        if known is None:
            known = self._cut_word(word)
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def _cut_word(self, word: str) -> tuple[Piece, ...]:
        plain, origin = _plain(word)
        if len(plain) > _LONGEST:
            return ((self.vocabulary[_UNKNOWN], 0, len(word)),)
        found: list[Piece] = []
        start = 0
        while start < len(plain):
            end = next((e for e in range(len(plain), start, -1) if self._name(plain, start, e) in self.vocabulary), None)
            if end is None:
                return ((self.vocabulary[_UNKNOWN], 0, len(word)),)
            found.append((self.vocabulary[self._name(plain, start, end)], origin[start], origin[end - 1] + 1))
            start = end
        return tuple(found)

    @staticmethod
    def _name(plain: str, start: int, end: int) -> str:
        return ("##" if start else "") + plain[start:end]


def _plain(word: str) -> tuple[str, list[int]]:
    """The word in lower case without accents and invisible characters, and where each of its characters stood."""
    if word.isascii() and word.isprintable():
        return word.lower(), list(range(len(word)))
    letters: list[str] = []
    origin: list[int] = []
    for i, written in enumerate(word):
        for part in unicodedata.normalize("NFD", written):
            if unicodedata.category(part) in ("Mn", "Cc", "Cf", "Co", "Cs"):
                continue
            for letter in part.lower():
                letters.append(letter)
                origin.append(i)
    return "".join(letters), origin
