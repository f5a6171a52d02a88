"""How much a store holds, and what is in it by name: documents, the things that are counted, whom and what claims are of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.facts import Act
from kg.ids import code_iri
from kg.model import Iri
from kg.search.choice import Wanted, choose
from kg.search.counts import Counts
from kg.tables import Facet, Tables

USUAL_ACTS = (Act.STATEMENT, Act.THOUGHT)
"""What is listed where no act is asked for: what somebody wants or does is an attitude, and nothing that was said."""

_POSTS = "SELECT COUNT(DISTINCT iri) FROM post"
_THINGS = "SELECT kind, COUNT(DISTINCT iri) FROM thing GROUP BY kind"
_OF_KIND = "SELECT DISTINCT iri FROM thing WHERE kind = ? ORDER BY iri"
_DOCUMENTS = "SELECT iri, MIN(published) FROM document WHERE is_described GROUP BY iri ORDER BY iri"
_TITLES = "SELECT iri, MIN(title), MIN(published) FROM document WHERE is_described GROUP BY iri ORDER BY iri"
_NEWEST = "SELECT DISTINCT iri FROM document WHERE is_described ORDER BY published DESC, title DESC, iri LIMIT ?"
_READ = "SELECT document, MAX(started) FROM run WHERE document IN ({}) GROUP BY document"
_WRITTEN = """
SELECT text, SUM(times) FROM written WHERE agent IN (SELECT id FROM name WHERE label = '' AND iri IN ({}))
GROUP BY text ORDER BY 2 DESC, 1
"""
_NAMES = 200
"""Values of a facet that are known by name at most; the rest is found by what is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many documents, posts, and things of each class that is counted; `claims` by facet, of what is usually listed."""

    documents: int
    posts: int
    things: Mapping[str, int]
    claims: Counts


def read_figures(tables: Tables) -> Figures:
    """How much there is; `tables.once(read_figures)` counts it but once."""
    ((posts,),) = tables.rows(_POSTS)
    usual = Wanted(values={Facet.ACT: tuple(map(code_iri, USUAL_ACTS))})
    return Figures(
        documents=len(documents(tables)),
        posts=int(str(posts)),
        things={str(kind): int(str(number)) for kind, number in tables.rows(_THINGS)},
        claims=Counts.of(choose(tables, usual), _NAMES),
    )


def documents(tables: Tables) -> tuple[tuple[Iri, str], ...]:
    """All documents and the days on which they were published, "" for unknown ones; by IRI."""
    return tuple((Iri(str(iri)), str(published)) for iri, published in tables.rows(_DOCUMENTS))


def titles(tables: Tables) -> tuple[tuple[str, str, str], ...]:
    """All documents with their titles and the days on which they were published, "" for what is unknown; by IRI."""
    return tuple((str(iri), str(title), str(published)) for iri, title, published in tables.rows(_TITLES))


def newest_documents(tables: Tables, limit: int) -> tuple[Iri, ...]:
    """The documents published last; undated ones come at the end."""
    return tuple(Iri(str(iri)) for (iri,) in tables.rows(_NEWEST, (limit,)))


def things(tables: Tables, kind: str) -> tuple[Iri, ...]:
    """All things of a class of `kg.tables.COUNTED`, by IRI."""
    return tuple(Iri(str(iri)) for (iri,) in tables.rows(_OF_KIND, (kind,)))


def read_when(tables: Tables, documents: Iterable[str]) -> Mapping[str, str]:
    """When documents were read last, as far as that is on record: "2025-10-07T09:30:00Z"."""
    wanted = tuple(sorted(set(documents)))
    return {str(document): str(at) for document, at in tables.rows(_READ.format(", ".join("?" * len(wanted))), wanted)}


def written_names(tables: Tables, nodes: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The names that documents write for somebody known by some IRIs, with the number of places, the most frequent first."""
    rows = tables.rows(_WRITTEN.format(", ".join("?" * len(nodes))), tuple(nodes))
    return tuple((str(text), int(str(times))) for text, times in rows)
