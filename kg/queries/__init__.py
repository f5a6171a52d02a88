"""What the graph is asked again and again: questions by name, and claims and trade measures by filter."""

from kg.queries.claims import ClaimFilter, ClaimRow, ClaimSearch, claims, claims_by_iri, count_claims, search_claims
from kg.queries.measures import MeasureFilter, MeasureRow, measures
from kg.queries.named import LIMIT, NamedQuery, Parameter, named_queries, named_query, prepared, run
from kg.queries.rows import Source
from kg.queries.values import resolve

__all__ = (
    "LIMIT",
    "ClaimFilter",
    "ClaimRow",
    "ClaimSearch",
    "MeasureFilter",
    "MeasureRow",
    "NamedQuery",
    "Parameter",
    "Source",
    "claims",
    "claims_by_iri",
    "count_claims",
    "measures",
    "named_queries",
    "named_query",
    "prepared",
    "resolve",
    "run",
    "search_claims",
)
