"""One invented document and what a careful reader finds in it: every kind of fact, every form of claim.

`example_document()` and `example_facts()` serve every test that needs a small, complete, valid graph.
"""

from decimal import Decimal
from hashlib import sha256

from kg.facts import (
    Act,
    AgreementId,
    Change,
    Claim,
    CountryCode,
    Event,
    EventStatus,
    EventType,
    Fact,
    Form,
    Measure,
    MeasureReport,
    MeasureType,
    Naming,
    PartialDate,
    Polarity,
    PostStatus,
    Role,
    RoleTitle,
    SectorId,
    Status,
)
from kg.ids import Namer
from kg.model import Document, EntityKind, Mention, Span

TEXT = """Share this page with friends

Steel towns wait for an answer

Canadian Trade Minister Élise Marchand said on Tuesday that Ottawa would answer the new American duties on steel. “We will not \
blink,” Marchand told the Northern Ledger, “and we will not hurry.”

On Monday the United States raised its tariff on Canadian steel from 25% to 35%, sparing goods that comply with CUSMA, and \
threatened a levy of 10 to 15 per cent on copper from everywhere. Canada's retaliatory tariff on American aluminum stays.

J.R. Okafor, president of the Guild of Ontario Steelmakers (GOS), denied that mills would close. The GOS wants \
“a quick deal, not a perfect one” by 2026.

Canadian officials hinted that Marchand had called the talks “bruised but alive.” Somebody close to the talks asked whether \
Mexico would join. He said the Canada-United States-Mexico Agreement must be reviewed in July 2026, when ministers \
meet in Ottawa. Tom Reyes, formerly a governor of the Bank of Canada, believes that copper is next.
"""


def example_document(namer: Namer | None = None) -> Document:
    """A dated document with page furniture at its head."""
    iri = (namer or Namer()).document(url="https://northern-ledger.example/steel-towns", text=TEXT)
    furniture = "Share this page with friends"
    return Document(
        iri=iri,
        id="steel-towns",
        path="news/steel-towns.txt",
        text=TEXT,
        sha256=sha256(TEXT.encode()).hexdigest(),
        language="en",
        title="Steel towns wait for an answer",
        publisher="The Northern Ledger",
        published="2025-10-08",
        url="https://northern-ledger.example/steel-towns",
        boilerplate=(Span(start=0, end=len(furniture), text=furniture),),
    )


