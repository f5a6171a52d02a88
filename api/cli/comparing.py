"""The commands that set passages side by side: positions over time, and the history of measures."""

from collections.abc import Iterable

import typer

from api.cli.options import (
    AboutOption,
    FromOption,
    ImposingOption,
    JsonOption,
    LimitOption,
    SectorOption,
    SectorsOption,
    SpeakersOption,
    StoreOption,
    TargetOption,
    ToOption,
    any_of,
    listed,
)
from api.cli.printing import end, print_json
from api.cli.tables import print_candidates, print_claims, print_measures
from api.settings import load_settings
from api.wiring import reading
from kg.consolidate import Disagreement, histories
from kg.consolidate import positions as find_positions
from kg.queries import ClaimFilter, MeasureFilter


def positions(  # noqa: PLR0913  # each option of a command is a parameter
    *,
    speaker: SpeakersOption = None,
    sector: SectorsOption = None,
    country: AboutOption = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show what was said in order of time, and passages that may contradict each other side by side."""
    wanted = ClaimFilter(
        speakers=listed(speaker),
        sector=any_of(sector),
        country=any_of(country),
        date_from=date_from,
        date_to=date_to,
        limit=limit,
    )
    with reading(load_settings(store=store)) as opened:
        found = find_positions(opened, wanted)
    if json:
        print_json(found.as_dict())
    elif found.statements:
        print_claims(found.statements)
        if found.candidates:
            typer.echo("\nMay contradict each other; judge for yourself:")
            print_candidates(found.candidates)
    end(len(found.statements), "claim")


def history(  # noqa: PLR0913  # each option of a command is a parameter
    *,
    imposing: ImposingOption = None,
    target: TargetOption = None,
    sector: SectorOption = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show the history of each trade measure: its reports in order of time, where they disagree, and who speaks of it."""
    wanted = MeasureFilter(imposing=imposing, target=target, sector=sector, date_from=date_from, date_to=date_to, limit=limit)
    with reading(load_settings(store=store)) as opened:
        found = histories(opened, wanted)
    if json:
        print_json({"rows": [one.as_dict() for one in found]})
    for one in () if json else found:
        typer.echo(f"\n{one.label}")
        print_measures(one.reports)
        _tell(one.disagreements)
        if one.claims:
            typer.echo("Said of it:")
            print_claims(one.claims)
    end(len(found), "trade measure")


def _tell(disagreements: Iterable[Disagreement]) -> None:
    for found in disagreements:
        outlets = " and ".join(row.source.publisher or row.source.title or row.source.iri for row in (found.one, found.other))
        typer.echo(f"Reports disagree for {found.day} ({outlets}): {'; '.join(found.differs)}")
