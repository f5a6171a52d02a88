"""Whose a post is by the word before it: "Canada's", "Mr Trump's", "the group's", "its"."""

from dataclasses import dataclass

from kg.facts import CountryCode
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import ORGANISATIONS, singular
from loaders.rules.name_runs import Named
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.name_words import DAYS, joins
from loaders.rules.roles.places import part_of_country
from loaders.rules.vocabulary import Vocabulary

_NAME_TAGS = frozenset(("NNP", "NNPS", "NN", "NNS", "JJ", "CD", "FW", "VBN", "VBG"))
_OF_COUNTRIES = frozenset(("ambassador", "chancellor", "envoy", "minister", "negotiator", "premier"))
"""Heads of posts that only countries have."""
_OF_BODIES = frozenset(
    ("ceo", "cfo", "chair", "chairman", "chairwoman", "co-founder", "coo", "director", "executive", "founder", "owner")
)
"""Heads of posts of companies and associations, whose "its" is the subject spoken of."""
_FAR = 45
_SHORT = 2
_MINISTRIES = frozenset(("ministry", "department", "embassy", "treasury"))
_GOVERNING = frozenset(("ministry", "government", "department", "cabinet", "administration"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Possessor:
    """What stands before "'s", from the token `start` on; `person` is a token of a person's name."""

    start: int
    country: CountryCode | None = None
    organization: str | None = None
    person: int | None = None
    standing: frozenset[str] = frozenset()


def read_possessor(people: People, vocabulary: Vocabulary, mark: int) -> Possessor:
    """What stands before "'s": a country, a person, an organisation, or a common noun that tells nothing."""
    grammar = people.grammar
    last = mark - 1
    if last < 0:
        return Possessor(start=mark)
    country = vocabulary.country_at(last)
    named = people.at(last)
    if last > 0 and grammar.lower[last - 1] in words.HONORIFICS:
        return Possessor(start=last - 1, person=last)
    if country is not None and country.end == mark and not _is_end_of_name(people, country.start, last):
        return Possessor(
            start=_with_determiner(grammar, country.start),
            country=country.value,
            organization=_part_or_body(people, country.start, mark),
        )
    if named is not None and named.kind is EntityKind.PERSON:
        return Possessor(start=named.start, person=named.head)
    first = mark
    while first > 0 and (_is_capital(grammar, first - 1) or (first < mark and _joins(grammar, first - 1, mark))):
        if (before := people.at(first - 1)) is not None and before.kind is EntityKind.PERSON and before.end - before.start > 1:
            break
        first -= 1
    while first < mark and not _is_capital(grammar, first):
        first += 1
    if first < mark:
        inside = vocabulary.countries_in(first, mark)
        name = people.parsed.span(first, mark).text
        alone = len(inside) == 1 and grammar.lower[last] in _GOVERNING
        return Possessor(start=_with_determiner(grammar, first), country=inside[0].value if alone else None, organization=name)
    return _common_noun(people, vocabulary, last)


def _common_noun(people: People, vocabulary: Vocabulary, last: int) -> Possessor:
    """What "the company's", "the bloc's" takes up."""
    grammar = people.grammar
    left = grammar.left[last]
    start = left if left >= 0 and grammar.sentence[left] == grammar.sentence[last] else last
    if grammar.lower[last] in _MINISTRIES and any(grammar.dep[c] == "compound" for c in grammar.children[last]):
        return Possessor(start=start, organization=people.parsed.span(start + (grammar.tag[start] == "DT"), last + 1).text)
    known = singular(grammar.lower[last]) in ORGANISATIONS - {"country", "nation", "state", "province", "city"}
    bloc = next((each.value for each in vocabulary.countries if each.value == "EU"), None)
    if grammar.lower[last] == "bloc" and bloc is not None:
        return Possessor(start=start, country=bloc)
    return Possessor(start=start, organization=body_before(people, start, grammar.lower[last]) if known else None)


def _is_end_of_name(people: People, start: int, last: int) -> bool:
    """Whether a country's word is only the end of a body's name: "Small Business | UK", "Airlines for | America"."""
    grammar = people.grammar
    before = start - 1
    if before < 0 or grammar.tag[before] not in ("NNP", "NNPS") or grammar.head[before] != last or people.at(before) is None:
        return before >= 0 and grammar.entity[before] == grammar.entity[last] == "ORG"
    return people.at(before) == people.at(last)


def _part_or_body(people: People, start: int, end: int) -> str | None:
    """What a country's word names besides the country: one of its parts ("Scotland"), or a body ("the European Commission")."""
    written = people.parsed.span(start, end).text
    return part_of_country(written) or (written if people.grammar.lower[end - 1] in words.BODY_WORDS else None)


def _joins(grammar: Grammar, i: int, mark: int) -> bool:
    """Whether the token joins two parts of a name: "and", "of", the hyphen of "Hapag-Lloyd"."""
    glued = (
        grammar.text[i] == "-" and i > 0 and grammar.end(i - 1) == grammar.start[i] and grammar.end(i) == grammar.start[i + 1]
    )
    return joins(grammar, i, mark) or (glued and grammar.text[i - 1][:1].isupper())


def _is_capital(grammar: Grammar, i: int) -> bool:
    return grammar.text[i][:1].isupper() and grammar.tag[i] in _NAME_TAGS and grammar.lower[i] not in DAYS


def _with_determiner(grammar: Grammar, start: int) -> int:
    return start - 1 if start > 0 and grammar.tag[start - 1] == "DT" else start


def read_pronoun(people: People, vocabulary: Vocabulary, token: int, head: int) -> Possessor:
    """Whose "its president" and "his adviser" is: a country's, an organisation's, a person's."""
    grammar = people.grammar
    if grammar.lower[token] in ("its", "their"):
        if _follows_a_ministry(people, token):
            return Possessor(start=token)
        country = country_before(people, vocabulary, token) if grammar.lower[head] in _OF_COUNTRIES else None
        subject = _subject_before(people, token) if grammar.lower[head] in _OF_BODIES else None
        nearest = subject or (body_before(people, token) if country is None else None)
        if country is not None or nearest is not None:
            return Possessor(start=token, country=country, organization=nearest)
    mention = people.referent(token)
    if mention is None:
        return Possessor(start=token)
    if mention.kind is EntityKind.COUNTRY:
        return Possessor(start=token, country=CountryCode(mention.name))
    if mention.kind is EntityKind.PERSON:
        own = (one.head for one in reversed(people.mentions) if one.end <= token and one.name == mention.name)
        return Possessor(start=token, person=next(own, None))
    return Possessor(start=token, organization=mention.name if mention.kind is EntityKind.ORGANIZATION else None)


def _follows_a_ministry(people: People, token: int) -> bool:
    """Whether "the ministry", which names no country, is the body that was spoken of last, not two sentences back."""
    grammar = people.grammar
    for i in range(token - 1, max(token - _FAR, -1), -1):
        named = people.at(i)
        if grammar.sentence[token] - grammar.sentence[i] > 1 or (named is not None and named.kind is not EntityKind.PERSON):
            return False
        if grammar.lower[i] in _GOVERNING and grammar.tag[i] == "NN":
            return True
    return False


def country_before(people: People, vocabulary: Vocabulary, token: int) -> CountryCode | None:
    """The country that is spoken of last before a token, in its sentence or the one before, as a subject or an owner."""
    grammar = people.grammar
    for word in reversed(vocabulary.countries_in(max(token - _FAR, 0), token)):
        last = word.end - 1
        near = grammar.sentence[token] - grammar.sentence[last] <= 1
        if near and word.value != "001" and grammar.dep[last] in ("nsubj", "nsubjpass", "poss"):
            return word.value
    return None


def body_before(people: People, token: int, noun: str = "") -> str | None:
    """The organisation that "its" or "the company's" takes up, not more than one sentence back, no country between.

    One whose name ends in the noun itself, "the committee's", may stand anywhere before.
    """
    grammar = people.grammar
    same = next((one.name for one in reversed(people.mentions) if one.end <= token and _ends_in(one, noun)), None)
    if same is not None:
        return same
    subject = _subject_before(people, token) if noun else None
    if subject is not None:
        return subject
    for i in range(token - 1, max(token - _FAR, -1), -1):
        if grammar.sentence[token] - grammar.sentence[i] > 1:
            return None
        if grammar.dep[i] == "nsubj" and grammar.tag[i] == "NNP" and people.at(i) is None and len(grammar.text[i]) > _SHORT:
            return grammar.text[i]
        named = people.at(i)
        if named is not None and named.kind is not EntityKind.PERSON:
            return named.name if named.kind is EntityKind.ORGANIZATION else None
    return None


def _subject_before(people: People, token: int) -> str | None:
    """The organisation that is the subject of a clause in the sentence or the one before, the nearest first."""
    grammar = people.grammar
    for i in range(token - 1, max(token - _FAR, -1), -1):
        named = people.at(i)
        if grammar.sentence[token] - grammar.sentence[i] > 1:
            return None
        if named is not None and named.kind is EntityKind.ORGANIZATION and grammar.dep[named.head] in ("nsubj", "nsubjpass"):
            return named.name
        if named is None and grammar.dep[i] == "nsubj" and grammar.tag[i] == "NNP" and len(grammar.text[i]) > _SHORT:
            return grammar.text[i]
    return None


def _ends_in(named: Named, noun: str) -> bool:
    return bool(noun) and named.kind is EntityKind.ORGANIZATION and named.written.casefold().endswith(f" {noun}")
