"""The facets by which claims are filtered and counted, and the predicates that say them."""

from collections.abc import Mapping
from enum import IntEnum

from ontology.terms import DCTERMS, KG, SCHEMA


class Facet(IntEnum):
    """A property of claims with values that have a name; the number stands in the tables."""

    SPEAKER = 0
    SECTOR = 1
    COUNTRY = 2
    OUTLET = 3
    FORM = 4
    ACT = 5


OF_CLAIM: Mapping[Facet, str] = {
    Facet.SPEAKER: SCHEMA.spokenByCharacter,
    Facet.SECTOR: KG.sector,
    Facet.COUNTRY: SCHEMA.about,
    Facet.FORM: DCTERMS.type,
    Facet.ACT: KG.act,
}
"""What says the values of a facet of the claim itself; the outlet is its document's publisher."""
