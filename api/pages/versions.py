"""What became of a document: whether it is withdrawn, by whom and why, and what it said before its text changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.records import plain, table
from kg.judgements import Judgement
from kg.model import Iri
from kg.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a document states nothing any more; `judgement` is the id of the line that withdrew it, "" is unknown."""

    reason: str
    who: str = ""
    when: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An earlier version: its hash, its day of publication ("" is unknown), until when it stood, what its end changed."""

    hash: str
    published: str
    replaced: str
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """A document's withdrawal, if it is withdrawn, and its earlier versions, the latest first."""

    document: Iri
    withdrawal: Withdrawal | None
    versions: tuple[Version, ...]


def fate(store: Store, document: Iri, *, retraction: str, judged: Mapping[str, Judgement]) -> Fate:
    """What became of a document whose graph tells `retraction` ("" for none); `judged` are the retractions that stand."""
    return Fate(
        document=document, withdrawal=_withdrawal(retraction, judged.get(document)), versions=_versions(store, document)
    )


def _withdrawal(retraction: str, line: Judgement | None) -> Withdrawal | None:
    if not retraction:
        return None
    if line is None or line.reason != retraction:  # the document's own words, or those of an earlier version of the program
        return Withdrawal(reason=retraction)
    return Withdrawal(reason=retraction, who=line.who or "", when=line.when or "", judgement=line.id)


def _versions(store: Store, document: Iri) -> tuple[Version, ...]:
    told: dict[str, tuple[str, str, str]] = {}
    differences: dict[str, set[str]] = defaultdict(set)
    for row in table(store, "versions", {"document": document}).rows:
        version, replaced, held, published, difference = map(plain, row)
        told[version] = min((replaced, held, published), told.get(version, (replaced, held, published)))
        if difference:
            differences[version].add(difference)
    found = (
        Version(hash=held, published=published, replaced=replaced, differences=tuple(sorted(differences[version], key=_order)))
        for version, (replaced, held, published) in told.items()
    )
    return tuple(sorted(found, key=lambda one: (one.replaced, one.hash), reverse=True))


def _order(difference: str) -> tuple[int, str]:
    """What is worded anew first, then what went, then what came."""
    return ("−+".find(difference[:1]), difference)
