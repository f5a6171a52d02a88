"""The commands that keep a store safe: a copy of it, and a store from a copy."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import StoreOption
from api.cli.printing import say
from api.settings import Settings, load_settings
from api.wiring import reading, writing
from kg.errors import SettingsError
from kg.judgements import merge
from kg.stores import copies

JUDGEMENTS = "judgements.jsonl"
"""The file of judgements inside a backup."""


def backup(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is new or empty.", show_default=False)],
    store: StoreOption = None,
) -> None:
    """Copy the store to a folder, while a server goes on writing to it."""
    settings = _on_disk(load_settings(store=store))
    if settings.is_remote:
        with reading(settings) as opened:
            size = copies.backup_of(opened, target)
    else:
        size = copies.backup(settings.store_path, target)
    if settings.judgements_path.exists():
        shutil.copyfile(settings.judgements_path, target / JUDGEMENTS)
    say(f"Copied {settings.store} to {target} ({size:,} bytes). 'onrecord restore {target} --store PATH' makes a store of it.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FOLDER", help="What 'onrecord backup' made.", show_default=False)],
    store: StoreOption = None,
) -> None:
    """Make a new store of a backup; an existing store is never overwritten."""
    settings = _on_disk(load_settings(store=store))
    if settings.is_remote:
        with writing(settings) as opened:
            graphs = copies.restore_to(source, opened)
        _restore_judgements(source, settings)
        say(f"Restored {source} to {settings.store} ({graphs} named graphs).")
        return
    size = copies.restore(source, settings.store_path)
    _restore_judgements(source, settings)
    say(f"Restored {source} to {settings.store} ({size:,} bytes).")


def _restore_judgements(source: Path, settings: Settings) -> None:
    """Bring back what people decided, beside what is decided already."""
    kept = source / JUDGEMENTS
    if kept.exists():
        added = merge(settings.judgements_path, kept.read_bytes())
        say(f"{added} judgements were added to {settings.judgements_path}.")


def _on_disk(settings: Settings) -> Settings:
    if settings.in_memory:
        raise SettingsError("a store in memory cannot be copied: give a folder with --store PATH")
    return settings
