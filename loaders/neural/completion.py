"""What the network is not asked for, and the rules know: speakers that only the layout names, quotations without a cue."""

from collections.abc import Sequence

from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.free import free_drafts
from loaders.rules.attribution.layout import find_layout_drafts
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.grammar import Grammar

_SHARED = 0.3
"""The share of the shorter of two contents from which on they rival."""
_SURE = 0.8
"""The score from which on a layout outweighs what was read inside what it attributes."""


def completed(drafts: Sequence[Draft], grammar: Grammar, quoted: tuple[Quoted, ...], skipped: frozenset[int]) -> list[Draft]:
    """The drafts with those of the layout and of outer quotations that nobody claims, in the order of the text."""
    kept = list(drafts)
    for draft in find_layout_drafts(grammar, quoted, skipped):
        rivals = [other for other in kept if _rival(draft, other)]
        if not rivals or (draft.score >= _SURE and all(_lies_in(rival, draft) for rival in rivals)):
            kept = [other for other in kept if other not in rivals]
            kept.append(draft)
    claimed = {token for draft in kept for token in draft.content}
    free = [q for q in quoted if claimed.isdisjoint(range(q.first, q.last + 1))]
    kept.extend(draft for draft in free_drafts(grammar, free) if skipped.isdisjoint(draft.content))
    return sorted(kept, key=lambda draft: (min(draft.content | draft.cue_tokens), draft.cue))


def _rival(one: Draft, other: Draft) -> bool:
    return len(one.content & other.content) > _SHARED * min(len(one.content), len(other.content))


def _lies_in(one: Draft, other: Draft) -> bool:
    return one.content <= other.content | other.cue_tokens | other.source
