"""Which facts of a document are one: two readings that get the same IRI are the same fact told twice."""

from collections.abc import Iterable

from kg.facts import Fact
from kg.ids import Namer
from kg.model import Document, Iri


def fact_iri(document: Document, fact: Fact, namer: Namer) -> Iri:
    """The IRI of a fact: its document, kind, place and what it says."""
    return Iri(namer.fact(document.iri, fact.kind, fact.start, *fact.key))


def distinct_facts(document: Document, facts: Iterable[Fact], namer: Namer) -> dict[Iri, Fact]:
    """Facts by IRI, in the order of the text. Of readings that share an IRI the surest stays, whatever the order they come in.

    Example: two rules read the same post from the same words; the graph must not hold two confidences for one fact.
    """
    found: dict[Iri, Fact] = {}
    for fact in facts:
        iri = fact_iri(document, fact, namer)
        rival = found.get(iri)
        if rival is None or _sureness(fact) > _sureness(rival):
            found[iri] = fact
    return dict(sorted(found.items(), key=lambda item: (item[1].start, item[0])))


def _sureness(fact: Fact) -> tuple[float, str]:
    return (fact.confidence, repr(fact))
