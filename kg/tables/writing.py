"""Changes of the tables: graphs replaced, each whole, all in one transaction."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from sys import byteorder

from kg.ids import VOCABULARY_GRAPH
from kg.model import Iri
from kg.tables.connections import Tables
from kg.tables.facets import Facet
from kg.tables.holdings import HoldingEntry
from kg.tables.reports import REPORT_TABLES, ReportEntries
from kg.tables.rows import DocumentEntry, GraphEntries, Name, RowReader
from kg.tables.schema import create
from kg.tables.sightings import SIGHTING_TABLES, Sightings, add_sightings, sightings
from kg.tables.source import Source
from kg.tables.ties import TieEntry, tie_entries


def memory_tables(source: Source) -> Tables:
    """Tables in memory of all graphs of a source."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    create(connection)
    replace_whole(connection, source)
    return Tables(connection)


def altered(tables: Tables, source: Source, graphs: frozenset[Iri]) -> Tables:
    """Tables in memory brought up to date, once nobody reads them as they were."""
    if VOCABULARY_GRAPH in graphs:  # every row may hold a label of its
        return memory_tables(source)
    with tables.connection() as connection:
        replace_graphs(connection, source, graphs)
    return Tables(connection)


def replace_whole(connection: sqlite3.Connection, source: Source) -> None:
    """Fill empty tables with all graphs of a source."""
    replace_graphs(connection, source, source.graph_names(), are_new=True)


