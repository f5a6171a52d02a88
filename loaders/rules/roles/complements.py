"""The words behind the head of a title: "of the Bank of Canada", "in charge of trade with the United States", "at BMO"."""

import re
from dataclasses import dataclass

from kg.facts import CountryCode
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.name_runs import Named
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.vocabulary import Vocabulary

_PREPOSITIONS = frozenset(("of", "for", "at", "with", "in", "on", "to", "responsible"))
_INSIDE = frozenset(("of", "and", "&", "for", "the", "'", "'s", "’s", "’", "-", "–", "de", "la", "du"))
_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH", "CD", "FW", "VBN"))
_OWNERS = frozenset(("of", "for", "at", "with"))
_LONGEST = 16
_YEARS = re.compile(r"\d{2,4}s?")
_TIMES = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "january", "february",
     "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "spring", "summer",
     "autumn", "winter")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """What follows a head up to the token `end`; `words` belong to the title, a country or an organisation does not."""

    end: int
    words: str
    country: CountryCode | None
    organization: str | None
    owner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    preposition: int
    start: int
    end: int


def read_complement(people: People, vocabulary: Vocabulary, start: int, *, beside_name: bool) -> Complement | None:
    """The complement that starts at that token, or None where no preposition stands there.

    Behind a person's name, "president of the lobby Abiec" names no second person, whatever the parser takes Abiec for.
    """
    grammar = people.grammar
    end, country, organization = start, None, None
    kept: list[str] = []
    while end - start < _LONGEST and (phrase := _next_phrase(people, vocabulary, end, beside_name=beside_name)) is not None:
        found = _country(people, vocabulary, phrase)
        name = _organization(people, phrase) if found is None or _is_body(grammar, phrase) else None
        preposition = grammar.lower[phrase.preposition]
        owns = preposition in _OWNERS or (preposition == "in" and not kept and found is not None and organization is None)
        if found is not None and owns and country is None and not _needed(grammar, phrase, kept):
            country, organization = found, organization or name
        elif name is not None and owns and organization is None:
            organization = name
        elif found is not None or name is not None:
            if preposition in ("in", "of", "for", "at") and (country or organization):
                break
            kept.append(_written(people, end, phrase.end))
        elif _tells_nothing(grammar, phrase):
            end = phrase.end
            continue
        else:
            kept.append(_written(people, end, phrase.end))
        end = phrase.end
    person = _person_after(people, end) if not (country or organization or kept) else None
    if person is not None:
        return Complement(end=person.end, words="", country=None, organization=None, owner=person.head)
    if end == start:
        return None
    return Complement(end=end, words=" ".join(kept), country=country, organization=organization)


def read_phrase(people: People, vocabulary: Vocabulary, before: int) -> Complement | None:
    """The organisation that the noun phrase right behind the token `before` names: "heads the growers' association"."""
    phrase = _phrase_behind(people, vocabulary, before, beside_name=True)
    if phrase is None:
        return None
    return Complement(end=phrase.end, words="", country=None, organization=_organization(people, phrase))


def _person_after(people: People, at: int) -> Named | None:
    """The person that a post is with: "spokesman for Mr. Trump", "adviser to Angela Merkel"."""
    grammar = people.grammar
    if at >= len(grammar) or grammar.lower[at] not in ("of", "for", "to", "with"):
        return None
    at += 1
    while at < len(grammar) and (grammar.tag[at] == "DT" or grammar.lower[at] in words.HONORIFICS | words.FORMER | words.HEADS):
        at += 1
    named = people.at(at) if at < len(grammar) else None
    return named if named is not None and named.kind is EntityKind.PERSON and named.start == at else None


def _is_body(grammar: Grammar, phrase: _Phrase) -> bool:
    """Whether what stands for a country is a body of it: "the European Council"."""
    return grammar.lower[phrase.end - 1] in words.BODY_WORDS


def _needed(grammar: Grammar, phrase: _Phrase, kept: list[str]) -> bool:
    """Whether a country is part of what the post is about: "in charge of trade with the United States"."""
    return bool(kept) and grammar.lower[phrase.preposition] == "with"


def _written(people: People, start: int, end: int) -> str:
    return " ".join(people.parsed.span(start, end).text.split())


def _next_phrase(people: People, vocabulary: Vocabulary, at: int, *, beside_name: bool) -> _Phrase | None:
    grammar = people.grammar
    if at >= len(grammar) or grammar.lower[at] not in _PREPOSITIONS or people.parsed.is_boilerplate(people.parsed.doc[at]):
        return None
    preposition = at
    if grammar.lower[at : at + 3] == ["in", "charge", "of"] or grammar.lower[at : at + 2] == ["responsible", "for"]:
        preposition = at + (2 if grammar.lower[at] == "in" else 1)
    return _phrase_behind(people, vocabulary, preposition, beside_name=beside_name)


def _phrase_behind(people: People, vocabulary: Vocabulary, preposition: int, *, beside_name: bool) -> _Phrase | None:
    grammar = people.grammar
    start = preposition + 1
    while start < len(grammar) and grammar.tag[start] in ("DT", "PRP$"):
        start += 1
    end = start
    while end < len(grammar) and (
        _continues(people, vocabulary, start, end) and (beside_name or not _starts_name(people, end))
    ):
        end += 1
    while end > start and not (any(c.isalnum() for c in grammar.text[end - 1]) and grammar.lower[end - 1] not in _INSIDE):
        end -= 1
    persons = words.HEADS | {"candidate", "nominee", "contender", "hopeful"}
    nested = any(grammar.lower[i] in persons and grammar.tag[i] in ("NN", "NNP") for i in range(start, end))
    return _Phrase(preposition=preposition, start=start, end=end) if end > start and not nested else None


