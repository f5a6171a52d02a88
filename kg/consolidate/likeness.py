"""Whether two wordings of one speaker are one statement, and by what: a wrong yes is the worse error."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from kg.consolidate.wordings import Wording
from kg.consolidate.words import Sense, opposed, pull_alike, sense, weight

_ALL_GOODS = "/all-goods"


class Reason(StrEnum):
    """Why two wordings are taken for one statement, the surest first."""

    SAME_WORDS = "the same words"
    CUT = "one is part of the other"
    QUOTATION = "the same quotation inside"
    PARAPHRASE = "the same content words"
    PARALLEL = "alike, in two reports that run parallel"
    PLACE = "at the same place of two reports that run parallel"


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two wordings are one statement: how sure, from 0 to 1, and why."""

    confidence: float
    reason: Reason


_ALIKE, _NEARLY = 85.0, 70.0
_SAME_SHARE = 0.75
_FEWEST_SAME, _WHOLE = 3, 0.99
_CUT_WORDS, _CUT_CONTENT = 5, 3
_QUOTED_WORDS, _QUOTED_CONTENT, _QUOTED_SHARE, _QUOTED_MOST, _BESIDES = 4, 2, 0.3, 0.6, 0.9
_HELD, _SHARED, _FEWEST_SHARED, _LEAST_WEIGHT = 0.68, 0.48, 4, 2.5
_SPELLED_ALIKE = 70.0
_FEW = 2


def likeness(one: Wording, other: Wording) -> Likeness | None:
    """How surely two telling wordings of one speaker are one statement, whatever documents they stand in; None if not."""
    a, b = one.sense, other.sense
    held, shared = shares(a, b)
    if held < _QUOTED_SHARE or not one.said.meets(other.said) or not _subjects_agree(one, other):
        return None
    is_possible = not any(True for _ in _differences(a, b))
    found = None
    if is_possible and shared >= _SAME_SHARE and _is_same(a, b):
        found = Likeness(0.97 if a.words == b.words else 0.95, Reason.SAME_WORDS)
    elif held >= _WHOLE and _is_cut(a, b, is_possible=is_possible):
        found = Likeness(0.93, Reason.CUT)
    elif is_possible and (_quotes(a, b) or _quotes(b, a)):
        found = Likeness(0.9, Reason.QUOTATION)
    elif is_possible and held >= _HELD and shared >= _SHARED and _is_paraphrase(a, b):
        found = Likeness(round(min(0.9, 0.5 + shared / 2), 2), Reason.PARAPHRASE)
    return found


def agree(one: Wording, other: Wording) -> bool:
    """Whether nothing that a claim hangs on differs, be it one word in twenty: the day, the subject, a number, a "not"."""
    return one.said.meets(other.said) and not any(True for _ in differences(one, other))


def differences(one: Wording, other: Wording) -> Iterator[str]:
    """What speaks against two wordings being one statement, apart from their dates, in words."""
    if one.polarity != other.polarity:
        yield "polarity"
    if _apart(one.about, other.about):
        yield "sector"
    yield from _differences(one.sense, other.sense)


def _differences(one: Sense, other: Sense) -> Iterator[str]:
    if one.is_negated != other.is_negated:
        yield "negation"
    if one.figures != other.figures and not _one_holds_the_other(one.figures, other.figures):
        yield "figures"
    if one.poles and other.poles:
        yield from opposed(one.poles, other.poles)


def shares(one: Sense, other: Sense) -> tuple[float, float]:
    """By weight, how much of the lesser one's content the other holds, and how much of both is common."""
    common = weight(one.bag & other.bag)
    return common / (min(one.weight, other.weight) or 1), common / (one.weight + other.weight - common or 1)


def _subjects_agree(one: Wording, other: Wording) -> bool:
    return one.polarity == other.polarity and not _apart(one.about, other.about)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name sectors and none in common; trade as such is no sector."""
    if not one or not other or not one.isdisjoint(other):
        return False
    return all(not sector.endswith(_ALL_GOODS) for sector in (*one, *other))


def _one_holds_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _is_same(one: Sense, other: Sense) -> bool:
    ratio = fuzz.ratio(one.words, other.words)
    if one.content == other.content and len(one.bag) >= _FEWEST_SAME and ratio >= _NEARLY:
        return True
    return ratio >= _ALIKE and _words_agree(one, other)


def _is_paraphrase(one: Sense, other: Sense) -> bool:
    common = one.bag & other.bag
    return (
        len(common) >= _FEWEST_SHARED
        and weight(common) >= _LEAST_WEIGHT
        and one.limits == other.limits
        and {one.tense, other.tense} != {"to come", "done"}
        and _words_agree(one, other)
    )


def _words_agree(one: Sense, other: Sense) -> bool:
    """Whether not each names something that the other does not speak of, and not a word or two stand for others."""
    if (one.names - other.bag and other.names - one.bag) or _turned(one, other):
        return False
    left, right = (first.bag - second.bag - first.names for first, second in ((one, other), (other, one)))
    if not 0 < len(left) <= _FEW or not 0 < len(right) <= _FEW:
        return True
    return any(fuzz.ratio(a, b) >= _SPELLED_ALIKE or pull_alike(a, b) for a in left for b in right)


def _turned(one: Sense, other: Sense) -> bool:
    """Whether the two name the same in another order, as in "A taxes B" and "B taxes A", and neither is in the passive."""
    common = one.names & other.names
    first, second = ([name for name in dict.fromkeys(side.content) if name in common] for side in (one, other))
    return first != second and ("by" in one.words) == ("by" in other.words)


def _is_cut(one: Sense, other: Sense, *, is_possible: bool) -> bool:
    """Whether one is a run of words of the other; inside a sentence only if nothing around it can turn it."""
    short, long = sorted((one, other), key=lambda side: len(side.words))
    if len(short.words) < _CUT_WORDS or len(short.bag) < _CUT_CONTENT:
        return False
    place = _place(long.words, short.words)
    if place is None:
        return False
    if place in long.beginnings and place + len(short.words) in long.endings:
        return True
    return is_possible and one.limits == other.limits


def _quotes(one: Sense, other: Sense) -> bool:
    """Whether the other holds, word by word, a quotation that stands in the one and is most of it or not all they share."""
    return any(_joins(quote, one, other) for quote in one.quotes)


def _joins(quote: tuple[str, ...], one: Sense, other: Sense) -> bool:
    if len(quote) < _QUOTED_WORDS or _place(other.words, quote) is None:
        return False
    inside = sense(" ".join(quote)).bag
    if len(inside) < _QUOTED_CONTENT:
        return False
    besides = (one.bag & other.bag) - inside
    return weight(besides) >= _BESIDES or weight(inside) >= _QUOTED_MOST * min(one.weight, other.weight)


def _place(words: tuple[str, ...], run: tuple[str, ...]) -> int | None:
    """Where a run of words begins among others; None where it does not stand."""
    first, length = run[0], len(run)
    return next((n for n in range(len(words) - length + 1) if words[n] == first and words[n : n + length] == run), None)
