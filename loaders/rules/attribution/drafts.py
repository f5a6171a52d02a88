"""Drafts: candidates that scored well enough, one per cue, of which none lies inside another."""

from collections.abc import Container
from dataclasses import dataclass, field

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.content import content_tokens
from loaders.rules.attribution.links import Scene
from loaders.rules.grammar import Grammar
from loaders.rules.noun_phrases import phrase

_RANKS = {"clause": 0, "noun-clause": 0, "according-to": 0, "parenthetical": 0, "predicate": 1, "infinitive": 1}
"""Which construction speaks for a cue that has several; all others come after these."""
_OVERLAP = 0.3
"""The share of a draft's content that a stronger draft may hold already."""


@dataclass(slots=True)
class Draft:
    """An attribution being put together, in token indices; `inner` are those whose cue stands in its content.

    `rule` is the name that the claim states, where it is not that of the construction.
    """

    construction: str
    cue: int
    cue_tokens: frozenset[int]
    content: set[int]
    source_head: int | None
    source: frozenset[int]
    score: float
    content_head: int = -1
    rule: str = ""
    reasons: tuple[str, ...] = ()
    inner: list["Draft"] = field(default_factory=list)


def select_drafts(scene: Scene, spoken: list[Draft], threshold: float) -> list[Draft]:
    """The drafts of quotations, and of all other candidates above the threshold that they leave room for, in textual order."""
    by_cue: dict[int, list[tuple[Candidate, float]]] = {}
    cues = {token for draft in spoken for token in draft.cue_tokens}
    for cue, scored in scene.scores.items():
        rivals = [(candidate, score) for candidate, score in scored if score >= threshold]
        if rivals and cue not in cues:
            by_cue[cue] = rivals
    every = cues | set(by_cue)
    drafts = [_draft(scene, rivals, every) for rivals in by_cue.values()]
    drafts = _without_carriers(drafts)
    kept = _outermost([draft for draft in drafts if draft.content], spoken)
    return sorted(
        (draft for draft in kept if draft.content), key=lambda draft: (min(draft.content | draft.cue_tokens), draft.cue)
    )


def _without_carriers(drafts: list[Draft]) -> list[Draft]:
    """Where the object of a cue is itself a cue with a clause ("repeated his warning that …"), the noun alone attributes."""
    nouns = {draft.cue: draft for draft in drafts if draft.construction == "noun-clause"}
    kept: list[Draft] = []
    for draft in drafts:
        noun = nouns.get(draft.content_head) if draft.construction == "object" else None
        if noun is None:
            kept.append(draft)
        elif noun.source_head is None or noun.source_head in noun.content:
            noun.source_head, noun.source = draft.source_head, draft.source
    return kept


def _draft(scene: Scene, rivals: list[tuple[Candidate, float]], cues: Container[int]) -> Draft:
    candidate, score = min(rivals, key=lambda rival: (_RANKS.get(rival[0].family, 2), -rival[1]))
    return Draft(
        construction=candidate.construction,
        cue=candidate.cue,
        cue_tokens=frozenset(candidate.cue_tokens),
        content=content_tokens(scene.grammar, candidate, scene.judge),
        source_head=candidate.source,
        source=source_tokens(scene.grammar, candidate.source, cues),
        score=score,
        content_head=candidate.content,
    )


def source_tokens(grammar: Grammar, head: int | None, cues: Container[int]) -> frozenset[int]:
    """The tokens of the noun phrase that names the source, with its apposition and clauses, but for those that hold a cue."""
    return frozenset() if head is None else frozenset(range(*phrase(grammar, head, whole=True, cues=cues)))


def _outermost(drafts: list[Draft], spoken: list[Draft]) -> list[Draft]:
    """Each token belongs to one draft: a quotation's, then the outer one, or where neither holds the other the surer one."""
    kept = list(spoken)
    owner: dict[int, Draft] = {}
    for draft in spoken:
        for token in draft.cue_tokens | draft.content | draft.source:
            owner.setdefault(token, draft)
    for draft in sorted(drafts, key=lambda d: (-_weight(d), d.cue)):
        outer = next((owner[token] for token in sorted(draft.cue_tokens) if token in owner), None)
        if outer is not None or sum(token in owner for token in draft.content) > _OVERLAP * len(draft.content):
            if outer is not None and draft.cue in outer.content:
                outer.inner.append(draft)
            continue
        draft.content = {token for token in draft.content if token not in owner}
        draft.source = draft.source - draft.cue_tokens - draft.content
        kept.append(draft)
        for token in draft.cue_tokens | draft.content | draft.source:
            owner.setdefault(token, draft)
    return kept


def _weight(draft: Draft) -> float:
    return (
        draft.score
        + 0.002 * min(len(draft.content), 60)
        + (0.3 if draft.construction in ("clause", "according-to", "parenthetical") else 0.0)
    )
