"""How two written names of people relate, whatever is known of the people: the same, fuller, misspelt, or not at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.consolidate.sounds import nearness, plain, sound
from kg.resolve.names import PersonName, parse

_NICKNAME = re.compile(r"[\"“(]([^\W\d_]{2,}[a-z])[\"”)]")
_PARTICLES = frozenset(
    ("von", "van", "der", "den", "zu", "de", "da", "di", "do", "dos", "das", "du", "del", "della", "la", "le", "bin", "ibn",
     "ben", "bint", "al", "el", "of", "y")
)  # fmt: skip
_NEAR = 0.8
_GIVEN_NEAR = 0.7
_SHORT = 4
_SHORT_NEAR = 0.87


class Relation(StrEnum):
    """How two names relate; the value is what a reader is told."""

    SAME = "the same name"
    FULLER = "one name is the fuller form of the other"
    ORDER = "the same words in another order"
    SOUND = "two spellings of one sound"
    WITHIN = "one name is part of the other"
    DOUBLE = "one of two surnames is left out"
    SUFFIX = "the same name, one with a suffix"
    INITIALS = "initials fit"
    PART = "one name is a single word of the other"
    MIDDLE = "the same given name and surname, other middle names"
    SHORTENED = "the same surname, one given name is short for the other or sounds like it"
    SURNAME = "the same surname, other given names"
    MISSPELT = "one name may be a misspelling of the other"
    MISSPELT_PART = "a single word that may be a misspelling of the other's surname"
    NONE = "nothing in common"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Form:
    """A name cut into folded words, without particles except where these are all there is; `suffix` is generational."""

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def sounds(self) -> tuple[str, ...]:
        """The words as they sound."""
        return tuple(map(sound, self.words))


@dataclass(frozen=True, slots=True)
class Likeness:
    """A relation, and for misspellings how near the two names sound (1.0 for all others)."""

    relation: Relation
    nearness: float = 1.0


NOTHING = Likeness(Relation.NONE, 0.0)


@lru_cache(maxsize=200_000)
def forms(written: str) -> tuple[Form, ...]:
    """The forms of a written name: 'Robert "Bob" Lighthizer' is Robert Lighthizer and Bob Lighthizer; sorted."""
    name = parse(written)
    found = {_form(name)}
    nickname = _NICKNAME.search(written)
    if nickname and len(name.words) > 1:
        found.add(_form(PersonName(words=(nickname[1], name.words[-1]), suffix=name.suffix)))
    return tuple(sorted(found))


def _form(name: PersonName) -> Form:
    words = tuple(plain(token) for token in name.key.tokens)
    kept = tuple(word for word in words if word not in _PARTICLES)
    return Form(words=kept or words, suffix=name.suffix)


def fullest(found: Iterable[Form]) -> tuple[Form, ...]:
    """The forms of more than one word, if there are any: a surname beside a full name tells nothing more."""
    all_forms = tuple(sorted(set(found)))
    return tuple(form for form in all_forms if len(form.words) > 1) or all_forms


@lru_cache(maxsize=500_000)
def likeness(one: Form, other: Form) -> Likeness:
    """How two forms relate: the strongest relation that holds; which comes first makes no difference."""
    short, full = sorted((one, other), key=lambda form: (len(form.words), form))
    if len(short.words) == 1:
        return _single(short, full)
    if short.suffix != full.suffix and _both_ends(short.words, full.words):
        return Likeness(Relation.SUFFIX) if not (short.suffix and full.suffix) else NOTHING
    relation = next((relation for relation, holds in _TABLE if holds(short, full)), None)
    return Likeness(relation) if relation else _misspelt(short, full)


def _single(short: Form, full: Form) -> Likeness:
    word = short.words[0]
    if len(full.words) == 1:
        return Likeness(Relation.SAME) if word == full.words[0] else _misspelt_part(word, full)
    if word in full.words or "".join(full.words) == word:
        return Likeness(Relation.PART)
    return _misspelt_part(word, full)


def _misspelt_part(word: str, full: Form) -> Likeness:
    near = max(nearness(word, full.words[-1]), nearness(word, "".join(full.words[-2:])) if len(full.words) > 2 else 0.0)
    return Likeness(Relation.MISSPELT_PART, near) if near >= _needed(word, full.words[-1]) else NOTHING


def _misspelt(short: Form, full: Form) -> Likeness:
    """Given name and surname each near, one of them a little off."""
    straight = _near_ends(short.words, full.words)
    turned = _near_ends(short.words[::-1], full.words)
    near = max(straight, turned)
    return Likeness(Relation.MISSPELT, near) if near > 0 else NOTHING


def _near_ends(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if len(one) != len(other) and not set(one[1:-1]) <= set(other):
        return 0.0
    family = nearness(one[-1], other[-1])
    given = nearness(one[0], other[0]) if family >= _needed(one[-1], other[-1]) else 0.0
    return min(given, family) if given >= _GIVEN_NEAR else 0.0


def _needed(one: str, other: str) -> float:
    """Short words that differ by a letter are other words, not misspellings."""
    return _SHORT_NEAR if min(len(one), len(other)) <= _SHORT else _NEAR


def _same(short: Form, full: Form) -> bool:
    return short.words == full.words or ("".join(short.words) == "".join(full.words) and short.words[0][0] == full.words[0][0])


def _both_ends(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return short[0] == full[0] and short[-1] == full[-1] and _middles_agree(short[1:-1], full[1:-1])


def _fuller(short: Form, full: Form) -> bool:
    return _both_ends(short.words, full.words)


def _middles_agree(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Middle names that do not contradict: "w" is "walker", but "hw" is not "w"; words may be left out."""
    if not short or not full:
        return True
    one, other = _letters(short), _letters(full)
    if all(len(word) > 1 for word in one):
        rest = iter(other)
        return all(any(word == each or (len(each) == 1 and word[0] == each) for each in rest) for word in one)
    return all(a[0] == b[0] and (a == b or 1 in (len(a), len(b))) for a, b in zip(one, other, strict=False))


