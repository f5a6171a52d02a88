"""What breaks a promise is found, and what keeps all of them passes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pyoxigraph
import pytest
from rdflib import SH, Graph

from kg.facts import Fact
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri, Literal, Quad, Term
from kg.rdf import document_quads, fact_iri, nquads, run_quads, vocabulary_quads
from kg.resolve import resolve
from kg.validate import check_graphs, evidence_problems, shape_problems, validate
from kg.validate.evidence import CHECKED_HERE
from ontology import shapes
from ontology.terms import DCTERMS, KG, OA, ORG, RDF, SCHEMA, SKOS, XSD
from tests.kg.facts_for_tests import CLAIMS, EVENTS, MEASURES, NAMES, ROLES, TEXT, at, example_document, example_facts

NAMER = Namer()
DOCUMENT = example_document()


def quads_of(document: Document) -> tuple[Quad, ...]:
    facts = example_facts()
    return document_quads(document, facts, resolve(document, facts, NAMER, lexicon()), NAMER, lexicon())


EXAMPLE = quads_of(DOCUMENT)
GRAPH = EXAMPLE[0].graph
Mutation = Callable[[tuple[Quad, ...]], Iterable[Quad]]


def iri(fact: Fact) -> Iri:
    return fact_iri(DOCUMENT, fact)


def without(subject: str, predicate: str) -> Mutation:
    """Leaves something unsaid."""

    def mutate(quads: tuple[Quad, ...]) -> Iterable[Quad]:
        left = [quad for quad in quads if (quad.subject, quad.predicate) != (subject, predicate)]
        assert len(left) < len(quads), "the mutation changes nothing"
        return left

    return mutate


def also(subject: str, predicate: str, value: Term) -> Mutation:
    """Says one thing more."""
    return lambda quads: (*quads, Quad(subject=Iri(subject), predicate=Iri(predicate), object=value, graph=GRAPH))


def instead(subject: str, predicate: str, value: Term) -> Mutation:
    """Says something else."""
    return lambda quads: also(subject, predicate, value)(tuple(without(subject, predicate)(quads)))


def decimal(text: str) -> Literal:
    return Literal(value=text, datatype=XSD.decimal)


BASE = NAMER.base
STEEL = NAMER.measure(imposing="US", target="CA", sector="steel", measure="tariff")
USMCA = NAMER.agreement("usmca")
OTHER_NAME = Literal(value="E. Marchand", datatype="", language="en")
NO_DAY = Literal(value="2025-02-30", datatype=XSD.date)
NOBODY = Iri(NAMER.person("X", None))
ANOTHER = Iri(NAMER.document(url="b", text=""))
CODE = "https://onrecord.example/code/"
PERSON = "https://onrecord.example/person/elise-marchand-ad13.ca"
SELECTOR = NAMER.selector(DOCUMENT.iri, at("denied that mills would close").start, at("denied that mills would close").end)
PASSAGE = NAMER.passage(DOCUMENT.iri, at("denied that mills would close").start, at("denied that mills would close").end)

MUTATIONS: tuple[tuple[str, str, Mutation], ...] = (
    ("a fact without document", iri(CLAIMS[0]), without(iri(CLAIMS[0]), DCTERMS.source)),
    ("a fact of two documents", iri(CLAIMS[0]), also(iri(CLAIMS[0]), DCTERMS.source, ANOTHER)),
    ("a fact without evidence", iri(ROLES[0]), without(iri(ROLES[0]), KG.evidence)),
    ("a fact without confidence", iri(EVENTS[0]), without(iri(EVENTS[0]), KG.confidence)),
    ("a confidence above one", iri(EVENTS[0]), instead(iri(EVENTS[0]), KG.confidence, decimal("1.2"))),
    ("a confidence in words", iri(EVENTS[0]), instead(iri(EVENTS[0]), KG.confidence, Literal(value="high"))),
    ("a fact without rule", iri(MEASURES[0]), without(iri(MEASURES[0]), KG.rule)),
    ("a date in words", iri(CLAIMS[0]), instead(iri(CLAIMS[0]), DCTERMS.date, Literal(value="Tuesday"))),
    ("a day that is not", iri(CLAIMS[0]), instead(iri(CLAIMS[0]), DCTERMS.date, NO_DAY)),
    ("an utterance without speaker", iri(CLAIMS[0]), without(iri(CLAIMS[0]), SCHEMA.spokenByCharacter)),
    ("an utterance without text", iri(CLAIMS[0]), without(iri(CLAIMS[0]), SCHEMA.text)),
    ("a form of no list", iri(CLAIMS[0]), instead(iri(CLAIMS[0]), DCTERMS.type, Iri(CODE + "shouted"))),
    ("a polarity of another list", iri(CLAIMS[0]), instead(iri(CLAIMS[0]), KG.polarity, Iri(CODE + "direct"))),
    ("a sector of no scheme", iri(CLAIMS[0]), also(iri(CLAIMS[0]), KG.sector, Iri(BASE + "sector/stell"))),
    ("a speaker nobody describes", iri(CLAIMS[0]), instead(iri(CLAIMS[0]), SCHEMA.spokenByCharacter, NOBODY)),
    ("a post without country", iri(ROLES[0]), without(iri(ROLES[0]), KG.country)),
    ("a post without status", iri(ROLES[0]), without(iri(ROLES[0]), KG.status)),
    ("a post of two people", iri(ROLES[0]), also(iri(ROLES[0]), ORG.member, NOBODY)),
    ("a measure on two sectors", STEEL, also(STEEL, KG.sector, Iri(BASE + "sector/lumber"))),
    ("a measure by nobody", STEEL, without(STEEL, KG.imposedBy)),
    ("a rate above the scale", iri(MEASURES[0]), instead(iri(MEASURES[0]), KG.rate, decimal("35000"))),
    ("a range upside down", iri(MEASURES[1]), instead(iri(MEASURES[1]), KG.rateUpper, decimal("5"))),
    ("an agreement with one party", USMCA, instead(USMCA, KG.party, Iri(BASE + "country/CA"))),
    ("a person with two labels", PERSON, also(PERSON, SKOS.prefLabel, OTHER_NAME)),
    ("a person without label", PERSON, without(PERSON, SKOS.prefLabel)),
    ("a name for nothing", iri(NAMES[0]), without(iri(NAMES[0]), OA.hasBody)),
    ("a passage without selector", PASSAGE, without(PASSAGE, OA.hasSelector)),
    ("a span upside down", SELECTOR, instead(SELECTOR, OA.start, Literal(value="9999", datatype=XSD.integer))),
    ("an event of no type", iri(EVENTS[0]), without(iri(EVENTS[0]), DCTERMS.type)),
)  # fmt: skip


def test_a_good_document_and_the_vocabulary_conform() -> None:
    report = validate((*EXAMPLE, *vocabulary_quads()))
    assert report.problems == ()
    assert report.conforms
    assert (report.graphs, report.documents) == (2, 1)


@pytest.mark.parametrize(("node", "mutate"), [one[1:] for one in MUTATIONS], ids=[one[0] for one in MUTATIONS])
def test_the_shapes_catch_every_mutation(node: str, mutate: Mutation) -> None:
    problems = shape_problems(GRAPH, mutate(EXAMPLE))
    assert node in {problem.node for problem in problems}, problems
    assert all(problem.message and problem.graph == GRAPH for problem in problems)


MISQUOTED: tuple[tuple[str, str, Mutation], ...] = (
    ("other words", PASSAGE, instead(SELECTOR, OA.exact, Literal(value="denied that mills would open!"))),
    ("fewer words", PASSAGE, instead(SELECTOR, OA.exact, Literal(value="denied"))),
    ("shifted", PASSAGE, instead(SELECTOR, OA.start, Literal(value="0", datatype=XSD.integer))),
    ("past the end", PASSAGE, instead(SELECTOR, OA.end, Literal(value=str(len(TEXT) + 5), datatype=XSD.integer))),
    ("no offset", PASSAGE, without(SELECTOR, OA.end)),
    ("no whole offset", PASSAGE, instead(SELECTOR, OA.end, Literal(value="soon"))),
    ("another text", PASSAGE, instead(DOCUMENT.iri, SCHEMA.text, Literal(value=TEXT.replace("mills", "marts")))),
    ("no text", PASSAGE, without(DOCUMENT.iri, SCHEMA.text)),
    ("two texts", PASSAGE, also(DOCUMENT.iri, SCHEMA.text, Literal(value="another"))),
    ("elsewhere", iri(CLAIMS[2]), instead(PASSAGE, OA.hasSource, ANOTHER)),
)  # fmt: skip


@pytest.mark.parametrize(("node", "mutate"), [one[1:] for one in MISQUOTED], ids=[one[0] for one in MISQUOTED])
def test_evidence_that_does_not_say_what_the_text_says_is_found(node: str, mutate: Mutation) -> None:
    assert evidence_problems(EXAMPLE) == ()
    assert node in {problem.node for problem in evidence_problems(mutate(EXAMPLE))}


def test_the_evidence_check_does_the_work_of_the_constraints_that_it_replaces() -> None:
    graph = Graph().parse(data=shapes(), format="turtle")
    messages = {str(graph.value(constraint, SH.message)) for constraint in graph.objects(None, SH.sparql)}
    assert set(CHECKED_HERE) <= messages


def test_checking_all_of_the_vocabulary_finds_the_same() -> None:
    """Only what a graph points at takes part; the whole vocabulary in the same graph must not change the verdict."""
    names = ("a sector of no scheme", "a form of no list", "a speaker nobody describes", "a post without country")
    whole = tuple(replace(quad, graph=GRAPH) for quad in vocabulary_quads())
    for mutate in (lambda quads: quads, *(mutate for name, _, mutate in MUTATIONS if name in names)):
        mutated = tuple(mutate(EXAMPLE))
        assert shape_problems(GRAPH, (*mutated, *whole)) == shape_problems(GRAPH, mutated)


def test_graphs_are_checked_one_by_one_with_progress() -> None:
    other = quads_of(replace(DOCUMENT, iri=NAMER.document(url="https://other.example/1", text=TEXT)))
    spoiled = tuple(without(iri(ROLES[0]), KG.evidence)(EXAMPLE))
    checked = list(check_graphs((*spoiled, *other, *vocabulary_quads())))
    assert [one.position for one in checked] == [1, 2, 3]
    assert {one.total for one in checked} == {3}
    assert {one.graph: bool(one.problems) for one in checked} == {
        GRAPH: True,
        other[0].graph: False,
        Iri(VOCABULARY_GRAPH): False,
    }
    assert {one.document for one in checked} == {DOCUMENT.iri, NAMER.document(url="https://other.example/1", text=TEXT), None}


def test_a_check_can_be_stopped_before_the_second_graph_is_read() -> None:
    read: list[Iri | None] = []

    class Watched:
        def graph_names(self) -> tuple[Iri, ...]:
            return (GRAPH, Iri(VOCABULARY_GRAPH))

        def quads(self, graph: Iri | None = None) -> tuple[Quad, ...]:
            read.append(graph)
            return EXAMPLE if graph == GRAPH else vocabulary_quads()

    assert next(check_graphs(Watched())).graph == GRAPH
    assert read == [GRAPH]


def derived(*said: tuple[str, str, Term]) -> tuple[Quad, ...]:
    return tuple(Quad(subject=Iri(s), predicate=Iri(p), object=o, graph=Iri(NAMER.derived_graph)) for s, p, o in said)


def test_graphs_that_span_documents_are_checked_with_what_they_point_at() -> None:
    claim = NAMER.claim(iri(CLAIMS[0]))
    good = derived(
        (claim, RDF.type, Iri(SCHEMA.Claim)),
        (claim, SCHEMA.text, Literal(value="Ottawa would answer")),
        (claim, SCHEMA.appearance, iri(CLAIMS[0])),
    )
    bad = derived((claim, RDF.type, Iri(SCHEMA.Claim)), (claim, SCHEMA.appearance, iri(ROLES[0])))
    assert validate((*EXAMPLE, *good)).problems == ()
    assert {problem.node for problem in validate((*EXAMPLE, *bad)).problems} == {claim}


def test_runs_conform() -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    assert validate((*EXAMPLE, *run_quads([DOCUMENT.iri], NAMER, version="0.1.0", started=now, ended=now))).problems == ()


def test_what_comes_back_from_a_store_conforms() -> None:
    """Through Oxigraph and back, term by term, as a store hands quads out."""
    store = pyoxigraph.Store()
    store.load(nquads(EXAMPLE).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    back = tuple(
        Quad(
            subject=Iri(quad.subject.value),
            predicate=Iri(quad.predicate.value),
            object=Iri(quad.object.value)
            if isinstance(quad.object, pyoxigraph.NamedNode)
            else Literal(
                value=quad.object.value,
                datatype="" if quad.object.language else quad.object.datatype.value,
                language=quad.object.language or "",
            ),
            graph=Iri(quad.graph_name.value),
        )
        for quad in store
    )
    assert set(back) == set(EXAMPLE)
    assert validate(back).conforms
