"""The ledger: what a store has on record of each document, by what it was read last, when, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from kg.tables import Tables

EDITED = "Onrecord edited"
"""The reader on record where others than a reader have changed a document."""

_ENGLISH = ("", "en")
_KNOWN = """
SELECT iri, MIN(hash), MIN(language), SUM(length(claims)) FROM document WHERE is_described GROUP BY iri
"""
_LATEST = "SELECT document, reader, started, MAX(started || ' ' || run) FROM run GROUP BY document"
"""Of each document the run that began last; SQLite takes the other columns from the row of the maximum."""


class State(StrEnum):
    """What came of a document."""

    READ = "read"
    NOT_READ = "not read"
    EDITED = "edited"
    REMOVED = "removed"
    UNRECORDED = "no reading on record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document: the hash of its bytes, what read it last and when; "" where that is not on record."""

    document: str
    hash: str
    reader: str
    started: str
    state: State


def readings(tables: Tables) -> tuple[Reading, ...]:
    """All documents that the store holds or has on record, by IRI."""
    known = {str(iri): (str(hash_), str(language), bool(claims)) for iri, hash_, language, claims in tables.rows(_KNOWN)}
    latest = {str(document): (str(reader), str(started)) for document, reader, started, _ in tables.rows(_LATEST)}
    return tuple(_reading(document, known.get(document), latest.get(document)) for document in sorted({*known, *latest}))


def _reading(document: str, known: tuple[str, str, bool] | None, latest: tuple[str, str] | None) -> Reading:
    hash_, language, has_claims = known or ("", "", False)
    reader, started = latest or ("", "")
    if known is None:
        state = State.REMOVED
    elif latest is None:
        state = State.UNRECORDED
    elif reader == EDITED:
        state = State.EDITED
    else:
        state = State.READ if has_claims or language in _ENGLISH else State.NOT_READ
    return Reading(document=document, hash=hash_, reader=reader, started=started, state=state)
