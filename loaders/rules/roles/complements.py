"""The words behind the head of a title: "of the Bank of Canada", "in charge of trade with the United States", "at BMO"."""

from dataclasses import dataclass, replace

from kg.facts import CountryCode
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.grammar import Grammar
from loaders.rules.name_runs import Named
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.phrases import INSIDE, Phrase, next_phrase, phrase_behind
from loaders.rules.vocabulary import Vocabulary

_OWNERS = frozenset(("of", "for", "at", "with"))
_DESCRIBED_BODIES = frozenset(
    ("alliance", "association", "chamber", "co-operative", "company", "cooperative", "federation", "guild", "institute",
     "league", "lobby", "society", "syndicate", "union", "university")
)  # fmt: skip
"""Bodies of which news tells whose they are instead of naming them."""
_SEATED = ("Chamber of Commerce", "Chamber", "Business Council")
"""Ends of names of bodies that there are several of, told apart by the country where they sit."""
_LONGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """What follows a head up to the token `end`; `words` belong to the title, a country or an organisation does not."""

    end: int
    words: str
    country: CountryCode | None
    organization: str | None
    owner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What the phrases up to the token `end` told: words of the title, the country, the organisation."""

    end: int
    kept: tuple[str, ...] = ()
    country: CountryCode | None = None
    organization: str | None = None

    @property
    def is_owned(self) -> bool:
        return self.country is not None or self.organization is not None


def read_complement(people: People, vocabulary: Vocabulary, start: int, *, beside_name: bool) -> Complement | None:
    """The complement that starts at that token, or None where no preposition stands there.

    Behind a person's name, "president of the lobby Abiec" names no second person, whatever the parser takes Abiec for.
    """
    read = _Read(end=start)
    while read.end - start < _LONGEST:
        phrase = next_phrase(people, vocabulary, read.end, beside_name=beside_name)
        further = _with_phrase(people, vocabulary, read, phrase) if phrase is not None else None
        if further is None:
            break
        read = further
    person = _person_after(people, read.end) if not (read.is_owned or read.kept) else None
    if person is not None:
        return Complement(end=person.end, words="", country=None, organization=None, owner=person.head)
    if read.end == start:
        return None
    end = _behind_acronym(people.grammar, read.end) if read.organization else read.end
    return Complement(end=end, words=" ".join(read.kept), country=read.country, organization=read.organization)


def _behind_acronym(grammar: Grammar, end: int) -> int:
    """Behind "(ABC)", the short name of the organisation before it."""
    inside = grammar.text[end : end + 3]
    return end + 3 if len(inside) == 3 and inside[0] == "(" and inside[2] == ")" and inside[1][:2].isupper() else end


def _with_phrase(people: People, vocabulary: Vocabulary, read: _Read, phrase: Phrase) -> _Read | None:
    """What is known with one more phrase; None where it belongs to the title no more."""
    grammar = people.grammar
    preposition = grammar.lower[phrase.preposition]
    mark = _possessive(people, vocabulary, phrase) if preposition in _OWNERS and not read.is_owned else None
    if mark is not None:
        return _with_owner(people, vocabulary, read, phrase, mark)
    country = _country(people, vocabulary, phrase)
    name = _organization(people, phrase) if country is None or _is_body(grammar, phrase) else None
    if country is not None and preposition == "in" and (read.organization or "").endswith(_SEATED):
        return replace(read, end=phrase.end, organization=f"{read.organization} {_written(people, read.end, phrase.end)}")
    owns = preposition in _OWNERS or (preposition == "in" and not read.kept and country is not None and not read.is_owned)
    owner = country if owns and read.country is None and not _needed(grammar, phrase, read) else None
    if owner is not None or (name is not None and owns and read.organization is None):
        owner = owner or _adjective(grammar, vocabulary, phrase)
        return replace(read, end=phrase.end, country=read.country or owner, organization=read.organization or name)
    administration = preposition in ("in", "under") and grammar.lower[phrase.end - 1] == "administration"
    if administration or (country is None and name is None and _tells_nothing(grammar, phrase)):
        return replace(read, end=phrase.end)
    if (country or name) and preposition in ("in", "of", "for", "at") and read.is_owned:
        return None
    return replace(read, end=phrase.end, kept=(*read.kept, _written(people, read.end, phrase.end)))


def _with_owner(people: People, vocabulary: Vocabulary, read: _Read, phrase: Phrase, mark: int) -> _Read:
    """What is known with "of Germany's retail association": the possessor owns the post, or what it possesses does."""
    country, organization, behind = _whose(people, vocabulary, phrase, mark)
    words_behind = _written(people, behind.start, behind.end) if behind.start < behind.end else ""
    kept = (*read.kept, f"{people.grammar.lower[phrase.preposition]} {words_behind}") if words_behind else read.kept
    return _Read(end=phrase.end, kept=kept, country=country, organization=organization)


def _adjective(grammar: Grammar, vocabulary: Vocabulary, phrase: Phrase) -> CountryCode | None:
    """The country of "Brazilian beef lobby ABIEC", whose adjective is no part of the name."""
    word = vocabulary.country_at(phrase.start)
    return word.value if word is not None and word.end < phrase.end and grammar.text[word.end].islower() else None


def _possessive(people: People, vocabulary: Vocabulary, phrase: Phrase) -> int | None:
    """The mark behind the first possessor in a phrase, unless it is inside a name ("Manufacturers' Association")."""
    grammar = people.grammar
    mark = next((i for i in range(phrase.start + 1, phrase.end) if grammar.tag[i] == "POS"), None)
    owner = people.at(mark - 1) if mark is not None else None
    if mark is None or not grammar.text[phrase.start][:1].isupper() or (owner and owner.kind is EntityKind.PERSON):
        return None
    country = vocabulary.country_at(mark - 1)
    if country is not None and country.end == mark and country.start == phrase.start:
        return mark
    plural = grammar.lower[mark - 1].endswith("s") and grammar.text[mark] in ("'", "’")
    if plural and grammar.text[mark - 1].islower():
        return None
    named = _is_body_word(grammar, mark + 1) or plural
    return None if named and grammar.text[mark + 1][:1].isupper() else mark


def _whose(people: People, vocabulary: Vocabulary, phrase: Phrase, mark: int) -> tuple[CountryCode | None, str | None, Phrase]:
    """Country and organisation of "Germany's retail association", "the IMF's China division", and what is neither of them."""
    grammar = people.grammar
    behind = Phrase(preposition=phrase.preposition, start=mark + 1, end=phrase.end)
    nothing = Phrase(preposition=phrase.preposition, start=phrase.end, end=phrase.end)
    owner = vocabulary.country_at(phrase.start)
    name = _organization(people, behind) or _body_in_lower_case(people, behind)
    if owner is not None and owner.end == mark and _is_body_word(grammar, mark - 1) and _is_body_word(grammar, phrase.end - 1):
        return owner.value, _written(people, phrase.start, phrase.end), nothing
    if owner is not None and owner.end == mark:
        body = _written(people, owner.start, owner.end) if _is_body_word(grammar, mark - 1) else None
        return owner.value, name or body, nothing if name else behind
    if _is_body_word(grammar, phrase.end - 1):
        return None, _written(people, phrase.start, phrase.end), nothing
    return None, _written(people, phrase.start, mark), behind


def _is_body_word(grammar: Grammar, i: int) -> bool:
    return grammar.lower[i] in words.BODY_WORDS


def read_phrase(people: People, vocabulary: Vocabulary, before: int) -> Complement | None:
    """The organisation that the noun phrase right behind the token `before` names: "heads the growers' association"."""
    phrase = phrase_behind(people, vocabulary, before, beside_name=True)
    if phrase is None:
        return None
    mark = _possessive(people, vocabulary, phrase)
    country, name = (None, _organization(people, phrase)) if mark is None else _whose(people, vocabulary, phrase, mark)[:2]
    return Complement(end=phrase.end, words="", country=country, organization=name)


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


def _is_body(grammar: Grammar, phrase: Phrase) -> bool:
    """Whether what stands for a country is a body of it: "the European Council"."""
    return _is_body_word(grammar, phrase.end - 1)


def _needed(grammar: Grammar, phrase: Phrase, read: _Read) -> bool:
    """Whether a country is part of what the post is about: "in charge of trade with the United States"."""
    return bool(read.kept) and grammar.lower[phrase.preposition] == "with"


def _written(people: People, start: int, end: int) -> str:
    return " ".join(people.parsed.span(start, end).text.split())


def _country(people: People, vocabulary: Vocabulary, phrase: Phrase) -> CountryCode | None:
    """The country that the phrase is; "China's foreign ministry" is no country."""
    grammar = people.grammar
    word = vocabulary.country_at(phrase.start)
    if word is None:
        return None
    rest = [grammar.lower[i] for i in range(word.end, phrase.end) if grammar.tag[i] != "POS"]
    return word.value if not rest or rest in (["government"], ["state"], ["executive"]) else None


def _organization(people: People, phrase: Phrase) -> str | None:
    """The name of an organisation or a place in which the phrase ends, and not just a field such as "Foreign Affairs"."""
    grammar = people.grammar
    last = phrase.end
    if grammar.lower[last - 1] == "committee" and grammar.lower[phrase.start] in words.LEGISLATURES:
        return _written(people, phrase.start, last)
    if grammar.text[last - 1][:1].islower() and grammar.lower[last - 1] in words.BODY_WORDS and last - 1 > phrase.start:
        kept = any(grammar.tag[i] == "POS" for i in range(phrase.start, last)) or grammar.lower[last - 1] in words.PUBLIC_BODIES
        last = last if kept else last - 1
    first = last
    while first > phrase.start and (
        grammar.text[first - 1][:1].isupper()
        or (first < phrase.end and _inside_name(grammar, first - 1))
        or grammar.text[first - 1].isdigit()
    ):
        first -= 1
    if last == phrase.end and first == last and grammar.lower[last - 1] in words.BODY_WORDS:
        first = phrase.start
    while first < last and not grammar.text[first][:1].isupper():
        first += 1
    capitals = [i for i in range(first, last) if grammar.text[i][:1].isupper()]
    if not capitals:
        return _acronym_before(people, phrase) or _body_in_lower_case(people, phrase)
    is_body = grammar.lower[last - 1] in _DESCRIBED_BODIES and last - first > 1
    if not is_body and all(grammar.lower[i] in words.FIELDS | INSIDE | {"state"} for i in range(first, last)):
        return None
    if all(grammar.lower[i] in words.LEGISLATURES for i in capitals) and len(capitals) == 1:
        return None
    name = " ".join(people.parsed.span(first, last).text.split())
    return None if lexicon().agreement(name) is not None or _is_part_of_title(name) else name


_IN_TITLES = frozenset(("exchequer", "duchy of lancaster", "privy council", "rolls", "lord chamberlain"))
"""What is only ever a part of a title: "Chancellor of the Exchequer"."""


def _is_part_of_title(name: str) -> bool:
    """Whether the words name no organisation: the Exchequer, a region of the world."""
    plain = name.casefold()
    return plain in _IN_TITLES or set(plain.replace("-", " ").split()) <= words.REGIONS


def _inside_name(grammar: Grammar, i: int) -> bool:
    return grammar.lower[i] in INSIDE or grammar.text[i].isdigit()


def _body_in_lower_case(people: People, phrase: Phrase) -> str | None:
    """A public body, or one that its words describe without naming it: "growers' association"."""
    grammar = people.grammar
    last = grammar.lower[phrase.end - 1]
    if last == "government" and phrase.end - phrase.start == 1:
        return None
    if last in ("ministry", "department", "government", "parliament", "embassy", "cabinet"):
        return people.parsed.span(phrase.start, phrase.end).text
    described = (i for i in range(phrase.start, phrase.end - 1) if grammar.tag[i] in ("NN", "NNS"))
    first = next(described, None) if last in _DESCRIBED_BODIES else None
    return None if first is None else _written(people, first, phrase.end)


def _acronym_before(people: People, phrase: Phrase) -> str | None:
    """The acronym that what it stands for follows: "the VDA car lobby"."""
    grammar = people.grammar
    first = grammar.text[phrase.start]
    is_named = first.isupper() and len(first) > 1 and grammar.lower[phrase.end - 1] in words.BODY_WORDS
    return first if is_named and lexicon().country(first) is None else None


def _tells_nothing(grammar: Grammar, phrase: Phrase) -> bool:
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
