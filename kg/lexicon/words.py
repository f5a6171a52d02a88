"""The words that Onrecord adds to those of the packages: `words.toml`, read and typed, with its patterns written out."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import product
from types import MappingProxyType

from kg.errors import OnrecordError

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """When a country's name is none: before or after a capitalised word, or where the text holds no word of `company`."""

    given: bool
    surname: bool
    company: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The file as read: words by country code or sector, and what is neither. Those of a lookup are never found in a text."""

    labels: Mapping[str, str]
    adjectives: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, tuple[str, ...]]
    lookup: Mapping[str, tuple[str, ...]]
    not_countries: tuple[str, ...]
    doubts: Mapping[str, Doubt]
    not_names: tuple[str, ...]
    not_sectors: tuple[str, ...]
    cautious_sectors: frozenset[str]
    lookup_sectors: Mapping[str, tuple[str, ...]]


def read_words() -> Words:
    """The words of `words.toml`, with every "(a|b)" written out."""
    file = read_toml("words.toml")
    return Words(
        labels=_texts(table(file["labels"])),
        adjectives=_texts(table(file["adjectives"])),
        names=_expanded_tables(file["names"]),
        seats=_expanded_tables(file["seats"]),
        lookup=_expanded_tables(file["lookup"]),
        not_countries=expanded(table(file["not_countries"])["words"]),
        doubts=MappingProxyType({word: _doubt(table(doubt)) for word, doubt in table(file["doubtful"]).items()}),
        not_names=expanded(table(file["not_names"])["words"]),
        not_sectors=expanded(table(file["not_sectors"])["words"]),
        cautious_sectors=frozenset(expanded(table(file["cautious_sectors"])["words"])),
        lookup_sectors=_expanded_tables(file["lookup_sectors"]),
    )


def read_toml(name: str) -> Table:
    """A data file of this package."""
    return tomllib.loads(resources.files("kg.lexicon").joinpath(name).read_text("utf-8"))


def table(value: object) -> Table:
    """The value, which must be a table of the file."""
    if not isinstance(value, dict):
        raise OnrecordError(f"the data files of kg/lexicon hold {value!r} where a table is expected")
    return value


def strings(value: object) -> tuple[str, ...]:
    """The value, which must be a list of texts of the file."""
    if not isinstance(value, list):
        raise OnrecordError(f"the data files of kg/lexicon hold {value!r} where a list of words is expected")
    return tuple(str(word) for word in value)


def expanded(patterns: object) -> tuple[str, ...]:
    """A list of patterns of the file, each written out, in the order of the file."""
    return tuple(word for pattern in strings(patterns) for word in expand(pattern))


def expand(pattern: str) -> Iterator[str]:
    """Write out the alternatives of a pattern: "(a|b) c" → "a c", "b c"; alternatives do not nest."""
    parts = _ALTERNATIVES.split(pattern)
    for choice in product(*(part.split("|") if i % 2 else (part,) for i, part in enumerate(parts))):
        yield "".join(choice)


def _texts(values: Table) -> Mapping[str, str]:
    return MappingProxyType({key: str(text) for key, text in values.items()})


def _expanded_tables(value: object) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: expanded(words) for key, words in table(value).items()})


def _doubt(values: Table) -> Doubt:
    kinds = strings(values["as"])
    return Doubt(given="given" in kinds, surname="surname" in kinds, company=strings(values.get("company", [])))
