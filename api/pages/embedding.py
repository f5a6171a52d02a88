"""Things and documents as a block of JSON-LD inside their page, in the terms of schema.org: data that no browser runs."""

from markupsafe import Markup

from api.pages.embedded import block, present
from api.pages.shown import web_address
from api.pages.sources import Text
from api.pages.things import Thing

_TYPES = {
    "Person": "Person",
    "Organisation": "Organization",
    "Group": "Organization",
    "Country": "Country",
    "Sector": "DefinedTerm",
}
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
