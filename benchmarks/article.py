"""One generated document: its text, sentence by sentence, and the facts that stand in it, with their spans."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

from benchmarks.world import COUNTRIES, OUTLETS, SECTORS, Speaker, Statement, in_sentence, outlet, pick, speaker, statement
from kg.facts import (
    AgreementId,
    Change,
    Claim,
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
    Role,
    RoleTitle,
    Status,
)
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Mention, Span

_FIRST_DAY = date(2018, 1, 1)
_DAYS = 2_920
_CUES = ("said", "said", "said", "said", "added", "warned", "argued", "insisted", "announced")
_HEADLINES = ("New talks on {sector} with {country}", "{country} weighs its next step on {sector}", "What {country} wants")
_RULE = "generated"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How large the generated world is, and its seed."""

    seed: int
    claims: int

    @property
    def people(self) -> int:
        """How many people speak in it."""
        return 30 + int(self.claims**0.6)

    @property
    def events(self) -> int:
        """How many events its documents report; about six documents share one."""
        return max(1, self.claims // 50)


@dataclass(slots=True)
class _Draft:
    """The text so far; the only thing here that changes while a document is written."""

    random: Random
    day: int
    text: str = ""
    facts: list[Fact] = field(default_factory=list)
    met: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start=start, end=start + len(words), text=words)

    def since(self, start: int) -> Span:
        return Span(start=start, end=len(self.text), text=self.text[start:])

    def confidence(self) -> float:
        return round(1 - self.random.random() ** 2 * 0.6, 2)

    def date_before(self, most: int) -> PartialDate:
        return _iso(self.day - self.random.randrange(most + 1))


def _iso(day: int) -> PartialDate:
    return PartialDate((_FIRST_DAY + timedelta(days=day)).isoformat())


