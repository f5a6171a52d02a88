"""Side tables: what a store says of claims, documents and runs, in SQLite, as a pure function of its graphs.

A graph is the unit: what it says is in the rows that bear its name, and a change of the graph replaces them. Full text is in
`words`, the record of readings in `run`, and what counts by facet need in the packed columns of `document`.
"""

from kg.tables.connections import Tables
from kg.tables.facets import Facet
from kg.tables.files import Change, Shelf, State
from kg.tables.rows import OF_ROWS
from kg.tables.sightings import SIGHTED, AgentKind
from kg.tables.source import Source
from kg.tables.ties import PARTS, TOLD, Relation
from kg.tables.writing import altered, memory_tables, replace_graphs

PREDICATES = tuple(dict.fromkeys((*OF_ROWS, *PARTS, *TOLD, *SIGHTED)))
"""Everything that is looked at."""

__all__ = (
    "PREDICATES",
    "AgentKind",
    "Change",
    "Facet",
    "Relation",
    "Shelf",
    "Source",
    "State",
    "Tables",
    "altered",
    "memory_tables",
    "replace_graphs",
)
