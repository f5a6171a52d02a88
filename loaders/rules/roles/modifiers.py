"""The words before the head of a title: "the former Canadian", "General Motors'", "Innovation, Science and Industry"."""

from dataclasses import dataclass

from kg.facts import CountryCode
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.name_words import DAYS, joins
from loaders.rules.roles.places import country_of_place, part_of_country
from loaders.rules.roles.possessors import read_possessor, read_pronoun
from loaders.rules.vocabulary import Vocabulary

_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_STANDING = words.FORMER | words.ANNOUNCED | words.STANDING | words.NOT_HELD
_NAME_TAGS = frozenset(("NNP", "NNPS", "NN", "NNS", "JJ", "CD", "FW", "VBN", "VBG"))
_VERB_TAGS = frozenset(("VBD", "VBZ", "VB", "VBP", "MD"))
_SHORT_NAMES = frozenset(("commission", "chamber", "council", "bundesbank", "fed", "pentagon", "kremlin"))
"""Bodies that one capitalised word names: "Commission President"."""

_SURE_BODIES = frozenset(("bank", "union", "party", "association", "commission", "committee", "court"))
_MINISTERIAL = frozenset(("minister", "secretary", "undersecretary", "commissioner", "vice-minister"))
"""Heads before which a capitalised word tells the field and not an organisation: "Forests Minister"."""

_LED = frozenset(("leader", "co-leader", "whip", "lawmaker", "senator", "mp", "spokesperson", "spokesman", "spokeswoman"))
_RANKS = frozenset(("assistant", "associate", "chief", "deputy", "lead", "senior", "top", "vice"))
"""Words of rank that may stand before the country: "assistant U.S. trade representative"."""

_TOWNS = frozenset(("city", "town", "county", "village"))
"""Fields that may also end a name: "Atlantic City Mayor"."""
_LONGEST = 14
_ADJECTIVAL = frozenset(("JJ", "JJS", "VBN", "HYPH", "CD", "RB", "RBS"))
_ADJECTIVES = 6
"""How many words that say nothing of the post may stand between an article and the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifiers:
    """What stands before a title's head, from the token `start` on; `field` are the words that are part of the title itself."""

    start: int
    field: tuple[str, ...]
    standing: frozenset[str]
    country: CountryCode | None
    organization: str | None
    owner: int | None
    definite: bool


def read_modifiers(people: People, vocabulary: Vocabulary, head: int) -> Modifiers:
    """The modifiers of the title whose head is that token."""
    grammar = people.grammar
    run = _run(people, vocabulary, head)
    country, organization, field = _sort(people, vocabulary, run, head)
    standing = frozenset(grammar.lower[i] for i in range(run, head) if grammar.lower[i] in _STANDING)
    if grammar.lower[run : run + 3] == ["one", "-", "time"]:
        standing |= {"onetime"}
    start, definite, owner = run, False, None
    before = _before_adjectives(grammar, run)
    if before >= 0 and grammar.text[before] in _POSSESSIVES and grammar.tag[before] == "POS":
        owned = read_possessor(people, vocabulary, before)
        start, definite = owned.start, True
        country, organization, owner = country or owned.country, organization or owned.organization, owned.person
        standing |= owned.standing
    elif before >= 0 and grammar.tag[before] in ("DT", "PRP$"):
        start, definite = before, grammar.lower[before] not in ("a", "an")
        if grammar.tag[before] == "PRP$" and country is None and organization is None:
            owned = read_pronoun(people, vocabulary, before, head)
            country, organization, owner = owned.country, owned.organization, owned.person
    elif before >= 0 and _ends_name(people, before) and grammar.sentence[before] == grammar.sentence[head]:
        named = people.at(before)
        start, owner = (named.start, named.head) if named is not None else (run, None)
    return Modifiers(
        start=start, field=field, standing=standing, country=country, organization=organization, owner=owner, definite=definite
    )


def _before_adjectives(grammar: Grammar, run: int) -> int:
    """The token before a title's words, adjectives passed over that an article or possessor precedes: "the embattled"."""
    before = run - 1
    while (
        before > 0 and run - before <= _ADJECTIVES and (grammar.tag[before] in _ADJECTIVAL or grammar.lower[before] == "year")
    ):
        before -= 1
    opens = before >= 0 and (grammar.tag[before] in ("DT", "PRP$") or grammar.tag[before] == "POS")
    return before if opens else run - 1


