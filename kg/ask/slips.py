"""Words of a question that are written with a slip, and what they are taken for, where nothing else is near."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.ask.knowledge import Knowledge
from kg.ask.names import fold, is_slip
from kg.ask.topics import NEVER
from kg.ask.vocabulary import vocabulary
from kg.queries import ClaimFilter, count_claims

_WORD = re.compile(r"[^\W\d_]{5,}")
_ENDINGS = frozenset(
    ("", "s", "es", "d", "ed", "er", "or", "ing", "ise", "ize", "ised", "ized", "ism", "ist", "ion", "ions", "al", "ally",
     "ly", "y", "ies", "ive", "ment", "able", "ible", "ant", "ent", "ance", "ence", "ful", "less", "ness", "n", "t")
)  # fmt: skip
_LONG, _LONGEST = 7, 9
"""Letters from which two letters may be in the wrong places, and from which one may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word that is known: how it is written, what it means, and whether it is part of names of people and bodies alone."""

    written: str
    meanings: frozenset[str]
    is_body: bool = False


def mended(around: Knowledge, question: str) -> tuple[str, Mapping[str, str]]:
    """A question with its slips mended, and what each word was taken for; the same question where there are none.

    A word that some claim has is no slip, whatever it is near to; nor is another form of a word that is known.
    """
    taken: dict[str, str] = {}
    known = _known(around)
    for word in dict.fromkeys(_WORD.findall(question)):
        plain = " ".join(fold(word))
        is_known = plain in known or plain in vocabulary().words() or plain in NEVER
        if not is_known and not count_claims(around.store, ClaimFilter(text=word)):
            near = _nearest(plain, known)
            if near:
                taken[word] = near.written
            elif plain.endswith("s") and plain[:-1] in vocabulary().heads:
                taken[word] = plain[:-1]
    return _WORD.sub(lambda found: taken.get(found.group(), found.group()), question), taken


def _known(around: Knowledge) -> Mapping[str, _Word]:
    """Nouns and verbs that questions are asked with, and the single words of names."""
    classes = vocabulary().classes
    told = vocabulary().heads | vocabulary().small
    found = {word: _Word(written=word, meanings=classes.get((word,), frozenset((word,)))) for word in told}
    for item in around.everything:
        if item.kind != "measure":
            is_body = item.kind in ("person", "organization", "group")
            for written in (word for name in (item.label, *item.others) for word in name.split()):
                for word in fold(written) if len(fold(written)) == 1 else ():
                    before = found.get(word, _Word(written=written, meanings=frozenset(), is_body=True))
                    is_body_alone = before.is_body and is_body
                    meanings = before.meanings | {item.label}
                    found[word] = _Word(written=before.written, meanings=meanings, is_body=is_body_alone)
    return found


def _nearest(plain: str, known: Mapping[str, _Word]) -> _Word | None:
    """The word that a slip is taken for: the only one that is nearest, or one of several that mean the same."""
    near = {word: OSA.distance(plain, word) for word, one in known.items() if _may_be(plain, word, is_name=one.is_body)}
    nearest = sorted(word for word, distance in near.items() if distance == min(near.values()))
    best = [known[word] for word in nearest if word not in vocabulary().heads] or [known[word] for word in nearest]
    is_one = bool(best) and all(one.meanings & best[0].meanings for one in best)
    return best[0] if is_one else None


def _may_be(plain: str, word: str, *, is_name: bool) -> bool:
    """Whether one word is the other with a slip: the first letter, which is hardly ever mistyped, is the same.

    A letter that neither has more often makes another word ("steal" is not "steel", "house" no horse) than a slip.
    """
    if plain[0] != word[0] or abs(len(plain) - len(word)) > 1 or _is_other_form(plain, word):
        return False
    if is_name:
        return is_slip((plain,), (word,))
    distance = OSA.distance(plain, word, score_cutoff=2)
    if set(plain) == set(word):
        return distance <= (2 if len(plain) >= _LONG else 1)
    return distance == 1 and (len(plain) != len(word) or len(plain) >= _LONGEST)


def _is_other_form(one: str, other: str) -> bool:
    """Whether two words differ by their endings alone: "exported", "exporter"; "criticism", "criticise"."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any({one[at:], other[at:]} <= _ENDINGS for at in range(3, shared + 1))
