"""CSV for spreadsheets: one row a claim, with its source and the characters that support it.

A spreadsheet runs a cell that begins with =, +, - or @ as a formula. Such a cell gets one apostrophe before it, as spreadsheets
themselves write text, and so does one that begins with apostrophes and then such a character: taking one apostrophe away from
every cell that begins with apostrophes and such a character gives the text back.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import StringIO

from kg.model import Iri, Literal, Term
from kg.network.links import code
from kg.stores import Store

COLUMNS = (
    "speaker", "cue", "text", "form", "act", "polarity", "sectors", "countries", "recipients", "date", "date_text", "document",
    "title", "publisher", "published", "url", "start", "end", "confidence", "speaker_iri", "claim",
)  # fmt: skip
"""The columns; those in the plural join several values by "; ". Offsets are Unicode code points of the document's text."""

_MANY = {"sector": "sectors", "country": "countries", "recipient": "recipients"}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_AT_ONCE = 200
"""Documents that are read, and held in memory, together."""


def table(store: Store) -> Iterator[str]:
    """The lines of the file, sorted by document and place, in CSV as RFC 4180 has it."""
    yield _line(COLUMNS)
    documents = _documents(store)
    for start in range(0, len(documents), _AT_ONCE):
        for row in _rows(store, documents[start : start + _AT_ONCE]):
            yield _line(tuple(safe(row[column]) for column in COLUMNS))


def safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _documents(store: Store) -> tuple[Iri, ...]:
    found = store.select(_query("documents")).column("document")
    return tuple(sorted(document for document in found if isinstance(document, Iri)))


def _rows(store: Store, documents: tuple[Iri, ...]) -> list[dict[str, str]]:
    claims: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in store.select(_query("claims"), {"document": documents}).records():
        for name, term in record.items():
            claims[str(record["claim"])][_MANY.get(name, name)].add(_text(name, term))
    rows = [{column: "; ".join(sorted(found[column])) for column in COLUMNS} for found in claims.values()]
    return sorted(rows, key=lambda row: (row["document"], int(row["start"]), int(row["end"]), row["claim"]))


def _text(name: str, term: Term) -> str:
    if isinstance(term, Literal):
        return term.value
    return code(term) if name in ("form", "act", "polarity") else str(term)


@cache
def _query(name: str) -> str:
    return files("kg.export").joinpath(f"{name}.rq").read_text("utf-8")
