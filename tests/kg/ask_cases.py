"""Questions in English and what they mean: the named query and its parameters; and questions that must be refused, and how."""

from hashlib import sha256

from kg.facts import (
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
    PartialDate,
    Role,
    RoleTitle,
    SectorId,
    Status,
)
from kg.ids import Namer
from kg.model import Document, EntityKind, Mention, Span

TEXT = """Prime Minister Mark Carney said on 7 October 2025 that steel would be settled first. Dominic LeBlanc, the minister \
of intergovernmental affairs of Canada, told CTV News that the tariffs hurt both sides. Treasury Secretary Scott Bessent \
told CNBC that Ford trucks need aluminum. Anna Ford of Ontario disagreed. Henry Ford said nothing about dairy. The \
United States raised its tariff on Canadian steel from 25 to 50 per cent. Carney will meet President Donald Trump in \
Washington on 14 October 2025. Canadian officials hinted at a deal. Claudia Sheinbaum said the USMCA review comes \
first. Ursula von der Leyen said a Digital Levy is no answer.
"""


def _at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def _who(name: str, kind: EntityKind = EntityKind.PERSON, country: str | None = None) -> Mention:
    return Mention(span=_at(name), name=name, kind=kind, country=country)


CARNEY, LEBLANC, BESSENT, TRUMP = map(_who, ("Mark Carney", "Dominic LeBlanc", "Scott Bessent", "Donald Trump"))
CA, US = CountryCode("CA"), CountryCode("US")


def _claim(speaker: Mention, words: str, *sectors: str, recipient: Mention | None = None) -> Claim:
    return Claim(
        evidence=(_at(words),), confidence=0.9, rule="test", speaker=speaker, cue=(), content=(_at(words),), form=Form.INDIRECT,
        sectors=tuple(map(SectorId, sectors)), recipient=recipient, date=PartialDate("2025-10-07"),
    )  # fmt: skip


def _role(person: Mention, title: str, country: CountryCode) -> Role:
    return Role(
        evidence=(person.span,) if person.span else (),
        confidence=0.9,
        rule="test",
        person=person,
        title=RoleTitle(title),
        country=country,
    )


def document() -> tuple[Document, tuple[Fact, ...]]:
    """A document with people, bodies and posts that the questions name."""
    facts: tuple[Fact, ...] = (
        _claim(CARNEY, "steel would be settled first", "steel"),
        _claim(LEBLANC, "the tariffs hurt both sides", recipient=_who("CTV News", EntityKind.ORGANIZATION)),
        _claim(BESSENT, "Ford trucks need aluminum", "aluminum", recipient=_who("CNBC", EntityKind.ORGANIZATION)),
        _claim(_who("Anna Ford"), "disagreed"),
        _claim(_who("Henry Ford"), "nothing about dairy", "dairy"),
        _claim(_who("Canadian officials", EntityKind.GROUP, "CA"), "a deal"),
        _claim(_who("Claudia Sheinbaum"), "the USMCA review comes first"),
        _claim(_who("Ursula von der Leyen"), "a Digital Levy is no answer"),
        _role(CARNEY, "prime minister", CA),
        _role(LEBLANC, "minister of intergovernmental affairs", CA),
        _role(BESSENT, "treasury secretary", US),
        _role(TRUMP, "president", US),
        _role(_who("Anna Ford"), "energy minister", CA),
        _role(_who("Henry Ford"), "trade minister", US),
        MeasureReport(
            evidence=(_at("The United States raised its tariff on Canadian steel from 25 to 50 per cent"),), confidence=0.9,
            rule="test", measure=Measure(measure=MeasureType.TARIFF, imposing=US, target=CA, sector=SectorId("steel")),
            status=Status.IN_FORCE, change=Change.RAISED, date=PartialDate("2025-06-04"), exempts=(AgreementId("usmca"),),
        ),
        Event(
            evidence=(_at("Carney will meet President Donald Trump in Washington on 14 October 2025"),), confidence=0.9,
            rule="test", type=EventType.MEETING, status=EventStatus.PLANNED, participants=(CARNEY, TRUMP),
            date=PartialDate("2025-10-14"),
        ),
    )  # fmt: skip
    iri = Namer().document(url=None, text=TEXT)
    made = Document(
        iri=iri, id="ask", path="ask.txt", text=TEXT, sha256=sha256(TEXT.encode()).hexdigest(), published="2025-10-08"
    )
    return made, facts


