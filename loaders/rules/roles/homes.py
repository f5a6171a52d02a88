"""Which country a post belongs to that the text names no country for: the home of the document, and what its offices allow."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kg.facts import CountryCode, PostStatus
from kg.lexicon import lexicon
from loaders.rules.people import People
from loaders.rules.roles.holders import Holding
from loaders.rules.vocabulary import Vocabulary

_MONARCHIES = frozenset(
    ("AU", "BE", "BH", "BN", "BS", "BT", "CA", "DK", "ES", "GB", "JM", "JO", "JP", "KH", "KW", "LS", "LU", "MA", "MY", "NL",
     "NO", "NZ", "OM", "PG", "QA", "SA", "SE", "SZ", "TH", "TO")
)  # fmt: skip
"""Countries with a monarch, and so without a president."""

_WITHOUT_PRIME_MINISTER = frozenset(
    ("AR", "BO", "BR", "CH", "CL", "CO", "CR", "CY", "DO", "EC", "EU", "GH", "GT", "HN", "ID", "KE", "MX", "NG", "NI", "PA",
     "PH", "PY", "SV", "TR", "US", "UY", "VE", "ZA")
)  # fmt: skip
"""Countries and blocs whose government has no prime minister."""

_ONLY_IN = {
    "chancellor": ("AT", "DE"), "chancellor of the exchequer": ("GB",), "home secretary": ("GB",),
    "secretary of state": ("US",), "trade representative": ("US",), "treasury secretary": ("PH", "US"),
    "commissioner": ("EU",),
}  # fmt: skip
"""Posts that only these countries have under that name."""

_CROWNED = frozenset(("king", "queen", "prince", "crown prince", "princess", "emperor"))
_SECRETARIES = frozenset(("GB", "HK", "MX", "PH", "US"))
"""Countries whose ministers are called secretaries."""

_STAFF = frozenset(("press", "chief", "cabinet", "general", "party", "executive", "private"))
_HEADS_OF_GOVERNMENT = frozenset(("president", "prime minister", "vice president", "chancellor", "king", "queen", "emperor"))
_ENDINGS = {
    "au": "AU", "br": "BR", "ca": "CA", "cn": "CN", "de": "DE", "es": "ES", "fr": "FR", "gov": "US", "ie": "IE", "in": "IN",
    "it": "IT", "jp": "JP", "kr": "KR", "mx": "MX", "nz": "NZ", "uk": "GB",
}  # fmt: skip
"""Countries that the last part of a web address tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Countries a document speaks of, `ranked` by how likely its home, `frequent` by how often named; who holds high office."""

    ranked: tuple[CountryCode, ...]
    frequent: tuple[CountryCode, ...]
    offices: dict[tuple[str, str], frozenset[str]]


def allows(title: str, country: str) -> bool:
    """Whether the country has such a post at all: Canada has no president, the United States no minister."""
    if title in _ONLY_IN:
        return country in _ONLY_IN[title]
    if title in ("president", "vice president", "first lady") or title in _CROWNED:
        return (country in _MONARCHIES) == (title in _CROWNED)
    if title in ("prime minister", "deputy prime minister"):
        return country not in _WITHOUT_PRIME_MINISTER
    if title.endswith(" secretary") and title.split()[-2] not in _STAFF:
        return country in _SECRETARIES
    return not (title.endswith(" minister") and country in ("US", "EU"))


def read_home(people: People, vocabulary: Vocabulary, holdings: Sequence[Holding]) -> Home:
    """The home of the document: by the countries it names, those whose officials go without an adjective, and the publisher."""
    counts = _counts(people, vocabulary)
    hint = _published_in(people)
    official = [each for each in holdings if each.title.is_national and each.title.organization is None]
    adorned = Counter(each.title.country for each in official if each.title.country is not None)
    bare = {each.title.words for each in official if each.title.country is None and each.title.owner is None}
    scores = {
        country: counts[country] * (0.3 if adorned[country] else 1.0) * 0.5 ** sum(not allows(title, country) for title in bare)
        + (counts.total() if country == hint else 0)
        for country in counts
    }
    ranked = sorted(scores, key=lambda country: (-scores[country], -counts[country], country))
    frequent = sorted(counts, key=lambda country: (-counts[country], country))
    home = Home(ranked=tuple(ranked), frequent=tuple(frequent), offices=_offices(official, None))
    return replace(home, offices=_offices(official, home))


def _counts(people: People, vocabulary: Vocabulary) -> Counter[CountryCode]:
    """How often each country is named; the place of a dateline and the publisher's country count as several."""
    counts: Counter[CountryCode] = Counter()
    text = people.parsed.document.text
    for word in vocabulary.countries:
        if word.value == "001" or people.parsed.is_boilerplate(people.parsed.doc[word.start]):
            continue
        end = people.grammar.end(word.end - 1)
        dateline = text[people.grammar.start[word.start] : end].isupper() and re.match(r"[^\n]{0,25}(?:—|–|--| - )", text[end:])
        counts[word.value] += 4 if dateline and end - people.grammar.start[word.start] > 3 else 1
    hint = _published_in(people)
    if hint is not None:
        counts[hint] += 1
    return counts


def _offices(official: Sequence[Holding], home: Home | None) -> dict[tuple[str, str], frozenset[str]]:
    """Who is written to hold each highest office; one without a country counts for the likeliest home."""
    offices: dict[tuple[str, str], frozenset[str]] = {}
    for each in official:
        country = each.title.country
        if country is None and home is not None and home.ranked and each.rule == "title-before-name":
            first = home.ranked[0]
            country = first if allows(each.title.words, first) and is_free(home, each, first) else None
        if country and each.title.words in _HEADS_OF_GOVERNMENT and each.status is PostStatus.CURRENT:
            key = (each.title.words, str(country))
            offices[key] = offices.get(key, frozenset()) | {_surname(each.person)}
    return offices


def _published_in(people: People) -> CountryCode | None:
    document = people.parsed.document
    if document.publisher:
        found = {each.value for each in lexicon().find_countries(document.publisher)}
        if len(found) == 1:
            return found.pop()
        for word in ("Canadian", "China", "Japan", "India", "Korea", "Mexico", "Brazil"):
            if word in document.publisher:
                return lexicon().country(word)
    host = urlsplit(document.url or "").hostname or ""
    ending = _ENDINGS.get(host.rpartition(".")[-1]) if "." in host else None
    return CountryCode(ending) if ending else None


def country_of(home: Home, holding: Holding) -> CountryCode | None:
    """The likeliest country of a national post without one: it has such a post, which nobody else is said to hold."""
    title = holding.title.words
    candidates = (*home.ranked[:1], *home.frequent)
    return next((code for code in candidates if allows(title, code) and is_free(home, holding, code)), None)


def is_free(home: Home, holding: Holding, country: str) -> bool:
    """Whether the document does not give this very office of the country to somebody else."""
    holders = home.offices.get((holding.title.words, country), frozenset())
    return holding.status is not PostStatus.CURRENT or not holders or _surname(holding.person) in holders


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()
