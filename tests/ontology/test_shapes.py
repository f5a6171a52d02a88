"""The shapes: SHACL accepts them, a whole document passes them, and each thing that can be wrong is caught."""

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, URIRef

import ontology

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = """
@prefix kg: <https://onrecord.example/ontology#> . @prefix code: <https://onrecord.example/code/> .
@prefix sector: <https://onrecord.example/sector/> . @prefix country: <https://onrecord.example/country/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix d: <https://data.example/> .
"""

DOCUMENT = (
    PREFIXES
    + """
d:doc a schema:NewsArticle ; dcterms:title "Tariffs" ; dcterms:issued "2025-10"^^xsd:gYearMonth ;
  kg:textHash "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" ; kg:boilerplate d:span .
d:other a schema:NewsArticle ; kg:textHash "03b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" .
d:span a oa:SpecificResource ; oa:hasSource d:doc ; oa:hasSelector d:selector .
d:selector a oa:TextPositionSelector ; oa:start 3 ; oa:end 8 ; oa:exact "steel" .
d:ana a schema:Person ; skos:prefLabel "Ana Lopez"@en .
d:institute a org:Organization ; skos:prefLabel "Institute"@en .
d:minister a org:Role ; skos:prefLabel "trade minister"@en .
country:CA a schema:Country ; skos:prefLabel "Canada"@en ; skos:notation "CA" .
country:US a schema:Country ; skos:prefLabel "United States"@en ; skos:notation "US" .
country:001 a schema:Country ; skos:prefLabel "world"@en ; skos:notation "001" .
sector:steel a skos:Concept ; skos:prefLabel "steel"@en .
d:usmca a kg:Agreement ; skos:prefLabel "Agreement"@en ; kg:party country:CA, country:US .

d:said a kg:Utterance ; dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 0.9 ; kg:rule "ccomp" ;
  schema:spokenByCharacter d:ana ; schema:recipient d:institute ; schema:text "steel" ; prov:wasQuotedFrom d:span ;
  kg:cue "said" ; dcterms:type code:direct ; kg:act code:statement ; kg:polarity code:asserted ; kg:sector sector:steel ;
  schema:about country:CA ; dcterms:date "2025-10-03"^^xsd:date ; kg:dateText "on Friday" .
d:quoted a kg:Utterance ; dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 0.5 ; kg:rule "ccomp" ; kg:inside d:said ;
  schema:spokenByCharacter country:US ; schema:text "steel" ; prov:wasQuotedFrom d:span ; dcterms:type code:indirect ;
  kg:act code:thought ; kg:polarity code:denied ; kg:candidate "Ana Lopez" .
d:post a org:Membership ; dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 1.0 ; kg:rule "title" ; org:member d:ana ;
  org:role d:minister ; org:organization d:institute ; kg:status code:current .
d:tariff a kg:TradeMeasure ; skos:prefLabel "U.S. tariff on steel"@en ; dcterms:type code:tariff ; kg:imposedBy country:US ;
  kg:sector sector:steel .
d:worldwide a kg:TradeMeasure ; skos:prefLabel "U.S. tariff on the world's steel"@en ; dcterms:type code:tariff ;
  kg:imposedBy country:US ; kg:imposedOn country:001 ; kg:sector sector:steel .
d:report a kg:MeasureReport ; dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 1.0 ; kg:rule "active" ;
  kg:measure d:tariff ; kg:status code:in-force ; kg:change code:raised ; kg:previousRate 10.0 ; kg:rate 20.0 ;
  kg:rateUpper 25.0 ; kg:exempts d:usmca ; schema:agent d:ana .
d:meeting a schema:Event ; dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 1.0 ; kg:rule "met" ;
  dcterms:type code:meeting ; kg:status code:planned ; schema:attendee d:ana, country:CA ; schema:about d:usmca ;
  schema:location "Ottawa" .
d:name a oa:Annotation ; dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 1.0 ; kg:rule "alias" ; oa:hasBody d:usmca ;
  oa:hasTarget d:span ; oa:motivatedBy oa:identifying .
d:claim a schema:Claim ; schema:text "steel" ; schema:appearance d:said .
d:lopez a schema:Person ; skos:prefLabel "Lopez"@en ; kg:canonical d:ana .
d:ana kg:canonical d:ana .
d:match a kg:Match ; kg:compares d:ana, d:lopez ; kg:verdict "same" ; kg:confidence 0.8 ; kg:rule "surname" ;
  rdfs:comment "the same post" .
d:meeting kg:rejected true .
d:claim kg:wording d:wording .
d:wording a kg:Wording ; kg:utterance d:said ; kg:variation code:cut ; kg:changedWords "− of the town" ; kg:confidence 0.7 ;
  rdfs:comment "the same words" .
d:doc kg:retraction "The interview was invented." .
"""
)

