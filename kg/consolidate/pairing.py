"""Which people are worth comparing: those who share a surname's sound, a word of their names, or a post that has one holder.

Each block is small, so that the work grows with the number of people and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from rapidfuzz import fuzz, process

from kg.consolidate.names import Form
from kg.consolidate.posts import Post
from kg.consolidate.profiles import Profile
from kg.consolidate.sounds import sound

_NEAR = 70.0
"""Per cent of likeness of two surnames' sounds from which they may be one misspelt."""
_YEARS = 5
_ANY_YEAR = -1

Key = tuple[str, ...]
Pair = tuple[str, str]


def pairs(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Every two profiles that may be one person, each pair once, sorted by their keys."""
    by_key = {one.key: one for one in profiles}
    known = [by_key[key] for key in sorted(by_key)]
    found: set[Pair] = {*_by_surname(known), *_by_part(known), *_by_single_word(known), *_by_post(known)}
    for one, other in sorted(found):
        yield by_key[one], by_key[other]


def _by_surname(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """The same surname, or the same words in another order, and given names that begin alike."""
    blocks: dict[Key, set[str]] = defaultdict(set)
    for one in profiles:
        for form in one.names:
            for key in _surname_keys(form):
                blocks[key].add(one.key)
    yield from _inside(blocks.values())


def _surname_keys(form: Form) -> Iterator[Key]:
    words = form.words
    if len(words) < 2:
        return
    family = _bones(words[-1])
    yield ("raw", family, words[0][0])
    yield ("sound", family, sound(words[0])[0])
    yield ("order", *sorted(words))
    yield ("whole", "".join(words))


def _bones(word: str) -> str:
    """The consonants of a word as it sounds, and its first letter: vowels are what spellings differ in most."""
    heard = sound(word)
    return heard[0] + "".join(letter for letter in heard[1:] if letter not in "aeiou")


def _by_part(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """A name of two words and a fuller one that holds both: "Enrique Peña" and "Enrique Peña Nieto"."""
    short: dict[Key, set[str]] = defaultdict(set)
    full: dict[Key, set[str]] = defaultdict(set)
    for one in profiles:
        for form in one.names:
            first, *middle, last = form.words if len(form.words) > 1 else ("", "")
            short[first, last].add(one.key)
            for word in middle:
                full[first, word].add(one.key)
                full[word, last].add(one.key)
    yield from _between(short, full)


def _by_single_word(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """A surname alone, and every name that holds it."""
    alone: dict[Key, set[str]] = defaultdict(set)
    within: dict[Key, set[str]] = defaultdict(set)
    for one in profiles:
        for form in one.names:
            target = alone if len(form.words) == 1 else within
            for word in form.words:
                target[(word,)].add(one.key)
    yield from _between(alone, within)


def _by_post(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """One post with one holder in the same years, and surnames that sound nearly the same."""
    blocks: dict[Key, list[Profile]] = defaultdict(list)
    for one in profiles:
        for key in sorted({key for post in one.posts for key in _post_keys(post, one)}):
            blocks[key].append(one)
    for key, block in blocks.items():
        others = blocks.get((*key[:-1], str(_ANY_YEAR)), ()) if key[-1] != str(_ANY_YEAR) else ()
        if len(block) + len(others) > 1:
            yield from _alike([*block, *others])


def _post_keys(post: Post, one: Profile) -> Iterator[Key]:
    if not post.has_one_holder:
        return
    place = post.organization or post.country
    first, last = one.years or (_ANY_YEAR * _YEARS, _ANY_YEAR * _YEARS)
    around = 0 if one.years is None else 1
    for word in post.words:
        for years in range(first // _YEARS, last // _YEARS + 1 + around):
            yield (place, word, str(years))


def _alike(block: Sequence[Profile]) -> Iterator[Pair]:
    by_word: dict[str, set[str]] = defaultdict(set)
    for one in block:
        for form in one.names:
            by_word[sound(form.words[-1])].add(one.key)
    words = sorted(by_word)
    near = process.cdist(words, words, scorer=fuzz.ratio, score_cutoff=_NEAR)
    for row, column in zip(*near.nonzero(), strict=True):
        if row <= column:
            yield from _pairs_of(by_word[words[row]], by_word[words[column]])


def _between(one: dict[Key, set[str]], other: dict[Key, set[str]]) -> Iterator[Pair]:
    for key in one.keys() & other.keys():
        yield from _pairs_of(one[key], other[key])


def _inside(blocks: Iterable[set[str]]) -> Iterator[Pair]:
    for block in blocks:
        yield from combinations(sorted(block), 2)


def _pairs_of(one: Iterable[str], other: Iterable[str]) -> Iterator[Pair]:
    for first, second in product(one, other):
        if first != second:
            yield (first, second) if first < second else (second, first)
