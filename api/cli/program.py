"""The program `onrecord`: its commands, and how errors become one message and an exit code."""

import errno
import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from api.cli import exits
from api.cli.asking import ask
from api.cli.building import build, extract
from api.cli.comparing import history, positions
from api.cli.doctor import doctor
from api.cli.keeping import backup, restore
from api.cli.learning import calibrate, evaluate, train
from api.cli.listing import claims, tariffs
from api.cli.querying import query
from api.cli.retracting import retract
from api.cli.reviewing import review
from api.cli.serving import serve
from api.cli.side_tables import tables
from api.cli.taking import export, validate, view
from kg.errors import OnrecordError

app = typer.Typer(
    name="onrecord",
    help="A knowledge graph of actors, sectors and claims, built from news documents: who said what about which sector.",
    epilog=exits.EXPLAINED,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    build,
    extract,
    ask,
    claims,
    tariffs,
    positions,
    history,
    query,
    export,
    view,
    validate,
    review,
    retract,
    serve,
    backup,
    restore,
    tables,
    train,
    calibrate,
    evaluate,
    doctor,
)
for command in COMMANDS:
    app.command(epilog=exits.EXPLAINED)(command)


def _print_version(wanted: bool) -> None:  # noqa: FBT001  # typer passes the option's value by position
    if wanted:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; never a traceback for an error that Onrecord raises on purpose."""
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; what went wrong is told on standard error."""
    try:
        code = typer.main.get_command(app).main(arguments, prog_name="onrecord", standalone_mode=False)
    except OnrecordError as error:
        return _fail(str(error))
    except typer.TyperException as error:
        return _misused(error)
    except (typer.Abort, KeyboardInterrupt):
        code = exits.INTERRUPTED
    except OSError as error:
        return _fail_on_system(error)
    except SystemExit:  # so typer leaves when the reader of our output has left
        return exits.OK
    if code == exits.INTERRUPTED:
        typer.echo("\nInterrupted: documents that were finished are kept.", err=True)
    return code if isinstance(code, int) else exits.OK


def _fail(message: str) -> int:
    typer.echo(f"onrecord: {message}", err=True)
    return exits.ERROR


def _misused(error: typer.TyperException) -> int:
    """What is wrong with the command, or the help where nothing was asked for."""
    message = error.format_message()
    if message.startswith("Usage:"):
        typer.echo(message, err=True)
    elif message:
        path = getattr(getattr(error, "ctx", None), "command_path", "onrecord")
        typer.echo(f"onrecord: {message}\nTry '{path} --help'.", err=True)
    return error.exit_code


def _fail_on_system(error: OSError) -> int:
    hint = ": free some space and run the command again" if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
    where = f" ({error.filename})" if error.filename else ""
    return _fail(f"{error.strerror or error}{where}{hint}")


def _forget_output() -> None:
    """The reader of our output has left; nothing more is written, and Python's last flush must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
