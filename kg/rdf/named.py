"""Whom a claim names: the people, organisations and groups whose names stand in its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.facts import Claim, Fact, Naming
from kg.model import EntityKind, Mention, Span

_KINDS = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP)
"""Countries are left out: a claim says by itself which it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place of a document where a name stands, and the actor whose it is."""

    span: Span
    actor: Mention


def named_places(facts: Iterable[Fact]) -> tuple[NamedPlace, ...]:
    """The places of all names of actors among a document's facts, in the order of the text."""
    found = {
        (span, fact.names.name): NamedPlace(span=span, actor=fact.names)
        for fact in facts
        if isinstance(fact, Naming) and isinstance(fact.names, Mention) and fact.names.kind in _KINDS
        for span in fact.evidence
    }
    return tuple(found[key] for key in sorted(found))


def named_in(claim: Claim, places: Iterable[NamedPlace]) -> tuple[Mention, ...]:
    """The actors, but the speaker, whose names stand wholly within the content of a claim, each once."""
    within = {
        place.actor.name: place.actor
        for place in places
        if place.actor.name != claim.speaker.name
        and any(content.start <= place.span.start and place.span.end <= content.end for content in claim.content)
    }
    return tuple(within[name] for name in sorted(within))
