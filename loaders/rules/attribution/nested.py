"""Claims inside claims: what a speaker says that somebody else said, in inner quotation marks or in a clause of its own."""

from bisect import bisect_left
from collections.abc import Iterator

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.content import content_tokens
from loaders.rules.attribution.drafts import Draft, source_tokens
from loaders.rules.attribution.links import Scene
from loaders.rules.attribution.quoted import Quoted, Quotes
from loaders.rules.attribution.rates import Rates
from loaders.rules.cues import SAYING
from loaders.rules.grammar import Grammar

_RATE = 0.5
"""How often a word must attribute in its construction to be taken for a cue inside another claim."""
_CLAUSES = ("clause", "infinitive")
_ANYBODY = frozenset(
    (
        "you", "we", "us", "they", "them", "it", "that", "this", "which", "who",
        "people", "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "others",
    )
)  # fmt: skip
"""Words for whoever says what is only imagined or told of many: "people say", "they'll tell you"."""
_REACH = 6
"""How many tokens may lie between an inner cue and its quotation."""


def find_nested(scene: Scene, draft: Draft, quotes: Quotes) -> Iterator[Draft]:
    """The attributions whose cue stands in the draft's content, none inside another, in the order of their cues.

    In a speaker's own quoted words only what stands in inner quotation marks counts: "he says" is said of much there.
    """
    grammar, scores = scene.grammar, scene.scores
    inner = tuple(_within(quotes.inner, draft))
    taken: set[int] = set()
    for cue in sorted(token for token in draft.content if token in scores):
        if cue in taken or grammar.lemma[cue] not in SAYING:
            continue
        candidates = [candidate for candidate, _ in scores[cue]]
        quotation = next(
            (q for q in inner if q.first in draft.content and abs(q.opening - cue) <= _REACH and not q.holds(cue)), None
        )
        clause = None if cue in quotes.holding else _clause(grammar, candidates, scene.rates)
        nested = _nested(scene, draft, cue, candidates, quotation, clause)
        if nested is not None:
            taken |= nested.content
            yield nested


def _within(inner: tuple[Quoted, ...], draft: Draft) -> Iterator[Quoted]:
    """The inner quotations that the draft's content holds, found by bisection."""
    start = bisect_left(inner, min(draft.content), key=lambda q: q.first)
    last = max(draft.content)
    while start < len(inner) and inner[start].first <= last:
        if inner[start].first in draft.content:
            yield inner[start]
        start += 1


def _clause(grammar: Grammar, candidates: list[Candidate], rates: Rates) -> Candidate | None:
    """The clause that a strong cue reports, if its own subject stands beside it."""
    for candidate in candidates:
        own = candidate.source is not None and grammar.head[candidate.source] == candidate.cue
        if (
            own
            and candidate.construction in _CLAUSES
            and rates.pair(grammar.lemma[candidate.cue], candidate.construction) >= _RATE
        ):
            return candidate
    return None


def _nested(
    scene: Scene,
    draft: Draft,
    cue: int,
    candidates: list[Candidate],
    quotation: Quoted | None,
    clause: Candidate | None,
) -> Draft | None:
    grammar = scene.grammar
    if quotation is not None:
        content = set(range(quotation.opening, quotation.closing + 1))
    elif clause is not None:
        content = content_tokens(grammar, clause, scene.judge)
    else:
        return None
    source = clause.source if clause is not None else next((c.source for c in candidates if c.source is not None), None)
    content = {i for i in content & draft.content if not grammar.text[i].isspace()}
    if source is None or source not in draft.content or not content or grammar.lower[source] in _ANYBODY:
        return None
    tokens = source_tokens(grammar, source, {cue}) - content - {cue}
    return Draft("nested", cue, frozenset((cue,)), content, source, tokens, round(0.8 * draft.score, 4))
