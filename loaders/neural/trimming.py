"""What does not belong to a content that the network read: other lines, other clauses of the cue's subject, parts outside."""

from collections.abc import Iterator

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.content import Part, is_comment, parts
from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.links import Scene
from loaders.rules.cues import SAYING
from loaders.rules.grammar import Grammar

_FITS = 0.2
"""The share of a candidate's content and the draft's (intersection over union) from which on its parts are judged."""
_OUTSIDE = 0.3
"""The probability of belonging to the content below which a part is cut off."""


def trimmed(scene: Scene, draft: Draft) -> set[int]:
    """The draft's content without those parts; quoted words always stay, and never is all of it cut off."""
    content = _on_its_lines(scene, draft)
    cuts = (*_told(scene.grammar, draft), *_other_clauses(scene.grammar, draft), *_outside(scene, draft, content))
    for cut in cuts:
        if cut.isdisjoint(scene.quoted) and _is_said(scene.grammar, content - cut):
            content = content - cut
    return content


def _told(grammar: Grammar, draft: Draft) -> Iterator[set[int]]:
    """Whom the clause in the content is told: "told | the referee | the ball was flat", "| staff | were assured that …"."""
    for token in sorted(draft.cue_tokens):
        clause = grammar.child(token, "ccomp")
        listener = grammar.child(token, "dative", "dobj", "nsubjpass")
        if clause in draft.content and listener in draft.content and listener is not None:
            yield grammar.subtree(listener)


def _other_clauses(grammar: Grammar, draft: Draft) -> Iterator[set[int]]:
    """What else the subject of the cue says: "said the deal was near | and praised the teams"."""
    for token in sorted(draft.cue_tokens):
        for child in grammar.children[token]:
            says = grammar.dep[child] == "conj" and grammar.lemma[child] in SAYING
            if says and child in draft.content and child not in draft.cue_tokens:
                yield grammar.subtree(child)


def _outside(scene: Scene, draft: Draft, content: set[int]) -> Iterator[set[int]]:
    """The parts that the rules are sure stand outside the content."""
    candidate = _candidate(scene, draft, content)
    if candidate is None:
        return
    for part in parts(scene.grammar, candidate):
        inside = not is_comment(scene.grammar, part) and scene.judge(scene.grammar, candidate, part) >= _OUTSIDE
        if part.head in content and not inside:
            yield _words(scene.grammar, part)


def _on_its_lines(scene: Scene, draft: Draft) -> set[int]:
    """The content that stands on the cue's line or in quotation marks."""
    grammar, first, last = scene.grammar, draft.cue, draft.cue
    lowest, highest = min(draft.content), max(draft.content)
    while first > lowest and not grammar.is_break(first - 1):
        first -= 1
    while last < highest and not grammar.is_break(last + 1):
        last += 1
    kept = {i for i in draft.content if first <= i <= last or i in scene.quoted}
    return kept if any(first <= i <= last for i in kept) and _is_said(grammar, kept) else draft.content


def _candidate(scene: Scene, draft: Draft, content: set[int]) -> Candidate | None:
    """The construction at the draft's cue whose content is most like the draft's."""
    best: tuple[float, Candidate] | None = None
    for token in sorted(draft.cue_tokens):
        for candidate, _ in scene.scores.get(token, ()):
            held = scene.grammar.subtree(candidate.content)
            shared = len(held & content) / len(held | content)
            if shared >= _FITS and (best is None or shared > best[0]):
                best = (shared, candidate)
    return None if best is None else best[1]


def _words(grammar: Grammar, part: Part) -> set[int]:
    """The words of a part; one that trails takes the mark that sets it off with it."""
    return grammar.subtree(part.head) | (set() if part.beside else {grammar.left[part.head] - 1})


def _is_said(grammar: Grammar, tokens: set[int]) -> bool:
    return any(grammar.text[i][:1].isalnum() for i in tokens)
