"""For which country somebody acts: a government by its adjective, a leader by the post, "it" by what stands before."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.facts import CountryCode, PostStatus, Role
from kg.model import EntityKind
from loaders.rules.leaders import LEADERS
from loaders.rules.measures import measure_words as words
from loaders.rules.measures.sayings import Sayings
from loaders.rules.noun_phrases import phrase
from loaders.rules.people import People
from loaders.rules.roles.homes import US_DEPARTMENTS, likely_home
from loaders.rules.vocabulary import Vocabulary

_WORLD = "001"
_WE = frozenset(("we", "our", "us"))
_BORDERS = frozenset(("border", "borders", "port", "ports", "customs", "market", "docks", "frontier"))
_ACTING = frozenset(("nsubj", "nsubjpass", "poss", "amod", "compound", "conj", "attr", "appos"))
"""What a country's name in the sentence before may be that "its" takes up; no place that something comes from."""
_LEADERS = frozenset(("leader", "president", "premier", "chancellor"))


@dataclass(frozen=True, slots=True)
class Actors:
    """Countries behind the phrases of one document; `persons` by full name and surname, `titles` of one country."""

    people: People
    vocabulary: Vocabulary
    persons: dict[str, CountryCode]
    titles: dict[str, CountryCode]
    home: CountryCode | None
    sayings: Sayings

    def government(self, head: int) -> CountryCode | None:
        """The country that acts where the noun phrase headed by the token is the actor; an industry or a company is none."""
        grammar = self.people.grammar
        word = self.vocabulary.country_at(head)
        if word is not None and word.value != _WORLD:
            return word.value if grammar.tag[head] not in ("NNPS", "NNS") or grammar.lower[head] == "states" else None
        return self._personal(head) or self._described(head) or self.bloc(head)

    def nation(self, head: int, bounds: tuple[int, int] | None = None) -> CountryCode | None:
        """The country that a noun phrase, at the tokens [start, end) of `bounds`, belongs to: "Canadian manufacturers" → CA."""
        direct = self.government(head)
        if direct is not None:
            return direct
        grammar = self.people.grammar
        start, end = bounds or phrase(grammar, head)
        owner = next((i for i in range(start, head) if grammar.tag[i] in ("PRP$", "WP$")), None)
        if owner is not None:
            return self._owner(owner, head)
        for stop in (head, end):
            found = {word.value for word in self.vocabulary.countries_in(start, stop) if word.value != _WORLD}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def owned_by(self, owner: int) -> CountryCode | None:
        """The country behind "its", "their", "our", "his"."""
        return self._personal(owner) or self._before(owner)

    def _owner(self, owner: int, head: int) -> CountryCode | None:
        """The country of "its goods", and of "Vietnam, whose goods"."""
        grammar = self.people.grammar
        if grammar.tag[owner] == "PRP$":
            return self.owned_by(owner)
        clause = grammar.head[head]
        return self.nation(grammar.head[clause]) if grammar.dep[clause] == "relcl" else None

    def _before(self, owner: int) -> CountryCode | None:
        """The country behind "its", "their" by nearness alone: the only one named in this sentence before and the last one."""
        grammar = self.people.grammar
        if grammar.lower[owner] not in ("its", "their"):
            return None
        meant = self.people.referent(owner) if grammar.lower[owner] == "its" else None
        if meant is not None and meant.kind is EntityKind.ORGANIZATION:
            return None
        first = grammar.sentence_of(owner, before=1).start
        named = [word for word in self.vocabulary.countries_in(first, owner) if word.value != _WORLD]
        here = grammar.sentence[owner]
        named = [one for one in named if grammar.sentence[one.start] == here or grammar.dep[one.end - 1] in _ACTING]
        named = [one for one in named if grammar.lower[grammar.head[one.end - 1]] not in words.TARIFFS]
        if not named:
            return next((bloc for i in range(first, owner) if (bloc := self.bloc(i)) is not None), None)
        peoples = [word for word in named if grammar.tag[word.end - 1] in ("NNPS", "NNS") and word.value != "US"]
        found = {word.value for word in (peoples if peoples and grammar.lower[owner] == "their" else named)}
        return found.pop() if len(found) == 1 else None

    def market(self, token: int) -> CountryCode | None:
        """The country whose market the words at the token name: "| in the United States", "| at the U.S. border"."""
        lower = self.people.grammar.lower
        if lower[token : token + 1] not in (["in"], ["at"], ["into"]):
            return None
        start = token + 2 if lower[token + 1 : token + 2] == ["the"] else token + 1
        word = self.vocabulary.country_at(start) if start < len(lower) else None
        if word is not None and lower[token] == "at" and not set(lower[word.end : word.end + 1]) & _BORDERS:
            return None
        return word.value if word is not None and word.start == start and word.value != _WORLD else None

    def bloc(self, token: int) -> CountryCode | None:
        """The European Union behind "the bloc", "the Commission", where the document names it."""
        grammar = self.people.grammar
        commission = grammar.text[token] == "Commission" and grammar.lower[token - 1] == "the"
        if grammar.lower[token] != "bloc" and not commission:
            return None
        return next((word.value for word in self.vocabulary.countries if word.value == "EU"), None)

    def _personal(self, head: int) -> CountryCode | None:
        """The country of a named person, of a pronoun's antecedent, of "the president"."""
        if self.people.grammar.lower[head] in _WE:
            return self._speaker(head)
        if self.people.grammar.lower[head] in ("its", "their") and (moved := self._moved(head)) is not None:
            return moved
        same = self._in_sentence(head) if self.people.grammar.lower[head] == "it" else None
        return same or self._named_or_meant(head)

    def _named_or_meant(self, head: int) -> CountryCode | None:
        """The country of a named person, or of whom or what the noun phrase stands for."""
        named = self.people.at(head)
        if named is not None and named.kind is EntityKind.PERSON:
            return self._person(named.name)
        if self.people.grammar.text[head][:1].isupper() and (known := self._person(self.people.grammar.text[head])) is not None:
            return known
        if named is None and self.people.grammar.tag[head] in ("PRP", "PRP$", "WP", "WDT", "WP$", "NN", "NNP"):
            mention = self.people.referent(head)
            if mention is not None and mention.kind is EntityKind.COUNTRY:
                return CountryCode(mention.name)
            if mention is not None and mention.kind is EntityKind.PERSON:
                return self._person(mention.name)
        return None

    def _inside(self, start: int, end: int) -> CountryCode | None:
        """The first country, or person or owner who acts for one, among the tokens [start, end)."""
        grammar = self.people.grammar
        for i in range(start, end):
            word = self.vocabulary.country_at(i)
            if word is not None and word.value != _WORLD:
                return word.value
            named = self.people.at(i)
            if named is not None and named.kind is EntityKind.PERSON and (country := self._person(named.name)) is not None:
                return country
            if grammar.text[i][:1].isupper() and (known := LEADERS.get(grammar.lower[i])) is not None:
                return known
            if grammar.tag[i] == "PRP$" and (owner := self._personal(i)) is not None:
                return owner
        return None

    def _american(self) -> CountryCode | None:
        """The United States behind "the Reyes administration" of somebody whose post is not told, where the text names it."""
        return next((word.value for word in self.vocabulary.countries if word.value == "US"), None)

    def _moved(self, owner: int) -> CountryCode | None:
        """The country behind "its" in what another urges it to do: "Peru asked Chile to drop its tariff"."""
        grammar = self.people.grammar
        n = grammar.head[owner]
        for _ in range(4):
            verb = grammar.head[n]
            if grammar.dep[n] in ("xcomp", "ccomp") and grammar.lemma[verb] in words.MOVING:
                moved = grammar.child(verb, "dobj") or grammar.child(n, "nsubj")
                return self.government(moved) if moved is not None and moved < owner else None
            n = verb
        return None

    def _in_sentence(self, it: int) -> CountryCode | None:
        """The only country that the sentence names before "it"."""
        grammar = self.people.grammar
        first = grammar.sentence_of(it).start
        found = {word.value for word in self.vocabulary.countries_in(first, it) if word.value != _WORLD}
        return found.pop() if len(found) == 1 else None

    def _speaker(self, head: int) -> CountryCode | None:
        """For whom acts who says "we"."""
        speaker = self.sayings.speaker(self.people.grammar.start[head])
        return self._person(speaker.name) if speaker is not None and speaker.kind is EntityKind.PERSON else None

    def _person(self, name: str) -> CountryCode | None:
        return self.persons.get(name.casefold()) or self.persons.get(name.casefold().rsplit(maxsplit=1)[-1])

    def _described(self, head: int) -> CountryCode | None:
        """As in "the Chinese commerce ministry", "Carney's government", "the Trump administration", "the president"."""
        grammar = self.people.grammar
        start, end = phrase(grammar, head)
        if grammar.text[head] == "Department" and grammar.lower[head - 1] in US_DEPARTMENTS:
            return CountryCode("US")
        if grammar.lower[head] not in words.GOVERNMENTS and grammar.tag[head] not in ("NNP", "NNPS"):
            return None
        inside = self._inside(start, min(end, head + 1))
        if inside is not None:
            return inside
        if grammar.lower[head] == "administration" and self.people.at(head - 1) is not None:
            return self._american()
        if grammar.text[head] == "Centre" and grammar.lower[head - 1] == "the":
            return next((word.value for word in self.vocabulary.countries if word.value == "IN"), None)
        spoken = " ".join(grammar.lower[i] for i in range(start, min(end, head + 1)) if grammar.tag[i] != "DT")
        return self.titles.get(spoken)


