"""The JSON-LD inside pages, read with rdflib: it says nothing else than the same address does as RDF."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, URIRef
from rdflib.term import Node

from api.settings import Settings
from kg.ids import Namer
from tests.api.outlets_for_pages import fill
from tests.api.running import serving
from tests.api.test_pages import HTML

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # of rdflib, by rdflib
BASE = Namer().base
SCHEMA = rdflib.Namespace("https://schema.org/")
KG = rdflib.Namespace("https://onrecord.example/ontology#")
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
_TOLD = "SELECT ?thing WHERE { ?thing a <%s> } ORDER BY ?thing"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over documents of several outlets that word one claim in several ways."""
    place: Path = tmp_path_factory.mktemp("embedded") / "store"
    fill(place)
    with serving(Settings(store=str(place))) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made


def paths(client: httpx.Client, kind: str) -> list[str]:
    """The addresses of all things of a class."""
    found = client.get("/sparql", params={"query": _TOLD % kind}, headers={"Accept": "text/csv"}).text.split()[1:]
    assert found
    return ["/" + one.removeprefix(BASE) for one in found]


def embedded(client: httpx.Client, path: str) -> Graph:
    """What a page carries; schema.org's own context is not fetched, its terms are what they are called."""
    (block,) = _BLOCK.findall(client.get(path, headers=HTML).text)
    told = json.loads(block)
    assert told["@context"] == "https://schema.org"
    told["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(told), format="json-ld")


def negotiated(client: httpx.Client, path: str) -> Graph:
    """What the same address answers a program that reads JSON-LD."""
    reply = client.get(path, headers={"Accept": "application/ld+json"})
    assert reply.status_code == 200
    whole = Graph()
    for quad in rdflib.Dataset(default_union=True).parse(data=reply.text, format="json-ld"):
        whole.add(quad[:3])
    return whole


def words(graph: Graph, subject: Node, property_: Node) -> set[str]:
    """The values of a property that have a name, without their types and languages."""
    return {str(one) for one in graph.objects(subject, property_) if not isinstance(one, BNode)}


def agreed(inside: Graph, whole: Graph) -> set[tuple[str, str]]:
    """The subjects and properties that both tell of; what the page tells of them must be told by the graph."""
    both = set()
    for subject, property_ in set(inside.subject_predicates()):
        known = {str(one) for one in whole.objects(subject, property_)}
        if known and property_ != RDF.type:
            assert words(inside, subject, property_) <= known, (subject, property_)
            both.add((str(subject), str(property_)))
    return both


def test_a_claim_carries_its_wordings(client: httpx.Client) -> None:
    for path in paths(client, SCHEMA.Claim):
        claim = URIRef(BASE + path[1:])
        inside, whole = embedded(client, path), negotiated(client, path)
        assert (claim, RDF.type, SCHEMA.Claim) in inside
        for property_ in (SCHEMA.text, SCHEMA.firstAppearance, SCHEMA.appearance):
            assert words(inside, claim, property_) == words(whole, claim, property_) != set()
        told = [URIRef(one) for one in words(inside, claim, SCHEMA.appearance)]
        documents = {document for one in told for document in words(inside, one, SCHEMA.isPartOf)}
        assert documents == {one.partition("#")[0] for one in told}


def test_a_measure_carries_who_imposes_what_on_whom_and_who_reports_it(client: httpx.Client) -> None:
    for path in paths(client, KG.TradeMeasure):
        measure = URIRef(BASE + path[1:])
        inside, whole = embedded(client, path), negotiated(client, path)
        for property_ in (RDF.type, KG.imposedBy, KG.imposedOn, KG.sector, DCTERMS.type):
            assert set(inside.objects(measure, property_)) == set(whole.objects(measure, property_))
        assert words(inside, measure, SCHEMA.name) == words(whole, measure, SKOS.prefLabel)
        assert set(inside.subjects(KG.measure, measure)) == set(whole.subjects(KG.measure, measure)) != set()


@pytest.mark.parametrize("kind", ["https://schema.org/Person", "https://onrecord.example/ontology#Agreement"])
def test_things_are_called_what_the_graph_calls_them(client: httpx.Client, kind: str) -> None:
    for path in paths(client, kind):
        thing = URIRef(BASE + path[1:])
        inside, whole = embedded(client, path), negotiated(client, path)
        assert words(inside, thing, SCHEMA.name) == words(whole, thing, SKOS.prefLabel)


def test_a_document_carries_its_headline_its_outlet_and_its_day(client: httpx.Client) -> None:
    for path in paths(client, SCHEMA.NewsArticle):
        document = URIRef(BASE + path[1:])
        inside, whole = embedded(client, path), negotiated(client, path)
        for property_, same in (
            (SCHEMA.headline, DCTERMS.title),
            (SCHEMA.datePublished, DCTERMS.issued),
            (SCHEMA.publisher, DCTERMS.publisher),
        ):
            assert words(inside, document, property_) == words(whole, document, same) != set()


def test_a_list_carries_the_claims_that_it_shows(client: httpx.Client) -> None:
    both = agreed(embedded(client, "/claims"), negotiated(client, "/claims"))
    assert {property_ for _, property_ in both} >= {str(SCHEMA.text), str(SCHEMA.spokenByCharacter)}


@pytest.mark.parametrize("kind", [SCHEMA.Claim, KG.TradeMeasure])
def test_a_page_runs_none_of_it(client: httpx.Client, kind: str) -> None:
    for path in paths(client, kind):
        (block,) = _BLOCK.findall(client.get(path, headers=HTML).text)
        assert not set("<>&\u2028\u2029") & set(block)
