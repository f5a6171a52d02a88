"""Who said what, read by the network; speakers, sectors, countries and dates are found as for the rules."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.facts import Claim
from loaders.neural.completion import completed
from loaders.neural.decode import Attribution
from loaders.neural.model import Model, load_model
from loaders.neural.tokens import Tokens
from loaders.nlp import Parsed
from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.quoted import find_quoted, index_quotes
from loaders.rules.claims import build_claims
from loaders.rules.grammar import Grammar
from loaders.rules.people import People

_GOVERNED = (_NAMED, _CLAUSE, RULE) = ("according-to", "quotation", "neural")
"""What the cue governs, as the rules call it, so that they can tell what kind of act an unknown cue reports."""
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


@dataclass(frozen=True, slots=True)
class NeuralClaims:
    """Finds claims with a model, in the place of the rules' `find_claims`."""

    model: Model

    def __call__(self, parsed: Parsed, people: People) -> Iterator[Claim]:
        """Every claim outside boilerplate, in the order of the text."""
        grammar = people.grammar
        tokens, attributions = self.model.read(readable(parsed))
        words = _Words(grammar, tokens, parsed.furniture)
        drafts = [draft for attribution in attributions if (draft := words.draft(attribution)) is not None]
        quotes = index_quotes(find_quoted(grammar, parsed.furniture))
        drafts = completed(drafts, grammar, quotes.outer, parsed.furniture)
        for claim in build_claims(parsed, people, grammar=grammar, quotes=quotes, drafts=drafts):
            yield replace(claim, rule=RULE) if claim.rule in _GOVERNED else claim


def find_claims(parsed: Parsed, people: People) -> Iterator[Claim]:
    """Every claim of a document by the model that comes with the package."""
    return NeuralClaims(load_model())(parsed, people)


def readable(parsed: Parsed) -> str:
    """The text as the parse has it, with page furniture blanked, character for character."""
    text = parsed.doc.text
    parts: list[str] = []
    at = 0
    for span in parsed.document.boilerplate:
        parts.append(text[at : span.start])
        parts.append("".join("\n" if c == "\n" else " " for c in text[span.start : span.end]))
        at = span.end
    return "".join((*parts, text[at:]))


@dataclass(frozen=True, slots=True)
class _Words:
    """Turns pieces of the network into words of the parse."""

    grammar: Grammar
    tokens: Tokens
    skipped: frozenset[int]

    def draft(self, attribution: Attribution) -> Draft | None:
        """The attribution in words; None where nothing is left of its content."""
        cue = self._within([attribution.cue])
        source = self._source(attribution) - cue
        content = self._within(attribution.content) - cue - source
        if not cue or not any(self.grammar.text[i][:1].isalnum() for i in content):
            return None
        head = self._head(cue)
        return Draft(
            construction=self._governed(head, content),
            cue=head,
            cue_tokens=frozenset(cue),
            content=content,
            source_head=self._head(source, _NOMINAL) if source else None,
            source=frozenset(source),
            score=attribution.confidence,
        )

    def _governed(self, cue: int, content: set[int]) -> str:
        """What the cue governs: words of a source that it names, a clause, or anything else."""
        grammar = self.grammar
        if grammar.lower[cue] == "according":
            return _NAMED
        clause = any(grammar.dep[child] in ("ccomp", "parataxis") and child in content for child in grammar.children[cue])
        return _CLAUSE if clause or grammar.head[cue] in content else RULE

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
