"""Which posts people hold according to documents: in one document, and over all of them; read once a state."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.tables import Tables
from ontology.terms import KG

_ALL = "SELECT iri, person, document, words, status, confidence FROM post"
_JUDGED = "SELECT subject, predicate, MIN(object) FROM link WHERE predicate IN (?, ?) GROUP BY subject, predicate"
_CANONICAL = "SELECT subject, MAX(object) FROM link WHERE predicate = ? GROUP BY subject"
_FORMER = "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """The posts of one person: by document the surest, and of all the one that most documents tell; current ones first."""

    by_document: Mapping[str, str]
    usual: str

    def at(self, document: str) -> str:
        """The post that a document itself tells, otherwise the usual one."""
        return self.by_document.get(document, self.usual)


def read_posts(tables: Tables) -> Mapping[str, Posts]:
    """The posts of everybody who has any, by the IRI that stands for the person; `tables.once(read_posts)` reads them once."""
    stands_for = {str(subject): str(one) for subject, one in tables.rows(_CANONICAL, (KG.canonical,))}
    links = _judged(tables)
    told: dict[str, set[tuple[bool, float, str, str]]] = defaultdict(set)
    for iri, person, document, words, status, confidence in tables.rows(_ALL):
        agent, is_wrong = links.get(str(iri), ("", False))
        if not is_wrong:
            holder = agent or stands_for.get(str(person), str(person))
            is_former = str(status).startswith(_FORMER)
            shown = f"{_FORMER} {words}" if is_former else str(words)
            told[holder].add((is_former, -float(str(confidence)), shown, str(document)))
    return {holder: _best(sorted(found)) for holder, found in told.items()}


def _best(found: list[tuple[bool, float, str, str]]) -> Posts:
    by_document: dict[str, str] = {}
    documents: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for is_former, _, words, document in found:
        by_document.setdefault(document, words)
        documents[is_former, words].add(document)
    usual = min(documents, key=lambda post: (post[0], -len(documents[post]), post[1]))
    return Posts(by_document=by_document, usual=usual[1])


def _judged(tables: Tables) -> Mapping[str, tuple[str, bool]]:
    """Of facts of which the derived graph says so: who they are really about, and whether they are wrong."""
    found: dict[str, tuple[str, bool]] = {}
    for subject, predicate, value in tables.rows(_JUDGED, (KG.agent, KG.rejected)):
        agent, is_wrong = found.get(str(subject), ("", False))
        is_agent = predicate == KG.agent
        found[str(subject)] = (str(value), is_wrong) if is_agent else (agent, value in ("true", "1"))
    return found
