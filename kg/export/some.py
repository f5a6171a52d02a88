"""Some facts as Turtle: what the graph says of them, of their words and documents, and the names of the nodes that they tie."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from kg.export import turtle
from kg.export.content import Triple, order
from kg.export.names import Names
from kg.model import Iri
from kg.stores import Store

_AT_ONCE = 50
"""So many are read in one query: from about a hundred on, the engine joins the whole store and looks none up."""


def turtle_of(store: Store, facts: Iterable[Iri], nodes: Iterable[Iri]) -> str:
    """Facts and the nodes between them as one Turtle document, in a fixed order."""
    triples = {*_read(store, "facts", "fact", facts), *_read(store, "nodes", "node", nodes)}
    names = Names(store.graph_names())
    return "".join((*turtle.head(names), *turtle.turtle(sorted(triples, key=order), names)))


def _read(store: Store, query: str, asked: str, wanted: Iterable[Iri]) -> Iterator[Triple]:
    """The last three columns of a query about some nodes."""
    some = tuple(sorted(set(wanted)))
    for start in range(0, len(some), _AT_ONCE):
        for row in store.select(_text(query), {asked: some[start : start + _AT_ONCE]}).rows:
            subject, predicate, value = row[-3:]
            if isinstance(subject, Iri) and isinstance(predicate, Iri) and value is not None:
                yield subject, predicate, value


@cache
def _text(query: str) -> str:
    return files("kg.export").joinpath(f"{query}.rq").read_text("utf-8")
