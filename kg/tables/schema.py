"""The tables themselves, and the form of the columns that are packed into documents."""

import sqlite3

from kg.tables.holdings import HOLDING_SCHEMA
from kg.tables.reports import REPORT_SCHEMA
from kg.tables.sightings import SIGHTING_SCHEMA

VERSION = 6
"""Raised by one with every change of what the tables hold: files of another version are built anew."""

CLAIM_COLUMNS = 3
"""Of `document.claims`, 32-bit numbers of little end first: claim, first day, last day; in the order of the text."""
FACET_COLUMNS = 3
"""Of `document.facets`: claim, facet, name."""
TIE_COLUMNS = 7
"""Of `graph.ties`: fact, relation, one, other, first day, last day, confidence in thousandths. A fact is a claim by its number,
or a row of `fact` by its number below nought; ends are rows of `name`."""
NO_DAY = -1

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE change (revision INTEGER NOT NULL, graph TEXT NOT NULL, PRIMARY KEY (revision, graph)) WITHOUT ROWID;
CREATE TABLE graph (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ties BLOB NOT NULL);
CREATE TABLE name (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, label TEXT NOT NULL, UNIQUE (iri, label));
CREATE TABLE document (
  graph INTEGER NOT NULL, iri TEXT NOT NULL, is_described INTEGER NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,
  language TEXT NOT NULL, hash TEXT NOT NULL, claims BLOB NOT NULL, facets BLOB NOT NULL, PRIMARY KEY (graph, iri)
);
CREATE INDEX document_iri ON document (iri);
CREATE TABLE claim (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, graph INTEGER NOT NULL);
CREATE INDEX claim_iri ON claim (iri);
CREATE INDEX claim_graph ON claim (graph);
CREATE TABLE fact (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, graph INTEGER NOT NULL);
CREATE INDEX fact_graph ON fact (graph);
CREATE TABLE twin (id INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE words USING fts5 (text, speaker, sectors, title, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE link (
  graph INTEGER NOT NULL, predicate TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (graph, predicate, subject, object)
) WITHOUT ROWID;
CREATE TABLE run (
  graph INTEGER NOT NULL, run TEXT NOT NULL, document TEXT NOT NULL, reader TEXT NOT NULL, started TEXT NOT NULL,
  PRIMARY KEY (graph, run, document)
) WITHOUT ROWID;
CREATE TABLE post (
  graph INTEGER NOT NULL, iri TEXT NOT NULL, person TEXT NOT NULL, document TEXT NOT NULL, words TEXT NOT NULL,
  status TEXT NOT NULL, confidence REAL NOT NULL, PRIMARY KEY (graph, iri)
) WITHOUT ROWID;
CREATE TABLE thing (
  graph INTEGER NOT NULL, kind TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (graph, kind, iri)
) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    connection.executescript(_SCHEMA + HOLDING_SCHEMA + REPORT_SCHEMA + SIGHTING_SCHEMA)
    connection.execute(f"PRAGMA user_version = {VERSION}")
