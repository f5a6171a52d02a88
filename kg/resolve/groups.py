"""Unnamed groups and unknown speakers: agents of one document only, told apart by name and stated country."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts import CountryCode
from kg.ids import Namer, slug
from kg.model import Entity, EntityKind, Mention
from kg.resolve.organizations import canonical, plainest_spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of one document; `country` is what its mentions state."""

    entity: Entity
    country: CountryCode | None
    mentions: tuple[Mention, ...]


def find_groups(mentions: Sequence[Mention], document: str, namer: Namer) -> tuple[Group, ...]:
    """The groups behind mentions of kind group or unnamed; `document` is the document's IRI.

    "Officials" of two countries are two groups; where one country or none is stated, the name alone tells.
    """
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[slug(_name(mention))].append(mention)
    groups = []
    for same_name in by_name.values():
        stated = sorted({mention.country for mention in same_name if mention.country})
        if len(stated) < 2:
            groups.append(_group(same_name, next(iter(stated), None), namer.group(document, _name(same_name[0]))))
            continue
        for country in (None, *stated):
            same_country = [mention for mention in same_name if mention.country == country]
            if same_country:
                name = " ".join((_name(same_country[0]), country or "")).strip()
                groups.append(_group(same_country, country, namer.group(document, name)))
    return tuple(groups)


def _name(mention: Mention) -> str:
    return canonical(mention.name) or "unnamed"


def _group(mentions: Sequence[Mention], country: str | None, iri: str) -> Group:
    kinds = {mention.kind for mention in mentions}
    entity = Entity(
        iri=iri,
        kind=EntityKind.GROUP if EntityKind.GROUP in kinds else EntityKind.UNNAMED,
        label=plainest_spelling({_name(mention) for mention in mentions}),
    )
    return Group(entity=entity, country=CountryCode(country) if country else None, mentions=tuple(mentions))
