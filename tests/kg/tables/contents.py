"""What tables say, whatever ids and order they say it in: for comparing them."""

import struct

from kg.tables import Facet, Tables

Contents = dict[str, list[tuple[object, ...]]]

_DOCUMENTS = """
SELECT graph.name, iri, is_described, title, published, language, hash, claims, facets
FROM document JOIN graph ON graph.id = graph ORDER BY 1, 2
"""
_QUERIES = {
    "words": """SELECT graph.name, iri, text, speaker, sectors, title FROM words
        JOIN claim ON claim.id = words.rowid JOIN graph ON graph.id = graph ORDER BY 1, 2""",
    "claim": "SELECT graph.name, iri FROM claim JOIN graph ON graph.id = graph ORDER BY 1, 2",
    "twin": "SELECT graph.name, iri FROM twin JOIN claim USING (id) JOIN graph ON graph.id = graph ORDER BY 1, 2",
    "link": "SELECT name, predicate, subject, object, label FROM link JOIN graph ON id = graph ORDER BY 1, 2, 3, 4",
    "post": "SELECT name, iri, person, document, words, status, confidence FROM post JOIN graph ON id = graph ORDER BY 1, 2",
    "thing": "SELECT name, kind, iri FROM thing JOIN graph ON id = graph ORDER BY 1, 2, 3",
    "seen": """SELECT graph.name, kind, its.iri, who.iri, seen.label, published FROM seen JOIN graph ON graph.id = graph
        JOIN name its ON its.id = document JOIN name who ON who.id = agent ORDER BY 1, 2, 3, 4, 5, 6""",
    "written": """SELECT graph.name, its.iri, fact, who.iri, text, times FROM written JOIN graph ON graph.id = graph
        JOIN name its ON its.id = document JOIN name who ON who.id = agent ORDER BY 1, 2, 3, 4, 5""",
    "held": """SELECT graph.name, its.iri, fact, who.iri, title, place.iri, body.iri, its_status.iri FROM held
        JOIN graph ON graph.id = graph JOIN name its ON its.id = document JOIN name who ON who.id = agent
        JOIN name place ON place.id = country JOIN name body ON body.id = organization
        JOIN name its_status ON its_status.id = status ORDER BY 1, 2, 3, 4, 5, 6, 7, 8""",
    "holding": """SELECT graph.name, fact, its.iri, who.iri, role.iri, body.iri, place.iri, its_status.iri, since, until,
        first, last FROM holding JOIN graph ON graph.id = graph JOIN name its ON its.id = document
        JOIN name who ON who.id = member JOIN name role ON role.id = role JOIN name body ON body.id = organization
        JOIN name place ON place.id = country JOIN name its_status ON its_status.id = status
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10""",
    "report": """SELECT graph.name, report.iri, its.iri, of.iri, day, its_status.iri FROM report JOIN graph ON graph.id = graph
        JOIN name its ON its.id = measure JOIN name of ON of.id = document JOIN name its_status ON its_status.id = status
        ORDER BY 1, 2, 3, 4, 5, 6""",
    "measure": """SELECT graph.name, its.iri, said, of.iri FROM measure JOIN graph ON graph.id = graph
        JOIN name its ON its.id = measure JOIN name of ON of.id = value ORDER BY 1, 2, 3, 4""",
    "run": "SELECT name, run, document, reader, started FROM run JOIN graph ON id = graph ORDER BY 1, 2, 3",
}


def contents(tables: Tables) -> Contents:
    """All rows, by table, with names in place of ids."""
    names = {number: (iri, label) for number, iri, label in tables.rows("SELECT id, iri, label FROM name")}
    claims = {number: iri for number, iri in tables.rows("SELECT id, iri FROM claim")}  # noqa: C416  # rows are typed as of any length
    facts = {-int(str(number)): iri for number, iri in tables.rows("SELECT id, iri FROM fact")}
    return {
        "graph": tables.rows("SELECT name FROM graph ORDER BY 1"),
        "document": [_document(row, claims, names) for row in tables.rows(_DOCUMENTS)],
        "ties": [_ties(row, claims | facts, names) for row in tables.rows("SELECT name, ties FROM graph ORDER BY 1")],
        "fact": tables.rows("SELECT name, iri FROM fact JOIN graph ON graph.id = graph ORDER BY 1, 2"),
        **{table: tables.rows(query) for table, query in _QUERIES.items()},
    }


def _document(
    row: tuple[object, ...], claims: dict[object, object], names: dict[object, tuple[object, object]]
) -> tuple[object, ...]:
    *told, packed, facets = row
    days = tuple((claims[number], first, last) for number, first, last in numbers(packed))
    values = tuple((claims[number], Facet(facet).name, *names[name]) for number, facet, name in numbers(facets))
    return (*told, days, values)


def _ties(
    row: tuple[object, ...], facts: dict[object, object], names: dict[object, tuple[object, object]]
) -> tuple[object, ...]:
    graph, packed = row
    assert isinstance(packed, bytes)
    rows = struct.iter_unpack("<7i", packed)
    return (
        graph,
        tuple((facts[fact], relation, names[one], names[other], *told) for fact, relation, one, other, *told in rows),
    )


def numbers(packed: object) -> tuple[tuple[int, ...], ...]:
    """Packed columns, three numbers a row."""
    assert isinstance(packed, bytes)
    return tuple(struct.iter_unpack("<3i", packed))


def check_words(tables: Tables) -> None:
    """The index of the full text is whole, and agrees with the texts."""
    with tables.connection() as connection:
        copy = connection.__class__(":memory:", isolation_level=None)
        connection.backup(copy)
        copy.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        copy.close()
