"""Who holds a post, where the name stands beside the title: before it, behind it, or parted by a comma or a dash."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.facts import CountryCode
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.appositions import read_apposition, read_further_apposition
from loaders.rules.roles.clauses import read_clause
from loaders.rules.roles.complements import Complement, read_complement
from loaders.rules.roles.heads import find_heads
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.later import find_later_names
from loaders.rules.roles.offices import allows
from loaders.rules.roles.places import country_of_place
from loaders.rules.roles.title import Title
from loaders.rules.vocabulary import Vocabulary, Word

_DASHES = frozenset(("—", "–", "-", "--"))
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"))
_LONGEST_NAME = 5
_DESCRIBED = 5
"""Within how many tokens a name begins that words describe."""
_SEAT = re.compile(r",? \(?[DIR][-\u2010\u2011\u2013][A-Z][a-z]*\b")
"""The party and state of a lawmaker of the United States: "Rep. Jason Smith, R-Mo."."""
_INITIAL = re.compile(r"[A-Z]\.")
"""What the parser often takes for the end of a sentence inside a name: "Ben S. Bernanke"."""


def find_holdings(people: People, vocabulary: Vocabulary, titles: Sequence[Title]) -> Iterator[Holding]:
    """Every title that the text ties to a named person, in the order of the text."""
    ended: dict[int, Holding] = {}
    ended_name: dict[int, Holding] = {}
    ending: dict[int, Title] = {}
    for title in titles:
        ending.setdefault(title.end, title)
    for title in titles:
        holding = (
            _before_name(people, vocabulary, title)
            or read_apposition(people, title)
            or read_further_apposition(people, title, ended)
            or _parted_from_name(people, vocabulary, title)
            or _in_clause(people, title)
        )
        if holding is not None:
            holding = _with_shared_owner(people, ended_name, holding)
            ended_name[holding.end] = holding
            ended[holding.title.end] = holding
            yield from _shared(people, ending, holding)
            yield holding
    yield from find_heads(people, vocabulary, ended)
    yield from find_later_names(people, titles, ended)


def name_at(people: People, vocabulary: Vocabulary, start: int) -> tuple[int, int, str] | None:
    """The person's name that starts at a token right behind a title, known to the parser or not."""
    grammar = people.grammar
    if start < len(grammar) and grammar.lower[start] in words.HONORIFICS | words.BORN:
        start += 1
    if start >= len(grammar) or people.parsed.is_boilerplate(people.parsed.doc[start]):
        return None
    named = people.at(start)
    end = _run_end(people, vocabulary, start)
    if named is not None and named.kind is EntityKind.PERSON and named.start == start:
        stop = next((i for i in range(start + 1, named.end) if grammar.lower[i] in _DAYS), named.end)
        if end <= stop or is_headline(grammar, start):
            name = named.name if stop == named.end else people.parsed.span(start, stop).text
            return (start, stop, name) if _is_name(people, start, stop) else None
    elif vocabulary.countries_at(start):
        return None
    return (start, end, people.parsed.span(start, end).text) if _is_name(people, start, end) else None


def _run_end(people: People, vocabulary: Vocabulary, start: int) -> int:
    """The end of the run of words that may be a name, beginning at `start`."""
    grammar = people.grammar
    end = start
    while end < len(grammar) and end - start < _LONGEST_NAME and _is_name_word(people, vocabulary, start, end):
        end += 1
    while end > start + 1 and not grammar.text[end - 1][:1].isupper() and grammar.text[end - 2] != "-":
        end -= 1
    return end


