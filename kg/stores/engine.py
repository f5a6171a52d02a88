"""An embedded Oxigraph: what memory, the writer on disk and readers of snapshots have in common.

The engine's own union of named graphs repeats a statement once per graph that holds it, so that every label of a shared entity
would multiply rows and counts. The union is therefore kept as the engine's default graph, within the same atomic update.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import Iri, Quad
from kg.stores.base import GRAPH_TYPES, RESULT_TYPES, UNBOUND, Amendment, Answer, Bindings, Table
from kg.stores.binding import bind
from kg.stores.changes import additions, amendment, contents, replacement
from kg.stores.explained import ENGINE_ERRORS, Explained, explain
from kg.stores.guard import Form, check_query
from kg.stores.terms import from_engine, from_engine_quad, node
from kg.stores.triples import StoredTriples
from kg.tables import Tables, altered, memory_tables
from ontology.terms import PREFIXES

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""What the engine answers a query with."""


class Engine:
    """A Store in memory, and the base of those on disk."""

    def __init__(self, store: ox.Store, base: str, *, place: str = "memory") -> None:
        self._open: ox.Store | None = store
        self._base = base
        self._place = place
        self._writing = threading.Lock()
        self._tables: Tables | None = None
        self._untold: set[Iri] = set()

    @property
    def base(self) -> str:
        """The data base IRI that the store was made with."""
        return self._base

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"the store at {self._place} is closed")
        return self._open

    def replace_graphs(self, graphs: Mapping[Iri, Sequence[Quad]]) -> None:
        """Make each graph hold exactly its quads, all in one atomic request; an empty sequence removes the graph."""
        wanted = contents(graphs)
        with self._writing:
            with self._reading():
                is_new = not any(self._store.contains_named_graph(node(name)) for name in wanted)
                request = additions(wanted) if is_new else replacement(self._store, wanted)
            self._write(request, frozenset(wanted), is_new=is_new)

    def amend_graphs(self, amendments: Mapping[Iri, Amendment]) -> None:
        """Change a part of each graph named, all in one atomic request."""
        with self._writing:
            with self._reading():
                request = amendment(self._store, amendments)
            self._write(request, frozenset(amendments))

    def _write(self, request: str, graphs: frozenset[Iri], *, is_new: bool = False) -> None:
        """Run an update request, or load N-Quads of graphs that are new."""
        if not request:
            return
        self._before_write(graphs)
        try:
            if is_new:
                self._store.load(request, format=ox.RdfFormat.N_QUADS)
            else:
                self._store.update(request)
        except (*ENGINE_ERRORS, SyntaxError) as error:
            raise StoreError(f"{self._place}: nothing was written: {explain(error)}") from error

    def _before_write(self, graphs: frozenset[Iri]) -> None:
        """Note which graphs change: the tables in memory do not tell of it yet."""
        self._untold |= graphs

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs, sorted."""
        with self._reading():
            return tuple(sorted(Iri(name.value) for name in self._store.named_graphs()))

    def quads(self, graph: Iri | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all, graph after graph in the order of their names."""
        for name in self.graph_names() if graph is None else (graph,):
            with self._reading():
                for quad in self._store.quads_for_pattern(None, None, None, node(name)):
                    yield from_engine_quad(quad, name)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Tells what the engine says of files that it cannot read."""
        try:
            yield
        except ENGINE_ERRORS as error:
            raise StoreError(f"the store at {self._place} cannot be read: {explain(error)}") from error

    def select(self, query: str, bindings: Bindings = UNBOUND) -> Table:
        """The rows of a SELECT query."""
        result = self._run(query, bindings, Form.SELECT)
        assert isinstance(result, ox.QuerySolutions)
        with Explained(query):
            return table(result)

    def ask(self, query: str, bindings: Bindings = UNBOUND) -> bool:
        """The answer to an ASK query."""
        return bool(self._run(query, bindings, Form.ASK))

    def answer(self, query: str, media_type: str | None = None, bindings: Bindings = UNBOUND) -> Answer:
        """The answer to a query of any form, in a media type of RESULT_TYPES or GRAPH_TYPES (None = the form's default)."""
        form = check_query(query)
        media_type = answer_type(form, media_type)
        result = self._run(query, bindings, form)
        with Explained(query):
            return Answer(content=serialised(result, media_type), media_type=media_type)

    def _run(self, query: str, bindings: Bindings, form: Form) -> Result:
        found = check_query(query)
        if found is not form:
            raise QueryError(f"{form} is needed here, and this is a query of the form {found}")
        with Explained(query):
            return self._store.query(bind(query, bindings))

    def tables(self) -> Tables:
        """The side tables, made when they are asked for first, and brought up to date when they are asked for again."""
        with self._writing:
            if self._tables is None:
                self._tables = memory_tables(StoredTriples(self._store))
            elif self._untold:
                self._tables = altered(self._tables, StoredTriples(self._store), frozenset(self._untold))
            self._untold.clear()
            return self._tables

    def tables_at_hand(self) -> Tables | None:
        """The side tables, if they were asked for before."""
        return self.tables() if self._tables is not None else None

    def publish(self) -> None:
        """Nothing to do: whoever has a store in memory sees all of it."""
        _ = self._store

    def close(self) -> None:
        """Let go of the store."""
        self._open = None
        if self._tables is not None:
            self._tables.close()
            self._tables = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def answer_type(form: Form, media_type: str | None) -> str:
    """The media type that a query of this form is answered in; QueryError if it cannot be in the one asked for."""
    types = RESULT_TYPES if form is Form.SELECT else RESULT_TYPES[:2] if form is Form.ASK else GRAPH_TYPES
    if media_type is not None and media_type not in types:
        raise QueryError(f"{form} queries are answered as {', '.join(types)}, not as {media_type}")
    return media_type or types[0]


def table(result: ox.QuerySolutions) -> Table:
    """The rows of a result."""
    columns = tuple(variable.value for variable in result.variables)
    return Table(
        columns=columns, rows=tuple(tuple(None if term is None else from_engine(term) for term in row) for row in result)
    )


def serialised(result: Result, media_type: str) -> bytes:
    """A result in a media type of RESULT_TYPES or GRAPH_TYPES."""
    if isinstance(result, ox.QueryTriples):
        graph_format = ox.RdfFormat.from_media_type(media_type)
        assert graph_format is not None
        content = ox.serialize(result, format=graph_format, prefixes=dict(PREFIXES))
    else:
        result_format = ox.QueryResultsFormat.from_media_type(media_type)
        assert result_format is not None
        content = result.serialize(format=result_format)
    assert content is not None
    return content
