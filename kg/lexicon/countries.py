"""Countries and blocs: the words for them, from pycountry, countryinfo and `words.toml`, and their plain English labels."""

from collections.abc import Iterator, Mapping

import pycountry
from countryinfo import CountryInfo

from kg.facts import CountryCode
from kg.lexicon.words import Words

_KNOWN_CAPITAL = 1_000_000
"""Capitals of smaller countries are more often another place or a surname: Hamilton, Victoria, Stanley, Douglas."""

_NO_PLURAL = ("ese", "ch", "sh", "ss", "x", "s")
_UPPER_CASE_FROM = 4


def country_labels(words: Words) -> dict[CountryCode, str]:
    """The plain English label of every country, sorted by code."""
    iso = {country.alpha_2: getattr(country, "common_name", country.name) for country in pycountry.countries}
    labels = iso | dict(words.labels)
    return {CountryCode(code): labels[code] for code in sorted(labels)}


def country_words(words: Words, labels: Mapping[CountryCode, str]) -> dict[str, CountryCode | None]:
    """Every word that stands for a country in running text, and those that only look like it (None)."""
    found: dict[str, CountryCode | None] = {}
    for word, code in _from_packages(labels):
        found.setdefault(word, code)
    for table in (words.names, words.seats):
        found.update({word: CountryCode(code) for code in sorted(table) for word in table[code]})
    for key, adjective in words.adjectives.items():
        found.setdefault(adjective, CountryCode(key))
    found.update({label: code for code, label in labels.items() if label[0].isupper()})
    found.update(dict.fromkeys(words.not_countries))
    return found | {word.upper(): code for word, code in found.items() if _has_capitals_form(word)}


def seats_of_government(words: Words, labels: Mapping[CountryCode, str]) -> frozenset[str]:
    """The capitals, buildings and bodies that stand for a government and are no country's name: "Beijing", "Kremlin"."""
    capitals = {str(info.get("capital")) for _, _, info in _infos(labels)}
    seats = {word for places in words.seats.values() for word in places}
    return frozenset((capitals | seats) - set(labels.values()))


def country_adjectives(words: Words, labels: Mapping[CountryCode, str]) -> dict[CountryCode, str]:
    """The word before a noun, "Canadian" steel, of every country; the label where English has none."""
    adjectives: dict[CountryCode, str] = dict(labels)
    for _, code, info in _infos(labels):
        adjectives[code] = next(iter(_demonyms(info)), adjectives[code])
    return adjectives | {CountryCode(code): word for code, word in words.adjectives.items()}


def _from_packages(labels: Mapping[CountryCode, str]) -> Iterator[tuple[str, CountryCode]]:
    """Words with their codes; of two countries with the same word, the more populous one comes first."""
    for country in pycountry.countries:
        names = (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
        yield from ((name, CountryCode(country.alpha_2)) for name in names if name and not set(name) & set(",("))
    for population, code, info in _infos(labels):
        for demonym in _demonyms(info):
            yield demonym, code
            if not demonym.endswith(_NO_PLURAL):
                yield demonym + "s", code
        capital = info.get("capital")
        if isinstance(capital, str) and capital and population >= _KNOWN_CAPITAL:
            yield capital, code


def _infos(labels: Mapping[CountryCode, str]) -> list[tuple[int, CountryCode, Mapping[str, object]]]:
    """What countryinfo knows of each country: population, code, data; the most populous first."""
    infos: dict[CountryCode, tuple[int, CountryCode, Mapping[str, object]]] = {}
    for _, info in sorted(CountryInfo.all().items()):
        code = CountryCode(info.get("ISO", {}).get("alpha2", ""))
        population = info.get("population")
        size = population if isinstance(population, int) else 0
        if code in labels and (code not in infos or size > infos[code][0]):
            infos[code] = (size, code, dict(info))
    return sorted(infos.values(), key=lambda one: (-one[0], one[1]))


def _demonyms(info: Mapping[str, object]) -> tuple[str, ...]:
    written = info.get("demonym")
    if not isinstance(written, str):
        return ()
    return tuple(word.strip() for word in written.replace("/", ",").split(",") if word.strip())


def _has_capitals_form(word: str) -> bool:
    return len(word) >= _UPPER_CASE_FROM and not word.isupper() and "." not in word
