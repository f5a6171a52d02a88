"""What side tables are made of: graphs that are read triple by triple, and values as they come out of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from kg.model import Iri, Literal, Term

_UNSEEN = str.maketrans({"\x02": " ", "\x03": " "})
"""Marks of `kg.search` that a text must not hold itself; each becomes one character."""

About = Mapping[str, Sequence[Term]]
"""What a graph says of one thing, by predicate."""


class Source(Protocol):
    """Graphs to be read, triple by triple."""

    def graph_names(self) -> tuple[Iri, ...]:
        """The names of all graphs."""
        ...

    def holds(self, graph: Iri) -> bool:
        """Whether there is a graph of that name."""
        ...

    def typed(self, graph: Iri, kind: str) -> Iterable[Iri]:
        """What a graph says to be of a class."""
        ...

    def about(self, graph: Iri, subject: Iri) -> About:
        """What a graph says of something, by predicate."""
        ...

    def linked(self, graph: Iri, predicate: str) -> Iterable[tuple[Iri, Term]]:
        """Subjects and objects of a predicate in a graph."""
        ...


def iris(about: About, predicate: str) -> list[Iri]:
    """The nodes among the values of a predicate, sorted."""
    return sorted(value for value in about.get(predicate, ()) if isinstance(value, Iri))


def first(about: About, predicate: str) -> str:
    """The first value in alphabetical order, as text; "" for none."""
    return min(map(text_of, about.get(predicate, ())), default="")


def text_of(term: Term) -> str:
    """A value as text, without the marks of `kg.search`."""
    return (term.value if isinstance(term, Literal) else term).translate(_UNSEEN)
