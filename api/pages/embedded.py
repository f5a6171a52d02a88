"""Claims as a block of JSON-LD inside their page, in the terms of schema.org: data that no browser runs."""

import json
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from api.pages.cards import Card
from api.pages.shown import web_address
from kg.queries import ClaimRow, Source

_LONGEST = 2_000
"""Characters of one value at most."""
_KINDS = {"person": "Person", "organization": "Organization", "country": "Country"}
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end the block, or a line of it, where it stands in a page."""

Value = str | float | list["Value"] | dict[str, "Value"]


def json_ld(cards: Iterable[Card]) -> Markup:
    """The claims of a page, safe inside a script element; "" for none."""
    return block([said(card.row) for card in cards])


def block(found: list[Value]) -> Markup:
    """What some nodes say, safe inside a script element; "" for none. Terms are of schema.org, or whole IRIs."""
    if not found:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", "@graph": found}, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704  # escaped above for the place where it stands


def said(row: ClaimRow) -> Value:
    """What one document reports that somebody said, with its document."""
    speaker = {"@type": _KINDS.get(row.speaker_kind, "Thing"), "@id": row.speaker_iri, "name": row.speaker}
    return present(
        {
            "@type": "Quotation" if row.form == "direct" else "CreativeWork",
            "@id": row.iri,
            "text": row.text,
            "spokenByCharacter": present(speaker),
            "dateCreated": row.date,
            "about": [present({"@type": "Thing", "name": name}) for name in (*row.sectors, *row.countries)],
            "isPartOf": article(row.source),
        }
    )


def article(source: Source) -> Value:
    """The document of a fact, by its headline, outlet and day."""
    return present(
        {
            "@type": "NewsArticle",
            "@id": source.iri,
            "headline": source.title,
            "datePublished": source.published,
            "url": web_address(source.url),
            "publisher": present({"@type": "Organization", "name": source.publisher}) if source.publisher else None,
        }
    )


def present(values: Mapping[str, str | list[Value] | dict[str, Value] | Value | None]) -> dict[str, Value]:
    """What is known of some values, each of bounded length."""
    return {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in values.items() if value}
