"""The commands that ask the graph by filter: claims and trade measures."""

from dataclasses import fields
from typing import Annotated

import typer

from api.cli import exits
from api.cli.options import JsonOption, StoreOption
from api.cli.printing import print_json, say
from api.cli.tables import print_claims, print_measures
from api.settings import load_settings
from api.wiring import reading
from kg.queries import ClaimFilter, MeasureFilter
from kg.queries import claims as find_claims
from kg.queries import measures as find_measures

_DAY = "2025, 2025-10 or 2025-10-03"

SectorOption = Annotated[str | None, typer.Option(metavar="NAME", help="About this sector, or a narrower one.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help=f"This day and later: {_DAY}.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="This day and earlier.")]
LimitOption = Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="Rows at most.")]


def claims(  # noqa: PLR0913  # each option of a command is a parameter
    *,
    speaker: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Who said it; may be repeated.")] = None,
    sector: SectorOption = None,
    country: Annotated[str | None, typer.Option(metavar="NAME", help="About this country.")] = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    form: Annotated[str | None, typer.Option(metavar="FORM", help="direct, indirect or mixed.")] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="statement, thought or attitude; else the first two.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help='With all these words; "a phrase", begin*.')] = None,
    limit: LimitOption = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List claims by speaker, sector, country, time, form and words."""
    wanted = ClaimFilter(
        speakers=tuple(name.strip() for names in speaker or () for name in names.split(",") if name.strip()),
        sector=sector,
        country=country,
        date_from=date_from,
        date_to=date_to,
        form=form,
        act=act,
        text=text,
        limit=limit,
    )
    with reading(load_settings(store=store)) as opened:
        rows = find_claims(opened, wanted)
    if json:
        print_json({"filters": _given(wanted), "rows": [row.as_dict() for row in rows]})
    elif rows:
        print_claims(rows)
    _end(len(rows), "claim")


def tariffs(  # noqa: PLR0913  # each option of a command is a parameter
    *,
    imposing: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Imposed by this country.")] = None,
    target: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Imposed on this country.")] = None,
    country: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Imposed by or on this country.")] = None,
    sector: SectorOption = None,
    measure: Annotated[str | None, typer.Option(metavar="TYPE", help="tariff, retaliatory tariff, quota, ….")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="in force, announced, threatened, ….")] = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List reports of trade measures by country, sector, type, status and time."""
    wanted = MeasureFilter(
        imposing=imposing,
        target=target,
        country=country,
        sector=sector,
        measure=measure,
        status=status,
        date_from=date_from,
        date_to=date_to,
        limit=limit,
    )
    with reading(load_settings(store=store)) as opened:
        rows = find_measures(opened, wanted)
    if json:
        print_json({"filters": _given(wanted), "rows": [row.as_dict() for row in rows]})
    elif rows:
        print_measures(rows)
    _end(len(rows), "report of a trade measure")


def _given(wanted: ClaimFilter | MeasureFilter) -> dict[str, object]:
    """The filters that are set, by their names."""
    return {field.name: value for field in fields(wanted) if (value := getattr(wanted, field.name)) not in (None, (), 0)}


def _end(found: int, what: str) -> None:
    if not found:
        say(f"No {what} fits.")
        raise typer.Exit(exits.NOTHING)
