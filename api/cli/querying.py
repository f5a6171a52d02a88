"""The command that asks in SPARQL: a file, standard input, or a question that has a name."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import exits
from api.cli.options import StoreOption
from api.cli.printing import print_json, print_table, say
from api.pages.shown import PAGES
from api.settings import load_settings
from api.wiring import reading
from kg.consolidate import prepared_with_candidates
from kg.errors import QueryError
from kg.model import Iri, Literal, Term
from kg.queries import NamedQuery, named_queries, named_query
from kg.stores import Form, Store, Table, bind, check_query
from ontology.terms import PREFIXES

_LONG = 20
"""Characters from which a value needs room to wrap in."""


class ResultFormat(StrEnum):
    """How an answer is printed; a table for people is the default of SELECT and ASK, Turtle of CONSTRUCT and DESCRIBE."""

    TABLE = "table"
    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


_RESULTS = {
    ResultFormat.JSON: "application/sparql-results+json",
    ResultFormat.XML: "application/sparql-results+xml",
    ResultFormat.CSV: "text/csv",
    ResultFormat.TSV: "text/tab-separated-values",
}
_GRAPHS = {
    ResultFormat.TURTLE: "text/turtle",
    ResultFormat.NTRIPLES: "application/n-triples",
    ResultFormat.JSONLD: "application/ld+json",
    ResultFormat.RDFXML: "application/rdf+xml",
}


def query(
    source: Annotated[
        str | None, typer.Argument(metavar="FILE|-|NAME", help="A .rq file, '-' for standard input, or a named question.")
    ] = None,
    *,
    param: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="A value for the question; repeatable.")] = None,
    format: Annotated[ResultFormat | None, typer.Option("--format", "-f", help="How to print it.")] = None,  # noqa: A002
    listing: Annotated[bool, typer.Option("--list", help="List the named questions with their parameters.")] = False,
    store: StoreOption = None,
) -> None:
    """Answer a SPARQL query, or a named question (--list tells which)."""
    if listing:
        _print_list(as_json=format is ResultFormat.JSON)
        return
    if source is None:
        raise typer.BadParameter("name a file, '-' or a named question; --list tells which there are")
    parameters = _parameters(param or ())
    with reading(load_settings(store=store)) as opened:
        text = _text(opened, source, parameters)
        _print(opened, text, format)


def _text(store: Store, source: str, parameters: dict[str, str]) -> str:
    """The query with its values in place. A file comes before a name, as a path may be written so that it is no name."""
    if source == "-":
        return bind(sys.stdin.read(), _terms(parameters))
    if Path(source).is_file():
        try:
            return bind(Path(source).read_text("utf-8"), _terms(parameters))
        except UnicodeDecodeError as error:
            raise QueryError(f"{source} is not UTF-8 text: save it as UTF-8") from error
    if "/" in source or source.endswith(".rq"):
        raise QueryError(f"there is no file {source}: check the path, or take a named question (onrecord query --list)")
    named_query(source)
    return prepared_with_candidates(store, source, parameters)


def _parameters(given: tuple[str, ...] | list[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not of the form NAME=VALUE", param_hint="--param")
        found[name] = value
    return found


def _terms(parameters: dict[str, str]) -> dict[str, Term]:
    """Values for variables of a query of one's own: addresses are IRIs, all else is text."""
    return {name: Iri(value) if "://" in value else Literal(value=value) for name, value in parameters.items()}


def _print(store: Store, text: str, wanted: ResultFormat | None) -> None:
    form = check_query(text)
    formats = _RESULTS if form in (Form.SELECT, Form.ASK) else _GRAPHS
    chosen = wanted or (ResultFormat.TABLE if formats is _RESULTS else ResultFormat.TURTLE)
    if chosen is ResultFormat.TABLE and form is Form.SELECT:
        _print_rows(store.select(text), store.base)
    elif chosen is ResultFormat.TABLE and form is Form.ASK:
        typer.echo("yes" if store.ask(text) else "no")
    elif chosen in formats:
        typer.echo(store.answer(text, formats[chosen]).content.rstrip(b"\n"))
    else:
        allowed = ", ".join(("table", *formats) if formats is _RESULTS else formats)
        raise QueryError(f"{form} queries are printed as {allowed}, not as {chosen}")


def _print_rows(found: Table, base: str) -> None:
    if not found.rows:
        say("No row fits.")
        raise typer.Exit(exits.NOTHING)
    rows = [tuple(_shown(term, base) for term in row) for row in found.rows]
    print_table(found.columns, rows, shares=_shares(found.columns, rows))


def _shares(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Columns with long values get the room, in proportion to the square root of their longest."""
    longest = {name: max(len(row[at]) for row in rows) for at, name in enumerate(columns)}
    return {name: round(length**0.5) for name, length in longest.items() if length > _LONG}


def _shown(term: Term | None, base: str) -> str:
    """A term for people: literals on one line, IRIs of the data without their base, others with the usual prefixes."""
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    iri = term or ""
    if any(iri.startswith(f"{base}{kind}/") for kind in PAGES):
        return iri.removeprefix(base)
    return next((f"{prefix}:{iri[len(start) :]}" for prefix, start in PREFIXES if iri.startswith(start)), iri)


def _print_list(*, as_json: bool) -> None:
    if as_json:
        print_json(named_queries())
        return
    for one in named_queries():
        typer.echo(f"{one.name}\n    {one.description or one.title}{_told(one)}")


def _told(one: NamedQuery) -> str:
    return "".join(f"\n      {parameter.name}: {parameter.description}" for parameter in one.parameters)
