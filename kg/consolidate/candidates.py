"""Which wordings are worth comparing: those of one speaker and about one time that share two telling words.

Almost linear: each wording is looked up under a bounded number of keys, pairs of words that stand side by side in it or are
among its rarest; what shares no such pair is not nearly the same statement, nor a paraphrase that could be told from chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from kg.consolidate.wordings import Wording
from kg.consolidate.words import is_usual

_RAREST = 6

Key = tuple[str, str]
Pair = tuple[int, int]


def candidates(wordings: Sequence[Wording]) -> Iterator[Pair]:
    """Pairs of wordings to compare, by their places in the sequence, the lower first; each pair once."""
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for place, wording in enumerate(wordings):
        by_speaker[wording.speaker].append(place)
    for places in by_speaker.values():
        if len(places) > 1:
            yield from _of_one_speaker(wordings, places)


def keys(wording: Wording) -> frozenset[Key]:
    """The pairs of words that a wording is looked up under."""
    content = wording.sense.content
    rarest = sorted(wording.sense.bag, key=lambda token: (is_usual(token), -len(token), token))[:_RAREST]
    found = {_key(*pair) for pair in (*pairwise(content), *combinations(rarest, 2)) if pair[0] != pair[1]}
    telling = {key for key in found if not (is_usual(key[0]) and is_usual(key[1]))}
    return frozenset(telling or found)


def _key(one: str, other: str) -> Key:
    return (one, other) if one < other else (other, one)


def _of_one_speaker(wordings: Sequence[Wording], places: Iterable[int]) -> Iterator[Pair]:
    dated: dict[tuple[Key, int], list[int]] = defaultdict(list)
    undated: dict[Key, list[int]] = defaultdict(list)
    anywhen: dict[Key, list[int]] = defaultdict(list)
    for place in (place for place in places if wordings[place].is_telling):
        buckets = wordings[place].said.buckets
        for key in keys(wordings[place]):
            anywhen[key].append(place)
            if buckets is None:
                undated[key].append(place)
            for bucket in buckets or ():
                dated[key, bucket].append(place)
    yield from sorted({*_pairs(dated.values()), *_with_undated(undated, anywhen)})


def _pairs(lists: Iterable[Sequence[int]]) -> Iterator[Pair]:
    for sharing in lists:
        yield from combinations(sharing, 2)


def _with_undated(undated: Mapping[Key, Sequence[int]], anywhen: Mapping[Key, Sequence[int]]) -> Iterator[Pair]:
    for key, without in undated.items():
        for one in without:
            yield from ((min(one, other), max(one, other)) for other in anywhen[key] if other != one)
