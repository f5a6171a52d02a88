"""Every download re-reads in the tool that it is for, and holds the example's facts."""

import csv
import io
import json

import httpx
import networkx as nx
import pytest
import rdflib

from kg.export import FORMATS
from kg.ids import Namer
from tests.kg.facts_for_tests import CLAIMS, example_document

_RDF = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "rdf": "xml", "jsonld": "json-ld"}
_UTTERANCE = rdflib.URIRef(Namer().base + "ontology#Utterance")


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # of rdflib, by rdflib
@pytest.mark.parametrize("suffix", sorted(_RDF))
def test_rdf_re_reads_with_every_claim(client: httpx.Client, suffix: str) -> None:
    reply = client.get(f"/downloads/onrecord.{suffix}")
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=reply.content, format=_RDF[suffix])
    claims = set(graph.subjects(rdflib.RDF.type, _UTTERANCE))
    assert len(claims) == len(CLAIMS)
    assert all(str(claim).startswith(example_document().iri) for claim in claims)


def test_graphs_re_read_in_networkx(client: httpx.Client) -> None:
    graphml = nx.parse_graphml(client.get("/downloads/onrecord.graphml").text)
    gexf = nx.read_gexf(io.BytesIO(client.get("/downloads/onrecord.gexf").content))
    assert "Élise Marchand" in {graphml.nodes[node]["label"] for node in graphml}
    assert "Élise Marchand" in {gexf.nodes[node]["label"] for node in gexf}


def test_csv_has_a_row_for_each_claim(client: httpx.Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/downloads/onrecord.csv").text)))
    assert len(rows) == 1 + len(CLAIMS)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_a_download_is_a_named_file_of_its_media_type(client: httpx.Client, format_: object) -> None:
    known = next(one for one in FORMATS if one == format_)
    reply = client.get(f"/downloads/onrecord{known.suffix}")
    assert reply.headers["content-type"].partition(";")[0] == known.media_type
    assert f'filename="onrecord{known.suffix}"' in reply.headers["content-disposition"]


def test_an_unknown_ending_is_told(client: httpx.Client) -> None:
    reply = client.get("/downloads/onrecord.docx")
    assert reply.status_code == 404
    assert "docx" in json.loads(reply.text)["detail"]
