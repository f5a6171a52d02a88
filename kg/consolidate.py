"""The derived graph: what spans documents. It points at facts, never edits them, and is rebuilt whole from the store.

Two things so far: the country of a person, from current posts; and the claims that several documents report, each wording kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz

from kg.ids import Namer
from kg.model import Iri, Literal, Term
from kg.rdf import in_graph
from kg.stores import Store
from ontology import query_text
from ontology.terms import KG, RDF, SCHEMA

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"n[’']t\b|\b(?:cannot|neither|never|no|nobody|none|nor|not|nothing|without)\b", re.IGNORECASE)
_SHINGLE = 3
_FEWEST_WORDS = 4
_ALIKE = 85.0
"""Per cent of similarity from which two wordings of one speaker are one claim: high, for a wrong merge is the worse error."""
_DAYS_APART = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Wording:
    """One utterance of one document; the order of the fields is the order of precedence for founding a claim."""

    date: str
    document: str
    start: int
    utterance: str
    speaker: str
    text: str
    polarity: str = ""
    about: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the text without case and punctuation."""
        return tuple(_WORD.findall(self.text.casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """What a rebuild found."""

    claims: int
    wordings: int
    people_with_country: int


def consolidate(store: Store, namer: Namer) -> Consolidated:
    """Rebuild the derived graph of a store from its facts; the same facts give the same graph."""
    groups = claim_groups(wordings(store))
    countries = _countries(store)
    triples = [*_claims(groups, namer), *countries]
    store.replace_graphs({Iri(namer.derived_graph): in_graph(triples, namer.derived_graph)})
    return Consolidated(
        claims=len(groups), wordings=sum(map(len, groups)), people_with_country=len({person for person, _, _ in countries})
    )


def wordings(store: Store) -> tuple[Wording, ...]:
    """Every utterance of a named speaker in the store."""
    table = store.select(query_text("wordings"), {})
    at = {column: n for n, column in enumerate(table.columns)}

    def value(row: tuple[Term | None, ...], column: str) -> str:
        term = row[at[column]]
        return term.value if isinstance(term, Literal) else term or ""

    return tuple(
        Wording(
            date=value(row, "date") or "9999",
            document=value(row, "document"),
            start=int(value(row, "start")),
            utterance=value(row, "utterance"),
            speaker=value(row, "speaker"),
            text=value(row, "text"),
            polarity=value(row, "polarity"),
            about=frozenset(value(row, "about").split()),
        )
        for row in table.rows
    )


def claim_groups(found: Iterable[Wording]) -> tuple[tuple[Wording, ...], ...]:
    """Wordings that are one claim: one speaker, several documents, nearly the same words; each group and all groups sorted."""
    by_speaker: dict[str, list[Wording]] = defaultdict(list)
    for wording in sorted(found):
        by_speaker[wording.speaker].append(wording)
    groups = (group for same in by_speaker.values() for group in _components(same))
    return tuple(sorted(tuple(sorted(group)) for group in groups if len({w.document for w in group}) > 1))


def _components(wordings: list[Wording]) -> Iterator[list[Wording]]:
    """Wordings joined by likeness; two groups join only if nothing in one speaks against anything in the other."""
    groups = {wording: [wording] for wording in wordings}
    for one, other in sorted(_candidates(wordings)):
        first, second = groups[one], groups[other]
        if first is not second and _same(one, other) and all(_agree(a, b) for a in first for b in second):
            first.extend(second)
            groups.update(dict.fromkeys(second, first))
    yield from {id(group): group for group in groups.values()}.values()


def _candidates(wordings: list[Wording]) -> set[tuple[Wording, Wording]]:
    """Pairs of different documents that share a run of three words: what shares none is not nearly the same."""
    by_shingle: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
    for wording in wordings:
        words = wording.words
        if len(words) >= _FEWEST_WORDS:
            for shingle in {words[n : n + _SHINGLE] for n in range(len(words) - _SHINGLE + 1)}:
                by_shingle[shingle].append(wording)
    return {
        (one, other)
        for sharing in by_shingle.values()
        for one, other in combinations(sharing, 2)
        if one.document != other.document
    }


def _same(one: Wording, other: Wording) -> bool:
    return _agree(one, other) and fuzz.ratio(one.words, other.words) >= _ALIKE


def _agree(one: Wording, other: Wording) -> bool:
    """Whether nothing that a claim hangs on differs, be it one word in twenty: the day, the subject, a number, a "not"."""
    return (
        one.polarity == other.polarity
        and _dates_agree(one.date, other.date)
        and _one_holds_the_other(one.about, other.about)
        and _one_holds_the_other(_numbers(one), _numbers(other))
        and bool(_NEGATION.search(one.text)) == bool(_NEGATION.search(other.text))
    )


def _numbers(wording: Wording) -> frozenset[str]:
    return frozenset(_NUMBER.findall(wording.text))


def _one_holds_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _dates_agree(one: str, other: str) -> bool:
    """Whether two partial dates can be one day, give or take what outlets differ by; "9999" is unknown and agrees with all."""
    if "9999" in (one, other):
        return True
    if len(one) == len(other) == len("2025-10-07"):
        return one[:7] == other[:7] and abs(int(one[8:]) - int(other[8:])) <= _DAYS_APART
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _claims(groups: Iterable[tuple[Wording, ...]], namer: Namer) -> Iterator[tuple[Iri, Iri, Term]]:
    for group in groups:
        founding = group[0]
        claim = Iri(namer.claim(founding.utterance))
        yield claim, Iri(RDF.type), Iri(SCHEMA.Claim)
        yield claim, Iri(SCHEMA.text), Literal(value=founding.text)
        for wording in group:
            yield claim, Iri(SCHEMA.appearance), Iri(wording.utterance)


def _countries(store: Store) -> tuple[tuple[Iri, Iri, Term], ...]:
    table = store.select(query_text("countries-of-people"), {})
    rows: Mapping[tuple[Term | None, ...], None] = dict.fromkeys(table.rows)
    return tuple((Iri(str(person)), Iri(KG.country), Iri(str(country))) for person, country in rows)
