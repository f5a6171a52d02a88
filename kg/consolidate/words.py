"""What the words of a statement say, apart from how they are written: content words with weights, figures, names, negation.

Everything here is a function of one text alone, so that likeness of two texts never depends on what else a store holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

from kg.lexicon import lexicon

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[^\W_]+")
_NEGATION = re.compile(r"n[’']t\b|\b(?:cannot|neither|never|no|nobody|none|nor|not|nothing|without)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_ENDINGS = re.compile(
    r"(?:ications?|izations?|ations?|ating|ated|ates?|itions?|ements?|ments?|ances?|ences?|enses?|ings?|ities|ity"
    r"|ions?|ives?|ers?|ors?|ied|ies|ed|es|ly|al|s|e|y)$"
)
_SHORTEST_STEM = 3
_REMEMBERED = 50_000
"""Texts whose sense is kept: those of one speaker and time are compared together."""
_PER_CENT = re.compile(r"\s*(?:%|\bper\s?cent\b)")
_TO_COME = frozenset(("will", "would", "shall", "'ll", "going"))
_DONE = frozenset(("has", "have", "had", "was", "were", "did"))
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SMALL_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS)} | {
    "hundred": "100",
    "thousand": "1000",
    "million": "10^6",
    "billion": "10^9",
    "trillion": "10^12",
    "half": "1/2",
    "third": "1/3",
    "quarter": "1/4",
    "fifth": "1/5",
    "tenth": "1/10",
    "double": "x2",
    "twice": "x2",
    "triple": "x3",
}
_USUAL = 0.5
_NAMED = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One text as it is compared: `words` without case, `content` in order, `poles` as (pair, side), `limits` as "but".

    `tense` is "to come", "done" or ""; `beginnings` and `endings` tell after how many words a clause begins and ends.
    """

    words: tuple[str, ...]
    content: tuple[str, ...]
    names: frozenset[str]
    figures: frozenset[str]
    is_negated: bool
    poles: frozenset[tuple[str, str]]
    quotes: tuple[tuple[str, ...], ...]
    limits: frozenset[str]
    tense: str
    beginnings: frozenset[int]
    endings: frozenset[int]

    bag: frozenset[str]
    """The content words without their order."""
    weight: float
    """How much they tell together."""


@lru_cache(maxsize=_REMEMBERED)
def sense(text: str, *, is_quoted: bool = False) -> Sense:
    """What a text says; `is_quoted` tells that all of it stands in quotation marks in its document."""
    text = _PER_CENT.sub(" percent", text)
    marked = tuple(_marked(text))
    places = [match.span() for match in _WORD.finditer(text)]
    words = tuple(_written(text[start:end]) for start, end in places)
    content = tuple(token for token, _ in marked)
    return Sense(
        words=words,
        content=content,
        bag=frozenset(content),
        weight=weight(frozenset(content)),
        names=frozenset(token for token, is_name in marked if is_name),
        figures=frozenset(_figures(words)),
        is_negated=bool(_NEGATION.search(text)),
        poles=frozenset(_poles(words)),
        limits=_lists()["contrast"].intersection(words),
        tense="to come" if _TO_COME.intersection(words) else "done" if _DONE.intersection(words) else "",
        beginnings=frozenset(n for n, (start, _) in enumerate(places) if _begins(text, start)),
        endings=frozenset(n for n, (_, end) in enumerate(places, 1) if _ends(text, end)),
        quotes=(words,) if is_quoted else tuple(_words("".join(found)) for found in _QUOTED.findall(text)),
    )


def weight(tokens: frozenset[str]) -> float:
    """How much content words tell together: a name more than a noun, a word that all news use least."""
    return sum(map(_weight, tokens))


def is_usual(token: str) -> bool:
    """Whether a content word is one that most news of trade and politics use."""
    return _weight(token) < 1


