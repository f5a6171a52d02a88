"""Which small words join the parts of one title or of one organisation's name."""

from loaders.rules.grammar import Grammar
from loaders.rules.roles import title_words as words

DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"))
"""Words of time that end a run of capitals."""


def joins(grammar: Grammar, j: int, head: int) -> bool:
    """Whether "and", "of", "," at `j` join words of one title or of one organisation's name."""
    if j == 0 or j + 1 >= head:
        return False
    before, after = grammar.lower[j - 1], grammar.lower[j + 1]
    if grammar.text[j] in ("and", "&"):
        both_fields = before in words.FIELDS and after in words.FIELDS
        in_name = _is_body(grammar, j + 1, head) and grammar.text[j - 1][:1].isupper() and before not in words.HEADS
        return both_fields or in_name
    if grammar.text[j] == ",":
        return before in words.FIELDS and after in words.FIELDS and "and" in grammar.lower[j:head]
    if grammar.text[j] in ("of", "for", "the"):
        noun = j - 2 if before == "of" else j - 1
        return grammar.lower[noun] in words.BODY_WORDS and grammar.text[noun][:1].isupper()
    return grammar.text[j] in ("'", "’") and after in words.BODY_WORDS


def _is_body(grammar: Grammar, start: int, end: int) -> bool:
    return any(grammar.lower[i] in words.BODY_WORDS and grammar.text[i][:1].isupper() for i in range(start, end))