Case = tuple[str, str, dict[str, str]]

UNDERSTOOD: tuple[Case, ...] = (
    # who said what
    ("who said what about steel", "who-said-what", {"sector": "steel"}),
    ("Who said what about steel?", "who-said-what", {"sector": "steel"}),
    ("who said what", "who-said-what", {}),
    ("what did Mark Carney say about autos", "who-said-what", {"speaker": "Mark Carney", "sector": "automobiles"}),
    ("what did mark carney say about autos", "who-said-what", {"speaker": "Mark Carney", "sector": "automobiles"}),
    ("What has Carney said about aluminium?", "who-said-what", {"speaker": "Mark Carney", "sector": "aluminum"}),
    ("who said what about lumber in October 2025", "who-said-what", {"sector": "lumber", "from": "2025-10", "to": "2025-10"}),
    ("who said what about steel since 3 October 2025", "who-said-what", {"sector": "steel", "from": "2025-10-03"}),
    ("who said what about steel after Oct. 3, 2025", "who-said-what", {"sector": "steel", "from": "2025-10-04"}),
    ("who said what about dairy before March 2025", "who-said-what", {"sector": "dairy", "to": "2025-02"}),
    ("who said what about energy between May 2024 and June 2025", "who-said-what",
     {"sector": "energy", "from": "2024-05", "to": "2025-06"}),
    ("what did LeBlanc say on 2 October 2025", "who-said-what",
     {"speaker": "Dominic LeBlanc", "from": "2025-10-02", "to": "2025-10-02"}),
    ("who said what about Canada", "who-said-what", {"country": "Canada"}),
    ("who talked about the United States in 2025", "who-said-what", {"country": "United States", "from": "2025", "to": "2025"}),
    ("what did Canada say about steel", "who-said-what", {"side": "Canada", "sector": "steel"}),
    ("what did Mark Carney and Donald Trump say about steel", "who-said-what",
     {"speaker": "Mark Carney; Donald Trump", "sector": "steel"}),
    ("who said what about steel and aluminum", "who-said-what", {"sector": "steel; aluminum"}),
    ("what was said about Canadian lumber", "who-said-what", {"country": "Canada", "sector": "lumber"}),
    ("claims about steel by Scott Bessent", "who-said-what", {"speaker": "Scott Bessent", "sector": "steel"}),
    ("Carney on steel", "who-said-what", {"speaker": "Mark Carney", "sector": "steel"}),
    ("statements by Sheinbaum", "who-said-what", {"speaker": "Claudia Sheinbaum"}),
    ("what does von der Leyen think about energy", "who-said-what", {"speaker": "Ursula von der Leyen", "sector": "energy"}),
    ("show me direct quotations about steel", "word-for-word", {"sector": "steel"}),
    ("show me indirect statements about steel", "who-said-what", {"sector": "steel", "form": "indirect"}),
    ("what did Prime Minister Mark Carney say about steel", "who-said-what", {"speaker": "Mark Carney", "sector": "steel"}),
    ("what did U.S. Treasury Secretary Scott Bessent say", "who-said-what", {"speaker": "Scott Bessent"}),
    ("what did Mr. Trump say about Canada", "who-said-what", {"speaker": "Donald Trump", "country": "Canada"}),
    ("who said what about \"Digital Levy\"", "who-said-what", {"text": '"Digital Levy"'}),
    ("who said what about the Digital Levy", "who-said-what", {"sector": "digital services"}),
    ("who said what about stele", "who-said-what", {"sector": "steel"}),
    ("who said what about aluminim", "who-said-what", {"sector": "aluminum"}),
    ("who said what about tarrifs", "who-said-what", {"text": "tariffs"}),
    ("what did Sheinbaum say about the USMCA", "who-said-what", {"speaker": "Claudia Sheinbaum",
     "agreement": "United States-Mexico-Canada Agreement"}),
    ("what did Carney say about tariffs on steel", "who-said-what",
     {"speaker": "Mark Carney", "sector": "steel"}),
    ("who said what about Donald Trump", "who-said-what", {"about": "Donald Trump"}),
    ("what did Carney deny", "who-said-what", {"speaker": "Mark Carney", "polarity": "denied"}),
    ("what did Canadian officials say", "who-said-what", {"speaker": "Canadian officials"}),
    ("Can you please tell me what Carney said about steel?", "who-said-what", {"speaker": "Mark Carney", "sector": "steel"}),
    ("according to Bessent, what is said about aluminum", "who-said-what", {"speaker": "Scott Bessent", "sector": "aluminum"}),
    ("what is Carney's position on dairy", "positions", {"speaker": "Mark Carney", "sector": "dairy"}),
    ("Who has spoken about softwood lumber since 2025-09?", "who-said-what", {"sector": "lumber", "from": "2025-09"}),
    ("what did the trade minister say about steel", "who-said-what", {"speaker": "Henry Ford", "sector": "steel"}),
    ("what did Marc Carny say about steel", "who-said-what", {"speaker": "Mark Carney", "sector": "steel"}),
    ("who is Dominic LeBlank", "about-person", {"speaker": "Dominic LeBlanc"}),
    ("who mentioned Mexico", "who-said-what", {"country": "Mexico"}),
    ("what did Carney have to say regarding the steel sector", "who-said-what", {"speaker": "Mark Carney", "sector": "steel"}),
    ("statements on dairy made by Henry Ford", "who-said-what", {"speaker": "Henry Ford", "sector": "dairy"}),
    ("WHO SAID WHAT ABOUT STEEL", "who-said-what", {"sector": "steel"}),
    # word for word
    ("what exactly did Dominic LeBlanc say", "word-for-word", {"speaker": "Dominic LeBlanc"}),
    ("what did Carney say word for word about steel", "word-for-word", {"speaker": "Mark Carney", "sector": "steel"}),
    ("quotes by Donald Trump", "word-for-word", {"speaker": "Donald Trump"}),
    ("What were Trump's exact words about Canada?", "word-for-word", {"speaker": "Donald Trump", "country": "Canada"}),
    # who told whom
    ("who told whom", "who-told-whom", {}),
    ("who told whom about aluminum", "who-told-whom", {"sector": "aluminum"}),
    ("what did Scott Bessent tell CNBC", "who-told-whom", {"speaker": "Scott Bessent", "recipient": "CNBC"}),
    ("who told CTV News what", "who-told-whom", {"recipient": "CTV News"}),
    ("what was CNBC told by Bessent", "who-told-whom", {"speaker": "Scott Bessent", "recipient": "CNBC"}),
    # measures
    ("which tariffs does the United States impose on Canada", "measures-between",
     {"imposing": "United States", "target": "Canada"}),
    ("which tariffs does the us impose on canada", "measures-between", {"imposing": "United States", "target": "Canada"}),
    ("What U.S. tariffs hit Canadian steel?", "measures-between",
     {"imposing": "United States", "target": "Canada", "sector": "steel"}),
    ("tariffs on Canadian steel", "measures-between", {"target": "Canada", "sector": "steel"}),
    ("which tariffs does Canada face", "measures-between", {"target": "Canada"}),
    ("tariffs imposed by China on the EU", "measures-between", {"imposing": "China", "target": "European Union"}),
    ("which countries impose tariffs on aluminum from Canada", "measures-between", {"target": "Canada", "sector": "aluminum"}),
    ("which tariffs are in force against Mexico", "measures", {"target": "Mexico", "status": "in force"}),
    ("what tariffs did the U.S. impose on China since 2024", "measures",
     {"imposing": "United States", "target": "China", "from": "2024"}),
    ("which retaliatory tariffs does Canada impose on the United States", "measures",
     {"imposing": "Canada", "target": "United States", "measure": "retaliatory tariff"}),
    ("which export controls does China have", "measures", {"imposing": "China", "measure": "export control"}),
    ("what are the tariffs between Canada and the United States", "measures-between",
     {"imposing": "Canada; United States", "target": "Canada; United States"}),
    ("which Canadian products face US tariffs", "measures-between", {"imposing": "United States", "target": "Canada"}),
    ("what has China imposed on American dairy", "measures-between",
     {"imposing": "China", "target": "United States", "sector": "dairy"}),
    # history
    ("which tariffs were removed in 2025", "tariff-history", {"change": "removed", "from": "2025", "to": "2025"}),
    ("by how much were tariffs on Canada raised", "tariff-history", {"target": "Canada", "change": "raised"}),
    ("how did the tariff on Canadian steel change", "tariff-history", {"target": "Canada", "sector": "steel"}),
    ("history of U.S. tariffs on aluminum", "tariff-history", {"imposing": "United States", "sector": "aluminum"}),
    ("when were the tariffs on Canadian lumber raised", "tariff-history",
     {"target": "Canada", "sector": "lumber", "change": "raised"}),
    ("how have U.S. steel tariffs changed since 2018", "tariff-history",
     {"imposing": "United States", "sector": "steel", "from": "2018"}),
    # countermeasures, exemptions, customs codes
    ("which U.S. tariffs face a Canadian countermeasure", "countermeasures", {"imposing": "United States", "target": "Canada"}),
    ("how did Canada retaliate against U.S. tariffs", "countermeasures", {"imposing": "United States", "target": "Canada"}),
    ("what is exempt", "exemptions", {}),
    ("what is exempt from U.S. tariffs on Canada", "exemptions", {"imposing": "United States", "target": "Canada"}),
    ("which exemptions are there for steel", "exemptions", {"sector": "steel"}),
    ("what does CUSMA exempt", "exemptions", {"agreement": "United States-Mexico-Canada Agreement"}),
    ("which products are excluded from the auto tariffs", "exemptions", {"sector": "automobiles"}),
    ("what countermeasures did Canada take", "measures", {"imposing": "Canada", "measure": "retaliatory tariff"}),
    ("which sectors are hit by American tariffs", "measures-between", {"imposing": "United States"}),
    ("which customs codes lie behind the sectors under U.S. tariff", "hs-behind-sectors", {"imposing": "United States"}),
    ("which HS chapters are behind steel", "hs-behind-sectors", {"sector": "steel"}),
    # people and posts
    ("who is Dominic LeBlanc", "about-person", {"speaker": "Dominic LeBlanc"}),
    ("Who is LeBlanc?", "about-person", {"speaker": "Dominic LeBlanc"}),
    ("which posts does Mark Carney hold", "about-person", {"speaker": "Mark Carney"}),
    ("who holds which post", "post-holders", {}),
    ("who holds office in Canada", "post-holders", {"country": "Canada"}),
    ("who is the trade minister of the United States", "post-holders", {"post": "trade minister", "country": "United States"}),
    ("who is Canada's energy minister", "post-holders", {"post": "energy minister", "country": "Canada"}),
    ("who is the finance minister of Canada", "post-holders", {"post": "finance minister", "country": "Canada"}),
    ("who is Canada's current prime minister", "post-holders",
     {"post": "prime minister", "country": "Canada", "held": "current"}),
    ("who are the former ministers of Canada", "post-holders", {"post": "minister", "country": "Canada", "held": "former"}),
    ("who is Scott Bessent and what is his post", "about-person", {"speaker": "Scott Bessent"}),
    # the rest
    ("which claims are reported by several documents", "claims-across-documents", {}),
    ("what did several outlets report about steel", "claims-across-documents", {"sector": "steel"}),
    ("what is coming up after 3 October 2025", "upcoming-events", {"from": "2025-10-04"}),
    ("upcoming meetings of Canada", "upcoming-events", {"country": "Canada", "event": "meeting"}),
    ("which meetings are planned in 2026", "upcoming-events", {"from": "2026", "to": "2026", "event": "meeting"}),
    ("when do Carney and Trump meet", "upcoming-events",
     {"speaker": "Mark Carney", "event": "meeting", "with": "Donald Trump"}),
    ("what is on the agenda of the United States", "upcoming-events", {"country": "United States"}),
    ("which dates could not be resolved", "unresolved-dates", {}),
    ("which documents have no date", "unresolved-dates", {}),
    ("which facts are least certain", "least-certain", {}),
    ("which facts have a confidence below 0.5", "least-certain", {"below": "0.5"}),
    ("under which names does Ursula von der Leyen appear", "written-names", {"speaker": "Ursula von der Leyen"}),
    ("what other names does the USMCA have", "written-names", {"speaker": "United States-Mexico-Canada Agreement"}),
    ("how much do Canadian and U.S. speakers say about each sector", "sector-by-country", {"country": "Canada; United States"}),
    ("how many claims are there about steel by country", "sector-by-country", {"sector": "steel"}),
    ("how often do Americans talk about steel compared to Canadians", "sector-by-country",
     {"country": "United States; Canada", "sector": "steel"}),
    ("which facts should I not trust", "least-certain", {}),
    ("facts with confidence under 60%", "least-certain", {"below": "0.60"}),
    ("what is CUSMA", "written-names", {"speaker": "United States-Mexico-Canada Agreement"}),
    ("who speaks most about steel", "speakers", {"sector": "steel"}),
    ("which sectors are there", "sectors", {}),
    ("which documents were read", "documents", {}),
)  # fmt: skip

