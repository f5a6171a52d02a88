"""What spans documents: the country of a person, from current posts; the claims that several report, each wording kept."""

from kg.consolidate.claims import claim_groups
from kg.consolidate.graph import Consolidated, consolidate
from kg.consolidate.wordings import Wording, wordings

__all__ = ("Consolidated", "Wording", "claim_groups", "consolidate", "wordings")
