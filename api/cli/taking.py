"""The commands that take the graph elsewhere: export, the offline picture, and the check that it keeps its promises."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli import exits
from api.cli.options import JsonOption, OutputOption, StoreOption
from api.cli.printing import output, print_json, say
from api.settings import load_settings
from api.wiring import reading

_FORMATS = "turtle, trig, nquads, jsonld, rdfxml, graphml, gexf or csv"


def export(
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {_FORMATS}.")],  # noqa: A002
    output_file: OutputOption = None,
    *,
    with_runs: Annotated[bool, typer.Option("--with-runs", help="Add which version read which document when.")] = False,
    store: StoreOption = None,
) -> None:
    """Write the whole graph to standard output or a file."""
    # Imported here because the writers bring libraries that no question needs.
    from kg.export import export as write  # noqa: PLC0415

    with reading(load_settings(store=store)) as opened, output(output_file) as out:
        write(opened, format, out, with_runs=with_runs)


def view(
    output_file: OutputOption = None,
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Only what surrounds this person, country, ….")] = None,
    sector: Annotated[str | None, typer.Option(metavar="NAME", help="Only what concerns this sector.")] = None,
    limit: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=2000, help="Nodes at most.")] = 150,
    store: StoreOption = None,
) -> None:
    """Write a picture of the graph as one HTML file that works offline."""
    # Imported here because drawing brings networkx, scipy and pyvis.
    from kg.draw import page  # noqa: PLC0415
    from kg.network import network  # noqa: PLC0415

    if entity and sector:
        raise typer.BadParameter("give either --entity or --sector, not both")
    chosen = "entity" if entity else "sector" if sector else "whole"
    with reading(load_settings(store=store)) as opened:
        graph = network(opened, chosen, entity or sector, limit)
    if not len(graph):
        say("There is nothing to draw: the graph holds no link. Read documents first with 'onrecord build PATH…'.")
        raise typer.Exit(exits.NOTHING)
    title = str(graph.graph.get("focus") or "Who said what about which sector")
    path = output_file or (Path("onrecord.html") if sys.stdout.isatty() else None)
    with output(path) as out:
        out.write(page(graph, title).encode("utf-8"))
    if path is not None and str(path) != "-":
        say(f"Wrote {path}: {len(graph)} nodes, {graph.number_of_edges()} links. Open it in a browser.")


def validate(*, json: JsonOption = False, store: StoreOption = None) -> None:
    """Check stored documents: SHACL shapes, and evidence against text."""
    # Imported here because SHACL brings rdflib.
    from kg.validate import validate as check  # noqa: PLC0415

    with reading(load_settings(store=store)) as opened:
        report = check(opened)
    if json:
        print_json(
            {"conforms": report.conforms, "graphs": report.graphs, "documents": report.documents, "problems": report.problems}
        )
    else:
        for problem in report.problems:
            typer.echo(f"{problem.node}: {problem.path + ': ' if problem.path else ''}{problem.message}")
        say(f"{report.documents} documents, {report.graphs} graphs, {len(report.problems)} problems.")
    if not report.conforms:
        raise typer.Exit(exits.ERROR)
    if not report.documents:
        raise typer.Exit(exits.NOTHING)