def replace_graphs(connection: sqlite3.Connection, source: Source, graphs: Iterable[Iri], *, are_new: bool = False) -> None:
    """Make the tables tell of these graphs what the source does; of one that it has no longer, nothing."""
    reader = RowReader(source)
    with _transaction(connection):
        writer = _Writer(connection)
        for graph in sorted(set(graphs)):
            if not are_new:
                writer.remove(graph)
            if source.holds(graph):
                writer.add(graph, reader.entries(graph))
                writer.add_ties(graph, tie_entries(source, reader.labels(graph), graph))
                writer.add_sightings(graph, sightings(source, graph))
        writer.settle()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class _Writer:
    """One transaction's work, with the ids that it has given."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._run_many = connection.executemany
        self._next = self._number("SELECT COALESCE(MAX(id), 0) FROM claim") + 1
        self._names: dict[Name, int] = {}
        self._run("CREATE TEMP TABLE IF NOT EXISTS touched (iri TEXT PRIMARY KEY) WITHOUT ROWID")
        self._run("DELETE FROM touched")

    def _number(self, query: str, *values: object) -> int:
        return int(self._run(query, values).fetchone()[0])

    def remove(self, name: Iri) -> None:
        row = self._run("SELECT id FROM graph WHERE name = ?", (name,)).fetchone()
        if row is None:
            return
        self._run("INSERT OR IGNORE INTO touched SELECT iri FROM claim WHERE graph = ?", row)
        self._run("DELETE FROM twin WHERE id IN (SELECT id FROM claim WHERE graph = ?)", row)
        self._run_many("DELETE FROM words WHERE rowid = ?", self._run("SELECT id FROM claim WHERE graph = ?", row).fetchall())
        for table in ("claim", "document", "fact", "link", "post", "holding", "run", "thing", *REPORT_TABLES, *SIGHTING_TABLES):
            self._run(f"DELETE FROM {table} WHERE graph = ?", row)  # noqa: S608  # names of our own
        self._run("DELETE FROM graph WHERE id = ?", row)

    def add(self, name: Iri, entries: GraphEntries) -> None:
        graph = self._number("INSERT INTO graph (name, ties) VALUES (?, x'') RETURNING id", name)
        for document in entries.documents:
            self._add_document(graph, document)
        links = ((graph, link.predicate, link.subject, link.object, link.label) for link in entries.links)
        self._run_many("INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?, ?)", links)
        runs = ((graph, run.run, run.document, run.reader, run.started) for run in entries.runs)
        self._run_many("INSERT INTO run VALUES (?, ?, ?, ?, ?)", runs)
        posts = ((graph, one.iri, one.person, one.document, one.words, one.status, one.confidence) for one in entries.posts)
        self._run_many("INSERT INTO post VALUES (?, ?, ?, ?, ?, ?, ?)", posts)
        self._run_many("INSERT INTO thing VALUES (?, ?, ?)", ((graph, thing.kind, thing.iri) for thing in entries.things))
        self._add_holdings(graph, entries.holdings)
        self._add_reports(graph, entries.reports)

    def _add_holdings(self, graph: int, entries: Iterable[HoldingEntry]) -> None:
        rows = ((graph, one.fact, *map(self._node, one.nodes), one.since, one.until, one.first, one.last) for one in entries)
        self._run_many("INSERT INTO holding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _add_reports(self, graph: int, entries: ReportEntries) -> None:
        reports = (
            (graph, one.iri, self._node(one.measure), self._node(one.document), one.day, self._node(one.status))
            for one in entries.reports
        )
        self._run_many("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?)", reports)
        parts = ((graph, self._node(measure), said, self._node(value)) for measure, said, value in entries.parts)
        self._run_many("INSERT INTO measure VALUES (?, ?, ?, ?)", parts)

    def add_ties(self, name: Iri, ties: tuple[TieEntry, ...]) -> None:
        """Note what the facts of a graph tie together; its claims have been added."""
        if not ties:
            return
        graph = self._number("SELECT id FROM graph WHERE name = ?", name)
        claims = self._run("SELECT iri, id FROM claim WHERE graph = ?", (graph,)).fetchall()
        numbers: dict[str, int] = dict(claims)
        for fact in dict.fromkeys(tie.fact for tie in ties):
            if fact not in numbers:
                numbers[fact] = -self._number("INSERT INTO fact (iri, graph) VALUES (?, ?) RETURNING id", fact, graph)
        rows = (
            (numbers[tie.fact], tie.relation, self._id_of(tie.one), self._id_of(tie.other), *tie.days, tie.confidence)
            for tie in ties
        )
        self._run("UPDATE graph SET ties = ? WHERE id = ?", (packed([number for row in rows for number in row]), graph))

    def add_sightings(self, name: Iri, found: Sightings) -> None:
        """Note who is seen in a graph."""
        graph = self._number("SELECT id FROM graph WHERE name = ?", name)
        add_sightings(self._run_many, graph, found, self._node)

    def _add_document(self, graph: int, document: DocumentEntry) -> None:
        numbered = tuple(enumerate(document.claims, start=self._next))
        self._next += len(numbered)
        self._run_many("INSERT INTO claim VALUES (?, ?, ?)", ((id_, claim.iri, graph) for id_, claim in numbered))
        self._run_many("INSERT OR IGNORE INTO touched VALUES (?)", ((claim.iri,) for _, claim in numbered))
        self._run_many(
            "INSERT INTO words (rowid, text, speaker, sectors, title) VALUES (?, ?, ?, ?, ?)",
            (
                (id_, claim.text, claim.labels(Facet.SPEAKER), claim.labels(Facet.SECTOR), document.title)
                for id_, claim in numbered
            ),
        )
        claims = packed([number for id_, claim in numbered for number in (id_, *claim.days)])
        facets = packed(
            [number for id_, claim in numbered for facet, name in claim.values for number in (id_, facet, self._id_of(name))]
        )
        told = (document.iri, document.is_described, document.title, document.published, document.language, document.hash)
        self._run("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (graph, *told, claims, facets))

    def _node(self, iri: str) -> int:
        """The row of an IRI by itself, whatever its labels."""
        return self._id_of(Name(iri=iri, label=""))

    def _id_of(self, name: Name) -> int:
        if name not in self._names:
            key = (name.iri, name.label)
            row = self._run("SELECT id FROM name WHERE iri = ? AND label = ?", key).fetchone()
            made = row or self._run("INSERT INTO name (iri, label) VALUES (?, ?) RETURNING id", key).fetchone()
            self._names[name] = made[0]
        return self._names[name]

    def settle(self) -> None:
        """Of a claim that several graphs make, note all but the one whose graph comes first by name."""
        self._run("DELETE FROM twin WHERE id IN (SELECT claim.id FROM touched JOIN claim USING (iri))")
        self._run(
            """INSERT INTO twin SELECT later.id FROM touched JOIN claim later USING (iri) JOIN graph its ON its.id = later.graph
            WHERE EXISTS (SELECT 1 FROM claim JOIN graph ON graph.id = claim.graph
                          WHERE claim.iri = later.iri AND graph.name < its.name)"""
        )
        self._run("DELETE FROM touched")


def packed(numbers: Sequence[int]) -> bytes:
    """Numbers as 32 bits each, little end first."""
    found = array("i", numbers)
    if byteorder == "big":
        found.byteswap()
    return found.tobytes()
