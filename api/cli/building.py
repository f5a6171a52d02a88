"""The commands that read documents: into the store, or to standard output as facts."""

import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.options import AuthorityOption, BaseOption, JsonOption, ModelOption, PathsArgument, ReaderOption, StoreOption
from api.cli.printing import print_json, print_json_line, say
from api.cli.progress import Progress
from api.cli.report import Report
from api.cli.reviewing import tell_known
from api.settings import Settings, load_settings
from api.wiring import finish, known, withdrawn, writing
from kg.errors import SettingsError
from kg.ids import DEFAULT_BASE, Namer
from kg.lexicon import lexicon

_KINDS = ("roles", "tariffs", "claims", "events")
"""The lists of facts in a record of `kg.facts_json`."""


class RecordFormat(StrEnum):
    """How extracted facts are printed."""

    JSONL = "jsonl"


def build(  # noqa: PLR0913  # each is an option of the command
    paths: PathsArgument,
    store: StoreOption = None,
    base: BaseOption = None,
    model: ModelOption = None,
    reader: ReaderOption = None,
    *,
    authority: AuthorityOption = None,
    again: Annotated[bool, typer.Option("--again", help="Read documents again that are unchanged.")] = False,
    json: JsonOption = False,
) -> None:
    """Read documents into the store, and report what was found."""
    # Imported here because the language pipeline takes a second that no question needs.
    from loaders.pipeline import Tools, ingest  # noqa: PLC0415
    from loaders.readers import open_reader  # noqa: PLC0415

    settings = _on_disk(
        load_settings(store=store, base=base, model=model, reader=reader, authority=",".join(authority or ()) or None)
    )
    told = known(settings)
    report = Report()
    with writing(settings) as opened, Progress("documents") as progress:
        namer = Namer(base=opened.base)
        tools = Tools(
            namer=namer,
            lexicon=lexicon(),
            extract=open_reader(settings.reader, settings.model),
            withdrawn=withdrawn(told.judgements),
        )
        try:
            for outcome in ingest(paths, tools, store=opened, stdin=sys.stdin.buffer, now=_now, again=again):
                report.add(outcome.path, outcome.status, reason=outcome.reason, iri=outcome.iri, counts=outcome.counts)
                report.add_version(outcome.path, outcome.earlier, outcome.differences)
                progress.done(outcome.path)
        except KeyboardInterrupt:
            finish(opened, told)  # readers shall see the documents that were finished before
            raise
        found = finish(opened, told)
    if json:
        print_json(report.summary(settings.store))
    else:
        report.print(settings.store)
    tell_known(settings, told, found)
    raise typer.Exit(report.exit_code())


def extract(
    paths: PathsArgument,
    format: Annotated[RecordFormat, typer.Option("--format", help="One JSON record for each document.")] = RecordFormat.JSONL,  # noqa: A002, ARG001  # the one format so far
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", metavar="NUMBER", min=0, max=1, help="Leave out facts that are less certain.")
    ] = 0.0,
    base: BaseOption = None,
    model: ModelOption = None,
    reader: ReaderOption = None,
) -> None:
    """Read documents and print their facts; nothing is stored."""
    # Imported here because the language pipeline takes a second that no question needs.
    from loaders.pipeline import Tools, extract_records  # noqa: PLC0415
    from loaders.readers import open_reader  # noqa: PLC0415

    settings = load_settings(base=base, model=model, reader=reader)
    read = open_reader(settings.reader, settings.model)
    tools = Tools(namer=Namer(base=settings.base or DEFAULT_BASE), lexicon=lexicon(), extract=read)
    report = Report()
    with Progress("documents") as progress:
        for outcome, record in extract_records(paths, tools, sys.stdin.buffer):
            report.add(outcome.path, outcome.status, reason=outcome.reason, iri=outcome.iri, counts=outcome.counts)
            if record is not None:
                print_json_line(_certain(record, min_confidence))
            progress.done(outcome.path)
    report.tell_problems()
    if not report.documents and not report.failed:
        say("No document was found.")
    raise typer.Exit(report.exit_code())


def _now() -> datetime:
    return datetime.now(UTC)


def _on_disk(settings: Settings) -> Settings:
    if settings.in_memory:
        raise SettingsError("a store in memory would end with this command: give a folder with --store PATH")
    return settings


def _certain(record: Mapping[str, object], minimum: float) -> dict[str, object]:
    """The record without the facts whose confidence is below the minimum."""

    def kept(facts: object) -> list[object]:
        assert isinstance(facts, Iterable)
        return [fact for fact in facts if isinstance(fact, Mapping) and float(fact["confidence"]) >= minimum]

    return {name: kept(value) if name in _KINDS else value for name, value in record.items()}
