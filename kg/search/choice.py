"""Which claims a filter lets through: chosen by their columns and by the full text, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from types import MappingProxyType

import numpy as np

from kg.model import Iri
from kg.search.columns import Columns, Places, Truths, read_columns
from kg.search.words import expression
from kg.tables import Facet, Tables
from kg.tables.rows import days
from kg.tables.schema import NO_DAY

OWN_WORDS = ("text",)
ALL_WORDS = ("text", "speaker", "sectors", "title")
_AT_ONCE = 10_000
_WEIGHTS = (4.0, 3.0, 2.0, 1.0)
"""What a word weighs in the claim, in its speaker's name, in the labels of its sectors, in the title of its document."""


class Order(StrEnum):
    """In which order claims are listed; by relevance, those come first that the words fit best."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims: with one of the values of each facet, by IRI; within a time, as partial dates; with words.

    `text` is looked for in what was said, `words` also in the speaker's name, the labels of the sectors and the title: all of
    them, or with `any_word` one at least.
    """

    values: Mapping[Facet, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    date_from: str | None = None
    date_to: str | None = None
    text: str | None = None
    words: str | None = None
    any_word: bool = False

    def expressions(self) -> tuple[str, ...]:
        """The expressions of full text search that all must hold; "" for one that nothing holds."""
        asked = ((self.text, OWN_WORDS), (self.words, ALL_WORDS))
        return tuple(expression(text, columns, any_of=self.any_word) for text, columns in asked if text is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Claims that a filter lets through: `is_in` by place, `places` in the order in which they are listed.

    `but_for` tells for each facet that is filtered by what would be let through without that, `at_any_time` without the dates:
    what else could be chosen.
    """

    tables: Tables
    columns: Columns
    is_in: Truths
    places: Places
    but_for: Mapping[Facet, Truths]
    at_any_time: Truths

    @property
    def total(self) -> int:
        """How many they are."""
        return int(self.places.size)

    def page(self, limit: int | None = None, offset: int = 0) -> tuple[Iri, ...]:
        """Some of them, by IRI."""
        return self.at(self.places[offset:] if limit is None else self.places[offset : offset + limit])

    def at(self, places: Places) -> tuple[Iri, ...]:
        """The claims at some places, by IRI."""
        ids = self.columns.ids[places].tolist()
        found: dict[object, str] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = tuple(ids[start : start + _AT_ONCE])
            rows = self.tables.rows(f"SELECT id, iri FROM claim WHERE id IN ({', '.join('?' * len(some))})", some)  # noqa: S608
            found.update((number, str(iri)) for number, iri in rows)
        return tuple(Iri(found[number]) for number in ids)


def choose(tables: Tables, wanted: Wanted, order: Order = Order.NEWEST) -> Choice:
    """The claims that a filter lets through, in an order; without words, relevance is no other than the latest first."""
    columns = tables.once(read_columns)
    has_words = np.ones(columns.ids.size, np.bool_)
    ranked = np.zeros(0, np.int64)
    for words in wanted.expressions():
        asked = (words, order is Order.RELEVANCE)
        ranked = tables.lately(("words", *asked), partial(_with_words, tables, columns, *asked))
        has_these = np.zeros_like(has_words)
        has_these[ranked] = True
        has_words &= has_these
    in_time = _in_time(columns, wanted)
    by_facet = {facet: _with_value(columns, facet, iris) for facet, iris in wanted.values.items()}
    at_any_time = _all_of(has_words, *by_facet.values())
    is_in = at_any_time & in_time
    return Choice(
        tables=tables,
        columns=columns,
        is_in=is_in,
        places=_ordered(is_in, ranked, order),
        but_for={
            facet: _all_of(has_words & in_time, *(mask for other, mask in by_facet.items() if other is not facet))
            for facet in by_facet
        },
        at_any_time=at_any_time,
    )


def _ordered(is_in: Truths, ranked: Places, order: Order) -> Places:
    if order is Order.RELEVANCE and ranked.size:
        return ranked[is_in[ranked]]
    places: Places = np.flatnonzero(is_in)
    return places[::-1] if order is Order.OLDEST else places


def _all_of(first: Truths, *others: Truths) -> Truths:
    found = first.copy()
    for other in others:
        found &= other
    return found


def _in_time(columns: Columns, wanted: Wanted) -> Truths:
    is_in = np.ones(columns.ids.size, np.bool_)
    if wanted.date_from is not None:
        is_in &= columns.last >= days(wanted.date_from)[0]
    if wanted.date_to is not None:
        is_in &= (columns.first <= days(wanted.date_to)[1]) & (columns.first != NO_DAY)
    return is_in


def _with_value(columns: Columns, facet: Facet, iris: tuple[str, ...]) -> Truths:
    values, size = columns.values[facet], columns.ids.size
    wanted = np.array([number for iri in iris for number in columns.by_iri.get(iri, ())], np.int32)
    found = np.zeros(size, np.bool_)
    found[values.places[np.isin(values.names, wanted)]] = True
    return found


def _with_words(tables: Tables, columns: Columns, words: str, by_rank: bool) -> Places:  # noqa: FBT001  # one place of use
    """The places of claims with words; the best first if that is asked for, and of equals the one that is listed first."""
    if not words:
        return np.zeros(0, np.int64)
    if not by_rank:
        rows = tables.rows("SELECT rowid FROM words WHERE words MATCH ?", (words,))
        return columns.places_of(np.fromiter((number for (number,) in rows), np.int32, len(rows)))
    weights = ", ".join(map(str, _WEIGHTS))
    rows = tables.rows(f"SELECT rowid, bm25(words, {weights}) FROM words WHERE words MATCH ?", (words,))  # noqa: S608  # ours
    scored = np.array(rows, np.float64).reshape(-1, 2)
    ids = scored[:, 0].astype(np.int32)
    is_known = np.isin(ids, columns.by_id[0])
    places = columns.places_of(ids[is_known])
    return places[np.lexsort((places, np.round(scored[is_known, 1], 9)))]
