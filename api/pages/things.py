"""People, organisations, countries, sectors, agreements, measures, posts and claims: what the graph says of them by name."""

from dataclasses import dataclass

from api.pages.facts import Line, line
from api.pages.identity import Identity, identity
from api.pages.records import Record, Value, plain, record, records, table
from api.pages.sources import Source, sources
from kg.model import Iri
from kg.search import over, written_names
from kg.stores import Store
from ontology.terms import DCTERMS, FOAF, KG, ORG, OWL, SCHEMA, SKOS, VOCABULARY

KINDS = (
    (SCHEMA.Person, "Person"),
    (ORG.Organization, "Organisation"),
    (FOAF.Group, "Group"),
    (SCHEMA.Country, "Country"),
    (ORG.Role, "Post"),
    (SKOS.Concept, "Sector"),
    (KG.Agreement, "Agreement"),
    (KG.TradeMeasure, "Trade measure"),
    (SCHEMA.Claim, "Claim"),
)
"""The kinds of thing that have a page, by their class."""

_ALSO = "Also called"
_DETAILS = (
    (DCTERMS.type, "Type"),
    (KG.imposedBy, "Imposed by"),
    (KG.imposedOn, "Imposed on"),
    (KG.sector, "Sector"),
    (KG.party, "Parties"),
    (KG.country, "Country"),
    (SKOS.broader, "Part of"),
    (SKOS.notation, "Code"),
    (SKOS.altLabel, _ALSO),
    (KG.namesake, "Not to be confused with"),
)
_GOODS = f"{VOCABULARY}hs/"
_MOST_WORDS = 24
"""Of a sector's other words so many are shown."""


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as documents write it, and how often."""

    written: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What the graph says of a thing itself; `iri` stands for all IRIs of `identity`, `elsewhere` are IRIs of other data."""

    iri: Iri
    identity: Identity
    kind: str
    label: str
    names: tuple[WrittenName, ...]
    details: tuple[tuple[str, tuple[Value, ...]], ...]
    elsewhere: tuple[Iri, ...]

    @property
    def also_called(self) -> tuple[str, ...]:
        """Its other names, as the vocabulary has them."""
        return tuple(value.text for heading, values in self.details if heading == _ALSO for value in values)


@dataclass(frozen=True, slots=True)
class Event:
    """What takes place with a thing, as one document tells it."""

    line: Line
    source: Source


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector right below another."""

    iri: Iri
    label: str


def thing(store: Store, iri: Iri) -> Thing | None:
    """A thing by any of its IRIs, None where the graph does not know it."""
    who = identity(store, iri)
    known_as = [found for one in (who.iri, *who.others) if (found := record(store, one))]
    found = who.whole(known_as) if known_as else None
    kind = next((name for type_, name in KINDS if found and type_ in found.types), None)
    if found is None or kind is None:
        return None
    parties = _party_to(store, who) if kind == "Country" else ()
    same = [value for name in (OWL.sameAs, SKOS.exactMatch) for value in found.all(name)]
    goods = (
        "Goods",
        tuple(_customs_goods(value.iri, value.text) for value in same if value.iri and value.iri.startswith(_GOODS)),
    )
    label = known_as[0].text(SKOS.prefLabel) or found.text(SCHEMA.text) or who.iri.rpartition("/")[2]
    return Thing(
        iri=who.iri,
        identity=who,
        kind=kind,
        label=label,
        names=_names(store, who),
        details=tuple((name, values) for name, values in (*_details(found), ("Party to", parties), goods) if values),
        elsewhere=tuple(value.iri for value in same if value.iri and not value.iri.startswith(_GOODS)),
    )


def _customs_goods(chapter: Iri, label: str) -> Value:
    """A chapter of the Harmonized System by its name and number: it has no page."""
    return Value(term=chapter, label=f"{label} (HS {chapter.removeprefix(_GOODS)})")


def events(store: Store, about: Thing, most: int) -> tuple[tuple[Event, ...], int]:
    """The latest events that a thing takes part in or that are about it, and how many there are in all."""
    found = [fact for fact, _ in table(store, "meetings", {"entity": about.identity.iris}).rows if isinstance(fact, Iri)]
    told = records(store, "properties", {"node": tuple(found[:most])}) if found else ()
    lines = {one.iri: one for fact in told if (one := line(about.identity.named_in(fact, about.label)))}
    known = sources(store, (one.document for one in lines.values()))
    shown = (lines[fact] for fact in found[:most] if fact in lines)
    return tuple(Event(one, known[one.document]) for one in shown if one.document), len(found)


def narrower(store: Store, sector: Iri) -> tuple[Sector, ...]:
    """The sectors right below one, by their labels."""
    rows = table(store, "narrower", {"sector": sector}).rows
    return tuple(Sector(iri, plain(label)) for iri, label in rows if isinstance(iri, Iri))


def _details(found: Record) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    shown = ((label, found.all(property_)[:_MOST_WORDS]) for property_, label in _DETAILS)
    return tuple((label, values) for label, values in shown if values)


def _party_to(store: Store, country: Identity) -> tuple[Value, ...]:
    rows = table(store, "party-to", {"country": country.iris}).rows
    return tuple(Value(term=agreement, label=plain(label)) for agreement, label in rows if agreement is not None)


def _names(store: Store, who: Identity) -> tuple[WrittenName, ...]:
    return tuple(WrittenName(*name) for name in over(store, lambda tables: written_names(tables, who.iris)))
