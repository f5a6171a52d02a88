"""How each kind of fact, which has many parts, is shown as links between two nodes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.model import Iri
from kg.network.reading import Record
from ontology.terms import DCTERMS, KG, ORG, RDF, SCHEMA, SKOS, VOCABULARY

NOWHERE = Iri("")
"""Stands for the fact and the document of a link that has none."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Subject – label – object, as one fact of one document states it; links of the scheme have no fact and no document."""

    source: Iri
    target: Iri
    kind: str
    label: str
    fact: Iri = NOWHERE
    document: Iri = NOWHERE
    date: str = ""
    confidence: float = 1.0


Part = tuple[Iri, str, Iri]
"""Subject, label, object."""

_ABOUT = {
    ("thought", "asserted"): "thinks about",
    ("attitude", "asserted"): "takes a position on",
    ("statement", "denied"): "denied a statement about",
    ("statement", "questioned"): "questioned a statement about",
}


def links(facts: Mapping[Iri, Record], measures: Mapping[Iri, Record], titles: Mapping[Iri, str]) -> tuple[Link, ...]:
    """The links that facts make, sorted. `measures` tells the parts of measures, `titles` the labels of posts.

    Where and on whom a document's measure lies is shown once a document, however many of its facts say so.
    """
    made: dict[tuple[object, ...], Link] = {}
    for fact in facts.values():
        for kind, part in _parts(fact, measures, titles):
            link = _link(fact, kind, part)
            once = kind == "measure" and part[0] in measures
            key = (*part, link.document) if once else (*part, link.fact)
            if key not in made or link.confidence > made[key].confidence:
                made[key] = link
    return tuple(sorted(made.values(), key=_order))


def scheme_links(scheme: Mapping[Iri, Record]) -> tuple[Link, ...]:
    """Which sector is part of which, and which countries an agreement binds, sorted."""
    words = ((SKOS.broader, "is part of"), (KG.party, "binds"))
    return tuple(
        Link(source=node, target=target, kind="scheme", label=label)
        for node, record in sorted(scheme.items())
        for property_, label in words
        for target in record.iris(property_)
    )


def _order(link: Link) -> tuple[str, ...]:
    return (link.source, link.target, link.kind, link.label, link.document, link.fact)


def _link(fact: Record, kind: str, part: Part) -> Link:
    documents = fact.iris(DCTERMS.source)
    return Link(
        source=part[0],
        target=part[2],
        kind=kind,
        label=part[1],
        fact=fact.iri,
        document=documents[0] if documents else NOWHERE,
        date=fact.text(DCTERMS.date),
        confidence=float(fact.text(KG.confidence) or 1),
    )


def _parts(fact: Record, measures: Mapping[Iri, Record], titles: Mapping[Iri, str]) -> Iterator[tuple[str, Part]]:
    types = set(fact.iris(RDF.type))
    if KG.Utterance in types:
        yield from (("claim", part) for part in _claim(fact))
    elif ORG.Membership in types:
        yield from (("post", part) for part in _post(fact, titles))
    elif KG.MeasureReport in types:
        yield from (("measure", part) for part in _measure(fact, measures))
    elif SCHEMA.Event in types:
        yield from (("event", part) for part in _event(fact))


def code(iri: str) -> str:
    """The word of an entry of a code list: …/code/in-force → "in force"."""
    return iri.removeprefix(f"{VOCABULARY}code/").replace("-", " ")


def _codes(fact: Record, *properties: str) -> tuple[str, ...]:
    return tuple(code(iri) for property_ in properties for iri in fact.iris(property_)[:1])


def _claim(fact: Record) -> Iterator[Part]:
    act, polarity = (*_codes(fact, KG.act), "statement")[0], (*_codes(fact, KG.polarity), "asserted")[0]
    about = _ABOUT.get((act, polarity), "said about" if act == "statement" else "doubts something about")
    for speaker in fact.iris(SCHEMA.spokenByCharacter):
        for topic in sorted({*fact.iris(KG.sector), *fact.iris(SCHEMA.about)}):
            yield speaker, about, topic
        for recipient in fact.iris(SCHEMA.recipient):
            if recipient != speaker:
                yield speaker, "told", recipient


def _post(fact: Record, titles: Mapping[Iri, str]) -> Iterator[Part]:
    title = " and ".join(titles.get(role, "holder of a post") for role in fact.iris(ORG.role)) or "holder of a post"
    status = (*_codes(fact, KG.status), "current")[0]
    label = f"{title} of" if status == "current" else f"{status} {title} of"
    for person in fact.iris(ORG.member):
        for body in (*fact.iris(ORG.organization), *fact.iris(KG.country)):
            yield person, label, body


def _measure(fact: Record, measures: Mapping[Iri, Record]) -> Iterator[Part]:
    state = ", ".join(_codes(fact, KG.change, KG.status))
    for measure in fact.iris(KG.measure):
        parts = measures.get(measure, Record(iri=measure, values={}))
        for country in parts.iris(KG.imposedBy):
            yield country, f"imposes ({state})" if state else "imposes", measure
        for agent in fact.iris(SCHEMA.agent):
            yield agent, "acts on", measure
        for country in parts.iris(KG.imposedOn):
            yield measure, "is imposed on", country
        for sector in parts.iris(KG.sector):
            yield measure, "applies to", sector
        for agreement in fact.iris(KG.exempts):
            yield measure, "exempts goods under", agreement


def _event(fact: Record) -> Iterator[Part]:
    status, kind = (*_codes(fact, KG.status), "")[0], (*_codes(fact, DCTERMS.type), "event")[0]
    words = {"planned": f"planned {kind}", "missed": f"{kind} that did not happen,"}.get(status, kind)
    attending = fact.iris(SCHEMA.attendee)
    for one, two in combinations(attending, 2):
        yield one, f"{words} with", two
    for one in attending:
        for topic in sorted({*fact.iris(KG.sector), *fact.iris(SCHEMA.about)} - set(attending)):
            yield one, f"{words} about", topic
