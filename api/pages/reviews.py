"""What the review page shows: pairs that may be one actor, the least certain facts, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.records import plain
from kg.consolidate.review import Question, fact, undecided
from kg.ids import Namer
from kg.judgements import Judgement, Judgements, Mention, Place
from kg.model import Iri
from kg.queries import run
from kg.stores import Store

VERDICTS = ("doubtful", "same", "different")
"""The kinds of pairs, in the order of the tabs."""
_FACTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A fact that may be wrong: its words, what kind it is, and how sure the reading was ("" where that is not asked)."""

    confidence: str = ""
    kind: str
    rule: str = ""
    text: str
    passage: Iri
    document: Iri
    title: str = ""
    fact: Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The pairs of one verdict on this page, how many there are, and how many of each verdict."""

    shown: tuple[Question, ...]
    total: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement that stands: whom or what it is about, with the pages of these, and who decided it, when and why."""

    line: Judgement
    about: tuple[tuple[str, str], ...]


def pairs(store: Store, verdict: str, *, limit: int, offset: int) -> Pairs:
    """The pairs of one verdict that no person decided: the doubtful ones likeliest first, the joined ones least sure first."""
    found = undecided(store)
    counts = tuple((name, sum(one.verdict == name for one in found)) for name in VERDICTS)
    wanted = tuple(one for one in found if one.verdict == verdict)
    return Pairs(shown=wanted[offset : offset + limit], total=len(wanted), counts=counts)


def least_certain(store: Store, limit: int = _FACTS) -> tuple[Doubt, ...]:
    """The facts that were read with the least confidence."""
    rows = run(store, "least-certain", {"limit": str(limit)}).records()
    return tuple(
        Doubt(
            confidence=plain(row["confidence"]),
            kind=plain(row["kind"]),
            rule=plain(row["rule"]),
            text=plain(row["text"]),
            passage=Iri(plain(row["passage"])),
            document=Iri(plain(row["document"])),
            title=plain(row["title"]) if "title" in row else "",
            fact=Iri(plain(row["fact"])),
        )
        for row in rows
    )


def reported(store: Store, iri: str) -> Doubt:
    """The fact that a reader reports as wrong; JudgementError if there is none of that IRI."""
    place = fact(store, iri)
    passage = Iri(Namer(base=store.base).passage(place.document, place.start, place.end))
    return Doubt(kind=place.kind, text=place.quote, passage=passage, document=Iri(place.document), fact=Iri(place.fact))


def standing(judgements: Judgements) -> tuple[Decided, ...]:
    """What people decided and nobody took back, the latest first."""
    return tuple(Decided(line=line, about=tuple(_about(line))) for line in reversed(judgements.standing))


def _about(line: Judgement) -> Iterator[tuple[str, str]]:
    for side in (line.one, line.other, line.fact):
        if side is not None:
            yield _told(side)
    if line.document:
        yield (line.reason or line.document, line.document)


def _told(side: Mention | Place) -> tuple[str, str]:
    return (side.name, side.agent) if isinstance(side, Mention) else (side.quote, side.fact)
