"""Quotations without a cue: whole sentences in quotation marks whose speaker is carried over from the text before."""

from collections.abc import Iterator

from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.grammar import Grammar

_WORDS = 5
_CONFIDENCE = 0.5


def free_drafts(grammar: Grammar, free: list[Quoted]) -> Iterator[Draft]:
    """One draft without cue per quotation that is a sentence of its own and stands behind a sentence of the same line."""
    for quoted in free:
        if quoted.speech and quoted.words >= _WORDS and _is_sentence(grammar, quoted):
            tokens = {i for i in range(quoted.opening, quoted.closing + 1) if not grammar.text[i].isspace()}
            yield Draft("carried-over", -1, frozenset(), tokens, None, frozenset(), _CONFIDENCE)


def _is_sentence(grammar: Grammar, quoted: Quoted) -> bool:
    before = quoted.opening - 1
    while before >= 0 and grammar.text[before].isspace() and not grammar.is_break(before):
        before -= 1
    behind = quoted.closing + 1
    ends = behind >= len(grammar) or grammar.text[behind].isspace() or grammar.text[behind][:1].isupper()
    starts = before >= 0 and (grammar.text[before] in (".", "!", "?", "”", '"', "…") or grammar.is_break(before))
    whole = grammar.text[quoted.first][:1].isupper() and grammar.text[quoted.last] in (".", "!", "?", "…", "...")
    return starts and whole and ends


def subject_before(grammar: Grammar, start: int) -> int | None:
    """The subject of the last sentence outside quotation marks before a token, on its line or the one before."""
    breaks = 0
    for token in range(start - 1, max(-1, start - 80), -1):
        breaks += grammar.is_break(token)
        if breaks > 1 or grammar.text[token] in ("”", "“", '"', "''"):
            return None
        if grammar.dep[token] == "nsubj" and grammar.dep[grammar.head[token]] == "ROOT":
            return token
    return None
