"""A published snapshot to read from, and a place for what would be written: for reading documents beside the writer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from kg.model import Iri, Quad
from kg.stores.base import UNBOUND, Amendment, Answer, Bindings, Store, Table
from kg.tables import Tables

Written = Callable[[Mapping[Iri, Sequence[Quad]]], None]


class Shard:
    """A Store whose changes are handed on instead of made; it goes on showing what the snapshot does."""

    def __init__(self, snapshot: Store, written: Written) -> None:
        self._snapshot = snapshot
        self._written = written

    @property
    def base(self) -> str:
        """The data base IRI of the snapshot."""
        return self._snapshot.base

    def replace_graphs(self, graphs: Mapping[Iri, Sequence[Quad]]) -> None:
        """Hand the graphs on."""
        self._written(graphs)

    def amend_graphs(self, amendments: Mapping[Iri, Amendment]) -> None:
        """Hand the graphs on as they are to be."""
        for name, amended in amendments.items():
            kept = dict.fromkeys(quad for quad in self._snapshot.quads(name) if quad not in amended.gone)
            self._written({name: tuple(kept | dict.fromkeys(amended.come))})

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs of the snapshot."""
        return self._snapshot.graph_names()

    def quads(self, graph: Iri | None = None) -> Iterator[Quad]:
        """The quads of one graph of the snapshot, or of all."""
        return self._snapshot.quads(graph)

    def select(self, query: str, bindings: Bindings = UNBOUND) -> Table:
        """The rows of a SELECT query over the snapshot."""
        return self._snapshot.select(query, bindings)

    def ask(self, query: str, bindings: Bindings = UNBOUND) -> bool:
        """The answer to an ASK query over the snapshot."""
        return self._snapshot.ask(query, bindings)

    def answer(self, query: str, media_type: str | None = None, bindings: Bindings = UNBOUND) -> Answer:
        """The answer to a query of any form over the snapshot."""
        return self._snapshot.answer(query, media_type, bindings)

    def tables(self) -> Tables:
        """The side tables of the snapshot."""
        return self._snapshot.tables()

    def tables_at_hand(self) -> Tables | None:
        """The side tables of the snapshot, if they are at hand."""
        return self._snapshot.tables_at_hand()

    def publish(self) -> None:
        """Nothing to do: whoever takes the graphs publishes."""

    def close(self) -> None:
        """Let go of the snapshot."""
        self._snapshot.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
