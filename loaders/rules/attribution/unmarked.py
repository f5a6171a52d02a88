"""Speech whose quotation marks are lost: sentences in the first person behind what somebody is reported to have said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.cues import SAYING
from loaders.rules.grammar import Grammar

UNMARKED = "unmarked-speech"
"""The construction of these drafts: their words are the speaker's own, though no marks say so."""
_FIRST_PERSON = frozenset(("I", "me", "my", "My", "We", "we", "us", "our", "Our", "ours", "ourselves", "myself"))
_READER = frozenset(("you", "your", "You", "Your"))
_AUTHOR = 0.1
"""The share of a text's sentences in the first person from which on its author speaks so."""
_FEW = 5
"""As many sentences in the first person may be lost speech in a text of any length."""
_ADDRESSED = 1
"""So many sentences may say "you" before their author is taken to speak to the reader."""
_WORDS = 4
_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The tokens [first, end) of a sentence on line number `line`."""

    first: int
    end: int
    line: int


def unmarked_drafts(
    grammar: Grammar, drafts: Sequence[Draft], quoted: tuple[Quoted, ...], skipped: frozenset[int]
) -> list[Draft]:
    """One draft without cue for each run of such sentences that stands on the line of an attribution before it."""
    sentences = tuple(_sentences(grammar))
    said = {i for draft in drafts if _says(grammar, draft) for i in (*draft.cue_tokens, *draft.content)}
    taken = said.union(skipped, *(range(q.opening, q.closing + 1) for q in quoted))
    own = [_holds(grammar, sentence, _FIRST_PERSON, taken) for sentence in sentences]
    addressed = sum(_holds(grammar, sentence, _READER, taken) for sentence in sentences)
    if not any(own) or addressed > _ADDRESSED or sum(own) > max(_FEW, _AUTHOR * len(sentences)):
        return []
    cues = {min(draft.cue_tokens) for draft in drafts if draft.cue_tokens and draft.source}
    found: list[Draft] = []
    spoken = -1
    for (line, is_own), run in groupby(zip(sentences, own, strict=True), lambda pair: (pair[0].line, pair[1])):
        stretch = [sentence for sentence, _ in run]
        tokens = range(stretch[0].first, stretch[-1].end)
        if is_own and spoken == line:
            found.append(_draft(grammar, tokens))
        elif not is_own and not cues.isdisjoint(tokens):
            spoken = line
    return [draft for draft in found if sum(grammar.text[i][:1].isalnum() for i in draft.content) >= _WORDS]


def _draft(grammar: Grammar, tokens: range) -> Draft:
    words = {i for i in tokens if not grammar.text[i].isspace()}
    return Draft(UNMARKED, -1, frozenset(), words, None, frozenset(), _CONFIDENCE)


def without_inner(drafts: Sequence[Draft], speech: Sequence[Draft]) -> list[Draft]:
    """The drafts with the unmarked speech in place of those whose cue stands in it, in the order of the text."""
    inside = {i for one in speech for i in one.content}
    kept = [draft for draft in drafts if not draft.cue_tokens or inside.isdisjoint(draft.cue_tokens)]
    return sorted((*kept, *speech), key=lambda draft: (min(draft.content | draft.cue_tokens), draft.cue))


def _sentences(grammar: Grammar) -> Iterator[_Sentence]:
    first, line = 0, 0
    for i in range(len(grammar)):
        ends = i + 1 == len(grammar) or grammar.sentence[i + 1] != grammar.sentence[i] or grammar.is_break(i)
        if ends:
            yield _Sentence(first, i + 1, line)
            first = i + 1
        line += grammar.is_break(i)


def _holds(grammar: Grammar, sentence: _Sentence, words: frozenset[str], taken: set[int]) -> bool:
    """Whether a sentence that nobody is reported to say holds one of the words."""
    tokens = range(sentence.first, sentence.end)
    return any(grammar.text[i] in words for i in tokens) and taken.isdisjoint(tokens)


def _says(grammar: Grammar, draft: Draft) -> bool:
    return draft.cue < 0 or grammar.lemma[draft.cue] in SAYING or grammar.lower[draft.cue] in ("according", ":")
