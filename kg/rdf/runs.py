"""The record of runs: when which version read which documents. The time is an argument; no clock is read here."""

from collections.abc import Iterable
from datetime import datetime

from kg.ids import Namer
from kg.model import Iri, Quad
from kg.rdf.describe import triple
from kg.rdf.document import in_graph
from kg.rdf.terms import Triple, english, moment
from ontology.terms import PROV, RDF, SKOS

EDITED = "edited"
"""The version that a document is on record with once others than a reader have changed it: it is read again when it comes."""


def run_quads(documents: Iterable[str], namer: Namer, *, version: str, started: datetime, ended: datetime) -> tuple[Quad, ...]:
    """One run for the runs graph: a prov:Activity that used documents, given by their IRIs, and generated their graphs."""
    begin, end = moment(started), moment(ended)
    run, agent = Iri(namer.run(version, begin.value)), Iri(namer.version(version))
    said: set[Triple] = {
        triple(run, RDF.type, PROV.Activity),
        (run, Iri(PROV.startedAtTime), begin),
        (run, Iri(PROV.endedAtTime), end),
        triple(run, PROV.wasAssociatedWith, agent),
        triple(agent, RDF.type, PROV.SoftwareAgent),
        (agent, Iri(SKOS.prefLabel), english(label_of(version))),
    }
    for document in documents:
        said.add(triple(run, PROV.used, document))
        said.add(triple(run, PROV.generated, namer.graph(document)))
    return in_graph(said, namer.runs_graph)


def label_of(version: str) -> str:
    """What a version of the program is called in the record."""
    return f"Onrecord {version}"
