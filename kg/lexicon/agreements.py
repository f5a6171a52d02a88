"""Agreements between countries: the names and parties of `agreements.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.facts import AgreementId, CountryCode
from kg.lexicon.words import Table, expand, read_toml, strings, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement: its names (the canonical one first), more ways to write them, and the codes of those it is between."""

    id: AgreementId
    names: tuple[str, ...]
    variants: tuple[str, ...]
    parties: tuple[CountryCode, ...]


def read_agreements() -> tuple[Agreement, ...]:
    """All agreements, sorted by id."""
    file = dict(read_toml("agreements.toml"))
    short = {"{" + name + "}": str(pattern) for name, pattern in table(file.pop("short")).items()}
    return tuple(_agreement(slug, table(file[slug]), short) for slug in sorted(file))


def agreement_words(agreements: Iterable[Agreement]) -> dict[str, AgreementId]:
    """Every way to write the name of an agreement."""
    return {word: agreement.id for agreement in agreements for word in (*agreement.variants, *agreement.names)}


def _agreement(slug: str, entry: Table, short: Mapping[str, str]) -> Agreement:
    variants = (_in_full(variant, short) for variant in strings(entry.get("variants", [])))
    return Agreement(
        id=AgreementId(slug),
        names=strings(entry["names"]),
        variants=tuple(word for variant in variants for word in expand(variant)),
        parties=tuple(CountryCode(code) for code in sorted(strings(entry["parties"]))),
    )


def _in_full(pattern: str, short: Mapping[str, str]) -> str:
    for name, meaning in short.items():
        pattern = pattern.replace(name, meaning)
    return pattern
