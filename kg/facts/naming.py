"""The naming: a name that a document writes, and the actor or agreement it stands for (an oa:Annotation, oa:identifying)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kg.facts.base import AgreementId, Fact, Predicate
from kg.model import Mention
from ontology.terms import OA, RDFS


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming(Fact):
    """One written form of one actor in one document; the evidence holds every place where it stands."""

    kind: ClassVar[str] = "name"
    rdf_types: ClassVar[tuple[str, ...]] = (OA.Annotation,)

    names: Annotated[Mention | AgreementId, Predicate(OA.hasBody)]
    reason: Annotated[str | None, Predicate(RDFS.comment)] = None

    @property
    def written(self) -> str:
        """The name as the text writes it."""
        return self.evidence[0].text

    @property
    def key(self) -> tuple[str, ...]:
        """The written form and what it stands for."""
        body = self.names.name if isinstance(self.names, Mention) else self.names
        return (self.written, body)
