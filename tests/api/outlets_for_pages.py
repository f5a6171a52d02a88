"""A small store for tests of pages: one statement in three outlets, a second thought, posts, reports that disagree."""

from decimal import Decimal
from pathlib import Path

from api.wiring import finish
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
    Naming,
    PartialDate,
    PostStatus,
    Role,
    RoleTitle,
    SectorId,
    Status,
)
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Mention, Span
from kg.rdf import document_quads
from kg.resolve import resolve
from kg.stores import open_store

FULL = "salmon quotas for the northern boats must be cut by 30 per cent before the season begins"
SHORT = "salmon quotas for the northern boats must be cut by 30 per cent"
OTHER = "salmon quotas for the northern boats must be cut by 20 per cent before the season begins"
SALMON, STEEL = SectorId("seafood"), SectorId("steel")
US, CA, NO = CountryCode("US"), CountryCode("CA"), CountryCode("NO")
Told = tuple[Document, tuple[Fact, ...]]


def _document(outlet: str, day: str, text: str) -> Document:
    url = f"https://{outlet.casefold().replace(' ', '-')}.example/{day}"
    return Document(
        iri=Namer().document(url=url, text=text), id=day, path=f"{outlet}.txt", text=text, sha256="0" * 64, language="en",
        title=f"{outlet} of {day}", publisher=outlet, published=day, url=url,
    )  # fmt: skip


def _at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return document.span(start, start + len(words))


def _person(document: Document, name: str) -> Mention:
    return Mention(span=_at(document, name), name=name, kind=EntityKind.PERSON)


def said(outlet: str, day: str, name: str, words: str, *, title: str = "fisheries minister") -> Told:
    """Somebody, whose post in Norway is told, says something of salmon."""
    document = _document(outlet, day, f"{name}, Norway's {title}, said {words}. Mexico was not asked.")
    who, content = _person(document, name), _at(document, words)
    claim = Claim(
        speaker=who, cue=(_at(document, "said"),), content=(content,), form=Form.INDIRECT, sectors=(SALMON,),
        countries=(NO,), evidence=(content,), confidence=0.9, rule="test",
    )  # fmt: skip
    post = Role(
        person=who, title=RoleTitle(title), country=NO, status=PostStatus.CURRENT,
        evidence=(_at(document, f"{name}, Norway's {title}"),), confidence=0.9, rule="test",
    )  # fmt: skip
    naming = Naming(names=who, evidence=(_at(document, name),), confidence=0.9, rule="test")
    return document, (claim, post, naming)


def reported(outlet: str, day: str, rate: int, change: Change, *, exempt: bool = False) -> Told:
    """A report of one measure, told on a day of its own, by a minister who meets another."""
    spared = ", sparing goods under CUSMA" if exempt else ""
    document = _document(
        outlet, day, f"Ada Quill said the American tariff on Canadian steel is now {rate}%{spared}. Quill met Bo Ek."
    )
    report = MeasureReport(
        measure=Measure(measure=MeasureType.TARIFF, imposing=US, target=CA, sector=STEEL), change=change,
        status=Status.IN_FORCE, rate=Decimal(rate), exempts=(AgreementId("usmca"),) if exempt else (),
        date=PartialDate("2025-06-04"), evidence=(_at(document, f"the American tariff on Canadian steel is now {rate}%"),),
        confidence=0.9, rule="test",
    )  # fmt: skip
    content = _at(document, f"the American tariff on Canadian steel is now {rate}%{spared}")
    claim = Claim(
        speaker=_person(document, "Ada Quill"), cue=(_at(document, "said"),), content=(content,), form=Form.INDIRECT,
        sectors=(STEEL,), countries=(CA,), evidence=(content,), confidence=0.9, rule="test",
    )  # fmt: skip
    ek = _person(document, "Bo Ek")
    meeting = Event(
        type=EventType.MEETING, status=EventStatus("happened"), participants=(_person(document, "Ada Quill"), ek),
        evidence=(_at(document, "Quill met Bo Ek"),), confidence=0.9, rule="test",
    )  # fmt: skip
    return document, (report, claim, meeting)


DOCUMENTS: tuple[Told, ...] = (
    said("Harbour Gazette", "2025-02-10", "Mira Lund", FULL),
    said("Evening Herald", "2025-02-11", "Mira Lund", SHORT),
    said("Coast Wire", "2025-02-12", "Mira Lund", FULL),
    said("Harbour Gazette", "2025-05-10", "Mira Lund", OTHER),
    said("Harbour Gazette", "2025-03-01", "Tomas Berg", "salmon is dear and stays dear this year", title="trade minister"),
    reported("Harbour Gazette", "2025-06-04", 25, Change.RAISED, exempt=True),
    reported("Evening Herald", "2025-06-04", 50, Change.RAISED),
)


def fill(path: Path) -> None:
    """Make a store of the documents, with what is derived from them."""
    with open_store(path, write=True) as store:
        namer = Namer(base=store.base)
        for document, facts in DOCUMENTS:
            resolution = resolve(document, facts, namer, lexicon())
            quads = document_quads(document, facts, resolution, namer, lexicon())
            store.replace_graphs({Iri(namer.graph(document.iri)): quads})
        finish(store)