def _continues(people: People, vocabulary: Vocabulary, start: int, i: int) -> bool:
    grammar = people.grammar
    word = grammar.lower[i]
    if i == start and (word in words.HONORIFICS or _YEARS.fullmatch(word)):
        return False
    if (
        grammar.text[i].isspace()
        or grammar.sentence[i] != grammar.sentence[start]
        or word in _TIMES
        or (i == start and grammar.tag[i] == "CD")
    ):
        return False
    if vocabulary.countries_at(i):
        return True
    if i > start and word in _INSIDE:
        return _carries_on(grammar, start, i)
    if grammar.text[i] == "," and grammar.lower[i - 1] in words.FIELDS and i + 2 < len(grammar):
        return grammar.lower[i + 1] in words.FIELDS and grammar.lower[i + 2] in ("and", ",")
    inside_name = i > start and grammar.text[i][:1].isupper() and grammar.text[i - 1][:1].isupper()
    return inside_name or (grammar.tag[i] in _NOUN_TAGS and word not in words.SUFFIXES)


def _carries_on(grammar: Grammar, start: int, i: int) -> bool:
    """Whether "of", "and", "'s" at `i` join two parts of one name, or two fields."""
    if i + 1 >= len(grammar):
        return False
    before, after = grammar.text[i - 1], grammar.text[i + 1]
    if grammar.lower[i] in ("'", "'s", "’s", "’", "-", "–"):
        return True
    if grammar.lower[i] == "the":
        return grammar.lower[i - 1] == "of" and after[:1].isupper()
    if grammar.lower[i] in ("and", "&"):
        return _joins_two(grammar, i, first=i <= start + 1)
    named = grammar.text[start][:1].isupper() and before[:1].isupper()
    return named and (after[:1].isupper() or grammar.lower[i + 1] == "the")


def _joins_two(grammar: Grammar, i: int, *, first: bool) -> bool:
    """Whether "and" stands between two fields ("jobs and families") or inside a name ("Manufacturers and Traders")."""
    before, after = grammar.text[i - 1], grammar.text[i + 1]
    if before.lower() in words.FIELDS and after.lower() in words.FIELDS:
        return True
    if before.islower() and after.islower():
        return grammar.tag[i + 1] in ("NN", "NNS") and after not in words.HEADS
    return before[:1].isupper() and after[:1].isupper() and after.lower() not in words.HEADS | words.FIELDS and not first


def _starts_name(people: People, i: int) -> bool:
    named = people.at(i)
    return named is not None and named.kind is EntityKind.PERSON and named.start == i


def _country(people: People, vocabulary: Vocabulary, phrase: _Phrase) -> CountryCode | None:
    """The country that the phrase is; "China's foreign ministry" is no country."""
    grammar = people.grammar
    word = vocabulary.country_at(phrase.start)
    if word is None:
        return None
    rest = [grammar.lower[i] for i in range(word.end, phrase.end) if grammar.tag[i] != "POS"]
    return word.value if not rest or rest in (["government"], ["state"]) else None


def _organization(people: People, phrase: _Phrase) -> str | None:
    """The name of an organisation or a place in which the phrase ends, and not just a field such as "Foreign Affairs"."""
    grammar = people.grammar
    last = phrase.end
    if grammar.text[last - 1][:1].islower() and grammar.lower[last - 1] in words.BODY_WORDS and last - 1 > phrase.start:
        kept = any(grammar.tag[i] == "POS" for i in range(phrase.start, last)) or grammar.lower[last - 1] in words.PUBLIC_BODIES
        last = last if kept else last - 1
    first = last
    while first > phrase.start and (
        grammar.text[first - 1][:1].isupper() or (first < phrase.end and _inside_name(grammar, first - 1))
    ):
        first -= 1
    if last == phrase.end and first == last and grammar.lower[last - 1] in words.BODY_WORDS:
        first = phrase.start
    while first < last and not grammar.text[first][:1].isupper():
        first += 1
    capitals = [i for i in range(first, last) if grammar.text[i][:1].isupper()]
    if not capitals:
        return _body_in_lower_case(people, phrase)
    if all(grammar.lower[i] in words.FIELDS | _INSIDE | {"state"} for i in range(first, last)):
        return None
    if all(grammar.lower[i] in words.LEGISLATURES for i in capitals) and len(capitals) == 1:
        return None
    name = " ".join(people.parsed.span(first, last).text.split())
    return None if lexicon().agreement(name) is not None else name


def _inside_name(grammar: Grammar, i: int) -> bool:
    return grammar.lower[i] in _INSIDE or grammar.text[i].isdigit()


def _body_in_lower_case(people: People, phrase: _Phrase) -> str | None:
    grammar = people.grammar
    last = grammar.lower[phrase.end - 1]
    public = last in ("ministry", "department", "government", "parliament", "embassy", "cabinet")
    first = grammar.text[phrase.start]
    return people.parsed.span(phrase.start, phrase.end).text if public and first[:1].isupper() else None


def _tells_nothing(grammar: Grammar, phrase: _Phrase) -> bool:
    """As in "the company", "the country": a body that is named somewhere else."""
    return grammar.lower[phrase.end - 1] in (
        "company",
        "country",
        "union",
        "group",
        "firm",
        "bank",
        "party",
        "association",
        "nation",
    )
