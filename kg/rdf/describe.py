"""The nodes that documents share, each with the triples that describe it: the same ones in every document that uses it."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import OnrecordError
from kg.facts import AgreementId, CountryCode, Measure, RoleTitle, SectorId
from kg.ids import Namer, code_iri, country_iri, sector_iri
from kg.lexicon import Lexicon
from kg.model import Entity, EntityKind, Iri
from kg.rdf.labels import measure_label, role_label
from kg.rdf.terms import Described, Triple, english, plain
from ontology.terms import DCTERMS, FOAF, KG, ORG, RDF, SCHEMA, SKOS

_CLASSES = {
    EntityKind.PERSON: SCHEMA.Person,
    EntityKind.ORGANIZATION: ORG.Organization,
    EntityKind.GROUP: FOAF.Group,
    EntityKind.UNNAMED: FOAF.Group,
}


def _known(label: Callable[[str], str], key: str, what: str) -> str:
    try:
        return label(key)
    except KeyError as error:
        raise OnrecordError(f"{key!r} is no {what} of the lexicon: a fact must not name it") from error


def triple(subject: str, predicate: str, value: str) -> Triple:
    """A triple whose object is an IRI."""
    return (Iri(subject), Iri(predicate), Iri(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Describer:
    """Describes what documents share, with the names and labels that it was given."""

    namer: Namer
    lexicon: Lexicon

    def code(self, value: str) -> Described:
        """An entry of a code list; the vocabulary describes it."""
        return Described(term=Iri(code_iri(value)))

    def sector(self, sector: SectorId) -> Described:
        """A sector; the vocabulary describes it."""
        _known(self.lexicon.sector_label, sector, "sector")
        return Described(term=Iri(sector_iri(sector)))

    def country(self, code: CountryCode) -> Described:
        """A country, with its code as notation."""
        label = _known(self.lexicon.country_label, code, "country")
        iri = Iri(country_iri(code))
        notation = (iri, Iri(SKOS.notation), plain(code))
        return Described(term=iri, triples=(*self._labelled(iri, SCHEMA.Country, label), notation))

    def entity(self, entity: Entity) -> Described:
        """A person, organisation, group or country."""
        if entity.kind is EntityKind.COUNTRY:
            return self.country(CountryCode(entity.iri.rsplit("/", 1)[-1]))
        iri = Iri(entity.iri)
        return Described(term=iri, triples=self._labelled(iri, _CLASSES[entity.kind], entity.label))

    def role(self, title: RoleTitle) -> Described:
        """A post, by its title."""
        iri = Iri(self.namer.role(title))
        return Described(term=iri, triples=self._labelled(iri, ORG.Role, role_label(title, self.lexicon)))

    def agreement(self, agreement: AgreementId) -> Described:
        """An agreement with all its names and parties."""
        iri = Iri(self.namer.agreement(agreement))
        label = _known(self.lexicon.agreement_label, agreement, "agreement")
        names = sorted(set(self.lexicon.agreement_names(agreement)) - {label})
        parties = [self.country(code) for code in self.lexicon.agreement_parties(agreement)]
        return Described(
            term=iri,
            triples=(
                *self._labelled(iri, KG.Agreement, label),
                *((iri, Iri(SKOS.altLabel), english(name)) for name in names),
                *((iri, Iri(KG.party), party.term) for party in parties),
                *(said for party in parties for said in party.triples),
            ),
        )

    def measure(self, measure: Measure) -> Described:
        """A trade measure with its type, countries and sector."""
        named = self.namer.measure(
            imposing=measure.imposing, target=measure.target, sector=measure.sector, measure=measure.measure
        )
        iri = Iri(named)
        parts = [
            (DCTERMS.type, self.code(measure.measure)),
            (KG.imposedBy, self.country(measure.imposing)),
            (KG.sector, self.sector(measure.sector)),
        ]
        if measure.target is not None:
            parts.append((KG.imposedOn, self.country(measure.target)))
        return Described(
            term=iri,
            triples=(
                *self._labelled(iri, KG.TradeMeasure, measure_label(measure, self.lexicon)),
                *((iri, Iri(predicate), part.term) for predicate, part in parts),
                *(said for _, part in parts for said in part.triples),
            ),
        )

    def _labelled(self, iri: Iri, kind: str, label: str) -> tuple[Triple, ...]:
        return (triple(iri, RDF.type, kind), (iri, Iri(SKOS.prefLabel), english(label)))
