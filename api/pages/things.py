"""People, organisations, countries, sectors, agreements, measures, posts and claims, as their pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.facts import Line, line
from api.pages.identity import Identity, identity
from api.pages.records import Record, Value, plain, record, records, table
from api.pages.sources import Source, sources
from kg.model import Iri
from kg.stores import Store
from ontology.terms import DCTERMS, FOAF, KG, ORG, SCHEMA, SKOS

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

_DETAILS = (
    (DCTERMS.type, "Type"),
    (KG.imposedBy, "Imposed by"),
    (KG.imposedOn, "Imposed on"),
    (KG.sector, "Sector"),
    (KG.party, "Parties"),
    (KG.country, "Country"),
    (SKOS.broader, "Part of"),
    (SKOS.notation, "Code"),
    (SKOS.altLabel, "Also called"),
)
_SECTIONS = (("wordings", "Wordings"), ("posts", "Posts"), ("reports", "Trade measures"), ("events", "Events"))


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as documents write it, and how often."""

    written: str
    times: int


@dataclass(frozen=True, slots=True)
class Told:
    """What documents say in the same words, with each document's own fact."""

    line: Line
    by: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind about a thing, the newest documents first."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What the graph knows of a thing, without the claims by and about it; `iri` stands for all IRIs of `identity`."""

    iri: Iri
    identity: Identity
    kind: str
    label: str
    names: tuple[WrittenName, ...]
    details: tuple[tuple[str, tuple[Value, ...]], ...]
    sections: tuple[Section, ...]
    sources: Mapping[Iri, Source]


def thing(store: Store, iri: Iri) -> Thing | None:
    """A thing by any of its IRIs, None where the graph does not know it."""
    who = identity(store, iri)
    known_as = [found for one in (who.iri, *who.others) if (found := record(store, one))]
    found = who.whole(known_as) if known_as else None
    kind = next((name for type_, name in KINDS if found and type_ in found.types), None)
    if found is None or kind is None:
        return None
    label = known_as[0].text(SKOS.prefLabel) or found.text(SCHEMA.text) or who.iri.rpartition("/")[2]
    facts = {title: _lines(_facts(store, query, who, label)) for query, title in _SECTIONS}
    known = sources(store, (fact.document for lines in facts.values() for fact in lines))
    return Thing(
        iri=who.iri,
        identity=who,
        kind=kind,
        label=label,
        names=_names(store, who),
        details=_details(found, kind),
        sections=tuple(Section(title, _told(_newest_first(lines, known))) for title, lines in facts.items() if lines),
        sources=known,
    )


def _details(found: Record, kind: str) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    hidden = (SKOS.altLabel,) if kind == "Sector" else ()  # of a sector these are words that point at it, not names
    shown = ((label, found.all(property_)) for property_, label in _DETAILS if property_ not in hidden)
    return tuple((label, values) for label, values in shown if values)


def _facts(store: Store, query: str, who: Identity, label: str) -> tuple[Record, ...]:
    found = records(store, query, {"entity": who.iris})
    return tuple(who.named_in(fact, label) for fact in found if KG.rejected not in fact.values and who.takes_part_in(fact))


def _lines(found: tuple[Record, ...]) -> list[Line]:
    return [made for fact in found if (made := line(fact))]


def _told(lines: tuple[Line, ...]) -> tuple[Told, ...]:
    """The facts with those that say the same put together, in the order of the newest of each."""
    same: dict[tuple[str, str, tuple[str, ...]], list[Line]] = {}
    for fact in lines:
        same.setdefault((fact.subject, fact.words, fact.badges), []).append(fact)
    return tuple(Told(group[0], tuple(group)) for group in same.values())


def _newest_first(lines: list[Line], known: Mapping[Iri, Source]) -> tuple[Line, ...]:
    def published(fact: Line) -> str:
        return known[fact.document].published if fact.document else ""

    ordered = sorted(lines, key=lambda fact: (fact.document or "", fact.place or (0, 0), fact.iri))
    return tuple(sorted(ordered, key=published, reverse=True))


def _names(store: Store, who: Identity) -> tuple[WrittenName, ...]:
    rows = table(store, "names", {"entity": who.iris}).rows
    return tuple(WrittenName(plain(written), int(plain(times))) for written, times, _ in rows if written is not None)
