"""Which person mentions of one document stand for one person: surname and full name, initials, shared surnames."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.resolve.names import Key, PersonName, best_spelling, likeness, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of one document: the canonical name and every mention, in the order of the text."""

    label: str
    mentions: tuple[Mention, ...]


def find_people(mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The persons behind mentions that stand in the order of the text.

    A form goes to the one fuller form that it fits. Where it fits several, as a surname that two people share, it goes to the
    one whose full name was mentioned last before it; before any of them was, it stays a person of its own.
    """
    names = _parsed(mentions)
    keys = {mention: name.key for mention, name in names.items()}
    fullest = _fullest_forms(set(keys.values()))
    starts = _starts(keys, fullest)
    chosen: dict[Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        chosen[_choose(mention, keys[mention], fullest[keys[mention]], starts)].append(mention)
    spellings: dict[Key, list[PersonName]] = defaultdict(list)
    for mention, name in names.items():
        spellings[keys[mention]].append(name)
    return tuple(
        Person(label=_label(key, spellings, {keys[m] for m in found}), mentions=tuple(found))
        for key, found in sorted(chosen.items())
    )


def _parsed(mentions: Iterable[Mention]) -> dict[Mention, PersonName]:
    """Names by mention, without middle initials except where these alone tell two people apart."""
    names = {mention: parse(mention.name) for mention in mentions}
    initials: dict[Key, set[str]] = defaultdict(set)
    for name in names.values():
        if name.middle_initial:
            initials[name.without_middle_initial().key].add(name.middle_initial)
    return {
        mention: short if len(initials[(short := name.without_middle_initial()).key]) < 2 else name
        for mention, name in names.items()
    }


def _fullest_forms(keys: set[Key]) -> dict[Key, frozenset[Key]]:
    """For each form the fullest forms that it fits: itself alone where it fits none."""
    by_token: dict[str, set[Key]] = defaultdict(set)
    for key in keys:
        for token in key.tokens:
            by_token[token].add(key)
    found: dict[Key, frozenset[Key]] = {}
    for key in sorted(keys, key=lambda key: key.size, reverse=True):
        ranks = {full: rank for full in by_token[key.tokens[-1]] if (rank := likeness(key, full)) is not None}
        best = [full for full, rank in ranks.items() if rank == min(ranks.values())]
        found[key] = frozenset[Key]().union(*(found[full] for full in best)) or frozenset((key,))
    return found


def _starts(keys: Mapping[Mention, Key], fullest: Mapping[Key, frozenset[Key]]) -> dict[Key, list[int]]:
    """Where each fullest form is mentioned beyond doubt, ascending."""
    starts: dict[Key, list[int]] = defaultdict(list)
    for mention, key in keys.items():
        if mention.span is not None and len(fullest[key]) == 1:
            (full,) = fullest[key]
            starts[full].append(mention.span.start)
    return {key: sorted(found) for key, found in starts.items()}


def _choose(mention: Mention, key: Key, candidates: frozenset[Key], starts: Mapping[Key, Sequence[int]]) -> Key:
    if len(candidates) == 1:
        return next(iter(candidates))
    if mention.span is None:
        return key
    last = {full: _last_before(starts.get(full, ()), mention.span.start) for full in candidates}
    latest = max(last.values())
    nearest = [full for full, start in last.items() if start == latest]
    return nearest[0] if latest >= 0 and len(nearest) == 1 else key


def _last_before(starts: Sequence[int], position: int) -> int:
    index = bisect_left(starts, position)
    return starts[index - 1] if index else -1


def _label(key: Key, spellings: Mapping[Key, list[PersonName]], members: set[Key]) -> str:
    """The shortest form of given name and surname that the document uses: "Donald Trump" for "Donald John Trump"."""
    ends = (key.tokens[0], key.tokens[-1], key.suffix)
    forms = [k for k in members | {key} if len(k.tokens) > 1 and (k.tokens[0], k.tokens[-1], k.suffix) == ends]
    shortest = min(forms, key=lambda k: (k.size, k), default=key)
    return best_spelling(spellings[shortest]).label
