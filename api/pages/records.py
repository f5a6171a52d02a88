"""Reads what pages show out of a store: things with their properties, as the page queries beside this file find them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from api.pages.highlight import Passage
from kg.model import Iri, Literal, Term
from kg.stores import UNBOUND, Bindings, Store, Table, bind, bind_rows
from ontology.terms import KG, RDF

_PASSAGE = re.compile(r"#char=(\d+),(\d+)$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: the term, and the label of the thing it names."""

    term: Term
    label: str | None

    @property
    def iri(self) -> Iri | None:
        """The node, None for a literal."""
        return self.term if isinstance(self.term, Iri) else None

    @property
    def text(self) -> str:
        """The label if it has one, otherwise the text of the term."""
        return self.label if self.label is not None else plain(self.term)


@dataclass(frozen=True, slots=True)
class Record:
    """A thing and what the graph says of it; values are sorted by their text."""

    iri: Iri
    values: Mapping[str, tuple[Value, ...]]

    def all(self, property_: str) -> tuple[Value, ...]:
        """The values of a property."""
        return self.values.get(property_, ())

    def first(self, property_: str) -> Value | None:
        """The first value of a property, None where it has none."""
        return next(iter(self.all(property_)), None)

    def text(self, property_: str) -> str:
        """The first value of a property as text, "" where it has none."""
        value = self.first(property_)
        return value.text if value else ""

    def node(self, property_: str) -> Iri | None:
        """The first value of a property that is a node."""
        return next((value.iri for value in self.all(property_) if value.iri), None)

    @property
    def types(self) -> frozenset[str]:
        """The classes of the thing."""
        return frozenset(plain(value.term) for value in self.all(RDF.type))

    def passages(self, property_: str = KG.evidence) -> tuple[Passage, ...]:
        """The passages that a property points at, in the order of the text."""
        found = (passage(value.term) for value in self.all(property_))
        return tuple(sorted(place for place in found if place is not None))


def plain(term: Term | None) -> str:
    """A term as text: the lexical form of a literal, the IRI of a node, "" for none."""
    return term.value if isinstance(term, Literal) else str(term or "")


def passage(term: Term) -> Passage | None:
    """The characters that a passage's IRI names, None where it names none."""
    found = _PASSAGE.search(plain(term))
    return (int(found[1]), int(found[2])) if found else None


def table(store: Store, query: str, bindings: Bindings = UNBOUND) -> Table:
    """What a page query answers."""
    return store.select(_text(query), bindings)


def asked(query: str, bindings: Bindings = UNBOUND) -> str:
    """The SPARQL of a page query with its values in place."""
    return bind(_text(query), bindings)


def asked_of(query: str, rows: Iterable[Sequence[Term]]) -> str:
    """The SPARQL of a page query with rows in its VALUES block of several variables."""
    return bind_rows(_text(query), rows)


def records(store: Store, query: str, bindings: Bindings) -> tuple[Record, ...]:
    """The things that a page query of the form (thing, property, value, label) finds, sorted by IRI."""
    found: dict[Iri, dict[str, set[tuple[str, str, Term]]]] = defaultdict(lambda: defaultdict(set))
    for thing, property_, value, label in table(store, query, bindings).rows:
        if isinstance(thing, Iri) and value is not None:
            found[thing][plain(property_)].add((plain(label) if label is not None else "\0", plain(value), value))
    return tuple(Record(iri=thing, values={p: _values(vs) for p, vs in found[thing].items()}) for thing in sorted(found))


def record(store: Store, iri: Iri) -> Record | None:
    """A thing with everything that is said of it, None where the graph does not know it."""
    found = records(store, "properties", {"node": iri})
    return found[0] if found else None


def _values(found: set[tuple[str, str, Term]]) -> tuple[Value, ...]:
    ordered = sorted(found, key=lambda value: (value[0] if value[0] != "\0" else value[1], value[1]))
    return tuple(Value(term=term, label=label if label != "\0" else None) for label, _, term in ordered)


@cache
def _text(query: str) -> str:
    return files("api.pages").joinpath("queries", f"{query}.rq").read_text("utf-8")