def _letters(middle: tuple[str, ...]) -> list[str]:
    return [letter for word in middle for letter in (word if _is_initials(word) else (word,))]


def _is_initials(word: str) -> bool:
    return len(word) == 1 or (len(word) <= 3 and not set(word) & set("aeiouy"))


def _other_order(short: Form, full: Form) -> bool:
    return len(short.words) == len(full.words) and sorted(short.words) == sorted(full.words)


def _one_sound(short: Form, full: Form) -> bool:
    return len(short.words) == len(full.words) and all(_sounds_same(a, b) for a, b in zip(short.words, full.words, strict=True))


def _sounds_same(one: str, other: str) -> bool:
    """Whether two words are spellings of one, vowels aside where consonants are many: "mohammed", "muhammad"."""
    if sound(one) == sound(other):
        return True
    first, second = _skeleton(one), _skeleton(other)
    return first == second and len(first) >= 4 and nearness(one, other) >= _SHORT_NEAR


def _skeleton(word: str) -> str:
    return "".join(letter for letter in sound(word) if letter not in "aeiou")


def _part_of(short: Form, full: Form) -> bool:
    rest = iter(full.words)
    return len(short.words) < len(full.words) and short.words[-1] == full.words[-1] and all(w in rest for w in short.words)


def _one_of_two_surnames(short: Form, full: Form) -> bool:
    if len(short.words) >= len(full.words) or short.words[0] != full.words[0]:
        return False
    return len(short.words[-1]) > 1 and short.words[-1] in full.words[1:-1]


def _initials(short: Form, full: Form) -> bool:
    """One given name is initials of the other's: "jd vance" and "james david vance"; the surname is the same."""
    if short.words[-1] != full.words[-1]:
        return False
    for one, other in ((short.words[:-1], full.words[:-1]), (full.words[:-1], short.words[:-1])):
        letters = "".join(one)
        firsts = "".join(word[0] for word in other)
        if len(one) <= len(other) and all(map(_is_initials, one)) and firsts.startswith(letters):
            return True
    return False


def _shortened(short: Form, full: Form) -> bool:
    """The same surname, and given names of which one begins, ends or is held by the other: "ben", "liz", "tony"."""
    if short.words[-1] != full.words[-1]:
        return False
    one, other = sorted((short.words[0], full.words[0]), key=len)
    if len(one) < 3:
        return False
    return other.startswith(one[:3]) or one in other or nearness(one, other) >= _GIVEN_NEAR


def _other_middle(short: Form, full: Form) -> bool:
    return short.words[0] == full.words[0] and short.words[-1] == full.words[-1]


def _same_surname(short: Form, full: Form) -> bool:
    return short.words[-1] == full.words[-1]


_TABLE = (
    (Relation.SAME, _same),
    (Relation.FULLER, _fuller),
    (Relation.ORDER, _other_order),
    (Relation.SOUND, _one_sound),
    (Relation.INITIALS, _initials),
    (Relation.WITHIN, _part_of),
    (Relation.DOUBLE, _one_of_two_surnames),
    (Relation.MIDDLE, _other_middle),
    (Relation.SHORTENED, _shortened),
    (Relation.SURNAME, _same_surname),
)
