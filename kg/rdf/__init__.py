"""The only writer of RDF: facts in, sorted quads and canonical N-Quads out; no blank node, no clock."""

from kg.rdf.document import document_quads, in_graph
from kg.rdf.identity import claims_by_content, distinct_facts, fact_iri, quoting_claim
from kg.rdf.runs import EDITED, label_of, run_quads
from kg.rdf.serialise import nquads, ntriples
from kg.rdf.versions import Earlier, earlier, retraction_of, version_quads, without_facts
from kg.rdf.vocabulary import vocabulary_quads
from kg.rdf.withheld import PASSAGES_RULES, WITHHELD, is_withheld, passages_only

__all__ = (
    "EDITED",
    "PASSAGES_RULES",
    "WITHHELD",
    "Earlier",
    "claims_by_content",
    "distinct_facts",
    "document_quads",
    "earlier",
    "fact_iri",
    "in_graph",
    "is_withheld",
    "label_of",
    "nquads",
    "ntriples",
    "passages_only",
    "quoting_claim",
    "retraction_of",
    "run_quads",
    "version_quads",
    "vocabulary_quads",
    "without_facts",
)
