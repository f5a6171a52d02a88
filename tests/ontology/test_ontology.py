"""The vocabulary, its Python names, the code lists and the JSON-LD context say the same."""

import json
import re

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

import ontology
from kg.consolidate import Variation
from kg.facts import CODE_LISTS
from kg.ids import code_iri
from ontology.terms import DCTERMS, KG, OA, ORG, PREFIXES, PROV, SCHEMA, VOCABULARY

CODES = VOCABULARY + "code/"


@pytest.fixture(scope="module")
def graph() -> Graph:
    whole = Graph()
    for text in ontology.turtle():
        whole.parse(data=text, format="turtle")
    return whole


def subjects(graph: Graph, base: str) -> set[str]:
    return {str(subject) for subject in graph.subjects() if str(subject).startswith(base)}


def test_every_term_of_ours_is_declared_and_every_declared_term_has_a_python_name(graph: Graph) -> None:
    assert subjects(graph, KG.base) == set(KG.terms())


@pytest.mark.parametrize("term", KG.terms())
def test_every_term_of_ours_says_what_it_is(graph: Graph, term: str) -> None:
    (label,) = graph.objects(URIRef(term), RDFS.label)
    (comment,) = graph.objects(URIRef(term), RDFS.comment)
    assert isinstance(label, Literal)
    assert label.language == "en"
    assert str(comment).endswith(".")


def test_nothing_of_ours_is_used_that_is_not_declared(graph: Graph) -> None:
    shapes = Graph().parse(data=ontology.shapes(), format="turtle")
    used = {str(node) for triple in (*graph, *shapes) for node in triple if str(node).startswith((KG.base, CODES))}
    assert used <= {KG.base, *subjects(graph, KG.base), *subjects(graph, CODES)}


def test_code_lists_are_those_of_the_facts(graph: Graph) -> None:
    concepts = {str(node) for node in graph.subjects(RDF.type, SKOS.Concept) if str(node).startswith(CODES)}
    assert concepts == {code_iri(code) for codes in (*CODE_LISTS, Variation) for code in codes}


@pytest.mark.parametrize("code", sorted({str(code) for codes in CODE_LISTS for code in codes}))
def test_the_label_of_a_code_is_its_word_in_the_facts(graph: Graph, code: str) -> None:
    concept = URIRef(code_iri(code))
    assert list(graph.objects(concept, SKOS.prefLabel)) == [Literal(code, lang="en")]
    (scheme,) = graph.objects(concept, SKOS.inScheme)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_the_vocabulary_holds_no_blank_node(graph: Graph) -> None:
    assert all(isinstance(subject, URIRef) for subject in graph.subjects())


@pytest.mark.parametrize("text", [*ontology.turtle(), ontology.shapes()])
def test_prefixes_are_the_same_everywhere_and_all_in_use(text: str) -> None:
    ours = dict(PREFIXES)
    body = re.sub(r"(?m)^(@prefix.*|#.*)$", "", text)
    for prefix, base in re.findall(r"(?m)^@prefix (\S*?): +<(.+?)> \.$", text):
        assert ours.get(prefix, base) == base
        assert re.search(rf"(?<![\w/:]){re.escape(prefix)}:", body), f"the prefix {prefix}: is declared and never used"


def test_the_context_names_every_property_of_ours() -> None:
    terms = json.loads(ontology.context())["@context"]
    meanings = {meaning["@id"] if isinstance(meaning, dict) else meaning for meaning in terms.values()}
    properties = {f"kg:{term.removeprefix(KG.base)}" for term in KG.terms() if term.removeprefix(KG.base)[0].islower()}
    assert properties <= meanings


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's JSON-LD parser uses what rdflib deprecates
def test_json_with_the_context_means_the_terms_of_the_graph() -> None:
    document = json.loads(ontology.context()) | {
        "id": "https://data.example/u",
        "type": ["Utterance", "Quotation"],
        "speaker": "https://data.example/p",
        "text": "Tariffs hurt both of us.",
        "document": "https://data.example/d",
        "evidence": ["https://data.example/e"],
        "confidence": "0.9",
        "form": "code:direct",
        "quotedFrom": ["https://data.example/e"],
        "sector": ["sector-code:steel"],
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    said = {(str(p), str(o)) for _, p, o in graph}
    assert said == {
        (str(RDF.type), KG.Utterance),
        (str(RDF.type), SCHEMA.Quotation),
        (SCHEMA.spokenByCharacter, "https://data.example/p"),
        (SCHEMA.text, "Tariffs hurt both of us."),
        (DCTERMS.source, "https://data.example/d"),
        (KG.evidence, "https://data.example/e"),
        (KG.confidence, "0.9"),
        (DCTERMS.type, VOCABULARY + "code/direct"),
        (PROV.wasQuotedFrom, "https://data.example/e"),
        (KG.sector, VOCABULARY + "sector/steel"),
    }


def test_the_context_means_no_term_that_the_program_does_not_write() -> None:
    terms = json.loads(ontology.context())["@context"]
    namespaces = {"kg": KG, "schema": SCHEMA, "org": ORG, "oa": OA, "prov": PROV, "dcterms": DCTERMS}
    meanings = (meaning["@id"] if isinstance(meaning, dict) else meaning for meaning in terms.values())
    for prefix, _, name in (str(meaning).partition(":") for meaning in meanings):
        if prefix in namespaces and not name.startswith("//"):
            assert namespaces[prefix].base + name in namespaces[prefix].terms()


@pytest.mark.parametrize("name", ["no-such-question", "../terms", "", "who-said-what.rq"])
def test_an_unknown_question_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        ontology.query_text(name)


def test_questions_are_listed_in_order_and_can_be_read() -> None:
    names = ontology.query_names()
    assert list(names) == sorted(names)
    for name in names:
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert ontology.query_text(name).strip()


def test_a_misspelt_term_fails_where_it_is_written() -> None:
    with pytest.raises(AttributeError, match="Uterance"):
        _ = KG.Uterance
