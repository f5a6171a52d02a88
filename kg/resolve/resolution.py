"""From the mentions of one document to entities: one IRI and one canonical label each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from kg.errors import OnrecordError
from kg.facts import Fact, PostStatus, Role
from kg.ids import Namer, country_iri, slug
from kg.lexicon import Lexicon
from kg.model import Document, Entity, EntityKind, Mention
from kg.resolve.groups import Group, find_groups
from kg.resolve.mentions import in_order, mentions, publisher
from kg.resolve.names import Key, parse
from kg.resolve.organizations import acronyms, best_spelling, canonical
from kg.resolve.people import Person, find_people

_WORLD = "001"
_STATUS_ORDER = (PostStatus.CURRENT, PostStatus.ACTING, PostStatus.OUTGOING, PostStatus.ANNOUNCED, PostStatus.FORMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who the mentions of one document stand for; `groups` are the agents that belong to this document alone."""

    by_mention: Mapping[Mention, Entity]
    groups: tuple[Group, ...] = ()

    def entity(self, mention: Mention) -> Entity:
        """The actor that a mention stands for; OnrecordError for a mention of no fact that was resolved."""
        found = self.by_mention.get(mention)
        if found is None:
            raise OnrecordError(f"{mention.name!r} was never resolved: resolve the facts that mention it first")
        return found

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All actors of the document, sorted by IRI."""
        return tuple(sorted(set(self.by_mention.values())))


def resolve(document: Document, facts: Iterable[Fact], namer: Namer, lexicon: Lexicon) -> Resolution:
    """The actors of one document; the order in which facts come makes no difference."""
    given = frozenset(facts)
    published_by = publisher(document)
    found = in_order([*(m for fact in given for m in mentions(fact)), *((published_by,) if published_by else ())])
    by_kind: dict[EntityKind, list[Mention]] = defaultdict(list)
    names_of_people = _names_of_people(found)
    for mention in found:
        by_kind[_kind(mention, names_of_people)].append(mention)
    organizations = _organizations(by_kind[EntityKind.ORGANIZATION], acronyms(document.text), namer)
    posts = [fact for fact in given if isinstance(fact, Role)]
    people = _people(find_people(by_kind[EntityKind.PERSON]), posts, organizations, namer)
    groups = find_groups(by_kind[EntityKind.GROUP], document.iri, namer)
    countries = {mention: _country(mention, lexicon) for mention in by_kind[EntityKind.COUNTRY]}
    in_groups = {mention: group.entity for group in groups for mention in group.mentions}
    return Resolution(by_mention={**organizations, **people, **countries, **in_groups}, groups=groups)


def _kind(mention: Mention, names_of_people: Set[Key]) -> EntityKind:
    """What a mention is resolved as.

    An unknown speaker, or an actor without a name, is a group of the document. What bears the very name of a person of the
    document is that person, wherever the recogniser of names saw an organisation.
    """
    if mention.kind is EntityKind.UNNAMED or not _has_name(mention):
        return EntityKind.GROUP
    if mention.kind is EntityKind.ORGANIZATION and parse(mention.name).key in names_of_people:
        return EntityKind.PERSON
    return mention.kind


def _names_of_people(found: Iterable[Mention]) -> Set[Key]:
    """The full names of the document's people; a surname alone is no proof, for "Ford" may be the company."""
    keys = {parse(mention.name).key for mention in found if mention.kind is EntityKind.PERSON}
    return {key for key in keys if len(key.tokens) > 1}


def _has_name(mention: Mention) -> bool:
    return any(c.isalnum() for c in mention.name)


def _country(mention: Mention, lexicon: Lexicon) -> Entity:
    code = mention.name if mention.name in lexicon.countries() else lexicon.country(mention.name)
    if code is None:
        raise OnrecordError(
            f"{mention.name!r} is no country of the lexicon: mention it by its code, or as another kind of actor"
        )
    return Entity(iri=country_iri(code), kind=EntityKind.COUNTRY, label=lexicon.country_label(code))


def _organizations(found: Sequence[Mention], explained: Mapping[str, str], namer: Namer) -> dict[Mention, Entity]:
    """Organisations by mention: one IRI for all spellings, and for an acronym that the text explains."""
    names = {mention: explained.get(slug(canonical(mention.name)), canonical(mention.name)) for mention in found}
    spellings: dict[str, set[str]] = defaultdict(set)
    for name in names.values():
        spellings[namer.organization(name)].add(name)
    labels = {iri: best_spelling(written) for iri, written in spellings.items()}
    iris = {mention: namer.organization(name) for mention, name in names.items()}
    return {m: Entity(iri=iri, kind=EntityKind.ORGANIZATION, label=labels[iri]) for m, iri in iris.items()}


def _people(
    people: Iterable[Person], posts: Sequence[Role], organizations: Mapping[Mention, Entity], namer: Namer
) -> dict[Mention, Entity]:
    by_mention: dict[Mention, list[Role]] = defaultdict(list)
    for post in posts:
        by_mention[post.person].append(post)
    found: dict[Mention, Entity] = {}
    for person in people:
        held = [post for mention in person.mentions for post in by_mention[mention]]
        anchor = _anchor(person, held, organizations)
        entity = Entity(iri=namer.person(person.label, anchor), kind=EntityKind.PERSON, label=person.label)
        found.update(dict.fromkeys(person.mentions, entity))
    return found


def _anchor(person: Person, posts: Sequence[Role], organizations: Mapping[Mention, Entity]) -> str | None:
    """The country a person is known by; failing that the organisation; failing that a stated nationality.

    Current posts count before announced and former ones, then the country of most posts, then the first in the alphabet.
    """
    for status in _STATUS_ORDER:
        codes = [post.country for post in posts if post.status is status and post.country not in (None, _WORLD)]
        if codes:
            return _most_frequent([str(code).casefold() for code in codes])
    for status in _STATUS_ORDER:
        bodies = [post.organization for post in posts if post.status is status and post.organization is not None]
        if bodies:
            return _most_frequent([_body_anchor(body, organizations) for body in bodies])
    nations = [mention.country.casefold() for mention in person.mentions if mention.country not in (None, _WORLD)]
    return _most_frequent(nations) if nations else None


def _body_anchor(body: Mention, organizations: Mapping[Mention, Entity]) -> str:
    if body.country is not None:
        return body.country.casefold()
    return organizations[body].label if body in organizations else body.name.casefold()


def _most_frequent(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))
