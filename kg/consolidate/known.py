"""What consolidation is told from outside the store: what people decided, and which authorities know its people and things."""

from dataclasses import dataclass

from kg.authority import Entry
from kg.judgements import NOTHING_DECIDED, Judgements


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Judgements of people, and the entries of authority files."""

    judgements: Judgements = NOTHING_DECIDED
    authority: tuple[Entry, ...] = ()


NOTHING_KNOWN = Known()
