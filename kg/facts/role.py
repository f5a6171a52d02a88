"""The role: a person holds, held or is to hold a post for a country or in an organisation (an org:Membership)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kg.errors import OnrecordError
from kg.facts.base import CountryCode, Fact, PartialDate, Predicate, check_dates
from kg.facts.codes import PostStatus
from kg.model import EntityKind, Mention
from ontology.terms import KG, ORG, SCHEMA


class RoleTitle(str):
    """The title of a post in lower case, without country or organisation: "trade minister", "ambassador to japan".

    In small letters one post is one title however a text writes it; labels print proper nouns with capitals again.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """Person – role – country. At least one of `country` and `organization` is stated or follows from the document."""

    kind: ClassVar[str] = "post"
    rdf_types: ClassVar[tuple[str, ...]] = (ORG.Membership,)

    person: Annotated[Mention, Predicate(ORG.member)]
    title: Annotated[RoleTitle, Predicate(ORG.role)]
    country: Annotated[CountryCode | None, Predicate(KG.country)] = None
    organization: Annotated[Mention | None, Predicate(ORG.organization)] = None
    status: Annotated[PostStatus, Predicate(KG.status)] = PostStatus.CURRENT
    since: Annotated[PartialDate | None, Predicate(SCHEMA.startDate)] = None
    until: Annotated[PartialDate | None, Predicate(SCHEMA.endDate)] = None

    def __post_init__(self) -> None:
        Fact.__post_init__(self)
        if self.person.kind is not EntityKind.PERSON:
            raise OnrecordError(f"a post is held by a person, and {self.person.name!r} is a {self.person.kind}")
        if not self.title or self.title != self.title.casefold():
            raise OnrecordError(f"a post's title is written in lower case, and {self.title!r} is not")
        if self.country is None and self.organization is None:
            raise OnrecordError(f"the post {self.title!r} has neither country nor organisation")
        check_dates(self.since, self.until)

    @property
    def key(self) -> tuple[str, ...]:
        """Person, title, country, organisation and status."""
        organization = self.organization.name if self.organization else ""
        return (self.person.name, self.title, self.country or "", organization, self.status)
