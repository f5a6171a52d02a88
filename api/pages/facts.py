"""Facts in words: one line for each kind of fact, with the passages that support it."""

from collections.abc import Callable
from dataclasses import dataclass

from api.pages import shown
from api.pages.highlight import Passage, anchor_of
from api.pages.records import Record
from kg.model import Iri
from ontology.terms import DCTERMS, KG, OA, ORG, PROV, RDFS, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact as a list shows it: its kind, who or what it is about (with a link), what is said, and where."""

    iri: Iri
    kind: str
    subject: str
    subject_iri: Iri | None
    words: str
    badges: tuple[str, ...]
    passages: tuple[Passage, ...]
    place: Passage | None
    confidence: str
    document: Iri | None

    @property
    def anchor(self) -> str:
        """What names the fact within its document: the fragment of its IRI."""
        return self.iri.partition("#")[2]

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of all its passages in the document, "char=120,260", the place that it is shown at first."""
        places = dict.fromkeys((*((self.place,) if self.place else ()), *self.passages))
        return tuple(map(anchor_of, places))


def line(fact: Record) -> Line | None:
    """The fact as a line, None for what is none of the kinds that have one."""
    for kind, name, describe in _KINDS:
        if kind in fact.types:
            return describe(fact, name)
    return None


def _claim(fact: Record, name: str) -> Line:
    badges = (fact.text(DCTERMS.type), *_unless(fact.text(KG.act), "statement"), *_unless(fact.text(KG.polarity), "asserted"))
    return _line(fact, name, SCHEMA.spokenByCharacter, f"{fact.text(KG.cue) or 'said'}: {fact.text(SCHEMA.text)}", badges)


def _post(fact: Record, name: str) -> Line:
    holder = fact.text(ORG.organization) or fact.text(KG.country)
    words = f"{fact.text(ORG.role)}, {holder}" if holder else fact.text(ORG.role)
    return _line(fact, name, ORG.member, words, (fact.text(KG.status),))


def _report(fact: Record, name: str) -> Line:
    rates = shown.rates(fact.text(KG.previousRate), fact.text(KG.rate), fact.text(KG.rateUpper))
    changed = " ".join(part for part in (fact.text(KG.change), rates) if part)
    words = ", ".join(part for part in (changed, _date(fact)) if part)
    exempt = fact.text(KG.exempts)
    said = words or "no change or rate stated"
    return _line(fact, name, KG.measure, f"{said}; exempt: {exempt}" if exempt else said, (fact.text(KG.status),))


def _event(fact: Record, name: str) -> Line:
    where, when = fact.text(SCHEMA.location), _date(fact)
    who = ", ".join(value.text for value in fact.all(SCHEMA.attendee))
    words = "; ".join(part for part in (who, where, when) if part)
    return _line(fact, name, DCTERMS.type, words, (fact.text(KG.status),), linked=False)


def _naming(fact: Record, name: str) -> Line:
    return _line(fact, name, OA.hasBody, fact.text(RDFS.comment), ())


_KINDS: tuple[tuple[str, str, Callable[[Record, str], Line]], ...] = (
    (KG.Utterance, "claim", _claim),
    (KG.MeasureReport, "measure", _report),
    (ORG.Membership, "post", _post),
    (SCHEMA.Event, "event", _event),
    (OA.Annotation, "name", _naming),
)
KINDS = tuple(name for _, name, _ in _KINDS)
"""The kinds of fact that have a line, in the order of lists."""
PLURALS = {"claim": "claims", "measure": "reports of measures", "post": "posts", "event": "events", "name": "names"}
"""The kinds of fact as counts name them."""


def _line(fact: Record, kind: str, subject: str, words: str, badges: tuple[str, ...], *, linked: bool = True) -> Line:
    about = fact.first(subject)
    passages = fact.passages()
    return Line(
        iri=fact.iri,
        kind=kind,
        subject=about.text if about else "unknown",
        subject_iri=fact.node(subject) if linked else None,
        words=words,
        badges=tuple(badge for badge in badges if badge),
        passages=passages,
        place=next(iter((*fact.passages(PROV.wasQuotedFrom), *passages)), None),
        confidence=fact.text(KG.confidence),
        document=fact.node(DCTERMS.source),
    )


def _unless(value: str, usual: str) -> tuple[str, ...]:
    return () if value == usual else (value,)


def _date(fact: Record) -> str:
    return shown.date(fact.text(DCTERMS.date)) or fact.text(KG.dateText)