def read_actors(people: People, vocabulary: Vocabulary, roles: Sequence[Role], sayings: Sayings) -> Actors:
    """The actors of one document; its roles tell for whom its persons act, its statements who says "we"."""
    persons: dict[str, CountryCode] = {}
    for role in sorted(roles, key=lambda role: (role.organization is not None, -role.confidence, role.start)):
        if role.country is not None:
            name = role.person.name.casefold()
            persons.setdefault(name, role.country)
            persons.setdefault(name.rsplit(maxsplit=1)[-1], role.country)
    for name, country in _described_leaders(people, vocabulary):
        persons.setdefault(name.casefold(), country)
        persons.setdefault(name.casefold().rsplit(maxsplit=1)[-1], country)
    for name in [known for known in persons if known in LEADERS and " " in known]:
        persons[name] = persons[name.rsplit(maxsplit=1)[-1]] = LEADERS[name]
    for name, country in LEADERS.items():
        persons.setdefault(name, country)
    return Actors(people, vocabulary, persons, _titles(roles), likely_home(people, vocabulary), sayings)


def _described_leaders(people: People, vocabulary: Vocabulary) -> Iterator[tuple[str, CountryCode]]:
    """Persons whom the text calls "the U.S. leader", "the Brazilian president" without their name beside it."""
    grammar = people.grammar
    persons = [one for one in people.mentions if one.kind is EntityKind.PERSON]
    for word in vocabulary.countries:
        i = word.end
        if (
            word.value == _WORLD
            or i >= len(grammar)
            or grammar.lower[i] not in _LEADERS
            or grammar.lower[word.start - 1] != "the"
        ):
            continue
        mention = people.referent(i)
        if mention is not None and mention.kind is EntityKind.PERSON:
            yield mention.name, word.value
        elif mention is None or mention.kind is not EntityKind.PERSON:
            at = bisect_right(persons, word.start, key=attrgetter("end"))
            before = persons[at - 1] if at else None
            if before is not None and grammar.sentence[i] - grammar.sentence[before.head] <= 1:
                yield before.name, word.value


def _titles(roles: Iterable[Role]) -> dict[str, CountryCode]:
    """Titles of posts that in this document only one country's person holds."""
    holders: dict[str, set[CountryCode]] = {}
    for role in roles:
        if role.country is not None and role.status is PostStatus.CURRENT and role.organization is None:
            holders.setdefault(str(role.title), set()).add(role.country)
    return {title: next(iter(countries)) for title, countries in sorted(holders.items()) if len(countries) == 1}
