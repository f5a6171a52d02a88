"""The whole graph as a file, in every format of `kg.export`."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from api.pages.overview import figures
from api.routes.access import Reading
from api.routes.replies import page
from kg.export import FORMATS, Format, export

router = APIRouter(tags=["downloads"])

_CHUNK = 1 << 16
_Suffix = Annotated[str, Path(description="the format by its ending", examples=["ttl"])]
_WithRuns = Annotated[bool, Query(description="with which version read which document when")]

_WORDS: dict[str, tuple[str, str]] = {
    "turtle": ("Turtle", "RDF tools; easy to read"),
    "trig": ("TriG", "RDF tools; one named graph for each document"),
    "nquads": ("N-Quads", "RDF databases; one line for each statement, sorted"),
    "jsonld": ("JSON-LD", "programs that read JSON"),
    "rdfxml": ("RDF/XML", "older RDF tools"),
    "graphml": ("GraphML", "yEd, Cytoscape, networkx"),
    "gexf": ("GEXF", "Gephi"),
    "csv": ("CSV", "spreadsheets: one row for each claim"),
}


@router.get("/downloads", include_in_schema=False)
def downloads(request: Request, store: Reading) -> Response:
    """The list of formats."""
    formats = [
        {"label": _WORDS.get(f.name, (f.name, ""))[0], "purpose": _WORDS.get(f.name, ("", ""))[1], "suffix": f.suffix[1:]}
        for f in FORMATS
    ]
    holds = ", ".join(f"{number:,} {label}" for label, number in figures(store)) or "The graph is empty."
    return page(request, "downloads.html", title="Downloads", section="/downloads", formats=formats, totals=holds)


@router.get(
    "/downloads/onrecord.{suffix}",
    summary="The whole graph: ttl, trig, nq, jsonld, rdf, graphml, gexf or csv",
    response_class=StreamingResponse,
)
def download(suffix: _Suffix, store: Reading, *, with_runs: _WithRuns = False) -> Response:
    """One file with everything; `with_runs` adds which version read which document when."""
    format_ = next((known for known in FORMATS if known.suffix == f".{suffix}"), None)
    if format_ is None:
        raise HTTPException(404, f"There is no format with the ending {suffix!r}.")
    return _file(store, format_, with_runs=with_runs)


def _file(store: Reading, format_: Format, *, with_runs: bool) -> Response:
    """The export is written whole before its first byte leaves, so that a failure is a failure and never half a file."""
    file = cast("BinaryIO", TemporaryFile())  # noqa: SIM115  # closed by _chunks, when the last of it is sent
    try:
        export(store, format_.name, file, with_runs=with_runs)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"onrecord{format_.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(file), media_type=format_.media_type, headers=headers)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
