"""Search over the side tables of a store: which claims a filter lets through, how many by facet, where words stand in them."""

from kg.search.choice import Choice, Order, Wanted, choose
from kg.search.columns import Named, named
from kg.search.counts import Count, Counts
from kg.search.figures import (
    USUAL_ACTS,
    Figures,
    documents,
    newest_documents,
    read_figures,
    read_when,
    things,
    titles,
    written_names,
)
from kg.search.grouping import Group, by_speaker
from kg.search.holdings import Holding, holdings
from kg.search.ledger import Reading, State, readings
from kg.search.marks import Found, Marked, marked
from kg.search.posts import Posts, posts_in, read_posts
from kg.search.reading import over
from kg.search.reports import Reported, listed_reports
from kg.search.words import telling

__all__ = (
    "USUAL_ACTS",
    "Choice",
    "Count",
    "Counts",
    "Figures",
    "Found",
    "Group",
    "Holding",
    "Marked",
    "Named",
    "Order",
    "Posts",
    "Reading",
    "Reported",
    "State",
    "Wanted",
    "by_speaker",
    "choose",
    "documents",
    "holdings",
    "listed_reports",
    "marked",
    "named",
    "newest_documents",
    "over",
    "posts_in",
    "read_figures",
    "read_posts",
    "read_when",
    "readings",
    "telling",
    "things",
    "titles",
    "written_names",
)
