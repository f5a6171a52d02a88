"""Drafts: candidates that scored well enough, one per cue, of which none lies inside another."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.content import content_tokens
from loaders.rules.grammar import Grammar
from loaders.rules.noun_phrases import phrase

_RANKS = {"clause": 0, "noun-clause": 0, "according-to": 0, "predicate": 1, "infinitive": 1}
"""Which construction speaks for a cue that has several; all others come after these."""
_OVERLAP = 0.3
"""The share of a draft's content that a stronger draft may hold already."""


@dataclass(slots=True)
class Draft:
    """An attribution being put together, in token indices; quotations are added to `content` as they are found."""

    construction: str
    cue: int
    cue_tokens: frozenset[int]
    content: set[int]
    source_head: int | None
    source: frozenset[int]
    score: float
    inner: list["Draft"] = field(default_factory=list)


def select_drafts(
    grammar: Grammar, candidates: Iterable[tuple[Candidate, float]], threshold: Callable[[str], float]
) -> list[Draft]:
    """The drafts of all candidates above their construction's threshold, in the order of their cues."""
    by_cue: dict[int, list[tuple[Candidate, float]]] = defaultdict(list)
    for candidate, score in candidates:
        if score >= threshold(candidate.family):
            by_cue[candidate.cue].append((candidate, score))
    drafts = [_draft(grammar, rivals) for rivals in by_cue.values()]
    return _outermost([draft for draft in drafts if draft.content])


def _draft(grammar: Grammar, rivals: list[tuple[Candidate, float]]) -> Draft:
    candidate, score = min(rivals, key=lambda rival: (_RANKS.get(rival[0].family, 2), -rival[1]))
    return Draft(
        construction=candidate.construction,
        cue=candidate.cue,
        cue_tokens=frozenset(candidate.cue_tokens),
        content=content_tokens(grammar, candidate),
        source_head=candidate.source,
        source=source_tokens(grammar, candidate.source),
        score=score,
    )


def source_tokens(grammar: Grammar, head: int | None) -> frozenset[int]:
    """The tokens of the noun phrase that names the source, with its apposition."""
    return frozenset() if head is None else frozenset(range(*phrase(grammar, head, apposition=True)))


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Each token belongs to one draft: the outer one, or where neither holds the other the surer one."""
    occupied: set[int] = set()
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-_weight(d), d.cue)):
        if draft.cue_tokens & occupied or len(draft.content & occupied) > _OVERLAP * len(draft.content):
            continue
        draft.content -= occupied
        draft.source = draft.source - draft.cue_tokens - draft.content
        if draft.content:
            kept.append(draft)
            occupied |= draft.cue_tokens | draft.content | draft.source
    return sorted(kept, key=lambda draft: draft.cue)


def _weight(draft: Draft) -> float:
    return (
        draft.score + 0.002 * min(len(draft.content), 60) + (0.3 if draft.construction in ("clause", "according-to") else 0.0)
    )
