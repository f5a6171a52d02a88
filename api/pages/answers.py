"""Answers of SPARQL queries as the page shows them: a table of results, or triples as Turtle."""

import json
from dataclasses import dataclass

_ROWS = 500
"""Rows that a page shows; the files beside it hold them all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a result."""

    text: str
    is_iri: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A result on a page: a table with columns, or text; `alternates` are the same as data."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    text: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def from_results(content: bytes, alternates: tuple[tuple[str, str], ...]) -> Shown:
    """The answer of a SELECT or ASK query, from SPARQL results JSON."""
    results = json.loads(content)
    if "boolean" in results:
        return Shown(text="yes" if results["boolean"] else "no", alternates=alternates)
    columns = tuple(results["head"]["vars"])
    bindings = results["results"]["bindings"]
    rows = tuple(tuple(_cell(binding.get(column)) for column in columns) for binding in bindings[:_ROWS])
    return Shown(columns=columns, rows=rows, total=len(bindings), alternates=alternates)


def from_turtle(content: bytes, alternates: tuple[tuple[str, str], ...]) -> Shown:
    """The answer of a CONSTRUCT or DESCRIBE query, from Turtle."""
    return Shown(text=content.decode("utf-8") or "(no triples)", alternates=alternates)


def _cell(term: dict[str, str] | None) -> Cell:
    return Cell("") if term is None else Cell(str(term.get("value", "")), is_iri=term.get("type") == "uri")
