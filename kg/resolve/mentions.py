"""Every mention that facts hold, found by the shape of their fields."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from kg.facts import Fact
from kg.model import Document, EntityKind, Mention


def mentions(fact: Fact) -> Iterator[Mention]:
    """The mentions in a fact's fields, in the order of the fields."""
    for field in fields(fact):
        value = getattr(fact, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Mention):
                yield item


def publisher(document: Document) -> Mention | None:
    """Who published a document, as a mention without a place."""
    if not document.publisher or not document.publisher.strip():
        return None
    return Mention(span=None, name=document.publisher, kind=EntityKind.ORGANIZATION)


def in_order(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Distinct mentions in the order of the text, those without a place first."""
    return tuple(sorted(set(found), key=_position))


def _position(mention: Mention) -> tuple[int, int, str, str, str, tuple[str, ...]]:
    start, end = (mention.span.start, mention.span.end) if mention.span else (-1, -1)
    return (start, end, mention.kind, mention.name, mention.country or "", mention.candidates)
