"""Putting quotations together: all pieces of one statement, its lead-in and its continuation become ONE draft."""

from dataclasses import dataclass

from loaders.rules.attribution.cue_search import cue_beside, speaker_beside
from loaders.rules.attribution.drafts import Draft, source_tokens
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.attribution.rates import Rates
from loaders.rules.grammar import Grammar

_GAP_WORDS = 9
"""How many words outside quotation marks may stand between two pieces of one statement."""


@dataclass(slots=True)
class Assembly:
    """The state of one pass over a document's quotations."""

    grammar: Grammar
    rates: Rates
    drafts: list[Draft]
    quotes: frozenset[int]
    last: tuple[Draft, Quoted] | None = None

    def attach(self, quoted: Quoted) -> None:
        """Give the quotation to the draft that speaks it, making one where a cue stands beside it."""
        tokens = self._words(quoted)
        outer = [d for d in self.drafts if d.content & tokens and d.cue not in tokens]
        if outer:
            draft = max(outer, key=lambda d: (len(d.content & tokens), -d.cue))
            if quoted.words >= 3:
                self._give(draft, quoted, tokens)
            self.last = (draft, quoted)
        elif quoted.speech:
            self._attach_speech(quoted, tokens)

    def _attach_speech(self, quoted: Quoted, tokens: set[int]) -> None:
        cue = cue_beside(self.grammar, quoted, self.quotes, self.rates)
        draft = self._continued(quoted) if cue is None else self._draft_of(cue)
        if draft is not None:
            self._give(draft, quoted, tokens)
            self.last = (draft, quoted)

    def _draft_of(self, cue: int) -> Draft:
        own = next((d for d in self.drafts if cue in d.cue_tokens), None)
        if own is not None:
            if own.construction.partition(":")[0] in ("object", "passive", "preposition"):
                own.content = set()
            return own
        head = speaker_beside(self.grammar, cue, self.quotes)
        source = source_tokens(self.grammar, head) - self.quotes
        draft = Draft("quotation", cue, frozenset((cue,)), set(), head, source, 0.9)
        self.drafts.append(draft)
        return draft

    def _continued(self, quoted: Quoted) -> Draft | None:
        """The statement that this quotation goes on with: only its cue, or a line break, stands between the two."""
        if self.last is None or self.last[0] not in self.drafts:
            return None
        draft, before = self.last
        end = max([before.closing, *draft.cue_tokens, *draft.source])
        gap = range(end + 1, quoted.opening)
        words = [i for i in gap if self.grammar.text[i][:1].isalnum()]
        breaks = sum(self.grammar.is_break(i) for i in gap)
        if breaks and (words or breaks > 1):
            return None
        if len(words) > _GAP_WORDS or any(self.grammar.text[i] in (".", "!", "?") and i + 1 < words[-1] for i in gap if words):
            return None
        return draft

    def _give(self, draft: Draft, quoted: Quoted, tokens: set[int]) -> None:
        inside = [d for d in self.drafts if d is not draft and d.cue in tokens]
        self.drafts = [d for d in self.drafts if d not in inside]
        draft.inner.extend(inside)
        for other in self.drafts:
            if other is not draft:
                other.content -= tokens
        draft.content |= tokens - draft.cue_tokens - draft.source

    def _words(self, quoted: Quoted) -> set[int]:
        return {i for i in range(quoted.opening, quoted.closing + 1) if not self.grammar.text[i].isspace()}


def assemble(grammar: Grammar, drafts: list[Draft], quoted: tuple[Quoted, ...], rates: Rates) -> list[Draft]:
    """The drafts with every quotation in its place, in the order of their first token."""
    outer = [q for q in quoted if q.quotation.depth == 0]
    tokens = frozenset(i for q in outer for i in range(q.opening, q.closing + 1))
    assembly = Assembly(grammar, rates, list(drafts), tokens)
    for quotation in outer:
        assembly.attach(quotation)
    return sorted((d for d in assembly.drafts if d.content), key=lambda d: min(d.content | d.cue_tokens))
