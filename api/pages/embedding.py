"""Things and documents as a block of JSON-LD inside their page, in the terms of schema.org: data that no browser runs."""

from markupsafe import Markup

from api.pages.embedded import Value, article, block, present, said
from api.pages.shown import web_address
from api.pages.sources import Text
from api.pages.things import Thing
from api.pages.wordings import Wordings
from kg.consolidate import History
from ontology.terms import DCTERMS, KG

_TYPES = {
    "Person": "Person",
    "Organisation": "Organization",
    "Group": "Organization",
    "Country": "Country",
    "Sector": "DefinedTerm",
}
_MEASURE = {
    "Type": (DCTERMS.type, "DefinedTerm"),
    "Imposed by": (KG.imposedBy, "Country"),
    "Imposed on": (KG.imposedOn, "Country"),
    "Sector": (KG.sector, "DefinedTerm"),
}
"""What a page tells of a measure by its headings: the property, and what it leads to in the terms of schema.org."""
_MOST_TOLD = 50
"""Of the documents that tell a claim or a measure so many, the earliest."""
_MOST_NAMES = 20
_LONGEST_NAME = 300


def thing_ld(about: Thing) -> Markup:
    """Who or what a thing is, with its other names and IRIs."""
    names = dict.fromkeys((*(name.written for name in about.names), *about.also_called))
    others = [name[:_LONGEST_NAME] for name in names if name != about.label][:_MOST_NAMES]
    return block(
        [
            present(
                {
                    "@type": _TYPES.get(about.kind, "Thing"),
                    "@id": about.iri,
                    "name": about.label,
                    "alternateName": list(others),
                    "sameAs": [iri for iri in (*about.identity.others, *about.elsewhere) if web_address(iri)],
                }
            )
        ]
    )


def claim_ld(iri: str, told: Wordings) -> Markup:
    """A claim by its fullest wording, with what each document reports of it."""
    tellings = [one.row for wording in told.wordings for one in wording.by]
    first: list[Value] = [{"@id": one.row.iri} for one in told.firsts]
    claim: dict[str, Value] = {
        "@type": "Claim",
        "@id": iri,
        "text": told.fullest.row.text,
        "firstAppearance": first,
        "appearance": [said(row) for row in tellings[:_MOST_TOLD]],
    }
    return block([present(claim)])


def measure_ld(about: Thing, history: History) -> Markup:
    """A trade measure: who imposes what on whom, and the reports of it; what schema.org has no term for is told in our own."""
    reports: list[Value] = [
        {"@type": KG.MeasureReport, "@id": row.iri, "isPartOf": article(row.source)} for row in history.reports[:_MOST_TOLD]
    ]
    measure: dict[str, Value] = {"@type": KG.TradeMeasure, "@id": about.iri, "name": about.label}
    for heading, values in about.details:
        if (known := _MEASURE.get(heading)) is not None:
            property_, kind = known
            measure[property_] = [{"@type": kind, "@id": value.iri, "name": value.text} for value in values if value.iri]
    return block([{**measure, "@reverse": {KG.measure: reports}}])


def document_ld(shown: Text) -> Markup:
    """A document by its headline, outlet and day; its text stays outside."""
    source = shown.source
    outlet = (
        present({"@type": "Organization", "@id": shown.publisher_iri, "name": source.publisher}) if source.publisher else None
    )
    return block(
        [
            present(
                {
                    "@type": "NewsArticle",
                    "@id": source.iri,
                    "headline": source.title,
                    "datePublished": source.published,
                    "inLanguage": shown.language,
                    "url": web_address(shown.url),
                    "publisher": outlet,
                }
            )
        ]
    )
