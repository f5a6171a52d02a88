"""The words that questions are asked with: classes of verbs, nouns, phrases and grammar, with every form of each."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]

PASSED = "PASSED"
PRONOUN = "PRONOUN"
_DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")
_VOWELS = re.compile(r"[aeiouy]+")
_HISSING = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Phrases of one or more words in small letters, with their classes; `grammar` are the classes that every question has."""

    classes: Mapping[Phrase, frozenset[str]]
    grammar: frozenset[str]
    longest: int
    heads: frozenset[str]
    """The nouns, and verbs as dictionaries list them."""
    small: frozenset[str]
    """The words of grammar, "about", "which"."""

    def words(self) -> frozenset[str]:
        """All single words of all phrases."""
        return frozenset(word for phrase in self.classes for word in phrase)


@cache
def vocabulary() -> Vocabulary:
    """All classes, read once."""
    table = tomllib.loads(files("kg.ask").joinpath("vocabulary.toml").read_text("utf-8"))
    prepositions: Mapping[str, str] = table["grammar"].pop("prepositions")
    grammar = {**table["grammar"], **prepositions}
    found: dict[Phrase, set[str]] = defaultdict(set)
    for name, words in (*table["words"].items(), *grammar.items()):
        _add(found, name, ((word,) for word in words.split()))
    _add(found, PASSED, ((word,) for word in table["passed"]["words"].split()))
    _add(found, PRONOUN, ((word,) for word in table["pronouns"]["words"].split()))
    for name, words in table["verbs"].items():
        _add(found, name, map(tuple, map(_verb_forms, words.split())))
    for name, words in table["nouns"].items():
        _add(found, name, map(tuple, map(_noun_forms, words.split())))
    return Vocabulary(
        classes={phrase: frozenset(names) for phrase, names in found.items()},
        grammar=frozenset(grammar),
        longest=max(map(len, found)),
        small=frozenset(word for words in grammar.values() for word in words.split() if "_" not in word),
        heads=frozenset(_heads((*table["nouns"].values(), *table["verbs"].values()), table["nouns"].values())),
    )


def _heads(entries: Iterable[str], nouns: Iterable[str]) -> Iterator[str]:
    yield from (entry.partition(":")[0] for words in entries for entry in words.split())
    yield from (form for words in nouns for entry in words.split() for form in _noun_forms(entry))


def _add(found: dict[Phrase, set[str]], name: str, words: Iterator[tuple[str, ...]]) -> None:
    for forms in words:
        for form in forms:
            found[tuple(re.split(r"[_-]", form))].add(name)


def _verb_forms(entry: str) -> Iterator[str]:
    """The forms of a verb: "give:gave:given" → give, gives, giving, gave, given."""
    lemma, *others = entry.split(":")
    head, joint, rest = lemma.partition("_")
    tail = joint + rest
    yield lemma
    yield _with_s(head) + tail
    yield f"{_stem(head, 'ing')}ing{tail}"
    yield from others or (f"{_stem(head, 'ed')}ed{tail}",)


def _noun_forms(entry: str) -> Iterator[str]:
    lemma, *others = entry.split(":")
    yield lemma
    yield from others or (_with_s(lemma),)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_HISSING) or word == "go" else f"{word}s"


def _stem(word: str, ending: str) -> str:
    """What stands before "-ed" or "-ing": "rais", "hit" → "hitt", "levy" → "levi" before "-ed" alone."""
    if word.endswith("ie") and ending == "ing":
        return f"{word[:-2]}y"
    if word.endswith("e") and not (word.endswith("ee") and ending == "ing"):
        return word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou" and ending == "ed":
        return f"{word[:-1]}i"
    one_syllable = len(_VOWELS.findall(word)) == 1
    return word + word[-1] if one_syllable and _DOUBLING.search(word) and not word.endswith("w") else word
