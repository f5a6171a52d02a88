"""What the words around a post tell of its country: whom its paragraph speaks of, and whom its holder speaks of."""

from dataclasses import dataclass

from kg.facts import CountryCode
from loaders.rules.cues import SAYING
from loaders.rules.grammar import Grammar
from loaders.rules.people import People
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.places import country_of_place
from loaders.rules.vocabulary import Vocabulary

_SUBJECTS = ("nsubj", "nsubjpass", "poss")
_DEMANDS = frozenset(("must", "should", "ought", "has", "had", "could", "might", "may"))
_FURTHEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """The country that the paragraph was last about, the one whose doing the holder tells, and that of a province beside it."""

    subject: CountryCode | None
    said_of: CountryCode | None
    said_in: CountryCode | None
    place: CountryCode | None
    place_name: str | None

    @property
    def countries(self) -> frozenset[CountryCode]:
        """All of them."""
        return frozenset(each for each in (self.subject, self.said_of, self.place) if each is not None)


def read_nearby(people: People, vocabulary: Vocabulary, holding: Holding) -> Nearby:
    """The words from the beginning of the holding's line up to it, and the clause that its holder says."""
    grammar = people.grammar
    line = holding.start
    while line > 0 and holding.start - line < _FURTHEST and not grammar.is_break(line - 1):
        line -= 1
    place = _place(people, line, holding.start)
    return Nearby(
        subject=_subject(grammar, vocabulary, line, holding.start),
        said_of=_said_of(people, vocabulary, holding),
        said_in=_said_in(people, vocabulary, holding),
        place=place[0] if place else None,
        place_name=place[1] if place else None,
    )


def _subject(grammar: Grammar, vocabulary: Vocabulary, start: int, end: int) -> CountryCode | None:
    """The last country that a clause before speaks of, as its subject or the owner of it."""
    for word in reversed(vocabulary.countries_in(start, end)):
        last = word.end - 1
        owner = grammar.dep[last] == "poss" and grammar.dep[grammar.head[last]] in _SUBJECTS
        if vocabulary.country_at(word.start) and (grammar.dep[last] in _SUBJECTS[:2] or owner) and word.value != "001":
            return word.value
    fronted = vocabulary.country_at(start + 1) if start + 1 < end and grammar.text[start] == "In" else None
    return fronted.value if fronted is not None else None


def _place(people: People, start: int, end: int) -> tuple[CountryCode, str] | None:
    """The last state or province that is the subject of a clause between two tokens."""
    grammar = people.grammar
    for i in range(end - 1, start - 1, -1):
        if grammar.dep[i] not in _SUBJECTS:
            continue
        first = i
        while first > start and grammar.dep[first - 1] == "compound" and grammar.head[first - 1] == i:
            first -= 1
        name = people.parsed.span(first, i + 1).text
        country = country_of_place(name)
        if country is not None:
            return country, name
    return None


def _said_in(people: People, vocabulary: Vocabulary, holding: Holding) -> CountryCode | None:
    """The country where the holder speaks: "the minister said in Copenhagen"."""
    grammar = people.grammar
    for name in range(min(holding.start, holding.name_start), holding.name_end):
        verb = grammar.head[name]
        if grammar.dep[name] == "nsubj" and grammar.lemma[verb] in SAYING:
            places = (grammar.child(child, "pobj") for child in grammar.children[verb] if grammar.lower[child] == "in")
            found = next((word for place in places if place is not None and (word := vocabulary.country_at(place))), None)
            return found.value if found is not None else None
    return None


def _said_of(people: People, vocabulary: Vocabulary, holding: Holding) -> CountryCode | None:
    """The country whose doing the holder tells: "the minister said Canada would answer"; not of what it must do."""
    grammar = people.grammar
    for name in range(min(holding.start, holding.name_start), holding.name_end):
        verb = grammar.head[name]
        if grammar.dep[name] != "nsubj" or grammar.lemma[verb] not in SAYING:
            continue
        told = grammar.child(verb, "ccomp")
        subject = grammar.child(told, "nsubj", "nsubjpass") if told is not None else None
        if told is None or subject is None or {grammar.lower[c] for c in grammar.children[told]} & _DEMANDS:
            return None
        word = vocabulary.country_at(subject)
        return word.value if word is not None and word.value != "001" else None
    return None
