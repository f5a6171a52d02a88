"""Claims as an Atom feed (RFC 4287): one entry each, which leads to its words in the document."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from api.pages.cards import Card
from kg.queries import ClaimRow

ATOM = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""
_LONGEST = 5_000
_TITLE = 120
_NEVER = "1970-01-01T00:00:00Z"


def feed(cards: Iterable[Card], *, title: str, page: str, address: str, read: Mapping[str, str]) -> bytes:
    """A feed of claims; `page` shows the same to people, `read` tells when each document was read."""
    cards = tuple(cards)
    moments = [_moment(card.row, read) for card in cards]
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
    _told(root, "id", address)
    _told(root, "title", title)
    _told(root, "updated", max(moments, default=_NEVER))
    _told(SubElement(root, "author"), "name", "Onrecord")
    SubElement(root, "link", {"rel": "self", "type": ATOM, "href": _text(address)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _text(page)})
    for card, updated in zip(cards, moments, strict=True):
        _entry(root, card, updated)
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + tostring(root, encoding="unicode").encode("utf-8")


def _entry(root: Element, card: Card, updated: str) -> None:
    row, entry = card.row, SubElement(root, "entry")
    words = row.text if len(row.text) <= _TITLE else row.text[:_TITLE].rpartition(" ")[0] + " …"
    _told(entry, "id", row.iri)
    _told(entry, "title", f"{row.speaker[:_TITLE]}: {words}")
    _told(entry, "updated", updated)
    if row.source.published:
        _told(entry, "published", _midnight(row.source.published) or updated)
    _told(SubElement(entry, "author"), "name", row.source.publisher or "unknown outlet")
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _text(card.address)})
    for name in (*row.sectors, *row.countries):
        SubElement(entry, "category", {"term": _text(name)})
    _told(entry, "content", card.citation.plain)


def _told(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _text(text)


def _text(text: str) -> str:
    return _UNWRITABLE.sub("�", text[:_LONGEST])


def _moment(row: ClaimRow, read: Mapping[str, str]) -> str:
    """When an entry was new: when its document was read, or published where that is not on record."""
    return _utc(read.get(row.source.iri, "")) or _midnight(row.source.published or row.date or "") or _NEVER


def _utc(moment: str) -> str:
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _midnight(day: str) -> str:
    """The first moment of a partial date."""
    return _utc(f"{day}-01-01"[: len("2025-10-07")])
