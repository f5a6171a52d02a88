"""The options that several commands share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

from kg.queries import SEPARATOR

_DAY = "2025, 2025-10 or 2025-10-03"

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PATH",
        help="Folder of the store, or a SPARQL server's address [env ONRECORD_STORE; default: a folder that 'doctor' shows].",
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option("--base", metavar="IRI", help="Base IRI of the data, ending in / or # [env ONRECORD_BASE]."),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Installed spaCy model package to read with [env ONRECORD_MODEL]."),
]
ReaderOption = Annotated[
    str | None,
    typer.Option(
        "--reader", metavar="NAME", help="What finds claims: neural (a small network) or rules [env ONRECORD_READER]."
    ),
]
AuthorityOption = Annotated[
    list[str] | None,
    typer.Option(
        "--authority",
        metavar="FILE",
        help="IRIs and names that others have (.csv, .ttl, .jsonl); repeatable [env ONRECORD_AUTHORITY].",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output."),
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files and folders; '-' reads standard input.", show_default=False),
]

SectorOption = Annotated[str | None, typer.Option(metavar="NAME", help="About this sector, or a narrower one.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help=f"This day and later: {_DAY}.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="This day and earlier.")]
LimitOption = Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="Rows at most.")]
SpeakersOption = Annotated[list[str] | None, typer.Option("--speaker", metavar="NAME", help="Who said it; may be repeated.")]
SectorsOption = Annotated[
    list[str] | None, typer.Option("--sector", metavar="NAME", help="About this sector, or a narrower one; may be repeated.")
]
AboutOption = Annotated[
    list[str] | None, typer.Option("--country", metavar="NAME", help="About this country; may be repeated.")
]
ImposingOption = Annotated[str | None, typer.Option(metavar="COUNTRY", help="Imposed by this country.")]
TargetOption = Annotated[str | None, typer.Option(metavar="COUNTRY", help="Imposed on this country.")]


def listed(names: list[str] | None) -> tuple[str, ...]:
    """The names of an option that may be repeated, or hold several with commas between."""
    return tuple(name.strip() for given in names or () for name in given.split(",") if name.strip())


def any_of(names: list[str] | None) -> str | None:
    """The same as one value of a filter, any of which will do; None for none."""
    return SEPARATOR.join(listed(names)) or None
