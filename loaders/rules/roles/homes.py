"""Which country a post belongs to that the text names no country for: the home of the document, and what its offices allow."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kg.facts import CountryCode, PostStatus
from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.rules.people import People
from loaders.rules.roles.holding import Holding
from loaders.rules.vocabulary import Vocabulary, Word

_MONARCHIES = frozenset(
    ("AU", "BE", "BH", "BN", "BS", "BT", "CA", "DK", "ES", "GB", "JM", "JO", "JP", "KH", "KW", "LS", "LU", "MA", "MY", "NL",
     "NO", "NZ", "OM", "PG", "QA", "SA", "SE", "SZ", "TH", "TO")
)  # fmt: skip
"""Countries with a monarch, and so without a president."""

_WITHOUT_PRIME_MINISTER = frozenset(
    ("AR", "BO", "BR", "CH", "CL", "CN", "CO", "CR", "CY", "DO", "EC", "EU", "GH", "GT", "HN", "ID", "KE", "MX", "NG", "NI",
     "PA", "PH", "PY", "SV", "TR", "US", "UY", "VE", "ZA")
)  # fmt: skip
"""Countries and blocs whose government has no prime minister."""

_ONLY_IN = {
    "chancellor": ("AT", "DE"), "chancellor of the exchequer": ("GB",), "home secretary": ("GB",),
    "secretary of state": ("US",), "press secretary": ("GB", "PH", "US"), "trade representative": ("US",),
    "treasury secretary": ("PH", "US"), "commissioner": ("EU",), "vice premier": ("CN", "TW", "VN"),
    "commerce secretary": ("IN", "PH", "US"), "defense secretary": ("PH", "US"), "economy secretary": ("MX",),
    "foreign secretary": ("GB", "IN", "PH"), "chief cabinet secretary": ("JP",), "state councilor": ("CN",),
    "member of the european parliament": ("EU",),
}  # fmt: skip
"""Posts that only these countries have under that name."""

_CROWNED = frozenset(("king", "queen", "prince", "crown prince", "princess", "emperor"))
_SECRETARIES = frozenset(("BD", "GB", "HK", "IN", "LK", "MX", "PH", "PK", "US"))
"""Countries where ministers, or the heads of their ministries, are called secretaries."""

_STAFF = frozenset(("press", "chief", "cabinet", "general", "party", "executive", "private"))
_HEADS_OF_GOVERNMENT = frozenset(("president", "prime minister", "vice president", "chancellor", "king", "queen", "emperor"))
_ENDINGS = {
    "au": "AU", "br": "BR", "ca": "CA", "cn": "CN", "de": "DE", "es": "ES", "fr": "FR", "gov": "US", "ie": "IE", "in": "IN",
    "it": "IT", "jp": "JP", "kr": "KR", "mx": "MX", "nz": "NZ", "uk": "GB",
}  # fmt: skip
"""Countries that the last part of a web address tells."""


_OUTLETS = {
    "associated press": "US", "(ap)": "US", "cnn": "US", "npr": "US", "politico": "US", "axios": "US", "new york times": "US",
    "washington post": "US", "wall street journal": "US", "fox news": "US", "(upi)": "US", "bbc": "GB", "guardian": "GB",
    "financial times": "GB", "canadian": "CA", "cbc": "CA", "ctv": "CA", "globe and mail": "CA", "global news": "CA",
    "press trust of india": "IN", "(pti)": "IN", "hindu": "IN", "times of india": "IN", "kyodo": "JP", "nikkei": "JP",
    "asahi": "JP", "yomiuri": "JP", "nhk": "JP", "mainichi": "JP", "xinhua": "CN", "china daily": "CN", "global times": "CN",
    "cgtn": "CN", "yonhap": "KR", "korea": "KR", "chosun": "KR", "folha": "BR", "agência brasil": "BR", "agencia brasil": "BR",
    "el universal": "MX", "mexico news": "MX", "reforma": "MX", "deutsche welle": "DE", "dpa": "DE", "ansa": "IT", "rte": "IE",
    "japan times": "JP", "hindustan": "IN", "ndtv": "IN", "mint": "IN",
}  # fmt: skip
"""Outlets and agencies that write for readers at home."""

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


def allows(title: str, country: str) -> bool:
    """Whether the country has such a post at all: Canada has no president, the United States no minister."""
    if title in _ONLY_IN:
        return country in _ONLY_IN[title]
    if title in ("president", "vice president", "first lady") or title in _CROWNED:
        return country != "EU" and (country in _MONARCHIES) == (title in _CROWNED)
    if title in ("prime minister", "deputy prime minister"):
        return country not in _WITHOUT_PRIME_MINISTER
    if title.endswith(" secretary") and title.split()[-2] not in _STAFF:
        return country in _SECRETARIES
    return not (title.endswith((" minister", "premier", "member of parliament")) and country in ("US", "EU"))


def read_home(people: People, vocabulary: Vocabulary, holdings: Sequence[Holding]) -> Home:
    """The home of the document: by the countries it names, those whose officials go without an adjective, and the publisher."""
    counts = _counts(people, vocabulary)
    official = [each for each in holdings if each.title.is_national and each.title.organization is None]
    adorned = Counter(each.title.country for each in official if each.title.country is not None)
    bare = {each.title.words for each in official if each.title.country is None and each.title.owner is None}
    hint = _published_in(people)
    scores = {
        country: counts[country] * (0.5 if adorned[country] else 1.0) * 0.3 ** sum(not allows(title, country) for title in bare)
        + (sum(counts.values()) if country == hint else 0)
        for country in counts
    }
    best = max(scores.values(), default=1.0) or 1.0
    home = Home(
        scores={country: score / best for country, score in scores.items()},
        offices=_offices(official, None),
        against=_against(people, vocabulary),
        adorned=tuple(sorted(_adorned(official))),
    )
    return replace(home, offices=_offices(official, home))


def _adorned(official: Sequence[Holding]) -> Iterator[tuple[int, int, CountryCode]]:
    for number, each in enumerate(official):
        if each.title.country is not None:
            yield each.start, number, each.title.country


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
    hint = _published_in(people)
    if hint is not None:
        counts[hint] = counts.get(hint, 0.0) + 1.0
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


def _offices(official: Sequence[Holding], home: Home | None) -> dict[tuple[str, str], frozenset[str]]:
    """Who is written to hold each highest office; one without a country counts for the likeliest home."""
    offices: dict[tuple[str, str], set[str]] = {}
    for each in official:
        country = each.title.country
        if country is None and home is not None and each.rule == "title-before-name":
            country = country_of(home, each)
        if country and each.title.words in _HEADS_OF_GOVERNMENT and each.status is PostStatus.CURRENT:
            offices.setdefault((each.title.words, str(country)), set()).add(_surname(each.person))
    return {office: frozenset(holders) for office, holders in offices.items()}


def _against(people: People, vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Countries on which persons put tariffs, by surname: who imposes duties on Chinese goods is not from there."""
    grammar = people.grammar
    found: dict[str, set[str]] = {}
    for i, word in enumerate(grammar.lower):
        if word not in _TARIFFS:
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


