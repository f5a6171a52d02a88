"""What a store is: the Protocol that every implementation keeps, and the nouns it answers with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, TracebackType
from typing import Protocol, Self

from kg.model import Iri, Quad, Term
from kg.tables import Tables

Bindings = Mapping[str, Term | tuple[Term, ...]]
"""Values for a query's variables, by name without "?": one term, or several of which each may hold."""

UNBOUND: Bindings = MappingProxyType({})

RESULT_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""Media types that SELECT and ASK answer in (ASK not in the last two); the first is the default."""

GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-quads",
    "application/trig",
    "text/n3",
)
"""Media types that CONSTRUCT and DESCRIBE answer in; the first is the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a SELECT query; None is unbound. A blank node is an Iri that begins with "_:"."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def column(self, name: str) -> tuple[Term | None, ...]:
        """The values of one column, by its variable's name."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def records(self) -> Iterator[dict[str, Term]]:
        """Each row as a mapping from variable to term, without what is unbound."""
        for row in self.rows:
            yield {name: term for name, term in zip(self.columns, row, strict=True) if term is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a query, serialised by the engine."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a graph shall no longer hold, and what it shall hold besides all else; what is in both it shall hold."""

    gone: tuple[Quad, ...] = ()
    come: tuple[Quad, ...] = ()


class Store(Protocol):
    """A set of named graphs that can be queried; graphs change whole, and their union is the default graph of every query.

    Bound values replace UNDEF wherever the query writes ``VALUES ?name { UNDEF }``; where it does not, such a block is put
    first into its outermost group.
    """

    @property
    def base(self) -> str:
        """The data base IRI that the store was made with."""
        ...

    def replace_graphs(self, graphs: Mapping[Iri, Sequence[Quad]]) -> None:
        """Make each graph named hold exactly its quads, all in one atomic request; an empty sequence removes the graph."""
        ...

    def amend_graphs(self, amendments: Mapping[Iri, Amendment]) -> None:
        """Change a part of each graph named, all in one atomic request: for graphs too large to be written whole."""
        ...

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs, sorted."""
        ...

    def quads(self, graph: Iri | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all, graph after graph in the order of their names."""
        ...

    def select(self, query: str, bindings: Bindings = UNBOUND) -> Table:
        """The rows of a SELECT query; QueryError if it is malformed, refused or of another form."""
        ...

    def ask(self, query: str, bindings: Bindings = UNBOUND) -> bool:
        """The answer to an ASK query."""
        ...

    def answer(self, query: str, media_type: str | None = None, bindings: Bindings = UNBOUND) -> Answer:
        """The answer to a query of any form, in a media type of RESULT_TYPES or GRAPH_TYPES (None = the form's default)."""
        ...

    def tables(self) -> Tables:
        """The side tables of what the store shows, of one state as long as they are used; closed with the store."""
        ...

    def tables_at_hand(self) -> Tables | None:
        """The same if they tell of all that was written so far, or soon can; None where most would have to be read for them."""
        ...

    def publish(self) -> None:
        """Show readers everything that was written so far."""
        ...

    def close(self) -> None:
        """Let go of the store; nothing may be asked of it afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
