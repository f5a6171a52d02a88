"""How answers are printed: JSON for programs, tables for people; messages never mix with them."""

import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli import exits
from api.encoding import to_json
from kg.errors import SettingsError

_PIPE_WIDTH = 120
"""Columns of a table where there is no terminal to ask."""
_NARROW = 24
"""Characters that a column without a share takes at most."""


def print_json(value: object) -> None:
    """One JSON value on standard output, as readable as it gets."""
    typer.echo(to_json(value))


def print_json_line(value: object) -> None:
    """One JSON value on one line of standard output."""
    typer.echo(to_json(value, indent=None))


def say(message: str) -> None:
    """One message for the reader, on standard error."""
    typer.echo(clean(message, keep_lines=True), err=True)


def end(found: int, what: str) -> None:
    """End the command; with a message and the exit code for nothing where it found nothing of what was asked for."""
    if not found:
        say(f"No {what} fits.")
        raise typer.Exit(exits.NOTHING)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, shares: Mapping[str, int] | None = None) -> None:
    """A table on standard output as wide as the terminal; columns with a share divide the room that the others leave."""
    shares = shares or {}
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, expand=bool(shares))
    for column in columns:
        table.add_column(column, overflow="fold", ratio=shares.get(column), max_width=None if column in shares else _NARROW)
    for row in rows:
        table.add_row(*(Text(clean(cell, keep_lines=True)) for cell in row))
    console.print(table)


def clean(text: str, *, keep_lines: bool = False) -> str:
    """The text without control characters and direction overrides, which could rewrite what a terminal shows."""
    return "".join(_shown(c, keep_lines) for c in text)


def _shown(character: str, keep_lines: bool) -> str:  # noqa: FBT001  # private, called in one place
    if character in "\n\r\t":
        return "\n" if keep_lines and character == "\n" else " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file, which appears whole or not at all."""
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir() or not path.parent.is_dir():
        raise SettingsError(f"cannot write to {path}: name a file in a folder that exists")
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        unfinished = Path(file.name)
        try:
            yield file.file  # type: ignore[misc]  # the file below the wrapper is a BinaryIO
            file.close()
            unfinished.chmod(0o644)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
