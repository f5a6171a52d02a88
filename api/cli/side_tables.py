"""The command that looks after the side tables: full text, ledger and counts."""

from collections import Counter
from typing import Annotated

import typer

from api.cli import exits
from api.cli.options import JsonOption, StoreOption
from api.cli.printing import print_json
from api.settings import Settings, load_settings
from kg.errors import SettingsError
from kg.search import over, readings
from kg.stores.disk import open_writer
from kg.stores.snapshots import open_reader
from kg.tables import State


def tables(
    store: StoreOption = None,
    *,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build them anew from the store alone.")] = False,
    json: JsonOption = False,
) -> None:
    """Tell whether the full text, the ledger and the counts show what the store holds; build them anew."""
    settings = _on_disk(load_settings(store=store))
    if rebuild:
        with open_writer(settings.store_path, settings.base) as writer:
            writer.rebuild_tables()
    with open_reader(settings.store_path, settings.base) as reader:
        state = reader.tables_state()
        outcomes = Counter(one.state.value for one in over(reader, readings)) if not state.trouble else Counter()
    if json:
        print_json({"ok": not state.trouble, "tables": state, "readings": dict(sorted(outcomes.items()))})
    else:
        _print(state, outcomes)
    if state.trouble:
        raise typer.Exit(exits.ERROR)


def _print(state: State, outcomes: Counter[str]) -> None:
    if state.trouble:
        typer.echo(f"The side tables of snapshot {state.name} cannot be used: {state.trouble}.")
        typer.echo("To mend it: onrecord tables --rebuild")
        return
    typer.echo(
        f"The side tables show snapshot {state.name}: {state.claims:,} claims of {state.documents:,} documents in "
        f"{state.graphs:,} graphs ({state.size:,} bytes)."
    )
    if outcomes:
        typer.echo(f"Documents: {', '.join(f'{count:,} {outcome}' for outcome, count in sorted(outcomes.items()))}.")


def _on_disk(settings: Settings) -> Settings:
    if settings.in_memory or settings.is_remote:
        raise SettingsError(f"side tables are kept beside a store in a folder, and {settings.store} is none")
    return settings