REFUSED: tuple[tuple[str, str], ...] = (
    ("", "no question"),
    ("???", "no question"),
    ("what is the weather like", "no question that the graph can answer"),
    ("what did Carnegie say about steel", "nothing called “Carnegie”"),
    ("what did Angela Merkel say about steel", "nothing called “Angela Merkel”"),
    ("who said what about steal", "did you mean steel"),
    ("upcomming meetings", "did you mean upcoming"),
    ("what did Ford say about dairy", "Anna Ford or Henry Ford"),
    ("who said what about steel last week", "depends on what day it is"),
    ("who said what about steel in October", "has no year"),
    ("who said what about steel on 10/03/2025", "one day here and another there"),
    ("who said what about steel on 30 February 2025", "no day of the calendar"),
    ("who said what between 2025 and 2024", "ends before it begins"),
    ("who denied that steel is dumped", "dumped"),
    ("what have Trump and Carney said about each other", "other"),
    ("what did mark carney not say about steel", "not"),
    ("which tariffs does Canada not impose", "not"),
    ("who is the weather of Canada in last week", "depends on what day it is"),
    ("who said what about steel " * 40, "500 characters at most"),
    ("why did Carney say that about steel", "why"),
    ("which tariffs does the United States secretly impose on Canada", "secretly"),
    ("which tariffs will Trump impose on Canada", "will"),
    ("what did the prime minister of the United States say about steel", "It is a post"),
    ("which tariffs does Atlantis impose on Canada", "nothing called “Atlantis”"),
    ("who told whom about dragons", "dragons"),
    ("DROP ALL; INSERT DATA { <a> <b> <c> }", "is a command"),
)

PERIODS: tuple[tuple[str, str | None, str | None], ...] = (
    ("in October 2025", "2025-10", "2025-10"),
    ("on 3 October 2025", "2025-10-03", "2025-10-03"),
    ("on the 3rd of October 2025", "2025-10-03", "2025-10-03"),
    ("on Oct. 3, 2025", "2025-10-03", "2025-10-03"),
    ("since 2025", "2025", None),
    ("from March 2025 on", "2025-03", None),
    ("after 31 December 2024", "2025-01-01", None),
    ("after December 2024", "2025-01", None),
    ("after 2024", "2025", None),
    ("before 1 March 2024", None, "2024-02-29"),
    ("before January 2025", None, "2024-12"),
    ("prior to 2025", None, "2024"),
    ("until 2025-10-03", None, "2025-10-03"),
    ("by Sept. 2025", None, "2025-09"),
    ("between May 2024 and 3 June 2025", "2024-05", "2025-06-03"),
    ("from 2024 to 2025", "2024", "2025"),
    ("2024-2025", "2024", "2025"),
)
