"""What the SPARQL service says of itself and of its data, for programs: SPARQL service description and VoID."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.overview import figures
from api.routes.access import Reading
from api.routes.endpoint import ANYBODY, GRAPHS, media_type
from api.routes.replies import answers, pages
from kg.ids import check_iri
from kg.stores.texts import converted

router = APIRouter(tags=["SPARQL"])

_DESCRIBED = answers(*(kind for _, kind, _ in GRAPHS))

_SERVICE = """
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<{address}> a sd:Service ;
  sd:endpoint <{address}> ;
  sd:supportedLanguage sd:SPARQL10Query, sd:SPARQL11Query, sd:SPARQL11Update ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
    formats:SPARQL_Results_TSV, formats:Turtle,
    formats:N-Triples, formats:JSON-LD, formats:RDF_XML, formats:N-Quads, formats:TriG, formats:N3 ;
  sd:inputFormat formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML, formats:N3 ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""
_DATA = """
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<{root}/.well-known/void> a void:DatasetDescription ;
  <http://xmlns.com/foaf/0.1/primaryTopic> <{root}/.well-known/void#data> .
<{root}/.well-known/void#data> a void:Dataset ;
  dcterms:title "Who said what about which sector"@en ;
  void:sparqlEndpoint <{root}/sparql> ;
  void:dataDump <{root}/downloads/onrecord.nq>, <{root}/downloads/onrecord.ttl> ;
  void:uriSpace "{base}" ;
  void:vocabulary <https://onrecord.example/ontology#>, <https://schema.org/>, <http://www.w3.org/ns/prov#>,
    <http://www.w3.org/ns/org#>, <http://www.w3.org/2004/02/skos/core#> ;
  void:documents {documents} .
"""


def root_address(request: Request) -> str:
    """The address that the service was asked at, without a path; IdentifierError where the client made it up."""
    return check_iri(str(request.base_url).rstrip("/"))


def described(request: Request) -> Response:
    """The description of the service, for a request to its endpoint without a query."""
    return _rdf(request, _SERVICE.format(address=f"{root_address(request)}/sparql"))


@router.get(
    "/.well-known/void",
    summary="Describe the data (VoID)",
    response_class=Response,
    responses=_DESCRIBED,
)
def data(request: Request, store: Reading) -> Response:
    """The data set with its endpoint, its downloads and its vocabularies."""
    documents = next((number for label, number in figures(store) if label == "documents"), 0)
    return _rdf(request, _DATA.format(root=root_address(request), base=pages(request).base, documents=documents))


def _rdf(request: Request, turtle: str) -> Response:
    kind = media_type(request, GRAPHS, "", "The description")
    return Response(converted(turtle, kind), media_type=kind, headers=ANYBODY)
