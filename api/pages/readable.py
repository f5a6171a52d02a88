"""Answers as people read them: values that belong together in one column, and the source of each row at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages import shown
from api.pages.highlight import Passage
from api.pages.records import passage, plain
from api.pages.sources import Source, sources
from kg.model import Iri, Literal, Term
from kg.stores import Store, Table
from ontology.terms import XSD

_SOURCE = ("document", "title", "publisher", "published", "url", "passage", "start", "end")
"""Columns that tell where something is written."""
_HIDDEN = ("fact", "rateUpper", "previousRate", "dateText")
"""Columns that another one shows, or that people need not see."""
_WORDS = {"by": "said by", "hs": "HS codes", "documents": "in documents", "why": "reason"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, with the thing it names where it names one."""

    text: str
    iri: Iri | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row, and where it is written."""

    cells: tuple[Cell, ...]
    source: Source | None
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A table for people."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def has_sources(self) -> bool:
        """Whether any row tells where it is written."""
        return any(row.source for row in self.rows)


def readable(store: Store, table: Table) -> Readable:
    """The rows of a named query as people read them; columns that are empty throughout are left out."""
    records = tuple(table.records())
    known = sources(store, map(_document, records))
    names = _columns(table.columns, records)
    rows = tuple(
        Row(
            cells=tuple(_cell(name, record, labelled=_labelled(name, table.columns)) for name in names),
            source=known[document] if (document := _document(record)) else None,
            passage=passage(record["passage"]) if "passage" in record else None,
        )
        for record in records
    )
    return Readable(columns=tuple(_heading(name) for name in names), rows=rows)


def plain_rows(table: Table) -> list[dict[str, str | int | float | None]]:
    """The rows as they are, for JSON: each column of the query, numbers as numbers, None where it is unbound."""
    return [{name: _plain(term) for name, term in zip(table.columns, row, strict=True)} for row in table.rows]


def _plain(term: Term | None) -> str | int | float | None:
    if isinstance(term, Literal) and term.datatype == XSD.integer:
        return int(term.value)
    if isinstance(term, Literal) and term.datatype == XSD.decimal:
        return float(term.value)
    return None if term is None else plain(term)


def _columns(columns: Sequence[str], records: Sequence[Mapping[str, Term]]) -> tuple[str, ...]:
    written = frozenset(name for record in records for name in record)
    merged = {*_SOURCE, *_HIDDEN, *({"label"} if any(_labelled(name, columns) for name in columns) else ())}
    with_date = "dateText" in written and "date" in columns
    return tuple(name for name in columns if name not in merged and (name in written or (name == "date" and with_date)))


def _labelled(name: str, columns: Sequence[str]) -> bool:
    """Whether a column holds things whose names stand in the column "label"."""
    return name in ("person", "speaker", "sector", "measure") and "label" in columns


def _cell(name: str, record: Mapping[str, Term], *, labelled: bool) -> Cell:
    term = record.get(name)
    if labelled:
        return Cell(plain(record.get("label")), term if isinstance(term, Iri) else None)
    if name == "date":
        return Cell(shown.date(plain(term)) or plain(record.get("dateText")))
    if name == "rate":
        return Cell(shown.rates(*(plain(record.get(part)) for part in ("previousRate", "rate", "rateUpper"))))
    if isinstance(term, Iri):
        return Cell(term.rpartition("/")[2], term)
    words = " ".join(plain(term).split())
    is_quoted = name in ("text", "wording") and plain(record.get("form")) == "direct"
    return Cell(f"“{words}”" if is_quoted else words)


def _document(record: Mapping[str, Term]) -> Iri | None:
    """The document of a row: named by itself, or by the passage within it."""
    term = record.get("document") or record.get("passage")
    return Iri(term.partition("#")[0]) if isinstance(term, Iri) else None


def _heading(name: str) -> str:
    return _WORDS.get(name) or "".join(f" {c.lower()}" if c.isupper() else c for c in name)