def _published_in(people: People) -> CountryCode | None:
    """The country of the outlet: by its name, by the agency that the dateline names, by the end of the web address."""
    document = people.parsed.document
    publisher = document.publisher or ""
    found = {each.value for each in lexicon().find_countries(publisher)}
    if len(found) == 1:
        return found.pop()
    names = f"{publisher} {document.text[:300] if not publisher else ''}".casefold()
    for outlet, code in _OUTLETS.items():
        if outlet in names if outlet.startswith("(") else re.search(rf"\b{outlet}\b", publisher.casefold()):
            return CountryCode(code)
    host = urlsplit(document.url or "").hostname or ""
    ending = _ENDINGS.get(host.rpartition(".")[-1]) if "." in host else None
    return CountryCode(ending) if ending else None


def country_of(home: Home, holding: Holding) -> CountryCode | None:
    """The likeliest country of a national post without one: it has such a post, which nobody else is said to hold.

    The country of a post written shortly before counts with the home of the document: "Australia's trade minister …" makes the
    next prime minister an Australian.
    """
    title = holding.title
    if title.words.endswith(" commissioner") and "EU" in home.scores:
        return CountryCode("EU")
    ministry = (title.organization or "").casefold().endswith("ministry")
    before = _last_adorned(home, holding.start)
    against = home.against.get(_surname(holding.person), frozenset())
    best: tuple[float, CountryCode] | None = None
    for country in sorted(home.scores):
        if country in against or (ministry and country == "US"):
            continue
        if not allows(title.words, country) or not is_free(home, holding, country):
            continue
        score = home.scores[country] + (_BESIDE if before == country else 0.0)
        if title.words in ("vice president", "first lady") and ("president", country) in home.offices:
            score += 1.0
        if best is None or score > best[0]:
            best = (score, country)
    return best[1] if best else None


def _last_adorned(home: Home, start: int) -> CountryCode | None:
    """The country of the last post that is written shortly before a token."""
    first, end = (bisect_left(home.adorned, (edge,)) for edge in (start - _NEAR, start))
    near = max(home.adorned[first:end], key=lambda each: each[1], default=None)
    return None if near is None else near[2]


_NEAR = 45
"""Tokens over which a written country speaks for the next post."""

_BESIDE = 0.4


def is_free(home: Home, holding: Holding, country: str) -> bool:
    """Whether the document does not give this very office of the country to somebody else."""
    holders = home.offices.get((holding.title.words, country), frozenset())
    return holding.status is not PostStatus.CURRENT or not holders or _surname(holding.person) in holders


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()
