"""Generated statements at any number: speakers of unequal fame, five years of days, and outlets that reword what was said.

The same seed gives the same statements. What belongs together is known, so that wrong and missed merges can be counted.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from kg.consolidate import Wording

_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
)
_LINKS = ("of the", "in", "and", "with the", "for", "that", "will", "on the", "to", "by the")
_WORDS = 20_000
_EXPONENT = 1.0
_FIRST_DAY, _DAYS = date(2019, 1, 1), 5 * 365
_OUTLETS = 4.0
"""So many documents tell a statement on average; most are told once."""


def statements(number: int, *, seed: int = 1) -> Iterator[tuple[int, Wording]]:
    """So many wordings, each with the number of the statement that it words."""
    random, speakers, made, said = Random(seed), max(10, number // 40), 0, 0
    while made < number:
        speaker = _drawn(random, speakers)
        day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
        words = [_word(_drawn(random, _WORDS)) for _ in range(random.randint(5, 14))]
        copies = 1 if random.random() < 0.6 else 1 + int(random.expovariate(1 / (2 * _OUTLETS)))
        for copy in range(min(copies, number - made)):
            yield said, _wording(random, f"speaker-{speaker}", words, day=day, place=(said, copy))
            made += 1
        said += 1


def _wording(random: Random, speaker: str, words: Sequence[str], *, day: date, place: tuple[int, int]) -> Wording:
    said, copy = place
    told = list(words)
    if copy and random.random() < 0.3:
        told = told[: max(4, len(told) - random.randint(1, 4))]
    elif copy and random.random() < 0.3:
        told[random.randrange(len(told))] = _word(_drawn(random, _WORDS))
    joined = " ".join(word if n % 2 else f"{word} {_LINKS[(n + copy) % len(_LINKS)]}" for n, word in enumerate(told))
    document = f"urn:document:{said}-{copy}"
    stated = day.isoformat() if random.random() < 0.4 else ""
    published = "" if random.random() < 0.02 else (day + timedelta(days=random.randint(0, 2))).isoformat()
    return Wording(
        utterance=f"{document}#utterance", document=document, start=copy, speaker=speaker, text=joined, date=stated,
        published=published, form="indirect", polarity="asserted",
    )  # fmt: skip


@cache
def _word(number: int) -> str:
    letters: list[str] = []
    while number or not letters:
        number, rest = divmod(number, len(_SYLLABLES))
        letters.append(_SYLLABLES[rest])
    return "".join(letters) + "n"


def _drawn(random: Random, size: int) -> int:
    """A number below a size, the low ones far more often."""
    return bisect(_shares(size), random.random() * _shares(size)[-1])


@cache
def _shares(size: int) -> Sequence[float]:
    return tuple(accumulate(1 / (rank + 1) ** _EXPONENT for rank in range(size)))
