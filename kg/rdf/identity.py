"""Which facts of a document are one: two readings that get the same IRI are the same fact told twice."""

from collections.abc import Iterable, Mapping

from kg.facts import Claim, Fact
from kg.ids import Namer
from kg.model import Document, Iri, Span

_NAMER = Namer()  # what is named below a document's IRI needs no base of its own


def fact_iri(document: Document, fact: Fact) -> Iri:
    """The IRI of a fact: its document, kind, place and what it says."""
    return Iri(_NAMER.fact(document.iri, fact.kind, fact.start, *fact.key))


def distinct_facts(document: Document, facts: Iterable[Fact]) -> dict[Iri, Fact]:
    """Facts by IRI, in the order of the text. Of readings that share an IRI the surest stays, whatever the order they come in.

    Example: two rules read the same post from the same words; the graph must not hold two confidences for one fact.
    """
    found: dict[Iri, Fact] = {}
    for fact in facts:
        iri = fact_iri(document, fact)
        rival = found.get(iri)
        if rival is None or _sureness(fact) > _sureness(rival):
            found[iri] = fact
    return dict(sorted(found.items(), key=lambda item: (item[1].start, item[0])))


Contents = Mapping[tuple[Span, ...], tuple[Iri, ...]]
"""The claims of a document by what they quote."""


def claims_by_content(facts: Mapping[Iri, Fact]) -> Contents:
    """The claims among a document's facts by their content spans, so that a claim inside another finds it."""
    found: dict[tuple[Span, ...], tuple[Iri, ...]] = {}
    for iri, fact in sorted(facts.items()):
        if isinstance(fact, Claim):
            found[fact.content] = (*found.get(fact.content, ()), iri)
    return found


def quoting_claim(iri: Iri, claim: Claim, contents: Contents) -> Iri | None:
    """The claim that quotes this one; None where it stands alone, or where its `inside` is the content of no claim kept."""
    return next((outer for outer in contents.get(claim.inside or (), ()) if outer != iri), None)


def _sureness(fact: Fact) -> tuple[float, str]:
    return (fact.confidence, repr(fact))
