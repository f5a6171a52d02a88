"""From pieces of the network to words of the parse, where attributions become drafts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.neural.decode import Attribution
from loaders.neural.gaps import mended
from loaders.neural.tokens import Tokens
from loaders.rules.attribution.drafts import Draft, source_tokens
from loaders.rules.attribution.sources import quoted_speaker, quotes_speaker
from loaders.rules.grammar import Grammar

NETWORK = "neural"
"""The name of what the network proposes, and of the rule that its claims state."""
_NAMED, _CLAUSE, _THING = ("according-to", "quotation", NETWORK)
"""What the cue governs, as the rules call it, so that they can tell what kind of act an unknown cue reports."""
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


@dataclass(frozen=True, slots=True)
class Words:
    """Turns pieces of the network into words of the parse."""

    grammar: Grammar
    tokens: Tokens
    skipped: frozenset[int]

    def draft(self, attribution: Attribution) -> Draft | None:
        """The attribution in words, not yet weighed; None where nothing is left of its content."""
        cue = self._within([attribution.cue])
        source = self._source(attribution) - cue
        content = mended(self.grammar, self._within(attribution.content) - cue - source, cue=cue, source=source)
        if not cue or not any(self.grammar.text[i][:1].isalnum() for i in content):
            return None
        head = self._head(cue)
        if quotes_speaker(self.grammar, head):
            return None
        source_head = self._head(source, _NOMINAL) if source else None
        quoted = quoted_speaker(self.grammar, head)
        if quoted is not None and quoted not in source:
            source_head, source = quoted, set(source_tokens(self.grammar, quoted, cue)) - content - cue
        return Draft(
            construction=self._governed(head, content),
            cue=head,
            cue_tokens=frozenset(cue),
            content=content,
            source_head=source_head,
            source=frozenset(source),
            score=0.0,
        )

    def _governed(self, cue: int, content: set[int]) -> str:
        """What the cue governs: words of a source that it names, a clause, or anything else."""
        grammar = self.grammar
        if grammar.lower[cue] == "according":
            return _NAMED
        clause = any(grammar.dep[child] in ("ccomp", "parataxis") and child in content for child in grammar.children[cue])
        return _CLAUSE if clause or grammar.head[cue] in content else _THING

    def _source(self, attribution: Attribution) -> set[int]:
        """The words of the source, without punctuation at its ends."""
        words = sorted(self._within([attribution.source])) if attribution.source else []
        while words and not _is_word(self.grammar.text[words[0]]):
            del words[0]
        while words and not _is_word(self.grammar.text[words[-1]]) and self.grammar.text[words[-1]] != ")":
            del words[-1]
        return set(words)

    def _within(self, stretches: Iterable[tuple[int, int]]) -> set[int]:
        """The words that share a character with the pieces, without white space and page furniture."""
        found: set[int] = set()
        for first, end in stretches:
            start = bisect_right(self.grammar.start, int(self.tokens.start[first])) - 1
            stop = bisect_left(self.grammar.start, int(self.tokens.end[end - 1]))
            found.update(i for i in range(max(start, 0), stop) if not self.grammar.text[i].isspace())
        return found - self.skipped

    def _head(self, words: set[int], wanted: tuple[str, ...] = ("VERB", "NOUN", "ADJ", "ADP", "AUX")) -> int:
        """The word on which the others hang: one of a wanted part of speech if there is one."""
        tops = [i for i in sorted(words) if self.grammar.head[i] not in words or self.grammar.head[i] == i]
        return next((i for i in tops if self.grammar.pos[i] in wanted), tops[0] if tops else min(words))


def _is_word(text: str) -> bool:
    return any(c.isalnum() for c in text) or text in "@#$(“\"'‘"
