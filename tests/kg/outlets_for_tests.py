"""Short invented news from several outlets, with what a careful reader finds in it."""

from dataclasses import dataclass, replace

from kg.facts import Act, Claim, CountryCode, Fact, Form, Naming, Polarity, PostStatus, Role, RoleTitle, SectorId
from kg.ids import Namer
from kg.model import Document, EntityKind, Mention, Span
from tests.kg.facts_for_tests import example_document


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One short text of an outlet; its facts point at the first place of the words that they are given."""

    text: str
    outlet: str | None
    day: str | None

    def at(self, words: str, *, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) + len(after))
        return Span(start=start, end=start + len(words), text=words)

    def who(self, name: str, kind: EntityKind = EntityKind.PERSON) -> Mention:
        return Mention(span=self.at(name), name=name, kind=kind)

    def says(
        self, name: str, words: str, *sectors: str, cue: str = "said", polarity: str = "asserted", act: str = "statement"
    ) -> Claim:
        return Claim(
            speaker=self.who(name), cue=(self.at(cue),), content=(self.at(words),), form=Form.INDIRECT,
            act=Act(act), polarity=Polarity(polarity), sectors=tuple(map(SectorId, sectors)),
            evidence=(self.at(words),), confidence=0.9, rule="test",
        )  # fmt: skip

    def holds(self, name: str, title: str, country: str, status: str = "current") -> Role:
        return Role(
            person=self.who(name), title=RoleTitle(title), country=CountryCode(country), status=PostStatus(status),
            evidence=(self.at(name),), confidence=0.9, rule="test",
        )  # fmt: skip

    def names(self, written: str, name: str, kind: EntityKind = EntityKind.PERSON) -> Naming:
        return Naming(names=self.who(name, kind), evidence=(self.at(written),), confidence=0.9, rule="test")

    def with_facts(self, *facts: Fact) -> tuple[Document, tuple[Fact, ...]]:
        iri = Namer().document(url=None, text=self.text)
        document = replace(
            example_document(), iri=iri, id=iri[-6:], text=self.text, title=self.text.split(".")[0], publisher=self.outlet,
            published=self.day, url=None, boilerplate=(),
        )  # fmt: skip
        return document, facts


_FIRST = News(
    outlet="Harbour Gazette",
    day="2025-02-10",
    text="Mira Lund, Norway's fisheries minister, said salmon quotas must fall by half before the season begins. "
    "Lund promised Oslo would publish a plan by 1 March 2025. Tomas Berg, Sweden's trade minister, denied that Stockholm wants "
    "duties on salmon.",
)
_SECOND = News(
    outlet="Evening Herald",
    day="2025-02-12",
    text="Norway's fisheries minister Mira Lund said salmon quotas must fall by half before the season begins. "
    "Oskar Dahl, Norway's prime minister, called Lund brave. Lund wants higher quotas for salmon after all.",
)
_THIRD = News(
    outlet="Harbour Gazette",
    day="2025-05-02",
    text="Petra Holm, Norway's fisheries minister, said “we will open the fishery within two weeks.” Holm said fish feed is "
    "dear. Senators Ane Moe and Kari Vik of Norway vowed to help. Tomas Berg said Oskar Dahl and the Guild of Trawlers agree.",
)
_FOURTH = News(
    outlet=None,
    day=None,
    text="Kari Vik, senator of Norway, said fish feed is dear and will stay dear for the whole season. Ane Moe resigned.",
)
_FIFTH = News(
    outlet="Harbour Gazette",
    day="2025-05-03",
    text="Former minister Mira Lund denied that higher quotas would ruin the salmon.",
)

NEWS = (
    _FIRST.with_facts(
        _FIRST.holds("Mira Lund", "fisheries minister", "NO"),
        _FIRST.holds("Tomas Berg", "trade minister", "SE"),
        _FIRST.says("Mira Lund", "salmon quotas must fall by half before the season begins", "seafood"),
        _FIRST.says("Lund", "Oslo would publish a plan by 1 March 2025", "seafood", cue="promised"),
        _FIRST.says("Tomas Berg", "Stockholm wants duties on salmon", "seafood", cue="denied", polarity="denied"),
        _FIRST.names("Lund", "Mira Lund"),
    ),
    _SECOND.with_facts(
        _SECOND.holds("Mira Lund", "fisheries minister", "NO"),
        _SECOND.holds("Oskar Dahl", "prime minister", "NO"),
        _SECOND.says("Mira Lund", "salmon quotas must fall by half before the season begins", "seafood"),
        _SECOND.says("Oskar Dahl", "Lund brave", cue="called"),
        _SECOND.says("Mira Lund", "higher quotas for salmon", "seafood", cue="wants", act="attitude"),
        replace(_SECOND.names("Lund", "Mira Lund"), evidence=(_SECOND.at("Lund", after="called "),)),
    ),
    _THIRD.with_facts(
        _THIRD.holds("Petra Holm", "fisheries minister", "NO"),
        _THIRD.holds("Ane Moe", "senator", "NO"),
        _THIRD.holds("Kari Vik", "senator", "NO"),
        _THIRD.says("Petra Holm", "we will open the fishery within two weeks", "seafood"),
        _THIRD.says("Petra Holm", "fish feed is dear", "seafood"),
        _THIRD.says("Kari Vik", "to help", cue="vowed"),
        _THIRD.says("Tomas Berg", "Oskar Dahl and the Guild of Trawlers agree"),
        _THIRD.names("Oskar Dahl", "Oskar Dahl"),
        _THIRD.names("Guild of Trawlers", "Guild of Trawlers", EntityKind.ORGANIZATION),
        _THIRD.names("Tomas Berg", "Tomas Berg"),
    ),
    _FOURTH.with_facts(
        _FOURTH.holds("Kari Vik", "senator", "NO"),
        _FOURTH.says("Kari Vik", "fish feed is dear and will stay dear for the whole season", "seafood"),
    ),
    _FIFTH.with_facts(
        _FIFTH.says(
            "Mira Lund", "higher quotas would ruin the salmon", "seafood", cue="denied", polarity="denied"
        )
    ),
)  # fmt: skip
"""Two outlets and one document without any: a claim that two of them report, one post with two holders, promises, mentions."""
