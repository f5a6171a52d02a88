"""Claims as rows: found by a filter, one row each however many sectors and countries it is about, ready for JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import Iri, Term
from kg.queries.named import assembled
from kg.queries.rows import Record, Source
from kg.queries.values import resolve, several
from kg.stores import Store
from ontology import query_text

_AT_ONCE = 1_000
"""So many claims are read in one query."""
_USUAL_ACTS = ("statement", "thought")
"""What is listed where no act is asked for: what somebody wants or does is an attitude, and nothing that was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims: of any of the speakers, about a sector or a narrower one, about a country, within a time, of a form.

    Names may be labels, slugs, codes or IRIs. Dates are partial ISO dates; a claim without one counts for the day on which its
    document was published. `text` is contained in the claim's words, in any case. Without `act`: statements and thoughts.
    """

    speakers: tuple[str, ...] = ()
    sector: str | None = None
    country: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    form: str | None = None
    text: str | None = None
    act: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim of one document; labels are English, `speaker_kind` is person, organization, group or country."""

    iri: str
    speaker: str
    speaker_iri: str
    speaker_kind: str
    cue: str | None
    text: str
    form: str
    act: str
    polarity: str
    sectors: tuple[str, ...]
    countries: tuple[str, ...]
    recipient: str | None
    date: str | None
    date_text: str | None
    confidence: float
    rule: str
    source: Source

    def as_dict(self) -> dict[str, object]:
        """For JSON, with the names that the facts JSON uses."""
        return {
            "iri": self.iri,
            "speaker": self.speaker,
            "speaker_iri": self.speaker_iri,
            "speaker_kind": self.speaker_kind,
            "cue": self.cue,
            "text": self.text,
            "form": self.form,
            "act": self.act,
            "polarity": self.polarity,
            "sectors": list(self.sectors),
            "countries": list(self.countries),
            "recipient": self.recipient,
            "date": self.date,
            "date_text": self.date_text,
            "confidence": self.confidence,
            "rule": self.rule,
            "document": self.source.as_dict(),
        }


def claims(store: Store, wanted: ClaimFilter) -> tuple[ClaimRow, ...]:
    """The claims that a filter lets through, the latest first; QueryError for a value that it does not know."""
    query = assembled(_found_claims(), _values(store, wanted), limit=wanted.limit, offset=wanted.offset)
    found = tuple(claim for claim in store.select(query).column("claim") if isinstance(claim, Iri))
    rows = {row.iri: row for row in _rows(store, found)}
    return tuple(rows[claim] for claim in found if claim in rows)


def count_claims(store: Store, wanted: ClaimFilter) -> int:
    """How many claims a filter lets through, whatever its limit."""
    query = assembled(_found_claims(), _values(store, wanted))
    return len(store.select(query).rows)


def _values(store: Store, wanted: ClaimFilter) -> Mapping[str, tuple[Term, ...]]:
    given = {
        "sector": ("sector", wanted.sector),
        "country": ("country", wanted.country),
        "from": ("date", wanted.date_from),
        "to": ("date", wanted.date_to),
        "form": ("form", wanted.form),
        "text": ("text", wanted.text),
        "act": ("act", wanted.act),
    }
    values = {name: resolve(store, kind, text) for name, (kind, text) in given.items() if text is not None}
    values.setdefault("act", several(store, "act", _USUAL_ACTS))
    return {**values, "speaker": several(store, "speaker", wanted.speakers)} if wanted.speakers else values


def _rows(store: Store, found: tuple[Iri, ...]) -> Iterator[ClaimRow]:
    for start in range(0, len(found), _AT_ONCE):
        query = assembled(query_text("claims"), {"claim": found[start : start + _AT_ONCE]})
        yield from map(_row, map(Record, store.select(query).records()))


def _row(record: Record) -> ClaimRow:
    return ClaimRow(
        iri=record.text("claim"),
        speaker=record.text("speakerLabel"),
        speaker_iri=record.text("speaker"),
        speaker_kind=record.text("kind"),
        cue=record.known("cue"),
        text=record.text("text"),
        form=record.text("form"),
        act=record.text("act"),
        polarity=record.text("polarity"),
        sectors=record.several("sectors"),
        countries=record.several("countries"),
        recipient=record.known("recipient"),
        date=record.known("date"),
        date_text=record.known("dateText"),
        confidence=float(record.text("confidence")),
        rule=record.text("rule"),
        source=record.source(),
    )


@cache
def _found_claims() -> str:
    return files("kg.queries").joinpath("found-claims.rq").read_text("utf-8")
