"""Search over the side tables of a store: which claims a filter lets through, how many by facet, where words stand in them."""

from kg.search.choice import Choice, Wanted, choose
from kg.search.counts import Count, Counts
from kg.search.ledger import Reading, State, readings
from kg.search.marks import Found, Marked, marked
from kg.search.reading import over

__all__ = ("Choice", "Count", "Counts", "Found", "Marked", "Reading", "State", "Wanted", "choose", "marked", "over", "readings")
