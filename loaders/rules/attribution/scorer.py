"""How likely a candidate attributes."""

from collections.abc import Iterable, Iterator

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.attribution.rates import rates
from loaders.rules.grammar import Grammar

_THRESHOLD = 0.5


def threshold(family: str) -> float:
    """The least score with which a candidate of this family of constructions becomes a claim."""
    del family
    return _THRESHOLD


def score_candidates(
    grammar: Grammar, candidates: Iterable[Candidate], quoted: tuple[Quoted, ...]
) -> Iterator[tuple[Candidate, float]]:
    """The candidates with the probability that each of them attributes."""
    del quoted
    known = rates()
    for candidate in candidates:
        yield candidate, known.pair(grammar.lemma[candidate.cue], candidate.construction)
