"""The command that asks in English."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

import typer

from api.cli import exits
from api.cli.options import JsonOption, StoreOption
from api.cli.printing import print_json, print_table, say
from api.cli.tables import where
from api.pages.readable import Readable, Row, plain_rows, readable
from api.settings import load_settings
from api.wiring import reading

_LONG = 20
"""Characters from which a column needs room to wrap in."""


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help='For example "who said what about steel".')],
    *,
    sparql: Annotated[bool, typer.Option("--sparql", help="Print the query behind the answer too.")] = False,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Answer a question in English, with the sources of the answer."""
    # Imported here because understanding names brings networkx, which no other question needs.
    from kg.ask import ask as find_answer  # noqa: PLC0415

    with reading(load_settings(store=store)) as opened:
        answer = find_answer(opened, " ".join(question), dt.datetime.now(dt.UTC).astimezone().date())
        table = readable(opened, answer.table)
    if json:
        rows = plain_rows(answer.table)
        understood, notes = answer.understood.as_dict(), list(answer.notes)
        print_json({"understood": understood, "notes": notes, "rows": rows, "query": answer.query_text})
    else:
        say(f"Understood as {_words(answer.understood.question, answer.understood.parameters())}.")
        for note in answer.notes:
            say(note)
        if sparql:
            typer.echo(answer.query_text)
        if table.rows:
            _print(table)
    if not table.rows:
        say("The graph holds no answer.")
        raise typer.Exit(exits.NOTHING)


def _words(question: str, parameters: Mapping[str, str]) -> str:
    return "; ".join((question, *(f"{name}: {value}" for name, value in parameters.items())))


def _print(table: Readable) -> None:
    columns = (*table.columns, "source") if table.has_sources else table.columns
    rows = [_texts(row, with_source=table.has_sources) for row in table.rows]
    longest = {name: max(len(row[at]) for row in rows) for at, name in enumerate(columns)}
    shares = {name: min(12, round(length**0.5)) for name, length in longest.items() if length > _LONG}
    print_table(columns, rows, shares=shares)


def _texts(row: Row, *, with_source: bool) -> tuple[str, ...]:
    cells = tuple(cell.text for cell in row.cells)
    return (*cells, where(row.source, row.passage)) if with_source else cells
