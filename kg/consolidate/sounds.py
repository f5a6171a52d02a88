"""How names sound: one form for the ways in which English writes a foreign name, and how far two are apart.

"Zelenskyy" and "Zelenskiy", "Sergei" and "Sergey", "Müller" and "Mueller" share a form. What a typist or a transcript gets
wrong is a short way off: "Ruttnik" from "Lutnick". "Ishiba" is a long way off from "Kishida", although they share most letters.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "e", "œ": "e", "þ": "th", "ı": "i", "ŋ": "n"})
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch", "sh"),
        (r"^y(?=e)", ""),
        (r"[ij]?y|j", "i"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"sh", "s"),
        (r"ch", "ç"),
        (r"ck|cq|q", "k"),
        (r"x", "ks"),
        (r"c(?=[ei])", "s"),
        (r"c", "k"),
        (r"ç", "c"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aeiou])er$", "r"),
    )
)
_ALIKE = ("aeiou", "lr", "mn", "bp", "dt", "gk", "fv", "cs")
_CLASSES = {letter: number for number, letters in enumerate(_ALIKE) for letter in letters}
_LIGHT = frozenset("aeiouh")
_HALF = 0.5
_FARTHEST = 0.3


def plain(word: str) -> str:
    """A folded word without the letters that only some alphabets have: "wałęsa" → "walesa"."""
    return word.translate(_LETTERS)


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """What the spellings of one word in English share: "Zelenskyy" → "selenski"; the word is folded already."""
    found = plain(word)
    for pattern, replacement in _RULES:
        found = pattern.sub(replacement, found)
    return found or word


@lru_cache(maxsize=200_000)
def nearness(one: str, other: str) -> float:
    """How near two words sound, 0 to 1: letters that sound alike and vowels count half; the words are folded.

    What is farther than 0.7 is 0: no letter counts less than half, so that a quick look at the number of edits tells.
    """
    first, second = sound(one), sound(other)
    if first == second:
        return 1.0
    longest = max(len(first), len(second))
    farthest = int(_FARTHEST * longest / _HALF)
    if Levenshtein.distance(first, second, score_cutoff=farthest) > farthest:
        return 0.0
    near = 1 - _distance(first, second) / longest
    return near if near >= 1 - _FARTHEST else 0.0


def _distance(first: str, second: str) -> float:
    before = [0.0]
    for letter in second:
        before.append(before[-1] + _weight(letter))
    for letter in first:
        row = [before[0] + _weight(letter)]
        for at, other in enumerate(second, start=1):
            exchanged = before[at - 1] + _exchange(letter, other)
            row.append(min(exchanged, before[at] + _weight(letter), row[-1] + _weight(other)))
        before = row
    return before[-1]


def _weight(letter: str) -> float:
    return _HALF if letter in _LIGHT else 1.0


def _exchange(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    return _HALF if letter in _CLASSES and _CLASSES[letter] == _CLASSES.get(other) else 1.0