def _run(people: People, vocabulary: Vocabulary, head: int) -> int:
    """The first token of the words before the head that belong to the title."""
    i = head
    while i > 0 and head - i < _LONGEST and (step := _step(people, vocabulary, i, head)):
        i -= step
    grammar = people.grammar
    while i < head and (not any(c.isalnum() for c in grammar.text[i]) or grammar.lower[i] in ("and", "of", "for", "the")):
        i += 1
    return i


def _step(people: People, vocabulary: Vocabulary, i: int, head: int) -> int:
    """How many tokens before `i` still belong to the title; 0 ends it."""
    grammar = people.grammar
    j = i - 1
    furniture = people.parsed.is_boilerplate(people.parsed.doc[j])
    if furniture or grammar.text[j].isspace() or grammar.sentence[j] != grammar.sentence[head]:
        return 0
    if (country := vocabulary.country_at(j)) is not None:
        return i - country.start
    if _ends_name(people, j):
        return 0
    if grammar.lower[j - 2 : j + 1] in (["one", "-", "time"], ["long", "-", "time"]):
        return i - j + 2
    if grammar.text[j] in "-–—" and j > 0 and grammar.end(j - 1) == grammar.start[j] and grammar.end(j) == grammar.start[i]:
        return 2 if grammar.lower[j - 1] not in words.HEADS or grammar.text[i].islower() else 0
    joined = grammar.dep[j] == "compound" and j < grammar.head[j] <= head
    noun = grammar.tag[j] in ("NN", "NNS") and joined and people.at(j) is None
    return 1 if noun or _is_modifier(grammar, j) or joins(grammar, j, head) else 0


def _is_modifier(grammar: Grammar, j: int) -> bool:
    word, tag = grammar.lower[j], grammar.tag[j]
    if word in _STANDING or (word in words.FIELDS and tag not in _VERB_TAGS):
        return True
    if grammar.text[j][:1].isupper() and tag in _NAME_TAGS and word not in DAYS and word not in words.HEADS:
        return True
    return word in words.BODY_WORDS and tag in ("NN", "NNS", "NNP")


def _ends_name(people: People, j: int) -> bool:
    named = people.at(j)
    if named is None or named.kind is not EntityKind.PERSON:
        return False
    if lexicon().find_makers(named.written):
        return False
    alone = named.end - named.start == 1
    if (alone and people.grammar.entity[j] == "GPE") or country_of_place(named.written) is not None:
        return False
    return not any(people.grammar.lower[i] in words.FIELDS | words.BODY_WORDS for i in range(named.start, named.end))


def _sort(
    people: People, vocabulary: Vocabulary, start: int, head: int
) -> tuple[CountryCode | None, str | None, tuple[str, ...]]:
    """The run told apart into the country, the organisation's name, and the words that say what the post is about."""
    grammar = people.grammar
    countries = [word for word in vocabulary.countries_in(start, head) if vocabulary.country_at(word.start)]
    country = countries[-1] if countries else None
    body = _last_body(grammar, vocabulary, start, head)
    if body is not None:
        first = _first_of_name(grammar, start, body)
        return _body_parts(people, vocabulary, first, _end_of_name(grammar, vocabulary, body, head), head)
    rest = range(country.end if country else start, head)
    names = [i for i in rest if _is_name_word(grammar, i)]
    if names and grammar.lower[head] in _MINISTERIAL:
        place = next((i for i in reversed(names) if _is_place(people, names[0], i + 1)), None)
        names = [i for i in names if place is not None and i <= place]
    while (
        names
        and names[0] > rest.start
        and grammar.text[names[0] - 1][:1].isupper()
        and grammar.lower[names[0] - 1] not in _STANDING
    ):
        names.insert(0, names[0] - 1)
    if names and grammar.text[head][:1].islower():
        while names[-1] + 1 < head and grammar.text[names[-1] + 1][:1].isupper():
            names.append(names[-1] + 1)
    field = tuple(grammar.text[i] for i in rest if grammar.lower[i] not in _STANDING and (not names or i > names[-1]))
    if country is not None:
        field = (*(grammar.text[i] for i in range(start, country.start) if grammar.lower[i] in _RANKS), *field)
    organization = people.parsed.span(names[0], names[-1] + 1).text if names else None
    if (
        organization is None
        and field
        and grammar.lower[head] in _LED
        and field[0].istitle()
        and field[0].lower() in words.PARTIES
    ):
        organization, field = field[0], field[1:]
    if organization is None and country is not None:
        written = people.parsed.span(country.start, country.end).text
        organization = written if grammar.lower[head] == "mayor" else part_of_country(written)
    return (country.value if country else None), organization, field