def write_article(world: World, number: int, claims: int, namer: Namer) -> tuple[Document, tuple[Fact, ...]]:
    """The document of that number with so many claims; it depends on nothing but the world and the number."""
    random = Random(f"{world.seed}:{number}")
    event = pick(random, world.events)
    day = int(Random(f"{world.seed}:event:{event}").random() ** 0.5 * _DAYS)
    draft = _Draft(random=random, day=day + random.randrange(3))
    headline = draft.write(_headline(random)).text
    draft.write("\n\n")
    for _ in range(claims):
        _claim(draft, _statement(world, event, day, random))
        draft.write("\n" if random.random() < 0.4 else " ")
    for _ in range(1 + claims // 8):
        _measure(draft)
        draft.write(" ")
    _event(draft, world)
    draft.facts += _namings(draft)
    return _document(draft, number, headline, namer), tuple(draft.facts)


def _headline(random: Random) -> str:
    country, sector = COUNTRIES[pick(random, len(COUNTRIES))], SECTORS[pick(random, len(SECTORS))]
    words = random.choice(
        (
            "New talks on {sector} with {country}",
            "{country} weighs its next step on {sector}",
            "What {country} wants for {sector}",
        )
    )
    return words.format(sector=lexicon().sector_label(sector), country=lexicon().country_label(country))


def _statement(world: World, event: int, day: int, random: Random) -> Statement:
    """A statement of the event, which other documents report too, or one that only this document has."""
    told = random if random.random() > 0.25 else Random(f"{world.seed}:event:{event}:{pick(random, 8)}")
    return statement(told, world.people, day)


def _claim(draft: _Draft, said: Statement) -> None:
    form = draft.random.choices((Form.DIRECT, Form.INDIRECT, Form.MIXED), (3, 5, 2))[0]
    who, told = speaker(said.speaker), draft.random.random() < 0.12
    if form is Form.DIRECT and not told:
        draft.write("“")
        content = draft.write(said.words[0].upper() + said.words[1:])
        draft.write(",” ")
        source, cue = _source(draft, who), _cue(draft, " ", draft.random.choice(_CUES))
        recipient = None
        draft.write(".")
    else:
        source = _source(draft, who)
        cue = _cue(draft, " ", "told" if told else draft.random.choice(_CUES))
        recipient = _recipient(draft) if told else None
        draft.write(" that ")
        content = _quoted(draft, said.words) if form is Form.MIXED else draft.write(said.words)
        form = Form.MIXED if form is Form.MIXED else Form.INDIRECT
        draft.write(".")
    draft.facts.append(
        Claim(
            evidence=(cue, content),
            confidence=draft.confidence(),
            rule=_RULE,
            speaker=source,
            cue=(cue,),
            content=(content,),
            form=form,
            sectors=(said.sector,),
            countries=(said.country,),
            recipient=recipient,
            date=_iso(said.day),
        )
    )


def _cue(draft: _Draft, before: str, word: str) -> Span:
    draft.write(before)
    return draft.write(word)


def _quoted(draft: _Draft, words: str) -> Span:
    """The words with their second half in quotation marks."""
    start, half = len(draft.text), words.index(" ", len(words) // 2)
    draft.write(f"{words[: half + 1]}“{words[half + 1 :]}”")
    return draft.since(start)


def _recipient(draft: _Draft) -> Mention:
    draft.write(" the ")
    name = outlet(pick(draft.random, OUTLETS))
    return Mention(span=draft.write(name), name=name, kind=EntityKind.ORGANIZATION)


def _source(draft: _Draft, who: Speaker) -> Mention:
    """The speaker with title and country where the document names them first, the surname from then on."""
    start, first = len(draft.text), not draft.met[who.name]
    if first:
        draft.write(f"{lexicon().demonym(who.country)} {who.title} ")
    named = draft.write(who.name if first else who.surname)
    draft.met[who.name].append(named)
    mention = Mention(span=draft.since(start), name=who.name, kind=EntityKind.PERSON, country=who.country if first else None)
    if first:
        draft.facts.append(
            Role(
                evidence=(draft.since(start),),
                confidence=draft.confidence(),
                rule=_RULE,
                person=mention,
                title=RoleTitle(who.title),
                country=who.country,
            )
        )
    return mention


def _measure(draft: _Draft) -> None:
    random = draft.random
    imposing = COUNTRIES[pick(random, len(COUNTRIES))]
    target = random.choice([country for country in COUNTRIES if country != imposing])
    sector, rate = SECTORS[pick(random, len(SECTORS))], random.randrange(5, 60, 5)
    start = len(draft.text)
    before = rate + random.choice((-5, 5, 10))
    change = Change.RAISED if before < rate else Change.LOWERED
    names = lexicon()
    draft.write(f"{in_sentence(imposing).removeprefix('the ')} {change} its tariff on {names.sector_label(sector)} ")
    draft.write(f"from {in_sentence(target)} from {before} per cent to {rate} per cent")
    exempts = (AgreementId("usmca"),) if {imposing, target} <= {"US", "CA", "MX"} and random.random() < 0.5 else ()
    if exempts:
        draft.write(", with an exemption under the USMCA")
    draft.write(".")
    draft.facts.append(
        MeasureReport(
            evidence=(draft.since(start),),
            confidence=draft.confidence(),
            rule=_RULE,
            measure=Measure(measure=MeasureType.TARIFF, imposing=imposing, target=target, sector=sector),
            status=random.choice((Status.IN_FORCE, Status.IN_FORCE, Status.ANNOUNCED, Status.THREATENED)),
            change=change,
            rate=Decimal(rate),
            previous_rate=Decimal(before),
            exempts=exempts,
            date=draft.date_before(60),
        )
    )


def _event(draft: _Draft, world: World) -> None:
    one, two = speaker(pick(draft.random, world.people)), speaker(pick(draft.random, world.people))
    if one == two:
        return
    start = len(draft.text)
    first = _source(draft, one)
    draft.write(" will meet ")
    second = _source(draft, two)
    draft.write(" next week.")
    draft.facts.append(
        Event(
            evidence=(draft.since(start),),
            confidence=draft.confidence(),
            rule=_RULE,
            type=EventType.MEETING,
            status=EventStatus.PLANNED,
            participants=(first, second),
            date=_iso(draft.day + 7),
            date_text="next week",
        )
    )


def _namings(draft: _Draft) -> list[Fact]:
    """Each written form of each person, with every place where it stands."""
    forms: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for name, spans in draft.met.items():
        for span in spans:
            forms[name, span.text].append(span)
    return [
        Naming(
            evidence=tuple(spans),
            confidence=1.0,
            rule=_RULE,
            names=Mention(span=spans[0], name=name, kind=EntityKind.PERSON),
        )
        for (name, _), spans in forms.items()
    ]


def _document(draft: _Draft, number: int, headline: str, namer: Namer) -> Document:
    published, publisher = _iso(draft.day), outlet(pick(draft.random, OUTLETS))
    url = f"https://{publisher.replace(' ', '-').casefold()}.example/{published}/{number}"
    text = f"{draft.text}\n"
    return Document(
        iri=namer.document(url=url, text=text),
        id=f"{number:07d}",
        path=f"generated/{number:07d}.txt",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        language="en",
        title=headline,
        publisher=publisher,
        published=published,
        url=url,
    )