# What is taken out, what is put in, and the nodes that must then fail.
WRONG = (
    ("dcterms:source d:doc ; kg:evidence d:span ; kg:confidence 0.9", "kg:evidence d:span ; kg:confidence 0.9", {"said"}),
    ("kg:evidence d:span ; kg:confidence 0.9", "kg:confidence 0.9", {"said"}),
    ("kg:confidence 0.9", "kg:confidence 1.9", {"said"}),
    ('kg:confidence 0.9 ; kg:rule "ccomp"', "kg:confidence 0.9", {"said"}),
    ("oa:hasSource d:doc", "oa:hasSource d:other", {"said", "quoted", "post", "report", "meeting", "name"}),
    ("schema:spokenByCharacter d:ana", 'schema:spokenByCharacter "Ana"', {"said"}),
    ("schema:spokenByCharacter d:ana", "schema:spokenByCharacter d:ana, country:US", {"said"}),
    ("dcterms:type code:direct", "dcterms:type code:tariff", {"said"}),
    ("kg:polarity code:denied ;", "", {"quoted"}),
    ("kg:inside d:said", "kg:inside d:report", {"quoted"}),
    ('"2025-10-03"^^xsd:date', '"Friday"', {"said"}),
    ("org:organization d:institute ;", "", {"post"}),
    ("org:member d:ana", "org:member d:institute", {"post"}),
    ("kg:imposedBy country:US ;\n  kg:sector sector:steel", "kg:imposedBy country:US", {"tariff"}),
    ("kg:imposedOn country:001", "kg:imposedOn country:001, country:CA", {"worldwide"}),
    ("kg:imposedOn country:001", "kg:imposedOn country:US", {"worldwide"}),
    ("kg:rateUpper 25.0", "kg:rateUpper 15.0", {"report"}),
    ("kg:rate 20.0 ;\n  kg:rateUpper 25.0", "kg:rate 20000.0", {"report"}),
    ("kg:status code:in-force", "kg:status code:current", {"report"}),
    ("kg:status code:planned", "kg:status code:former", {"meeting"}),
    ("oa:hasBody d:usmca", "oa:hasBody sector:steel", {"name"}),
    ("oa:motivatedBy oa:identifying", "oa:motivatedBy oa:linking", {"name"}),
    ('skos:notation "001"', 'skos:notation "World"', {"001"}),
    ("kg:party country:CA, country:US", "kg:party country:CA", {"usmca"}),
    ('skos:prefLabel "Ana Lopez"@en', 'skos:prefLabel "Ana Lopez"@en, "Anna Lopez"@en', {"ana"}),
    ("oa:end 8", "oa:end 2", {"selector"}),
    ("oa:start 3", 'oa:start "3"', {"selector"}),
    ('oa:exact "steel"', 'oa:exact "steels"', {"selector"}),
    ('kg:textHash "e3b0c44298', 'kg:textHash "', {"doc"}),
    ("schema:appearance d:said", "schema:appearance d:report", {"claim"}),
    ("kg:compares d:ana, d:lopez", "kg:compares d:ana", {"match"}),
    ("kg:compares d:ana, d:lopez", "kg:compares d:ana, country:CA", {"match"}),
    ('kg:verdict "same"', 'kg:verdict "maybe"', {"match"}),
    ('rdfs:comment "the same post"', 'kg:dateText "the same post"', {"match"}),
    ("d:ana kg:canonical d:ana", "d:ana kg:canonical d:ana, d:lopez", {"ana"}),
    ("kg:rejected true", "kg:rejected false", {"meeting"}),
    ("kg:variation code:cut", "kg:variation code:direct", {"wording"}),
    ("kg:confidence 0.7", "kg:confidence 7.0", {"wording"}),
    (' ;\n  rdfs:comment "the same words"', "", {"wording"}),
    ("kg:utterance d:said", "kg:utterance d:post", {"wording"}),
    ('"The interview was invented."', '""', {"doc"}),
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=ontology.shapes(), format="turtle")


def failures(turtle: str, shapes: Graph) -> set[str]:
    """The last segments of the IRIs of the nodes that fail."""
    conforms, report, _ = validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=shapes)
    results = report.objects(None, URIRef(SH + "result"))
    failed = {str(report.value(result, URIRef(SH + "focusNode"))).rsplit("/", 1)[1] for result in results}
    assert conforms == (not failed)
    return failed


def test_shacl_accepts_the_shapes(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_vocabulary_passes(shapes: Graph) -> None:
    assert failures("\n".join(ontology.turtle()), shapes) == set()


def test_a_whole_document_passes(shapes: Graph) -> None:
    assert failures(DOCUMENT, shapes) == set()


def test_every_shape_but_those_that_others_share_has_a_case(shapes: Graph) -> None:
    targets = set(shapes.objects(None, URIRef(SH + "targetClass")))
    data = Graph().parse(data=DOCUMENT, format="turtle")
    assert {kind for kind in targets if (None, RDF.type, kind) not in data} == {URIRef("http://xmlns.com/foaf/0.1/Group")}


@pytest.mark.parametrize(("taken", "put", "caught"), WRONG)
def test_what_is_wrong_is_caught(shapes: Graph, taken: str, put: str, caught: set[str]) -> None:
    assert DOCUMENT.count(taken) == 1
    assert failures(DOCUMENT.replace(taken, put), shapes) == caught
