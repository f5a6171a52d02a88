"""What the network is not asked for, and the rules know: speakers that only the layout names, quotations without a cue."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.free import free_drafts
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.grammar import Grammar

_SHARED = 0.3
"""The share of the shorter of two contents from which on they rival."""
_SURE = 0.8
"""The score from which on a layout outweighs what was read inside what it attributes."""


def completed(
    drafts: Sequence[Draft], layout: Sequence[Draft], *, grammar: Grammar, quoted: tuple[Quoted, ...], skipped: frozenset[int]
) -> list[Draft]:
    """The drafts with those of the layout, and with outer quotations that nobody claims, in textual order."""
    kept = _with_layout(drafts, layout)
    claimed = {token for draft in kept for token in draft.content}
    free = [q for q in quoted if claimed.isdisjoint(range(q.first, q.last + 1))]
    kept.extend(draft for draft in free_drafts(grammar, free) if skipped.isdisjoint(draft.content))
    return sorted(kept, key=lambda draft: (min(draft.content | draft.cue_tokens), draft.cue))


def _with_layout(drafts: Sequence[Draft], layout: Iterable[Draft]) -> list[Draft]:
    """The drafts and those of the layout that have no rival among them, or outweigh all that they have."""
    kept = dict(enumerate(drafts))
    holding: dict[int, list[int]] = defaultdict(list)
    for number, draft in kept.items():
        for token in draft.content:
            holding[token].append(number)
    for number, draft in enumerate(layout, len(kept)):
        sharing = {other for token in draft.content for other in holding.get(token, ()) if other in kept}
        rivals = [other for other in sharing if _rival(draft, kept[other])]
        if not rivals or (draft.score >= _SURE and all(_lies_in(kept[rival], draft) for rival in rivals)):
            for rival in rivals:
                del kept[rival]
            kept[number] = draft
            for token in draft.content:
                holding[token].append(number)
    return list(kept.values())


def _rival(one: Draft, other: Draft) -> bool:
    return len(one.content & other.content) > _SHARED * min(len(one.content), len(other.content))


def _lies_in(one: Draft, other: Draft) -> bool:
    return one.content <= other.content | other.cue_tokens | other.source
