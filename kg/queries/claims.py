"""Claims as rows: found by a filter, one row each however many sectors and countries it is about, ready for JSON.

Which claims there are, how many and where words stand in them is asked of the store's side tables; all else of the store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.model import Iri, Term
from kg.queries.named import assembled
from kg.queries.rows import Record, Source
from kg.queries.values import resolve, several
from kg.search import USUAL_ACTS, Choice, Counts, Found, Group, Order, Wanted, by_speaker, choose, marked, over
from kg.stores import Store
from kg.tables import Facet
from ontology import query_text

T = TypeVar("T")

_PARAMETERS = {
    Facet.SPEAKER: "speaker",
    Facet.SECTOR: "sector",
    Facet.COUNTRY: "country",
    Facet.OUTLET: "outlet",
    Facet.FORM: "form",
    Facet.ACT: "act",
}
"""What a facet is called as a parameter of the named query `claims`."""

SEPARATOR = "; "
"""Between several values of one parameter."""
_AT_ONCE = 50
"""So many claims are read in one query: from about a hundred on, the engine joins the whole store and looks none up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims: of any of the speakers, about a sector or a narrower one and a country, of an outlet, a time and a form.

    Names may be labels, slugs, codes or IRIs. Dates are partial ISO dates; a claim without one counts for the day on which its
    document was published. Sector, country, outlet, form and `act` may list several, "steel; lumber", any of which will do;
    without `act`: statements and thoughts.

    `text` is looked for in what was said, `words` also in the speaker's name, the labels of the sectors and the title of the
    document. All words must be there, in any order, case and accents aside; a word finds its regular plural or singular too,
    "several words" in quotation marks stand as written, and tari* is any word that begins so. With `any_word` one of them is
    enough.
    """

    speakers: tuple[str, ...] = ()
    sector: str | None = None
    country: str | None = None
    outlet: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    form: str | None = None
    text: str | None = None
    words: str | None = None
    any_word: bool = False
    act: str | None = None
    order: Order = Order.NEWEST
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim of one document; labels are English, `speaker_kind` is person, organization, group or country."""

    iri: str
    speaker: str
    speaker_iri: str
    speaker_kind: str
    cue: str | None
    text: str
    form: str
    act: str
    polarity: str
    sectors: tuple[str, ...]
    countries: tuple[str, ...]
    recipient: str | None
    date: str | None
    date_text: str | None
    confidence: float
    rule: str
    source: Source

    def as_dict(self) -> dict[str, object]:
        """For JSON, with the names that the facts JSON uses."""
        return {
            "iri": self.iri,
            "speaker": self.speaker,
            "speaker_iri": self.speaker_iri,
            "speaker_kind": self.speaker_kind,
            "cue": self.cue,
            "text": self.text,
            "form": self.form,
            "act": self.act,
            "polarity": self.polarity,
            "sectors": list(self.sectors),
            "countries": list(self.countries),
            "recipient": self.recipient,
            "date": self.date,
            "date_text": self.date_text,
            "confidence": self.confidence,
            "rule": self.rule,
            "document": self.source.as_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """What one speaker said: how many claims there are, and some of them; `iris` are all that the speaker is known by."""

    speaker: str
    iris: tuple[str, ...]
    count: int
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSearch:
    """A page of claims, how many there are in all and by facet, and where words stand in those of the page, by IRI.

    Where they are grouped, `groups` are those of the page, out of `all_groups`, and `rows` is what is in them.
    """

    rows: tuple[ClaimRow, ...]
    counts: Counts
    found: Mapping[str, Found] = field(default_factory=lambda: MappingProxyType({}))
    groups: tuple[ClaimGroup, ...] = ()
    all_groups: int = 0


def claims(store: Store, wanted: ClaimFilter) -> tuple[ClaimRow, ...]:
    """The claims that a filter lets through, in its order; QueryError for a value that it does not know."""
    page = _asked(store, wanted, lambda choice: choice.page(wanted.limit, wanted.offset))
    return _in_order(store, page)


def claims_by_iri(store: Store, found: Iterable[str]) -> tuple[ClaimRow, ...]:
    """The claims of these IRIs, in their order; one that is not there is left out."""
    wanted = tuple(map(Iri, found))
    rows = {row.iri: row for row in _rows(store, wanted)}
    return tuple(rows[claim] for claim in wanted if claim in rows)


def count_claims(store: Store, wanted: ClaimFilter) -> int:
    """How many claims a filter lets through, whatever its limit."""
    return _asked(store, wanted, lambda choice: choice.total)


def claim_numbers(store: Store, wanted: ClaimFilter) -> NDArray[np.int64]:
    """The claims that a filter lets through, whatever its limit, as the numbers that they have in the side tables."""
    return _asked(store, wanted, lambda choice: choice.columns.ids[choice.places].astype(np.int64))


def search_claims(store: Store, wanted: ClaimFilter, *, most: int = 12) -> ClaimSearch:
    """A page of claims with counts of all that the filter lets through: of each facet so many values at most."""

    def look(choice: Choice) -> tuple[tuple[Iri, ...], Counts]:
        return choice.page(wanted.limit, wanted.offset), Counts.of(choice, most)

    page, counts = _asked(store, wanted, look)
    return ClaimSearch(rows=_in_order(store, page), counts=counts, found=_found(store, wanted, page))


def search_by_speaker(store: Store, wanted: ClaimFilter, *, each: int = 3, most: int = 12) -> ClaimSearch:
    """The same by speaker, those first who have most to say: limit and offset are of speakers, with so many claims of each."""

    def look(choice: Choice) -> tuple[tuple[tuple[Group, tuple[Iri, ...]], ...], int, Counts]:
        groups, total = by_speaker(choice, each=each, limit=wanted.limit or choice.total, offset=wanted.offset)
        return tuple((group, choice.at(group.places)) for group in groups), total, Counts.of(choice, most)

    groups, total, counts = _asked(store, wanted, look)
    page = tuple(dict.fromkeys(claim for _, its in groups for claim in its))
    rows = {row.iri: row for row in _rows(store, page)}
    return ClaimSearch(
        rows=tuple(rows.values()),
        counts=counts,
        found=_found(store, wanted, page),
        groups=tuple(
            ClaimGroup(
                speaker=group.label,
                iris=group.iris,
                count=group.count,
                rows=tuple(rows[claim] for claim in its if claim in rows),
            )
            for group, its in groups
        ),
        all_groups=total,
    )


def claims_query(store: Store, wanted: ClaimFilter) -> str:
    """The SPARQL that finds the same claims, as far as it can: words only in the claims themselves, and all of them."""
    asked = _wanted(store, wanted)
    values: dict[str, tuple[Term, ...]] = {
        parameter: tuple(map(Iri, asked.values[facet])) for facet, parameter in _PARAMETERS.items() if facet in asked.values
    }
    words = " ".join(filter(None, (wanted.text, wanted.words)))
    told = {"from": wanted.date_from, "to": wanted.date_to}
    values |= {name: resolve(store, "date", text) for name, text in told.items() if text}
    if any(map(str.isalnum, words)) and not wanted.any_word:
        values["words"] = resolve(store, "words", words)
    return assembled(query_text("claims"), values, limit=wanted.limit, offset=wanted.offset)


def _found(store: Store, wanted: ClaimFilter, page: tuple[Iri, ...]) -> Mapping[str, Found]:
    if wanted.text is None and wanted.words is None:
        return {}
    words = Wanted(text=wanted.text, words=wanted.words, any_word=wanted.any_word)
    return {str(claim): its for claim, its in over(store, lambda tables: marked(tables, page, words)).items()}


def _asked(store: Store, wanted: ClaimFilter, ask: Callable[[Choice], T]) -> T:
    asked = _wanted(store, wanted)
    return over(store, lambda tables: ask(choose(tables, asked, wanted.order)))


def _wanted(store: Store, wanted: ClaimFilter) -> Wanted:
    """The filter with IRIs in place of names; QueryError for a value that is not known."""
    given = {
        Facet.SECTOR: ("sector", wanted.sector),
        Facet.COUNTRY: ("country", wanted.country),
        Facet.OUTLET: ("outlet", wanted.outlet),
        Facet.FORM: ("form", wanted.form),
    }
    told = {facet: (kind, text) for facet, (kind, text) in given.items() if text is not None}
    values = {facet: several(store, kind, text.split(SEPARATOR)) for facet, (kind, text) in told.items()}
    values[Facet.ACT] = several(store, "act", wanted.act.split(SEPARATOR) if wanted.act else USUAL_ACTS)
    if wanted.speakers:
        values[Facet.SPEAKER] = several(store, "speaker", wanted.speakers)
    for kind, text in (("date", wanted.date_from), ("date", wanted.date_to), ("text", wanted.text), ("text", wanted.words)):
        if text is not None:
            resolve(store, kind, text)
    return Wanted(
        values={facet: tuple(map(str, terms)) for facet, terms in values.items()},
        date_from=wanted.date_from,
        date_to=wanted.date_to,
        text=wanted.text,
        words=wanted.words,
        any_word=wanted.any_word,
    )


def _in_order(store: Store, found: tuple[Iri, ...]) -> tuple[ClaimRow, ...]:
    rows = {row.iri: row for row in _rows(store, found)}
    return tuple(rows[claim] for claim in found if claim in rows)


def _rows(store: Store, found: tuple[Iri, ...]) -> Iterator[ClaimRow]:
    for start in range(0, len(found), _AT_ONCE):
        query = assembled(query_text("claims"), {"claim": found[start : start + _AT_ONCE]})
        yield from map(_row, map(Record, store.select(query).records()))


def _row(record: Record) -> ClaimRow:
    return ClaimRow(
        iri=record.text("claim"),
        speaker=record.text("speakerLabel"),
        speaker_iri=record.text("speaker"),
        speaker_kind=record.text("kind"),
        cue=record.known("cue"),
        text=record.text("text"),
        form=record.text("form"),
        act=record.text("act"),
        polarity=record.text("polarity"),
        sectors=record.several("sectors"),
        countries=record.several("countries"),
        recipient=record.known("recipient"),
        date=record.known("date"),
        date_text=record.known("dateText"),
        confidence=float(record.text("confidence")),
        rule=record.text("rule"),
        source=record.source(),
    )
