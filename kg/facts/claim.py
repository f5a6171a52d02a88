"""The claim: what one document reports that someone said, thought or wants, quoted or paraphrased (a kg:Utterance)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kg.errors import OnrecordError
from kg.facts.base import CountryCode, Fact, PartialDate, Predicate, SectorId, check_dates
from kg.facts.codes import Act, Form, Polarity
from kg.model import Mention, Span
from ontology.terms import DCTERMS, KG, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """Speaker – cue – content. `inside` is the content of the claim that quotes this one; `speaker.span` is the source.

    `antecedents` are the passages outside the content that tell what it takes up ("those tariffs"), where its sectors come from
    there; `reasons` are what weighed most in its confidence: features with the log odds that they add or take.
    """

    kind: ClassVar[str] = "utterance"
    rdf_types: ClassVar[tuple[str, ...]] = (KG.Utterance,)

    speaker: Annotated[Mention, Predicate(SCHEMA.spokenByCharacter)]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Annotated[Form, Predicate(DCTERMS.type)]
    act: Annotated[Act, Predicate(KG.act)] = Act.STATEMENT
    polarity: Annotated[Polarity, Predicate(KG.polarity)] = Polarity.ASSERTED
    inside: tuple[Span, ...] | None = None
    sectors: Annotated[tuple[SectorId, ...], Predicate(KG.sector)] = ()
    antecedents: tuple[Span, ...] = ()
    countries: Annotated[tuple[CountryCode, ...], Predicate(SCHEMA.about)] = ()
    recipient: Annotated[Mention | None, Predicate(SCHEMA.recipient)] = None
    date: Annotated[PartialDate | None, Predicate(DCTERMS.date)] = None
    date_text: Annotated[str | None, Predicate(KG.dateText)] = None
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Fact.__post_init__(self)
        if not self.content:
            raise OnrecordError("a claim without content is no claim")
        if list(self.content) != sorted(self.content):
            raise OnrecordError("the content spans of a claim stand in the order of the text")
        check_dates(self.date)

    @property
    def text(self) -> str:
        """The content as written; pieces of a split quotation are joined by " … "."""
        return " … ".join(span.text for span in self.content)

    @property
    def key(self) -> tuple[str, ...]:
        """The content's offsets and the cue's."""
        return tuple(f"{span.start}-{span.end}" for span in (*self.content, *self.cue))