def at(words: str, nth: int = 0) -> Span:
    """The place of some words in the text, the first unless told otherwise."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def person(name: str, words: str | None, nth: int = 0, *, candidates: tuple[str, ...] = ()) -> Mention:
    """A person, by the words that the text uses here."""
    return Mention(span=at(words, nth) if words else None, name=name, kind=EntityKind.PERSON, candidates=candidates)


MARCHAND = person("Élise Marchand", "Canadian Trade Minister Élise Marchand")
SURNAME = person("Marchand", "Marchand", 1)
OKAFOR = person("J.R. Okafor", "J.R. Okafor")
REYES = person("Tom Reyes", "Tom Reyes")
LEDGER = Mention(span=at("the Northern Ledger"), name="Northern Ledger", kind=EntityKind.ORGANIZATION)
GUILD = Mention(span=at("the Guild of Ontario Steelmakers"), name="Guild of Ontario Steelmakers", kind=EntityKind.ORGANIZATION)
GOS = Mention(span=at("The GOS"), name="GOS", kind=EntityKind.ORGANIZATION)
BANK = Mention(span=at("the Bank of Canada"), name="Bank of Canada", kind=EntityKind.ORGANIZATION, country="CA")
OFFICIALS = Mention(span=at("Canadian officials"), name="Canadian officials", kind=EntityKind.GROUP, country="CA")
SOMEBODY = Mention(span=at("Somebody close to the talks"), name="Somebody close to the talks", kind=EntityKind.UNNAMED)
UNCERTAIN = Mention(span=at("He"), name="He", kind=EntityKind.UNNAMED, candidates=("J.R. Okafor", "Tom Reyes"))
CANADA = Mention(span=at("Ottawa"), name="CA", kind=EntityKind.COUNTRY)
UNITED_STATES = Mention(span=at("the United States"), name="US", kind=EntityKind.COUNTRY)
STEEL, ALUMINUM, COPPER, ALL = SectorId("steel"), SectorId("aluminum"), SectorId("copper"), SectorId("all-goods")
CA, US, MX, WORLD = CountryCode("CA"), CountryCode("US"), CountryCode("MX"), CountryCode("001")
USMCA = AgreementId("usmca")

ROLES = (
    Role(
        person=MARCHAND, title=RoleTitle("trade minister"), country=CA,
        evidence=(at("Canadian Trade Minister Élise Marchand"),), confidence=0.95, rule="title-before-name",
    ),
    Role(
        person=OKAFOR, title=RoleTitle("president"), organization=GUILD, since=PartialDate("2023"),
        evidence=(at("J.R. Okafor, president of the Guild of Ontario Steelmakers"),), confidence=0.9, rule="apposition",
    ),
    Role(
        person=REYES, title=RoleTitle("governor"), organization=BANK, status=PostStatus.FORMER, until=PartialDate("2019-05"),
        evidence=(at("Tom Reyes, formerly a governor of the Bank of Canada"),), confidence=0.85, rule="apposition",
    ),
)  # fmt: skip

MEASURES = (
    MeasureReport(
        measure=Measure(measure=MeasureType.TARIFF, imposing=US, target=CA, sector=STEEL),
        status=Status.IN_FORCE, change=Change.RAISED, rate=Decimal(35), previous_rate=Decimal("25.0"), exempts=(USMCA,),
        said_by=UNITED_STATES, date=PartialDate("2025-10-06"), date_text="On Monday",
        evidence=(
            at("the United States raised its tariff on Canadian steel from 25% to 35%"), at("goods that comply with CUSMA"),
        ),
        confidence=0.92, rule="verb",
    ),
    MeasureReport(
        measure=Measure(measure=MeasureType.TARIFF, imposing=US, target=WORLD, sector=COPPER),
        status=Status.THREATENED, rate=Decimal(10), rate_upper=Decimal("15"),
        evidence=(at("threatened a levy of 10 to 15 per cent on copper from everywhere"),), confidence=0.7, rule="verb",
    ),
    MeasureReport(
        measure=Measure(measure=MeasureType.RETALIATORY_TARIFF, imposing=CA, target=US, sector=ALUMINUM),
        status=Status.IN_FORCE, change=Change.KEPT,
        evidence=(at("Canada's retaliatory tariff on American aluminum stays"),), confidence=0.8, rule="noun",
    ),
    MeasureReport(
        measure=Measure(measure=MeasureType.TARIFF, imposing=US, target=None, sector=STEEL), status=Status.IN_FORCE,
        evidence=(at("the new American duties on steel"),), confidence=0.6, rule="noun",
    ),
)  # fmt: skip

OUTER = Claim(
    speaker=OFFICIALS, cue=(at("hinted"),), content=(at("Marchand had called the talks “bruised but alive.”"),),
    form=Form.MIXED, evidence=(at("Canadian officials hinted"),), confidence=0.8, rule="ccomp",
)  # fmt: skip

CLAIMS = (
    Claim(
        speaker=MARCHAND, cue=(at("said"),), content=(at("Ottawa would answer the new American duties on steel"),),
        form=Form.INDIRECT, sectors=(STEEL,), countries=(CA, US), date=PartialDate("2025-10-07"), date_text="on Tuesday",
        evidence=(at("said on Tuesday that"),), confidence=0.93, rule="ccomp",
    ),
    Claim(
        speaker=SURNAME, cue=(at("told"),), content=(at("We will not blink"), at("and we will not hurry.")), form=Form.DIRECT,
        recipient=LEDGER, evidence=(at("Marchand told the Northern Ledger"),), confidence=0.88, rule="quotation",
    ),
    Claim(
        speaker=OKAFOR, cue=(at("denied"),), content=(at("mills would close"),), form=Form.INDIRECT, polarity=Polarity.DENIED,
        evidence=(at("denied that mills would close"),), confidence=0.9, rule="ccomp",
    ),
    Claim(
        speaker=GOS, cue=(at("wants"),), content=(at("“a quick deal, not a perfect one” by 2026"),), form=Form.MIXED,
        act=Act.ATTITUDE, sectors=(ALL,), evidence=(at("The GOS wants"),), confidence=0.75, rule="dobj",
    ),
    OUTER,
    Claim(
        speaker=person("Marchand", "Marchand", 2), cue=(at("called"),), content=(at("bruised but alive"),), form=Form.DIRECT,
        inside=OUTER.content, evidence=(at("Marchand had called the talks"),), confidence=0.7, rule="oprd",
    ),
    Claim(
        speaker=SOMEBODY, cue=(at("asked"),), content=(at("Mexico would join"),), form=Form.INDIRECT,
        polarity=Polarity.QUESTIONED, countries=(MX,), evidence=(at("asked whether"),), confidence=0.6, rule="ccomp",
    ),
    Claim(
        speaker=UNCERTAIN, cue=(at("said", 1),),
        content=(at("the Canada-United States-Mexico Agreement must be reviewed in July 2026"),), form=Form.INDIRECT,
        evidence=(at("He said"),), confidence=0.5, rule="ccomp",
    ),
    Claim(
        speaker=REYES, cue=(at("believes"),), content=(at("copper is next"),), form=Form.INDIRECT, act=Act.THOUGHT,
        sectors=(COPPER,), evidence=(at("believes that"),), confidence=0.8, rule="ccomp",
    ),
)  # fmt: skip

LISTED = tuple(claim for claim in CLAIMS if claim.act is not Act.ATTITUDE)
"""The claims that a list shows where nobody asks for attitudes."""

EVENTS = (
    Event(
        type=EventType.REVIEW, status=EventStatus.PLANNED, about=(USMCA,), sectors=(ALL,), date=PartialDate("2026-07"),
        date_text="in July 2026", evidence=(at("must be reviewed in July 2026"),), confidence=0.7, rule="verb",
    ),
    Event(
        type=EventType.MEETING, status=EventStatus.PLANNED, participants=(MARCHAND, CANADA), place="Ottawa",
        evidence=(at("ministers meet in Ottawa"),), confidence=0.6, rule="verb",
    ),
)  # fmt: skip

NAMES = (
    Naming(names=USMCA, evidence=(at("CUSMA"),), confidence=0.99, rule="lexicon"),
    Naming(
        names=MARCHAND, reason="the surname of Élise Marchand", evidence=(at("Marchand", 1), at("Marchand", 2)),
        confidence=0.97, rule="surname",
    ),
    Naming(names=GOS, reason="stated by the document", evidence=(at("GOS"), at("GOS", 1)), confidence=0.98, rule="acronym"),
)  # fmt: skip


def example_facts() -> tuple[Fact, ...]:
    """All facts of the example, in the order of their kinds."""
    return (*ROLES, *MEASURES, *CLAIMS, *EVENTS, *NAMES)
