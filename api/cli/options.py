"""The options that several commands share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

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
