"""What the graph is asked again and again: questions by name, and claims and trade measures by filter."""

from kg.queries.claims import (
    SEPARATOR,
    ClaimFilter,
    ClaimGroup,
    ClaimRow,
    ClaimSearch,
    claim_numbers,
    claims,
    claims_by_iri,
    claims_query,
    count_claims,
    search_by_speaker,
    search_claims,
)
from kg.queries.measures import MeasureFilter, MeasureRow, measures, measures_by_iri, reported, reported_of
from kg.queries.named import LIMIT, NamedQuery, Parameter, named_queries, named_query, prepared, run
from kg.queries.rows import Source
from kg.queries.values import resolve
from kg.search import Reported

__all__ = (
    "LIMIT",
    "SEPARATOR",
    "ClaimFilter",
    "ClaimGroup",
    "ClaimRow",
    "ClaimSearch",
    "MeasureFilter",
    "MeasureRow",
    "NamedQuery",
    "Parameter",
    "Reported",
    "Source",
    "claim_numbers",
    "claims",
    "claims_by_iri",
    "claims_query",
    "count_claims",
    "measures",
    "measures_by_iri",
    "named_queries",
    "named_query",
    "prepared",
    "reported",
    "reported_of",
    "resolve",
    "run",
    "search_by_speaker",
    "search_claims",
)
