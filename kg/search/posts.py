"""Which posts people hold according to documents: in one document, and over all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.tables import Tables
from ontology.terms import KG

_JUDGED = "SELECT subject, predicate, MIN(object) FROM link WHERE predicate IN (?, ?) GROUP BY subject, predicate"
_CANONICAL = "SELECT subject, MAX(object) FROM link WHERE predicate = ? GROUP BY subject"
_COUNTED = """
SELECT person, words, status, COUNT(DISTINCT document) FROM post
WHERE iri NOT IN (SELECT subject FROM link WHERE predicate IN (?, ?)) GROUP BY person, words, status
"""
_APART = """
SELECT iri, person, words, status FROM post
WHERE iri IN (SELECT subject FROM link WHERE predicate IN (?, ?)) GROUP BY iri
"""
_IN_DOCUMENTS = """
SELECT post.iri, person, document, words, status FROM document JOIN post ON post.graph = document.graph
WHERE document.iri IN ({}) ORDER BY status LIKE 'former%', confidence DESC, words, post.iri
"""
_JUDGING = (KG.agent, KG.rejected)
_TRUE = ("true", "1")
_FORMER = "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """The post of each person that most documents tell, a current one if there is any; and whose a post really is."""

    usual: Mapping[str, str]
    agents: Mapping[str, str]
    rejected: frozenset[str]
    stands_for: Mapping[str, str]

    def holder(self, post: str, person: str) -> str:
        """Who holds a post that a document gives somebody, by the IRI that stands for that person; "" where it is wrong."""
        if post in self.rejected:
            return ""
        return self.agents.get(post) or self.stands_for.get(person, person)


def read_posts(tables: Tables) -> Posts:
    """What is known of posts over all documents; `tables.once(read_posts)` reads it but once."""
    judged = [(str(subject), predicate, str(value)) for subject, predicate, value in tables.rows(_JUDGED, _JUDGING)]
    found = Posts(
        usual={},
        agents={subject: value for subject, predicate, value in judged if predicate == KG.agent},
        rejected=frozenset(subject for subject, predicate, value in judged if predicate == KG.rejected and value in _TRUE),
        stands_for={str(subject): str(one) for subject, one in tables.rows(_CANONICAL, (KG.canonical,))},
    )
    told: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    rows = (("", *row) for row in tables.rows(_COUNTED, _JUDGING))
    apart = ((*row, 1) for row in tables.rows(_APART, _JUDGING))
    for iri, person, words, status, count in (*rows, *apart):
        if holder := found.holder(str(iri), str(person)):
            told[holder][_shown(words, status)] += int(str(count))
    usual = {holder: _usual(counts) for holder, counts in told.items()}
    return Posts(usual=usual, agents=found.agents, rejected=found.rejected, stands_for=found.stands_for)


def _usual(counts: Mapping[tuple[bool, str], int]) -> str:
    return min(counts, key=lambda post: (post[0], -counts[post], post[1]))[1]


def posts_in(tables: Tables, documents: Iterable[str]) -> Mapping[tuple[str, str], str]:
    """The post that a document gives a person, the surest of several, current ones first; by person and document."""
    known, wanted = tables.once(read_posts), tuple(sorted(set(documents)))
    found: dict[tuple[str, str], str] = {}
    for iri, person, document, words, status in tables.rows(_IN_DOCUMENTS.format(", ".join("?" * len(wanted))), wanted):
        if holder := known.holder(str(iri), str(person)):
            found.setdefault((holder, str(document)), _shown(words, status)[1])
    return found


def _shown(words: object, status: object) -> tuple[bool, str]:
    """Whether a post is a former one, and how it is told."""
    is_former = str(status).startswith(_FORMER)
    return is_former, f"{_FORMER} {words}" if is_former else str(words)
