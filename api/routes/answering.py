"""Answers of queries for the page that people ask on: run like any other, then as rows, as a picture, or raw."""

import time
from dataclasses import dataclass
from urllib.parse import urlencode

from api.pages.answers import FindPage, Part, Rows, are_triples, from_results, from_triples, shown, verdict
from api.pages.triples import Picture, picture
from api.routes.endpoint import RESULTS, Endpoint, formats
from api.routes.protocol import Operation
from kg.model import Iri, Quad
from kg.stores import Form, check_query
from kg.stores.tasks import Dataset
from kg.stores.texts import read_graph, write_graph

PAGE_BYTES = 8_000_000
"""The longest answer that the page takes; files may be longer."""
_SHOWN = 60_000
"""Characters of a raw answer that are shown."""
_TABLE, _GRAPH, _RAW = "table", "graph", "raw"
_NTRIPLES = "application/n-triples"
_ANSWER = Iri("urn:onrecord:answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How an answer is looked at: "table", "graph", "raw", or "" for what suits it; the page of a table, from 1."""

    name: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An answer on the page; of table, picture, raw and verdict that is set which is looked at.

    `views` are those there are; `address` is the query's own, to which views and pages are added.
    """

    form: str
    view: str
    views: tuple[str, ...]
    address: str
    alternates: tuple[tuple[str, str], ...]
    seconds: float
    size: int
    table: Part | None = None
    picture: Picture | None = None
    raw: str = ""
    left_out: int = 0
    verdict: bool | None = None


def run_for_page(endpoint: Endpoint, asked: Operation, view: View, find_page: FindPage) -> Result:
    """Run a query and make what a page shows of its answer; QueryError where there is none."""
    form = check_query(asked.text)
    is_graph = form in (Form.CONSTRUCT, Form.DESCRIBE)
    started = time.perf_counter()
    content = b"".join(endpoint.answer(asked, _NTRIPLES if is_graph else RESULTS[0][1], most_bytes=PAGE_BYTES).chunks())
    seconds = time.perf_counter() - started
    answered = verdict(content) if form is Form.ASK else None
    rows = Rows(columns=(), rows=()) if form is Form.ASK else _triples(endpoint, content) if is_graph else from_results(content)
    views = (_RAW,) if form is Form.ASK else _views(rows, is_graph=is_graph)
    chosen = view.name if view.name in views else views[0]
    raw = _raw(endpoint, content, is_graph=is_graph) if chosen == _RAW else ""
    address = f"/sparql?{urlencode(_said(asked))}"
    with endpoint.library.reading() as store:
        return Result(
            form=form,
            view=chosen,
            views=views,
            address=address,
            alternates=tuple((label, f"{address}&format={ending}") for ending, _, label in formats(form)),
            seconds=seconds,
            size=len(content),
            table=shown(rows, view.page, store, find_page) if chosen == _TABLE else None,
            picture=picture(rows, store, find_page) if chosen == _GRAPH else None,
            raw=raw[:_SHOWN],
            left_out=max(0, len(raw) - _SHOWN),
            verdict=answered,
        )


def _triples(endpoint: Endpoint, content: bytes) -> Rows:
    return from_triples(_quads(endpoint, content))


def _quads(endpoint: Endpoint, content: bytes) -> tuple[Quad, ...]:
    return read_graph(content, _NTRIPLES, graph=_ANSWER, base=endpoint.library.base, relative_to=endpoint.library.base)


def _views(rows: Rows, *, is_graph: bool) -> tuple[str, ...]:
    """The views of an answer, the one that suits it first."""
    if is_graph:
        return (_GRAPH, _TABLE, _RAW) if are_triples(rows) else (_TABLE, _RAW)
    return (_TABLE, _GRAPH, _RAW) if are_triples(rows) else (_TABLE, _RAW)


def _raw(endpoint: Endpoint, content: bytes, *, is_graph: bool) -> str:
    """Triples as Turtle, anything else as the engine gave it."""
    if is_graph:
        content = write_graph(_quads(endpoint, content), "text/turtle", base=endpoint.library.base)
    return content.decode("utf-8")


def _said(asked: Operation) -> list[tuple[str, str]]:
    """The request again, with the graphs that it asks."""
    graphs = asked.dataset or Dataset()
    return [
        ("query", asked.text),
        *(("default-graph-uri", iri) for iri in graphs.default),
        *(("named-graph-uri", iri) for iri in graphs.named),
    ]
