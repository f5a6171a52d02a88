"""Claims that several documents report: one claim, each wording kept."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from kg.consolidate.wordings import Wording
from kg.ids import Namer
from kg.model import Iri, Literal, Term
from ontology.terms import RDF, SCHEMA

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"n[’']t\b|\b(?:cannot|neither|never|no|nobody|none|nor|not|nothing|without)\b", re.IGNORECASE)
_SHINGLE = 3
_FEWEST_WORDS = 4
_ALIKE = 85.0
"""Per cent of similarity from which two wordings of one speaker are one claim: high, for a wrong merge is the worse error."""
_DAYS_APART = 3


def claim_groups(found: Iterable[Wording]) -> tuple[tuple[Wording, ...], ...]:
    """Wordings that are one claim: one speaker, several documents, nearly the same words; each group and all groups sorted."""
    by_speaker: dict[str, list[Wording]] = defaultdict(list)
    for wording in sorted(found):
        by_speaker[wording.speaker].append(wording)
    groups = (group for same in by_speaker.values() for group in _components(same))
    return tuple(sorted(tuple(sorted(group)) for group in groups if len({w.document for w in group}) > 1))


def _components(wordings: list[Wording]) -> Iterator[list[Wording]]:
    """Wordings joined by likeness; two groups join only if nothing in one speaks against anything in the other."""
    groups = {wording: [wording] for wording in wordings}
    for one, other in sorted(_candidates(wordings)):
        first, second = groups[one], groups[other]
        if first is not second and _same(one, other) and all(_agree(a, b) for a in first for b in second):
            first.extend(second)
            groups.update(dict.fromkeys(second, first))
    yield from {id(group): group for group in groups.values()}.values()


def _candidates(wordings: list[Wording]) -> set[tuple[Wording, Wording]]:
    """Pairs of different documents that share a run of three words: what shares none is not nearly the same."""
    by_shingle: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
    for wording in wordings:
        words = wording.words
        if len(words) >= _FEWEST_WORDS:
            for shingle in {words[n : n + _SHINGLE] for n in range(len(words) - _SHINGLE + 1)}:
                by_shingle[shingle].append(wording)
    return {
        (one, other)
        for sharing in by_shingle.values()
        for one, other in combinations(sharing, 2)
        if one.document != other.document
    }


def _same(one: Wording, other: Wording) -> bool:
    return _agree(one, other) and fuzz.ratio(one.words, other.words) >= _ALIKE


def _agree(one: Wording, other: Wording) -> bool:
    """Whether nothing that a claim hangs on differs, be it one word in twenty: the day, the subject, a number, a "not"."""
    return (
        one.polarity == other.polarity
        and _dates_agree(one.date, other.date)
        and _one_holds_the_other(one.about, other.about)
        and _one_holds_the_other(_numbers(one), _numbers(other))
        and bool(_NEGATION.search(one.text)) == bool(_NEGATION.search(other.text))
    )


def _numbers(wording: Wording) -> frozenset[str]:
    return frozenset(_NUMBER.findall(wording.text))


def _one_holds_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _dates_agree(one: str, other: str) -> bool:
    """Whether two partial dates can be one day, give or take what outlets differ by; "9999" is unknown and agrees with all."""
    if "9999" in (one, other):
        return True
    if len(one) == len(other) == len("2025-10-07"):
        return one[:7] == other[:7] and abs(int(one[8:]) - int(other[8:])) <= _DAYS_APART
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def claim_triples(groups: Iterable[tuple[Wording, ...]], namer: Namer) -> Iterator[tuple[Iri, Iri, Term]]:
    """What the derived graph says of groups of wordings: a claim, named after its founding wording, and where it appears."""
    for group in groups:
        founding = group[0]
        claim = Iri(namer.claim(founding.utterance))
        yield claim, Iri(RDF.type), Iri(SCHEMA.Claim)
        yield claim, Iri(SCHEMA.text), Literal(value=founding.text)
        for wording in group:
            yield claim, Iri(SCHEMA.appearance), Iri(wording.utterance)
