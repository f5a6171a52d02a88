"""What spans documents: who is who, claims that several report with each wording kept, and what became of both over time."""

from kg.consolidate.claims import claim_groups
from kg.consolidate.derived import articles, pending, pending_quads
from kg.consolidate.graph import Consolidated, consolidate
from kg.consolidate.identities import Identities, identities
from kg.consolidate.known import NOTHING_KNOWN, Known
from kg.consolidate.measures import Disagreement, History, day_of_report, histories, history, told_in_order
from kg.consolidate.positions import Candidate, Positions, day_of, positions, prepared_with_candidates, with_candidates
from kg.consolidate.retractions import follow_retractions, reinstate
from kg.consolidate.utterances import Utterances
from kg.consolidate.variations import Variation
from kg.consolidate.versions import differences, said
from kg.consolidate.wordings import Wording

__all__ = (
    "NOTHING_KNOWN",
    "Candidate",
    "Consolidated",
    "Disagreement",
    "History",
    "Identities",
    "Known",
    "Positions",
    "Utterances",
    "Variation",
    "Wording",
    "articles",
    "claim_groups",
    "consolidate",
    "day_of",
    "day_of_report",
    "differences",
    "follow_retractions",
    "histories",
    "history",
    "identities",
    "pending",
    "pending_quads",
    "positions",
    "prepared_with_candidates",
    "reinstate",
    "said",
    "told_in_order",
    "with_candidates",
)
