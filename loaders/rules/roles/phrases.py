"""Where the noun phrases behind the head of a title begin and end: "of | the Bank of Canada", "with | the United States"."""

import re
from dataclasses import dataclass

from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.vocabulary import Vocabulary

_PREPOSITIONS = frozenset(("of", "for", "at", "with", "in", "on", "to", "responsible"))
INSIDE = frozenset(("of", "and", "&", "for", "the", "'", "'s", "’s", "’", "-", "–", "de", "la", "du"))
_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH", "CD", "FW", "VBN"))
_BODIES = frozenset(
    ("body", "brewer", "consultancy", "insurer", "lender", "manufacturer", "maker", "outfit", "producer", "retailer")
)
_YEARS = re.compile(r"\d{2,4}s?")
_TIMES = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "january", "february",
     "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "spring", "summer",
     "autumn", "winter", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The noun phrase at the tokens [start, end), its determiner left out, behind a preposition."""

    preposition: int
    start: int
    end: int


def next_phrase(people: People, vocabulary: Vocabulary, at: int, *, beside_name: bool) -> Phrase | None:
    """The phrase whose preposition stands at that token; `beside_name` allows what looks like a person's name inside it."""
    grammar = people.grammar
    if at >= len(grammar) or grammar.lower[at] not in _PREPOSITIONS or people.parsed.is_boilerplate(people.parsed.doc[at]):
        return None
    if grammar.text[at] == "To" and grammar.text[at - 1][:1].isupper():
        return None
    preposition = at
    if grammar.lower[at : at + 3] == ["in", "charge", "of"] or grammar.lower[at : at + 2] == ["responsible", "for"]:
        preposition = at + (2 if grammar.lower[at] == "in" else 1)
    return phrase_behind(people, vocabulary, preposition, beside_name=beside_name)


def phrase_behind(people: People, vocabulary: Vocabulary, preposition: int, *, beside_name: bool) -> Phrase | None:
    """The phrase right behind that token, whatever the token is."""
    grammar = people.grammar
    start = preposition + 1
    while start < len(grammar) and grammar.tag[start] in ("DT", "PRP$"):
        start += 1
    seat = _seat_end(grammar, vocabulary, preposition, start)
    if seat is not None:
        return Phrase(preposition=preposition, start=start, end=seat)
    end = start
    while end < len(grammar) and (
        _continues(people, vocabulary, start, end)
        and (beside_name or _is_called(grammar, start, end) or not _starts_name(people, end))
    ):
        end += 1
    while end > start and not (any(c.isalnum() for c in grammar.text[end - 1]) and grammar.lower[end - 1] not in INSIDE):
        end -= 1
    persons = words.HEADS | {"candidate", "nominee", "contender", "hopeful"}
    nested = any(
        grammar.lower[i] in persons and grammar.tag[i] in ("NN", "NNP") and not _is_commission(grammar, vocabulary, i)
        for i in range(start, end)
    )
    return Phrase(preposition=preposition, start=start, end=end) if end > start and not nested else None


def _is_commission(grammar: Grammar, vocabulary: Vocabulary, i: int) -> bool:
    """Whether the word is the last of "the EU executive"."""
    return (
        grammar.lower[i] == "executive" and i > 0 and (word := vocabulary.country_at(i - 1)) is not None and word.value == "EU"
    )


def _seat_end(grammar: Grammar, vocabulary: Vocabulary, preposition: int, start: int) -> int | None:
    """Behind "ambassador to Ankara" the name of the ambassador follows and not more of the place's."""
    seat = vocabulary.country_at(start) if start < len(grammar) and grammar.lower[preposition] == "to" else None
    if seat is None or seat.end >= len(grammar) or grammar.tag[seat.end] == "POS":
        return None
    return seat.end if grammar.lower[seat.end] not in words.BODY_WORDS else None


def _is_called(grammar: Grammar, start: int, end: int) -> bool:
    """Whether the word before the token is the common noun of a body whose name follows: "the retail group Handel Heute"."""
    return end > start and grammar.lower[end - 1] in words.BODY_WORDS | _BODIES and grammar.text[end - 1].islower()


def _continues(people: People, vocabulary: Vocabulary, start: int, i: int) -> bool:
    grammar = people.grammar
    word = grammar.lower[i]
    if i == start and (word in words.HONORIFICS or _YEARS.fullmatch(word)):
        return False
    if (
        grammar.text[i].isspace()
        or grammar.sentence[i] != grammar.sentence[start]
        or _ends_fields(grammar, start, i)
        or word in _TIMES
        or (i == start and grammar.tag[i] == "CD")
    ):
        return False
    if vocabulary.countries_at(i):
        return True
    if i > start and word in INSIDE:
        return _carries_on(grammar, start, i)
    if grammar.text[i] == "," and grammar.lower[i - 1] in words.FIELDS and i + 2 < len(grammar):
        return grammar.lower[i + 1] in words.FIELDS and grammar.lower[i + 2] in ("and", ",")
    inside_name = i > start and grammar.text[i][:1].isupper() and grammar.text[i - 1][:1].isupper()
    opens_name = i == start and i + 1 < len(grammar) and grammar.text[i].istitle() and grammar.text[i + 1].istitle()
    return inside_name or (grammar.tag[i] in _NOUN_TAGS and (word not in words.SUFFIXES or opens_name))


def _ends_fields(grammar: Grammar, start: int, i: int) -> bool:
    """Whether the fields of a ministry end before a capitalised word: "Minister of Trade and Industry | Tengku Zafrul"."""
    if start < 2 or grammar.lower[start - 2] not in ("minister", "secretary") or not grammar.text[i][:1].isupper():
        return False
    inside = [word for word in grammar.lower[start:i] if word not in INSIDE and word != ","]
    return bool(inside) and set(inside) <= words.FIELDS and grammar.lower[i] not in words.FIELDS | words.BODY_WORDS


def _carries_on(grammar: Grammar, start: int, i: int) -> bool:
    """Whether "of", "and", "'s" at `i` join two parts of one name, or two fields."""
    if i + 1 >= len(grammar):
        return False
    before, after = grammar.text[i - 1], grammar.text[i + 1]
    if grammar.lower[i] in ("'", "'s", "’s", "’", "-", "–"):
        return True
    if grammar.lower[i] == "the":
        return grammar.lower[i - 1] in ("of", "for") and after[:1].isupper()
    if grammar.lower[i] in ("and", "&"):
        return _joins_two(grammar, i, first=i <= start + 1)
    named = grammar.text[start][:1].isupper() and before[:1].isupper()
    return named and (after[:1].isupper() or grammar.lower[i + 1] == "the")


def _joins_two(grammar: Grammar, i: int, *, first: bool) -> bool:
    """Whether "and" stands between two fields ("jobs and families") or inside a name ("Manufacturers and Traders")."""
    before, after = grammar.text[i - 1], grammar.text[i + 1]
    if grammar.text[i] == "&" and before[:1].isupper() and after[:1].isupper():
        return True
    if before.lower() in words.FIELDS and after.lower() in words.FIELDS:
        return True
    if before.islower() and after.islower():
        return grammar.tag[i + 1] in ("NN", "NNS") and after not in words.HEADS
    return before[:1].isupper() and after[:1].isupper() and after.lower() not in words.HEADS | words.FIELDS and not first


def _starts_name(people: People, i: int) -> bool:
    named = people.at(i)
    return named is not None and named.kind is EntityKind.PERSON and named.start == i
