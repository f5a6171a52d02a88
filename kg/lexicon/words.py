"""The words that Onrecord adds to those of the packages: `words.toml`, read and typed."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import product
from types import MappingProxyType

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """When a country's name is none: before or after a capitalised word, or where the text holds no word of `company`."""

    given: bool
    surname: bool
    company: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """An agreement: its canonical label, the codes of the countries it is between, and all its names."""

    label: str
    parties: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The file as read: words by country code, and what is no country or sector."""

    labels: Mapping[str, str]
    adjectives: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, tuple[str, ...]]
    lookup: Mapping[str, tuple[str, ...]]
    not_countries: tuple[str, ...]
    doubts: Mapping[str, Doubt]
    not_names: tuple[str, ...]
    not_sectors: tuple[str, ...]
    agreements: Mapping[str, AgreementWords]


def read_words() -> Words:
    """The words of `words.toml`, with every "(a|b)" written out."""
    file = tomllib.loads(resources.files("kg.lexicon").joinpath("words.toml").read_text("utf-8"))
    return Words(
        labels=MappingProxyType({code: str(label) for code, label in _table(file, "labels").items()}),
        adjectives=MappingProxyType({code: str(word) for code, word in _table(file, "adjectives").items()}),
        names=_by_code(_table(file, "names")),
        seats=_by_code(_table(file, "seats")),
        lookup=_by_code(_table(file, "lookup")),
        not_countries=_expanded(_table(file, "not_countries")["words"]),
        doubts=MappingProxyType({word: _doubt(_dict(doubt)) for word, doubt in _table(file, "doubtful").items()}),
        not_names=_expanded(_table(file, "not_names")["words"]),
        not_sectors=_expanded(_table(file, "not_sectors")["words"]),
        agreements=MappingProxyType({slug: _agreement(_dict(one)) for slug, one in _table(file, "agreements").items()}),
    )


def expand(pattern: str) -> Iterator[str]:
    """Write out the alternatives of a pattern: "(a|b) c" → "a c", "b c"; alternatives do not nest."""
    parts = _ALTERNATIVES.split(pattern)
    for choice in product(*(part.split("|") if i % 2 else (part,) for i, part in enumerate(parts))):
        yield "".join(choice)


def _by_code(table: Table) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({code: _expanded(words) for code, words in table.items()})


def _expanded(words: object) -> tuple[str, ...]:
    return tuple(word for pattern in _strings(words) for word in expand(pattern))


def _doubt(table: Table) -> Doubt:
    kinds = _strings(table["as"])
    return Doubt(given="given" in kinds, surname="surname" in kinds, company=_strings(table.get("company", [])))


def _agreement(table: Table) -> AgreementWords:
    label = str(table["label"])
    return AgreementWords(label=label, parties=_strings(table["parties"]), names=(label, *_expanded(table["names"])))


def _table(file: Table, name: str) -> Table:
    return _dict(file[name])


def _dict(value: object) -> Table:
    if not isinstance(value, dict):
        raise TypeError(f"kg/lexicon/words.toml: a table is expected, not {value!r}")
    return value


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"kg/lexicon/words.toml: a list of words is expected, not {value!r}")
    return tuple(str(word) for word in value)
