"""Which claims a filter lets through: chosen by their columns and by the full text, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims: with one of the values of each facet, by IRI; within a time, as partial dates; with words.

    `text` is looked for in what was said, `words` also in the speaker's name, the labels of the sectors and the title.
    """

    values: Mapping[Facet, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    date_from: str | None = None
    date_to: str | None = None
    text: str | None = None
    words: str | None = None

    def expressions(self) -> tuple[str, ...]:
        """The expressions of full text search that all must hold; "" for one that nothing holds."""
        asked = ((self.text, OWN_WORDS), (self.words, ALL_WORDS))
        return tuple(expression(text, columns) for text, columns in asked if text is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Claims that a filter lets through: `is_in` by place, `places` in the order in which they are listed."""

    tables: Tables
    columns: Columns
    is_in: Truths
    places: Places

    @property
    def total(self) -> int:
        """How many they are."""
        return int(self.places.size)

    def page(self, limit: int | None = None, offset: int = 0) -> tuple[Iri, ...]:
        """Some of them, by IRI."""
        places = self.places[offset:] if limit is None else self.places[offset : offset + limit]
        ids = self.columns.ids[places].tolist()
        found: dict[object, str] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = tuple(ids[start : start + _AT_ONCE])
            rows = self.tables.rows(f"SELECT id, iri FROM claim WHERE id IN ({', '.join('?' * len(some))})", some)  # noqa: S608
            found.update((number, str(iri)) for number, iri in rows)
        return tuple(Iri(found[number]) for number in ids)


def choose(tables: Tables, wanted: Wanted, *, by_rank: bool = False) -> Choice:
    """The claims that a filter lets through: the latest first, or with `by_rank` those first that the words fit best."""
    columns = tables.once(read_columns)
    is_in = np.ones(columns.ids.size, np.bool_)
    for facet, iris in wanted.values.items():
        is_in &= _with_value(columns, facet, iris)
    if wanted.date_from is not None:
        is_in &= columns.last >= days(wanted.date_from)[0]
    if wanted.date_to is not None:
        is_in &= (columns.first <= days(wanted.date_to)[1]) & (columns.first != NO_DAY)
    ranked = np.zeros(0, np.int64)
    for words in wanted.expressions():
        ranked = _with_words(tables, columns, words, by_rank=by_rank)
        has_words = np.zeros_like(is_in)
        has_words[ranked] = True
        is_in &= has_words
    places = ranked[is_in[ranked]] if by_rank and ranked.size else np.flatnonzero(is_in)
    return Choice(tables=tables, columns=columns, is_in=is_in, places=places)


def _with_value(columns: Columns, facet: Facet, iris: tuple[str, ...]) -> Truths:
    values, size = columns.values[facet], columns.ids.size
    wanted = np.array([number for iri in iris for number in columns.by_iri.get(iri, ())], np.int32)
    found = np.zeros(size, np.bool_)
    found[values.places[np.isin(values.names, wanted)]] = True
    return found


def _with_words(tables: Tables, columns: Columns, words: str, *, by_rank: bool) -> Places:
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
