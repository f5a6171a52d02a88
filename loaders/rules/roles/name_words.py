"""Words inside names: what joins the parts of one name, and which capitals may be a person's."""

from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles import title_words as words

DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"))
"""Words of time that end a run of capitals."""


def joins(grammar: Grammar, j: int, head: int) -> bool:
    """Whether "and", "of", "," at `j` join words of one title or of one organisation's name."""
    if j == 0 or j + 1 >= head:
        return False
    before, after = grammar.lower[j - 1], grammar.lower[j + 1]
    if grammar.text[j] in ("and", "&"):
        if j > 1 and grammar.lower[j - 2] in words.PARTICLES:
            return False
        both_fields = before in words.FIELDS and after in words.FIELDS
        in_name = _is_body(grammar, j + 1, head) and grammar.text[j - 1][:1].isupper() and before not in words.HEADS
        return both_fields or in_name
    if grammar.text[j] == ",":
        return before in words.FIELDS and after in words.FIELDS and not {"and", "&"}.isdisjoint(grammar.lower[j:head])
    if grammar.text[j] in ("of", "for", "the"):
        noun = j - 2 if before == "of" else j - 1
        return grammar.lower[noun] in words.BODY_WORDS and grammar.text[noun][:1].isupper()
    return grammar.text[j] in ("'", "’") and after in words.BODY_WORDS


def _is_body(grammar: Grammar, start: int, end: int) -> bool:
    return any(grammar.lower[i] in words.BODY_WORDS and grammar.text[i][:1].isupper() for i in range(start, end))


def plain_name_ending(people: People, end: int) -> tuple[int, int, str] | None:
    """Two to six capitalised words before the token `end` that may be a person whom the parser took for something else."""
    start = end
    while start > 0 and end - start < 6 and (_is_plain_capital(people, start - 1) or _is_particle(people, start - 1, end)):
        start -= 1
    if not 2 <= end - start <= 6:
        return None
    return start, end, " ".join(people.parsed.span(start, end).text.split())


def _is_particle(people: People, i: int, end: int) -> bool:
    grammar = people.grammar
    before = i > 0 and (grammar.text[i - 1][:1].isupper() or grammar.lower[i - 1] in words.PARTICLES)
    return before and i + 1 < end and grammar.lower[i] in words.PARTICLES


def _is_plain_capital(people: People, i: int) -> bool:
    """Whether a word may be part of a person's name that the parser took for something else."""
    grammar = people.grammar
    text, named = grammar.text[i], people.at(i)
    if named is not None and named.kind is EntityKind.COUNTRY:
        return False
    hyphenated = (grammar.end(i) == grammar.start[i + 1] and grammar.text[i + 1] == "-") or (
        i > 0 and grammar.text[i - 1] == "-"
    )
    if text == "-" or (hyphenated and text.isalpha()):
        return grammar.end(i - 1) == grammar.start[i] or text[:1].isupper()
    plain = text[:1].isupper() and text.isalpha() and not text.isupper() and grammar.tag[i] in ("NNP", "NNPS")
    return plain and grammar.lower[i] not in words.BODY_WORDS | words.FIELDS | words.NOT_NAMES | words.HEADS | DAYS
