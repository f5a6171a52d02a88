"""The commands that ask the graph by filter: claims and trade measures."""

from dataclasses import fields
from typing import Annotated

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
from api.cli.tables import print_claims, print_measures
from api.settings import load_settings
from api.wiring import reading
from kg.queries import ClaimFilter, MeasureFilter
from kg.queries import claims as find_claims
from kg.queries import measures as find_measures


def claims(  # noqa: PLR0913  # each option of a command is a parameter
    *,
    speaker: SpeakersOption = None,
    sector: SectorsOption = None,
    country: AboutOption = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    form: Annotated[list[str] | None, typer.Option(metavar="FORM", help="direct, indirect or mixed; may be repeated.")] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="statement, thought or attitude; else the first two.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help='With all these words; "a phrase", begin*.')] = None,
    limit: LimitOption = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List claims by speaker, sector, country, time, form and words."""
    wanted = ClaimFilter(
        speakers=listed(speaker),
        sector=any_of(sector),
        country=any_of(country),
        date_from=date_from,
        date_to=date_to,
        form=any_of(form),
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
    end(len(rows), "claim")


def tariffs(  # noqa: PLR0913  # each option of a command is a parameter
    *,
    imposing: ImposingOption = None,
    target: TargetOption = None,
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
    end(len(rows), "report of a trade measure")


def _given(wanted: ClaimFilter | MeasureFilter) -> dict[str, object]:
    """The filters that are set, by their names."""
    return {field.name: value for field in fields(wanted) if (value := getattr(wanted, field.name)) not in (None, (), 0)}