def opposed(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The pairs of opposites, "raise/lower", of which one text takes one side only and the other the other only."""
    return tuple(
        sorted(
            pair
            for pair in {pair for pair, _ in one} & {pair for pair, _ in other}
            if {side for name, side in one if name == pair}.isdisjoint(side for name, side in other if name == pair)
        )
    )


def pull_alike(one: str, other: str) -> bool:
    """Whether two content words stand on the same side of some pair of opposites: "cut" and "lower"."""
    return not _pulls().get(one, frozenset()).isdisjoint(_pulls().get(other, frozenset()))


@cache
def _pulls() -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for word, sides in _sides().items():
        found[_plainest(word)] = found.get(_plainest(word), frozenset()) | frozenset(sides)
    return found


def stem(word: str) -> str:
    """A word without its ending, British and American spelling alike: "negotiating", "negotiations" → "negoti"."""
    plain = word.removesuffix("'s").removesuffix("'").replace("aluminium", "aluminum").replace("programme", "program")
    plain = re.sub(r"(?<=[a-z]{3})our(?=s|ed|ing|$)", "or", plain)
    plain = re.sub(r"(?<=[a-z]{3})is(?=(?:e[sd]?|ing|ations?)$)", "iz", plain)
    if not plain.isascii() or not plain.isalpha():
        return plain
    found = _ENDINGS.search(plain, min(_SHORTEST_STEM, len(plain)))
    short = plain[: found.start()] if found else plain
    return short[:-1] if len(short) > _SHORTEST_STEM and short[-1] == short[-2] else short


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(_written, _WORD.findall(text)))


def _written(word: str) -> str:
    return intern(word.replace("’", "'").casefold())


@cache
def _weight(token: str) -> float:
    if token[0] in "@§":
        return _NAMED
    return _USUAL if token in _lists()["usual"] else 1.0


def _marked(text: str) -> Iterator[tuple[str, bool]]:
    """Content words in order, and whether each is a name: countries and agreements as their codes."""
    known = lexicon()
    agreements = [(one.start, one.end, f"§{one.value}") for one in known.find_agreements(text)]
    countries = [(one.start, one.end, f"@{one.value}") for one in known.find_countries(text)]
    covered = [*agreements, *(c for c in countries if not any(a[0] < c[1] and c[0] < a[1] for a in agreements))]
    place = 0
    for start, end, token in (*sorted(covered), (len(text), len(text), "")):
        yield from _plain_words(text, place, start)
        if token:
            yield token, True
        place = end


def _plain_words(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    for match in _WORD.finditer(text, start, end):
        written = match.group()
        lower = _written(written)
        if lower.removesuffix("'s") not in _lists()["empty"] and lower not in _SMALL_NUMBERS and len(lower) > 1:
            yield _plainest(lower), written[0].isupper() and not _begins(text, match.start())


def _plainest(word: str) -> str:
    """The stem that stands for a word and for those that reporters put in its place."""
    return intern(_alike().get(word.removesuffix("'s")) or stem(word))


@cache
def _alike() -> dict[str, str]:
    groups = (line.split() for line in _section("alike"))
    return {word: stem(group[0]) for group in groups for word in group}


def _begins(text: str, start: int) -> bool:
    """Whether a word stands where any word is written with a capital."""
    before = text[:start].rstrip(" \t\n“\"‘'(")
    return not before or before[-1] in ".?!…:;"


def _ends(text: str, end: int) -> bool:
    after = text[end:].lstrip(" \t\n”\"’')")
    return not after or after[0] in ".?!…:;,—–"


def _figures(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        if word[0].isdigit():
            yield word.replace(",", "")
        elif word in _lists()["calendar"]:
            yield word[:3]
        elif word in _SMALL_NUMBERS and word != "one":
            yield _SMALL_NUMBERS[word]


def _poles(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    sides = _sides()
    for word in words:
        if word in sides:
            yield from sides[word]


@cache
def _sides() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in _section("opposites"):
        halves = tuple(half.split() for half in line.split("|"))
        name = f"{halves[0][0]}/{halves[1][0]}"
        for half in halves:
            for word in half:
                found[word] = (*found.get(word, ()), (name, half[0]))
    return found


@cache
def _lists() -> dict[str, frozenset[str]]:
    words = {
        name: frozenset(word for line in _section(name) for word in line.split())
        for name in ("empty", "usual", "calendar", "contrast")
    }
    return {**words, "usual": frozenset(map(stem, words["usual"]))}


@cache
def _section(name: str) -> tuple[str, ...]:
    """The lines under a heading "[name]" of the word lists."""
    lines = files("kg.consolidate").joinpath("words.txt").read_text("utf-8").splitlines()
    start = lines.index(f"[{name}]") + 1
    end = next((n for n in range(start, len(lines)) if lines[n].startswith("[")), len(lines))
    return tuple(line for line in lines[start:end] if line and not line.startswith("#"))