def is_headline(grammar: Grammar, i: int) -> bool:
    """Whether the token stands in a line whose words are capitalised throughout."""
    line = grammar.sentence_of(i)
    if grammar.text[line[-1]] == ".":
        return False
    long = [grammar.text[k] for k in line if len(grammar.text[k]) > 3 and grammar.text[k].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.9 * len(long)


def _is_name(people: People, start: int, end: int) -> bool:
    grammar = people.grammar
    first = grammar.text[start] if start < end else ""
    if start < end and lexicon().agreement(people.parsed.span(start, end).text) is not None:
        return False
    last = grammar.lower[end - 1] not in words.NOT_NAMES or grammar.text[end - 2] == "-"
    return first[:1].isupper() and (grammar.lower[start] not in words.NOT_NAMES or _is_given_name(grammar, start)) and last


def _is_given_name(grammar: Grammar, i: int) -> bool:
    """Whether a capitalised "To" inside a sentence is a name: "To Lam"."""
    return grammar.text[i] == "To" and i + 1 < len(grammar) and grammar.text[i + 1].istitle() and not is_headline(grammar, i)


def _is_name_word(people: People, vocabulary: Vocabulary, start: int, i: int) -> bool:
    grammar = people.grammar
    text = grammar.text[i]
    behind_initial = i > start and _INITIAL.fullmatch(grammar.text[i - 1])
    if text.isspace() or (grammar.sentence[i] != grammar.sentence[start] and not behind_initial):
        return False
    if i > start and grammar.end(i - 1) == grammar.start[i] and "-" in (text, grammar.text[i - 1]):
        return True
    if i == start and _is_given_name(grammar, i):
        return True
    if grammar.lower[i] in words.NOT_NAMES | _DAYS or (vocabulary.countries_at(i) and not _in_one_person(people, start, i)):
        return False
    if text[:1].isupper() and grammar.tag[i] not in ("VBD", "VBZ", "MD"):
        return any(c.isalpha() for c in text) and not any(c.isdigit() for c in text)
    particle = i > start and grammar.lower[i] in words.PARTICLES and i + 2 < len(grammar)
    return particle and (grammar.text[i + 1][:1].isupper() or grammar.lower[i + 1] in words.PARTICLES)


def _in_one_person(people: People, start: int, i: int) -> bool:
    named = people.at(start)
    return named is not None and named.kind is EntityKind.PERSON and i < named.end


def _before_name(people: People, vocabulary: Vocabulary, title: Title) -> Holding | None:
    """As in "U.S. Treasury Secretary Scott Bessent"."""
    found = name_at(people, vocabulary, title.end)
    serves = title.end > title.head + 1 and (title.organization or "").casefold() in words.PARTIES
    if found is None or serves or _is_of_a_name(people, title, found[0], found[1]):
        return None
    start, end, name = found
    origin = origin_of(people, vocabulary, end) if title.country is None and title.organization is None else None
    employer = _employer_of(people, vocabulary, title, end) if origin is None else None
    if employer is not None:
        title, end = replace(title, organization=employer.organization, country=employer.country), employer.end
        return Holding(
            title=title, person=" ".join(name.split()), name_start=start, name_end=found[1], start=title.start, end=end,
            rule="title-before-name", confidence=0.85, status=title.status,
        )  # fmt: skip
    return Holding(
        title=title if origin is None else replace(title, country=origin.value), person=" ".join(name.split()),
        name_start=start, name_end=end, start=title.start, end=end if origin is None else origin.end,
        rule="title-before-name", confidence=0.95, status=title.status,
    )  # fmt: skip


def _is_of_a_name(people: People, title: Title, start: int, end: int) -> bool:
    """Whether title and word make one name: a town behind "in" ("Prince George"), a firm with initials ("MP Materials")."""
    grammar = people.grammar
    if end - start > 1 or title.end - title.start > 1:
        return False
    if grammar.lower[title.head] in words.BORN:
        written = re.escape(people.parsed.span(title.head, end).text)
        return re.search(rf"\b(?:in|near|from) {written}\b", grammar.whole, re.IGNORECASE) is not None
    named = people.at(start)
    return grammar.text[title.head].isupper() and grammar.tag[start] == "NNPS" and (named is None or named.start < start)


def _employer_of(people: People, vocabulary: Vocabulary, title: Title, end: int) -> Complement | None:
    """The organisation behind a name whose title belongs to none: "Economist Ana Ruiz of the farm bank Agrokredit"."""
    if title.is_owned or title.is_national or title.owner is not None:
        return None
    if end >= len(people.grammar) or people.grammar.lower[end] not in ("of", "at", "with"):
        return None
    found = read_complement(people, vocabulary, end, beside_name=True)
    return found if found is not None and found.organization is not None else None


def origin_of(people: People, vocabulary: Vocabulary, end: int) -> Word[CountryCode] | None:
    """The country behind a name, and its words: "President Vladimir Putin of Russia", "Sen. John Doe of Texas"."""
    seat = _SEAT.match(people.grammar.whole, people.grammar.end(end - 1)) if end else None
    if seat is not None:
        return Word(start=end, end=end, value=CountryCode("US"))
    if end >= len(people.grammar) or people.grammar.lower[end] != "of":
        return None
    word = vocabulary.country_at(end + 1) or vocabulary.country_at(end + 2)
    if word is not None:
        return word if word.value != "001" else None
    for last in (end + 3, end + 2):
        place = country_of_place(people.parsed.span(end + 1, last).text) if last <= len(people.grammar) else None
        if place is not None:
            return Word(start=end + 1, end=last, value=place)
    return None


def _parted_from_name(people: People, vocabulary: Vocabulary, title: Title) -> Holding | None:
    """As in "Germany's economy minister, Robert Habeck, said"."""
    grammar = people.grammar
    mark = title.end
    parted = mark + 1 < len(grammar) and grammar.text[mark] in _DASHES | {","}
    if not parted or not (title.definite or _introduces(people, title)):
        return None
    found = name_at(people, vocabulary, _described_name(people, mark + 1))
    if found is None or not _is_set_off(people, title, *found[:2]):
        return None
    start, closer, name = found
    return Holding(
        title=title, person=name, name_start=start, name_end=closer, start=title.start, end=closer,
        rule="title-comma-name", confidence=0.85, status=title.status,
    )  # fmt: skip


def _described_name(people: People, start: int) -> int:
    """Where the name begins behind "Nobel laureate", "veteran diplomat": a person's that hangs with those words."""
    grammar = people.grammar
    for i in range(start + 1, min(start + _DESCRIBED, len(grammar))):
        named = people.at(i)
        if named is not None and named.kind is EntityKind.PERSON and named.start == i:
            described = grammar.tag[i - 1] == "NN" and all(grammar.head[k] == named.head for k in range(i - 1, i))
            return i if described else start
        if grammar.tag[i] not in ("NN", "JJ", "NNP"):
            break
    return start


def _is_set_off(people: People, title: Title, start: int, closer: int) -> bool:
    """Whether the name at the tokens [start, closer) is an apposition: a person's, closed by a comma, no item of a list."""
    grammar = people.grammar
    named = people.at(start)
    known = named is not None and named.kind is EntityKind.PERSON and named.start == start
    if not known and (closer - start < 2 or not title.is_owned):
        return False
    if closer < len(grammar) and grammar.text[closer] not in _DASHES | {",", ".", ")", ";", ":"}:
        return False
    listed = closer + 1 < len(grammar) and grammar.lower[closer + 1] in ("and", "or")
    return title.is_owned or not listed


def _introduces(people: People, title: Title) -> bool:
    """Whether "A State Department spokesperson, Ana Ruiz," opens a clause; of others the name may be another person's."""
    grammar = people.grammar
    opens = grammar.dep[title.head] in ("nsubj", "nsubjpass") and grammar.lower[title.start] in ("a", "an", "another")
    closer = next((i for i in range(title.end + 2, min(title.end + 8, len(grammar))) if grammar.text[i] == ","), None)
    return opens and closer is not None and (title.is_owned or title.words.endswith("spokesperson"))


def _in_clause(people: People, title: Title) -> Holding | None:
    """As in "she became trade minister", "served as ambassador to China"."""
    found = read_clause(people, title)
    if found is None:
        return None
    return Holding(
        title=title, person=found.person, name_start=found.start, name_end=found.end, start=min(found.start, title.start),
        end=max(title.end, found.end), rule=found.rule, confidence=found.confidence, status=found.status or title.status,
        verb=found.verb,
    )  # fmt: skip


def _with_shared_owner(people: People, ended: Mapping[int, Holding], holding: Holding) -> Holding:
    """As in "WTO chief Ana Ruiz and deputy director Jan Maas": the second post is in the same organisation."""
    title = holding.title
    joined = title.start > 0 and people.grammar.lower[title.start - 1] == "and"
    first = ended.get(title.start - 1) if joined else None
    if joined and first is None and people.grammar.text[title.start - 2] == ",":
        first = ended.get(title.start - 2)
    if first is not None and _is_of_same_state(first.title, holding):
        return replace(holding, title=replace(title, country=first.title.country))
    alike = first is not None and first.rule == holding.rule == "title-before-name" and first.title.organization is not None
    if first is None or not alike or title.is_owned or title.is_national or title.owner is not None:
        return holding
    return replace(holding, title=replace(title, country=first.title.country, organization=first.title.organization))


def _is_of_same_state(first: Title, holding: Holding) -> bool:
    """As in "Argentina's president, Javier Milei, and Economy Minister Luis Caputo"."""
    title = holding.title
    bare = title.is_national and not title.is_owned and title.owner is None and holding.rule == "title-before-name"
    return bare and first.country is not None and first.organization is None and allows(title.words, first.country)


def _is_joined(people: People, first: Title, holding: Holding) -> bool:
    """As in "Belgium's foreign minister and deputy premier Maxime Prevot": whose first title belongs to a country."""
    second = holding.title
    bare = second.start == second.head or people.grammar.text[second.start].islower()
    return first.country is not None and bare and people.grammar.text[second.head].islower() and first.words != second.words


def _shared(people: People, ending: Mapping[int, Title], holding: Holding) -> Iterator[Holding]:
    """As in "president and chief executive Tim Cook": the title before "and" belongs to the same person."""
    joined = people.grammar.lower[holding.title.start - 1] in ("and", "&")
    first = ending.get(holding.title.start - 1) if joined else None
    beside = holding.rule == "title-comma-name" or (
        holding.rule == "title-before-name" and first is not None and (not first.definite or _is_joined(people, first, holding))
    )
    if first is not None and beside:
        yield replace(holding, title=first, start=first.start, confidence=holding.confidence - 0.1, status=first.status)