def _is_place(people: People, start: int, end: int) -> bool:
    return country_of_place(people.parsed.span(start, end).text) is not None


def _is_name_word(grammar: Grammar, i: int) -> bool:
    """Whether a capitalised word is neither a field nor a standing; "New" before another capital is a name's, "New York"."""
    if not grammar.text[i][:1].isupper():
        return False
    if grammar.text[i] == "New":
        return grammar.text[i + 1][:1].isupper() and grammar.lower[i + 1] not in words.FIELDS | words.HEADS
    if grammar.lower[i] in _TOWNS and i > 0 and grammar.text[i - 1][:1].isupper():
        return grammar.lower[i - 1] not in words.FIELDS | _STANDING
    return grammar.lower[i] not in words.FIELDS | _STANDING


def _last_body(grammar: Grammar, vocabulary: Vocabulary, start: int, head: int) -> int | None:
    """The last word in which an organisation's name ends; a word that may also be a field needs a name before it."""
    for i in range(head - 1, start - 1, -1):
        word = grammar.lower[i]
        if word not in words.BODY_WORDS or (word in words.LEGISLATURES and _alone(grammar, start, i) and i > head - 3):
            continue
        if word in _SHORT_NAMES and grammar.text[i][:1].isupper() and i == start:
            return i
        if i + 1 < head and grammar.lower[i + 1] in ("of", "for") and grammar.text[i][:1].isupper():
            return i
        if word not in words.FIELDS or (
            i > start and grammar.text[i][:1].isupper() and _named_before(grammar, vocabulary, start, i)
        ):
            return i
    return None


def _alone(grammar: Grammar, start: int, i: int) -> bool:
    """Whether nothing but a party stands before "House": "Democratic House Speaker"."""
    return all(grammar.lower[k] in words.PARTIES or grammar.lower[k] in _STANDING for k in range(start, i))


def _named_before(grammar: Grammar, vocabulary: Vocabulary, start: int, i: int) -> bool:
    """Whether a word is the end of a name: "Bank" after anything, "Treasury" only after more than a country."""
    if grammar.lower[i] in _SURE_BODIES:
        return True
    seat = vocabulary.country_at(i)
    if seat is not None and seat.start < i:
        return True
    return any(_is_name_word(grammar, k) and not vocabulary.countries_at(k) for k in range(start, i))


def _first_of_name(grammar: Grammar, start: int, body: int) -> int:
    first = start
    for i in range(start, body):
        lower_case = grammar.text[i][:1].islower() and grammar.lower[i] not in ("of", "and", "for", "the")
        if (lower_case and grammar.text[body][:1].isupper()) or grammar.lower[i] in _STANDING:
            first = i + 1
    return first


def _end_of_name(grammar: Grammar, vocabulary: Vocabulary, body: int, head: int) -> int:
    """Behind "Bank", "Chamber", "Society" the name goes on with "of": one word at least, then whatever is no field."""
    end = body + 1
    if end >= head or grammar.lower[end] not in ("of", "for"):
        return end
    while end < head and grammar.lower[end] in ("of", "for", "the"):
        end += 1
    end = max((word.end for word in vocabulary.countries_at(end)), default=end + 1)
    while end < head and (grammar.lower[end] in ("and", "&", "of") or _is_name_word(grammar, end)):
        end += 1
    return end


def _body_parts(
    people: People, vocabulary: Vocabulary, first: int, end: int, head: int
) -> tuple[CountryCode | None, str | None, tuple[str, ...]]:
    """An organisation's name; the adjective of a country before a ministry is no part of it, before a bank it is."""
    grammar = people.grammar
    leading = vocabulary.country_at(first)
    country = None
    if leading is not None and leading.end < end:
        public = grammar.lower[end - 1] in words.PUBLIC_BODIES - {
            "bank",
            "reserve",
            "commission",
            "court",
            "agency",
            "authority",
        }
        if public or grammar.text[leading.end][:1].islower():
            country, first = leading.value, leading.end
    field = tuple(grammar.text[i] for i in range(end, head) if grammar.lower[i] not in _STANDING)
    name = people.parsed.span(first, end).text
    if grammar.text[first][:1].islower() and grammar.lower[end - 1] not in words.PUBLIC_BODIES:
        return country, None, (*(grammar.text[i] for i in range(first, end)), *field)
    return country, name, field
