"""Answers of SPARQL queries as the page shows them: rows with links by label, a picture of what they tie, the raw text."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.pages.prefixes import compact
from api.pages.records import plain, table
from kg.errors import IdentifierError
from kg.ids import check_iri
from kg.model import Iri, Literal, Quad, Term
from kg.stores import Store
from ontology.terms import XSD

ROWS = 100
"""Rows on one page; the files beside it hold them all."""
_CHARACTERS = 400
"""Of one value; the rest is counted."""
_LABEL = 90
_NUMBERS = frozenset({XSD.integer, XSD.decimal, XSD.nonNegativeInteger, "http://www.w3.org/2001/XMLSchema#double"})

FindPage = Callable[[str | None], str | None]
"""The path of the page behind an IRI, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of an answer; `iri` is "" for what is no IRI."""

    text: str
    iri: str = ""
    language: str = ""
    is_number: bool = False


Row = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows of an answer."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value as a table shows it: by its label, cut where it is long (`more` characters are left out), with its page."""

    text: str
    iri: str
    path: str | None
    language: str
    is_number: bool
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The rows of one page of an answer; `first` is the number of the first one, from 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int
    first: int
    page: int
    pages: int


def verdict(content: bytes) -> bool | None:
    """What an ASK query answers in SPARQL results JSON; None where it is the answer of a SELECT query."""
    found = json.loads(content).get("boolean")
    return None if found is None else bool(found)


def from_results(content: bytes) -> Rows:
    """The rows of a SELECT query, from SPARQL results JSON."""
    results = json.loads(content)
    columns = tuple(results["head"]["vars"])
    bindings = results["results"]["bindings"]
    return Rows(columns=columns, rows=tuple(tuple(_bound(row.get(name)) for name in columns) for row in bindings))


def from_triples(quads: Iterable[Quad]) -> Rows:
    """The triples of a CONSTRUCT or DESCRIBE query as rows."""
    rows = tuple((_value(quad.subject), _value(quad.predicate), _value(quad.object)) for quad in quads)
    return Rows(columns=("subject", "predicate", "object"), rows=rows)


def part(rows: Rows, page: int) -> Rows:
    """The rows of one page, counted from 1; the last one where there are not so many."""
    at = min(max(page, 1), pages(rows))
    return Rows(columns=rows.columns, rows=rows.rows[(at - 1) * ROWS : at * ROWS])


def pages(rows: Rows) -> int:
    """On how many pages an answer is shown."""
    return max(1, -(-len(rows.rows) // ROWS))


def shown(rows: Rows, page: int, store: Store, find_page: FindPage) -> Part:
    """One page of an answer, its IRIs by label."""
    its = part(rows, page)
    names = labels(store, (value.iri for row in its.rows for value in row if value))
    at = min(max(page, 1), pages(rows))
    return Part(
        columns=its.columns,
        rows=tuple(tuple(_cell(value, names, store.base, find_page) for value in row) for row in its.rows),
        total=len(rows.rows),
        first=(at - 1) * ROWS + 1,
        page=at,
        pages=pages(rows),
    )


def labels(store: Store, iris: Iterable[str]) -> Mapping[str, str]:
    """What things are called, by IRI; without those that have no name."""
    wanted = tuple(sorted({Iri(iri) for iri in iris if iri and _is_sound(iri)}))
    found: dict[str, str] = {}
    for thing, label in sorted(table(store, "labels-of", {"thing": wanted}).rows, key=repr) if wanted else ():
        found.setdefault(plain(thing), plain(label))
    return found


def label_of(iri: str, names: Mapping[str, str], base: str) -> str:
    """The name of a thing, otherwise its IRI as people write it."""
    return cut(" ".join(names[iri].split()), _LABEL) if names.get(iri, "").strip() else compact(iri, base)


def cut(text: str, size: int) -> str:
    """A text of `size` characters at most, with a sign where it is cut."""
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


def _cell(value: Value | None, names: Mapping[str, str], base: str, find_page: FindPage) -> Cell | None:
    if value is None:
        return None
    text = label_of(value.iri, names, base) if value.iri else value.text
    return Cell(
        text=text[:_CHARACTERS],
        iri=value.iri,
        path=find_page(value.iri or None),
        language=value.language,
        is_number=value.is_number,
        more=max(0, len(text) - _CHARACTERS),
    )


def _bound(term: Mapping[str, object] | None) -> Value | None:
    if term is None:
        return None
    kind, text = term.get("type"), term.get("value", "")
    written = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    return Value(
        text=f"_:{written}" if kind == "bnode" else written,
        iri=written if kind == "uri" else "",
        language=str(term.get("xml:lang", "")),
        is_number=term.get("datatype") in _NUMBERS,
    )


def _value(term: Term) -> Value:
    if isinstance(term, Literal):
        return Value(text=term.value, language=term.language, is_number=term.datatype in _NUMBERS)
    return Value(text=term, iri=term)


def _is_sound(iri: str) -> bool:
    try:
        check_iri(iri)
    except IdentifierError:
        return False
    return True


def are_triples(rows: Rows) -> bool:
    """Whether rows read as subject, relation, object: three columns, all bound, an IRI first and a short word second."""
    if len(rows.columns) != 3 or not rows.rows:
        return False
    return all(_reads_as_triple(row) for row in rows.rows) and any(row[2] is not None and row[2].iri for row in rows.rows)


def _reads_as_triple(row: Sequence[Value | None]) -> bool:
    subject, relation, value = row
    if subject is None or relation is None or value is None:
        return False
    return bool(subject.iri) and (bool(relation.iri) or len(relation.text) <= 60)
