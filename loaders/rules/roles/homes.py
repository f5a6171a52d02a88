"""Which country a post belongs to that the text names no country for: the home of the document, and what its offices allow."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import CountryCode
from kg.model import EntityKind
from loaders.rules.people import People
from loaders.rules.roles.currencies import counted_in
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.nearby import Nearby, read_nearby
from loaders.rules.roles.offices import allows, likelihood, only_country
from loaders.rules.roles.publishers import published_in
from loaders.rules.vocabulary import Vocabulary, Word

HEADS_OF_GOVERNMENT = frozenset(("president", "prime minister", "vice president", "chancellor", "king", "queen", "emperor"))
"""Titles of those who head a country or stand in for its head."""
_DATELINE_END = re.compile(r"[^\n]{0,40}?(?:—|–|--| - )")
_LEAD = 80
"""Tokens of a document's beginning, where countries count double."""

US_DEPARTMENTS = frozenset(
    ("commerce", "treasury", "state", "justice", "defense", "agriculture", "labor", "energy", "interior")
)
"""Words before "Department" that name one of the United States."""

_TARIFFS = frozenset(("tariff", "tariffs", "duty", "duties", "levy", "levies"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the document tells of countries: how likely each is its home (at most 1), and who is written to hold high office.

    `against` are the countries on which a person is said to put tariffs; `adorned` are the places of posts whose country is
    written, in the order of the text, with their number among the posts and the country.
    """

    scores: dict[CountryCode, float]
    offices: dict[tuple[str, str], frozenset[str]]
    against: dict[str, frozenset[str]]
    adorned: tuple[tuple[int, int, CountryCode], ...]

    @property
    def first(self) -> CountryCode | None:
        """The likeliest home."""
        return min(self.scores, key=lambda country: (-self.scores[country], country), default=None)


def read_home(people: People, vocabulary: Vocabulary, holdings: Sequence[Holding]) -> Home:
    """The home of the document: by the countries it names, those whose officials go without an adjective, and the publisher."""
    counts = _counts(people, vocabulary)
    official = [each for each in holdings if each.title.is_national and each.title.organization is None]
    adorned = Counter(each.title.country for each in official if each.title.country is not None)
    bare = {
        each.title.words
        for each in official
        if each.title.country is None and each.title.owner is None and only_country(each.title.words) is None
    }
    hint = published_in(people)
    scores = {
        country: counts[country] * (0.5 if adorned[country] else 1.0) * 0.3 ** sum(not allows(title, country) for title in bare)
        + (sum(counts.values()) if country == hint else 0)
        for country in counts
    }
    best = max(scores.values(), default=1.0) or 1.0
    home = Home(
        scores={country: score / best for country, score in scores.items()},
        offices=_offices(people, vocabulary, official, None),
        against=_against(people, vocabulary),
        adorned=tuple(sorted(_adorned(holdings))),
    )
    return replace(home, offices=_offices(people, vocabulary, official, home))


def _adorned(holdings: Sequence[Holding]) -> Iterator[tuple[int, int, CountryCode]]:
    """Posts whose country is written, or is the only one that has such a post."""
    for number, each in enumerate(holdings):
        only = only_country(each.title.words) if each.title.is_national and not each.title.is_owned else None
        country = each.title.country or (CountryCode(only) if only in _SURE else None)
        if country is not None:
            yield each.start, number, country


def likely_home(people: People, vocabulary: Vocabulary) -> CountryCode | None:
    """The country that the document is most about, whoever holds its offices."""
    counts = _counts(people, vocabulary)
    return min(counts, key=lambda country: (-counts[country], country), default=None)


def _counts(people: People, vocabulary: Vocabulary) -> dict[CountryCode, float]:
    """How much each country is spoken of: more at the beginning, in a dateline, as the subject of a clause, by the outlet."""
    counts: dict[CountryCode, float] = {}
    for word in vocabulary.countries:
        if word.value != "001" and not people.parsed.is_boilerplate(people.parsed.doc[word.start]):
            counts[word.value] = counts.get(word.value, 0.0) + _weight(people, word)
    hint = published_in(people)
    if hint is not None:
        counts[hint] = counts.get(hint, 0.0) + 1.0
    for country, times in counted_in(people.grammar.whole).items():
        counts[country] = counts.get(country, 0.0) + times
    departments = sum(
        following == "Department" and word in US_DEPARTMENTS
        for word, following in zip(people.grammar.lower, people.grammar.text[1:], strict=False)
    )
    if departments:
        counts[CountryCode("US")] = counts.get(CountryCode("US"), 0.0) + 2.0 * departments
    return counts


def _weight(people: People, word: Word[CountryCode]) -> float:
    grammar, text = people.grammar, people.parsed.document.text
    start, end = grammar.start[word.start], grammar.end(word.end - 1)
    if end - start > 3 and text[start:end].isupper() and _DATELINE_END.match(text, end):
        return 4.0
    dep = grammar.dep[word.end - 1]
    weight = 1.5 if dep in ("nsubj", "nsubjpass", "poss") else 0.7 if dep in ("amod", "compound") else 1.0
    return 2 * weight if word.start < _LEAD else weight


def _offices(
    people: People, vocabulary: Vocabulary, official: Sequence[Holding], home: Home | None
) -> dict[tuple[str, str], frozenset[str]]:
    """Who is written to hold each highest office; one without a country counts for the likeliest home."""
    offices: dict[tuple[str, str], set[str]] = {}
    for each in official:
        country = each.title.country
        if country is None and home is not None and each.rule == "title-before-name":
            country = country_of(home, people, vocabulary, each)
        if country and each.title.words in HEADS_OF_GOVERNMENT and each.status.is_held:
            offices.setdefault((each.title.words, str(country)), set()).add(_surname(each.person))
    return {office: frozenset(holders) for office, holders in offices.items()}


def _against(people: People, vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Countries on which persons put tariffs, by surname: who imposes duties on Chinese goods is not from there."""
    grammar = people.grammar
    found: dict[str, set[str]] = {}
    for i, word in enumerate(grammar.lower):
        if word not in _TARIFFS or any(grammar.lower[child] == "no" for child in grammar.children[i]):
            continue
        on = next((k for k in range(i + 1, min(i + 6, len(grammar))) if grammar.lower[k] in ("on", "against")), None)
        person = _actor_before(people, vocabulary, i)
        if on is not None and person is not None:
            targets = {each.value for each in vocabulary.countries_in(on + 1, min(on + 9, len(grammar)))}
            found.setdefault(person, set()).update(targets)
    return {person: frozenset(countries) for person, countries in found.items()}


def _actor_before(people: People, vocabulary: Vocabulary, i: int) -> str | None:
    """The surname of the person nearest before a token in its sentence, unless a country stands between."""
    grammar = people.grammar
    for k in range(i - 1, max(i - 20, -1), -1):
        if grammar.sentence[k] != grammar.sentence[i] or (vocabulary.countries_at(k) and grammar.dep[k] in ("nsubj", "poss")):
            return None
        named = people.at(k)
        if named is not None and named.kind is EntityKind.PERSON:
            return _surname(named.name)
    return None


def country_of(home: Home, people: People, vocabulary: Vocabulary, holding: Holding) -> CountryCode | None:
    """The likeliest country of a national post without one: it has such a post, which nobody else is said to hold.

    The country of a post written shortly before counts with the home of the document: "Australia's trade minister …" makes the
    next prime minister an Australian.
    """
    title = holding.title
    if title.words.endswith(" commissioner") and "EU" in home.scores:
        return CountryCode("EU")
    ministry = (title.organization or "").casefold().endswith("ministry")
    before = _last_adorned(home, holding.start)
    beside = _BESIDE_IN_LINE if before is not None and before == _last_in_line(home, people, holding.start) else _BESIDE
    against = home.against.get(_surname(holding.person), frozenset())
    near = read_nearby(people, vocabulary, holding)
    best: tuple[float, CountryCode] | None = None
    for country in sorted({*home.scores, *near.countries, *((before,) if before else ())}):
        likely = likelihood(title.words, country, federal="federal" in title.standing)
        if country in against or (ministry and country == "US") or not likely or not is_free(home, holding, country):
            continue
        score = home.scores.get(country, 0.0) * likely + (beside if before == country else 0.0)
        score += _bonus(holding, near, country)
        if title.words in ("vice president", "first lady") and ("president", country) in home.offices:
            score += _OF_PRESIDENT
        if best is None or score > best[0]:
            best = (score, country)
    if best is None and (title.words in _OF_ONE or not (home.scores or near.countries)):
        return CountryCode(only) if (only := only_country(title.words)) else None
    return best[1] if best else None


def _bonus(holding: Holding, near: Nearby, country: CountryCode) -> float:
    """How much the words around a post speak for a country; who heads a government is mostly that of the document's home."""
    weight = 0.3 if holding.title.words in HEADS_OF_GOVERNMENT else 0.6
    agree = 0.4 if near.subject == near.said_of == country else 0.0
    agree += 0.5 if near.said_in == near.said_of == country else 0.0
    return agree + weight * ((near.subject == country) + (near.said_of == country) + (near.place == country))


def _last_adorned(home: Home, start: int) -> CountryCode | None:
    """The country of the last post that is written shortly before a token."""
    first, end = (bisect_left(home.adorned, (edge,)) for edge in (start - _NEAR, start))
    near = max(home.adorned[first:end], key=lambda each: each[1], default=None)
    return None if near is None else near[2]


def _last_in_line(home: Home, people: People, start: int) -> CountryCode | None:
    """The country that the posts before a token name in its line, if all of them name one."""
    line = start
    while line > 0 and start - line < _LINE and not people.grammar.is_break(line - 1):
        line -= 1
    first, end = (bisect_left(home.adorned, (edge,)) for edge in (line, start))
    found = {country for _, _, country in home.adorned[first:end]}
    return found.pop() if len(found) == 1 else None


_SURE = ("JP", "GB", "CN")
"""Countries whose sole posts no other country's news has."""

_LINE = 120
_BESIDE_IN_LINE = 0.8
_NEAR = 45
"""Tokens over which a written country speaks for the next post."""

_BESIDE = 0.4
_OF_PRESIDENT = 0.3
"""How much more likely a vice president is of a country whose president the text names."""
_OF_ONE = frozenset(
    ("chancellor", "chancellor of the exchequer", "chief cabinet secretary", "secretary of state", "trade representative",
     "treasury secretary", "business secretary", "business and trade secretary", "international trade secretary",
     "work and pensions secretary")
)  # fmt: skip
"""Posts that mean those of one country also where the text does not name it."""


def is_free(home: Home, holding: Holding, country: str) -> bool:
    """Whether the document does not give this very office of the country to somebody else."""
    holders = home.offices.get((holding.title.words, country), frozenset())
    return not holding.status.is_held or not holders or _surname(holding.person) in holders


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()
