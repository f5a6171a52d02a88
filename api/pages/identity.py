"""Whom documents know by several IRIs: the one that stands for all, the others, and why they are taken for one."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from api.pages.records import Record, Value, plain, table
from kg.model import Iri, Term
from kg.stores import Store
from ontology.terms import KG, ORG


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two agents that are one, or may be: how sure, from 0 to 1, and why."""

    one: Value
    other: Value
    confidence: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody or something as one: `iri` stands for all of `iris`; `same` tells why, `doubtful` who may be it too."""

    iri: Iri
    iris: tuple[Iri, ...]
    same: tuple[Match, ...] = ()
    doubtful: tuple[Match, ...] = ()

    @property
    def others(self) -> tuple[Iri, ...]:
        """The IRIs for which another stands."""
        return tuple(iri for iri in self.iris if iri != self.iri)

    def whole(self, records: Collection[Record]) -> Record:
        """What is said of any of the IRIs, said of the one."""
        properties = sorted({property_ for record in records for property_ in record.values})
        values = {
            property_: tuple(sorted({value for record in records for value in record.all(property_)}, key=_text))
            for property_ in properties
        }
        return Record(iri=self.iri, values=values)

    def takes_part_in(self, fact: Record) -> bool:
        """Whether it takes part in a fact that names it, unless the fact means a namesake and no other part is its own."""
        own = fact.node(KG.agent)
        return own is None or own in self.iris or not any(value.iri in self.iris for value in fact.all(ORG.member))

    def named_in(self, fact: Record, label: str) -> Record:
        """The fact with the one IRI and its label wherever one of the IRIs, or a namesake's, stands for it."""
        itself = Value(term=self.iri, label=label)
        values = {
            property_: tuple(dict.fromkeys(itself if value.iri in self.iris else value for value in found))
            for property_, found in fact.values.items()
        }
        if fact.node(KG.agent) in self.iris:
            values[ORG.member] = (itself,)
        return replace(fact, values=values)


def identity(store: Store, thing: Iri) -> Identity:
    """Who or what a thing is, by whichever of its IRIs."""
    rows = table(store, "one", {"thing": thing}).rows
    one = next((one for one, _ in rows if isinstance(one, Iri)), thing)
    iris = tuple(sorted({one, thing, *(other for _, other in rows if isinstance(other, Iri))}))
    found = [(plain(row[4]), _match(row)) for row in table(store, "matches", {"agent": iris}).rows]
    return Identity(
        iri=one,
        iris=iris,
        same=tuple(match for verdict, match in found if verdict == "same"),
        doubtful=tuple(match for verdict, match in found if verdict == "doubtful"),
    )


def _match(row: tuple[Term | None, ...]) -> Match:
    first, first_label, second, second_label, _, confidence, why = row
    return Match(
        one=_value(first, first_label),
        other=_value(second, second_label),
        confidence=plain(confidence),
        reason=plain(why),
    )


def _value(agent: Term | None, label: Term | None) -> Value:
    assert agent is not None, "a match compares agents"
    return Value(term=agent, label=plain(label) if label is not None else None)


def _text(value: Value) -> tuple[str, str]:
    return (value.text, plain(value.term))
