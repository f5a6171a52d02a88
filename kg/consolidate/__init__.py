"""What spans documents: the country of a person, from current posts; the claims that several report, each wording kept."""

from kg.consolidate.claims import claim_groups
from kg.consolidate.graph import Consolidated, consolidate
from kg.consolidate.identities import Identities, identities
from kg.consolidate.known import NOTHING_KNOWN, Known
from kg.consolidate.wordings import Wording, wordings

__all__ = (
    "NOTHING_KNOWN",
    "Consolidated",
    "Identities",
    "Known",
    "Wording",
    "claim_groups",
    "consolidate",
    "identities",
    "wordings",
)
