"""What is written of a document: everything in its facts, the same bytes every time, readable by every tool."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import IdentifierError, OnrecordError
from kg.facts import (
    FACTS,
    AgreementId,
    CountryCode,
    Fact,
    Measure,
    MeasureType,
    Naming,
    PartialDate,
    Predicate,
    RoleTitle,
    SectorId,
)
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Literal, Mention, Quad, Span, Term
from kg.rdf import document_quads, fact_iri, nquads, ntriples, run_quads, vocabulary_quads
from kg.rdf.labels import measure_label, role_label
from kg.rdf.terms import decimal, moment, partial_date, unwritable, writable
from kg.resolve import resolve
from ontology import terms
from ontology.terms import DCTERMS, KG, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from tests.kg.facts_for_tests import (
    CLAIMS,
    EVENTS,
    MEASURES,
    NAMES,
    OUTER,
    ROLES,
    TEXT,
    at,
    example_document,
    example_facts,
)

NAMER = Namer()
BASE = "https://onrecord.example/"


def quads_of(document: Document, facts: list[Fact] | tuple[Fact, ...], namer: Namer = NAMER) -> tuple[Quad, ...]:
    return document_quads(document, facts, resolve(document, facts, namer, lexicon()), namer, lexicon())


EXAMPLE = quads_of(example_document(), example_facts())


def said(fact: Fact, quads: tuple[Quad, ...] = EXAMPLE) -> dict[str, set[str]]:
    """What the graph says of one fact: values by predicate, IRIs without the base."""
    return about(fact_iri(example_document(), fact), quads)


def about(node: str, quads: tuple[Quad, ...] = EXAMPLE) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.subject == node:
            found.setdefault(quad.predicate, set()).add(shown(quad.object))
    return found


def shown(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term.removeprefix(BASE)


def passages(values: set[str]) -> set[str]:
    """The words that passages quote."""
    selectors = {s for value in values for s in about(BASE + value)[OA.hasSelector]}
    return {words for selector in selectors for words in about(BASE + selector)[OA.exact]}


def test_a_post_is_a_membership_of_a_person_in_a_role_for_a_country() -> None:
    post = said(ROLES[0])
    assert post[RDF.type] == {ORG.Membership}
    assert post[ORG.member] == {"person/elise-marchand-ad13.ca"}
    assert post[ORG.role] == {"role/trade-minister"}
    assert post[KG.country] == {"country/CA"}
    assert post[KG.status] == {"code/current"}
    assert (post[KG.confidence], post[KG.rule]) == ({"0.95"}, {"title-before-name"})
    assert post[DCTERMS.source] == {example_document().iri.removeprefix(BASE)}
    assert passages(post[KG.evidence]) == {"Canadian Trade Minister Élise Marchand"}
    assert about(BASE + "role/trade-minister")[SKOS.prefLabel] == {"trade minister"}


def test_a_former_post_keeps_its_organisation_and_its_partial_dates() -> None:
    post = said(ROLES[2])
    assert post[ORG.organization] == {"organization/bank-of-canada"}
    assert post[KG.status] == {"code/former"}
    assert post[SCHEMA.endDate] == {"2019-05"}
    assert KG.country not in post


def test_a_measure_report_tells_of_a_lasting_measure() -> None:
    report = said(MEASURES[0])
    assert report[KG.measure] == {"measure/US-CA-steel-tariff"}
    assert (report[KG.rate], report[KG.previousRate]) == ({"35"}, {"25"})
    assert (report[KG.change], report[KG.status]) == ({"code/raised"}, {"code/in-force"})
    assert report[KG.exempts] == {"agreement/usmca"}
    assert report[SCHEMA.agent] == {"country/US"}
    assert (report[DCTERMS.date], report[KG.dateText]) == ({"2025-10-06"}, {"On Monday"})
    measure = about(BASE + "measure/US-CA-steel-tariff")
    assert measure == {
        RDF.type: {"ontology#TradeMeasure"},
        SKOS.prefLabel: {"U.S. tariff on Canadian steel"},
        DCTERMS.type: {"code/tariff"},
        KG.imposedBy: {"country/US"},
        KG.imposedOn: {"country/CA"},
        KG.sector: {"sector/steel"},
    }


def test_a_range_of_rates_and_a_measure_without_target() -> None:
    assert (said(MEASURES[1])[KG.rate], said(MEASURES[1])[KG.rateUpper]) == ({"10"}, {"15"})
    assert KG.imposedOn not in about(BASE + "measure/US-any-steel-tariff")
    assert about(BASE + "measure/US-001-copper-tariff")[KG.imposedOn] == {"country/001"}


def test_an_indirect_claim_tells_who_said_what_of_what() -> None:
    claim = said(CLAIMS[0])
    assert claim[RDF.type] == {KG.Utterance.removeprefix(BASE)}
    assert claim[SCHEMA.spokenByCharacter] == {"person/elise-marchand-ad13.ca"}
    assert claim[SCHEMA.text] == {"Ottawa would answer the new American duties on steel"}
    assert (claim[KG.cue], claim[DCTERMS.type]) == ({"said"}, {"code/indirect"})
    assert (claim[KG.act], claim[KG.polarity]) == ({"code/statement"}, {"code/asserted"})
    assert claim[KG.sector] == {"sector/steel"}
    assert claim[SCHEMA.about] == {"country/CA", "country/US"}
    assert passages(claim[KG.evidence]) == {
        "said on Tuesday that",
        "Canadian Trade Minister Élise Marchand",
        "Ottawa would answer the new American duties on steel",
    }


def test_a_split_quotation_is_one_quotation_from_one_span() -> None:
    claim = said(CLAIMS[1])
    assert claim[RDF.type] == {KG.Utterance.removeprefix(BASE), SCHEMA.Quotation}
    assert claim[SCHEMA.text] == {"We will not blink … and we will not hurry."}
    assert passages(claim[PROV.wasQuotedFrom]) == {
        "We will not blink,” Marchand told the Northern Ledger, “and we will not hurry."
    }
    assert claim[SCHEMA.recipient] == {"organization/northern-ledger"}
    assert {"We will not blink", "and we will not hurry.", "Marchand"} <= passages(claim[KG.evidence])


def test_a_claim_points_at_what_it_takes_up() -> None:
    facts = (replace(CLAIMS[1], sectors=(SectorId("steel"),), antecedents=(at("duties on steel"),)),)
    quads = quads_of(example_document(), facts)
    (taken,) = said(CLAIMS[1], quads)[KG.antecedent]
    (selector,) = about(BASE + taken, quads)[OA.hasSelector]
    assert about(BASE + selector, quads)[OA.exact] == {"duties on steel"}
    assert KG.antecedent not in said(CLAIMS[1])


def test_a_claim_inside_another_points_at_it() -> None:
    assert said(CLAIMS[5])[KG.inside] == {fact_iri(example_document(), OUTER).removeprefix(BASE)}
    assert KG.inside not in said(OUTER)


def test_a_claim_inside_one_that_is_not_there_stands_alone() -> None:
    facts = tuple(fact for fact in example_facts() if fact is not OUTER)
    assert KG.inside not in said(CLAIMS[5], quads_of(example_document(), facts))


def test_uncertain_speakers_are_groups_of_the_document_with_candidates() -> None:
    claim = said(CLAIMS[7])
    assert claim[KG.candidate] == {"J.R. Okafor", "Tom Reyes"}
    (speaker,) = claim[SCHEMA.spokenByCharacter]
    assert speaker.endswith("#group-he")
    assert about(BASE + speaker)[RDF.type] == {terms.FOAF.Group}


def test_groups_keep_the_country_that_the_text_states() -> None:
    (speaker,) = said(OUTER)[SCHEMA.spokenByCharacter]
    assert about(BASE + speaker)[KG.country] == {"country/CA"}
    assert about(BASE + speaker)[SKOS.prefLabel] == {"Canadian officials"}


def test_polarity_and_act_are_kept() -> None:
    assert said(CLAIMS[2])[KG.polarity] == {"code/denied"}
    assert said(CLAIMS[6])[KG.polarity] == {"code/questioned"}
    assert said(CLAIMS[3])[KG.act] == {"code/attitude"}
    assert said(CLAIMS[8])[KG.act] == {"code/thought"}


def test_an_event_has_participants_place_and_status() -> None:
    assert said(EVENTS[1])[SCHEMA.attendee] == {"person/elise-marchand-ad13.ca", "country/CA"}
    assert said(EVENTS[1])[SCHEMA.location] == {"Ottawa"}
    assert said(EVENTS[0])[SCHEMA.about] == {"agreement/usmca"}
    assert said(EVENTS[0])[DCTERMS.type] == {"code/review"}


def test_a_name_identifies_an_actor_or_an_agreement_at_every_place() -> None:
    assert said(NAMES[0])[OA.hasBody] == {"agreement/usmca"}
    assert said(NAMES[1])[OA.hasBody] == {"person/elise-marchand-ad13.ca"}
    assert said(NAMES[1])[OA.motivatedBy] == {OA.identifying}
    assert len(said(NAMES[1])[OA.hasTarget]) == 2
    assert said(NAMES[1])[RDFS.comment] == {"the surname of Élise Marchand"}


def test_the_document_is_described_with_its_text_and_furniture() -> None:
    document = about(example_document().iri)
    assert document[RDF.type] == {SCHEMA.NewsArticle}
    assert document[SCHEMA.text] == {TEXT}
    assert document[DCTERMS.title] == {"Steel towns wait for an answer"}
    assert document[DCTERMS.issued] == {"2025-10-08"}
    assert document[DCTERMS.language] == {"en"}
    assert document[DCTERMS.publisher] == {"organization/northern-ledger"}
    assert document[SCHEMA.url] == {"https://northern-ledger.example/steel-towns"}
    assert document[KG.textHash] == {example_document().sha256}
    assert passages(document[KG.boilerplate]) == {"Share this page with friends"}


def test_what_is_unknown_of_a_document_is_not_said() -> None:
    bare = replace(example_document(), title=None, publisher=None, published=None, url=None, language=None, boilerplate=())
    assert about(bare.iri, quads_of(bare, ())).keys() == {RDF.type, SCHEMA.text, KG.textHash}


def test_agreements_have_their_names_and_parties() -> None:
    usmca = about(BASE + "agreement/usmca")
    assert usmca[KG.party] == {"country/CA", "country/MX", "country/US"}
    assert usmca[SKOS.prefLabel] == {"United States-Mexico-Canada Agreement"}
    assert {"CUSMA", "USMCA"} <= usmca[SKOS.altLabel]
    assert about(BASE + "country/MX")[SKOS.notation] == {"MX"}


def test_every_annotated_field_of_every_fact_is_written() -> None:
    """The example fills each field at least once; each one's predicate must occur on a fact of that kind."""
    for kind in FACTS:
        hints = {name: hint for name, hint in kind.__annotations__.items() if "Predicate" in str(hint)}
        predicates = {mark.iri for hint in hints.values() for mark in hint.__metadata__ if isinstance(mark, Predicate)}
        written = {predicate for fact in example_facts() if type(fact) is kind for predicate in said(fact)}
        assert predicates, kind
        assert predicates <= written, kind


def test_facts_that_say_the_same_at_one_place_are_one_and_the_surest_stays() -> None:
    weaker = replace(ROLES[0], confidence=0.4, rule="another")
    for facts in ((ROLES[0], weaker), (weaker, ROLES[0])):
        post = said(ROLES[0], quads_of(example_document(), facts))
        assert (post[KG.confidence], post[KG.rule]) == ({"0.95"}, {"title-before-name"})


def test_evidence_that_the_text_does_not_hold_is_refused() -> None:
    wrong = replace(ROLES[0], evidence=(Span(start=0, end=3, text="xyz"),))
    with pytest.raises(OnrecordError, match="xyz"):
        quads_of(example_document(), (wrong,))


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (replace(ROLES[0], country="CA"), "country of a post is a str"),  # type: ignore[arg-type]  # the point of the test
        (replace(CLAIMS[0], sectors=(SectorId("stell"),)), "'stell' is no sector"),
        (replace(EVENTS[0], about=(AgreementId("jay-treaty"),)), "'jay-treaty' is no agreement"),
        (replace(ROLES[0], country=CountryCode("ZZ")), "'ZZ' is no country"),
        (replace(CLAIMS[0], date=PartialDate("2025-02-30")), "2025-02-30"),
    ],
)
def test_values_that_name_nothing_are_refused(fact: Fact, message: str) -> None:
    with pytest.raises(OnrecordError, match=message):
        quads_of(example_document(), (fact,))


def test_an_iri_that_no_serialisation_carries_is_refused() -> None:
    with pytest.raises(IdentifierError):
        quads_of(replace(example_document(), iri="https://a.example/a b"), ())


def test_another_base_moves_data_and_leaves_the_vocabulary() -> None:
    namer = Namer(base="https://data.example/x/")
    quads = quads_of(example_document(namer), example_facts(), namer)
    moved = {quad.subject for quad in quads} | {quad.object for quad in quads if isinstance(quad.object, Iri)}
    own = [iri.removeprefix(BASE).split("/")[0] for iri in moved if iri.startswith(BASE)]
    assert set(own) == {"code", "country", "sector", "ontology#Utterance", "ontology#MeasureReport"} | {
        "ontology#TradeMeasure",
        "ontology#Agreement",
    }
    assert all(quad.graph.startswith("https://data.example/x/graph/") for quad in quads)


@given(st.permutations(example_facts()))
@settings(max_examples=20, deadline=None)
def test_the_order_of_facts_changes_no_byte(facts: list[Fact]) -> None:
    assert nquads(quads_of(example_document(), facts)) == nquads(EXAMPLE)


PROGRAM = """
import sys
from tests.kg.test_rdf import EXAMPLE
from kg.rdf import nquads, vocabulary_quads
sys.stdout.buffer.write((nquads(EXAMPLE) + nquads(vocabulary_quads())).encode())
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_hash_seed_changes_no_byte(seed: str, root: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, cwd=root, env=environment, check=True)
    assert done.stdout.decode() == nquads(EXAMPLE) + nquads(vocabulary_quads())


def test_quads_are_distinct_and_sorted() -> None:
    lines = nquads(EXAMPLE).splitlines()
    assert len(lines) == len(EXAMPLE) == len(set(EXAMPLE))
    assert lines == sorted(lines)
    assert [line.removesuffix(f" <{EXAMPLE[0].graph}> .") + " ." for line in lines] == ntriples(EXAMPLE).splitlines()
    assert nquads(()) == ""


def from_oxigraph(text: str) -> str:
    """The quads as Oxigraph gives them back from a store that was filled by one update."""
    store = pyoxigraph.Store()
    store.load(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dumped = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert dumped is not None
    return "".join(sorted(line + "\n" for line in dumped.decode().split("\n") if line))


def from_rdflib(text: str) -> set[tuple[str, str, str, str]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="nquads")
    return {(s.n3(), p.n3(), _n3(o), str(g)) for s, p, o, g in dataset.quads()}


def _n3(node: rdflib.term.Node) -> str:
    return f"{node!s}|{node.datatype}|{node.language}" if isinstance(node, rdflib.Literal) else str(node)


def as_rdflib(quads: tuple[Quad, ...]) -> set[tuple[str, str, str, str]]:
    def one(term: Term) -> str:
        if isinstance(term, Iri):
            return str(term)
        datatype = None if term.language or term.datatype == XSD.string else term.datatype
        return f"{term.value}|{datatype}|{term.language or None}"

    return {(f"<{q.subject}>", f"<{q.predicate}>", one(q.object), str(q.graph)) for q in quads}


@pytest.mark.parametrize("quads", [EXAMPLE, vocabulary_quads()], ids=["document", "vocabulary"])
def test_oxigraph_stores_and_returns_the_same_bytes(quads: tuple[Quad, ...]) -> None:
    assert from_oxigraph(nquads(quads)) == nquads(quads)


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own parser asks for it
def test_rdflib_reads_the_same_quads() -> None:
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        assert from_rdflib(nquads(EXAMPLE)) == as_rdflib(EXAMPLE)
    finally:
        rdflib.NORMALIZE_LITERALS = before


def test_an_update_writes_what_a_file_holds() -> None:
    store = pyoxigraph.Store()
    store.update(f"INSERT DATA {{ GRAPH <{EXAMPLE[0].graph}> {{ {ntriples(EXAMPLE)} }} }}")
    dumped = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert dumped is not None
    assert sorted(dumped.decode().split("\n")[:-1]) == nquads(EXAMPLE).split("\n")[:-1]


ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), min_size=1)


@given(ANY_TEXT, st.data())
@settings(deadline=None)
def test_any_text_with_any_evidence_survives_every_reader(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(iri=NAMER.document(url=None, text=text), id="d", path="d", text=text, sha256="0" * 64, title=text)
    span = document.span(start, end)
    mention = Mention(
        span=span, name=span.text, kind=data.draw(st.sampled_from(sorted(set(EntityKind) - {EntityKind.COUNTRY})))
    )
    facts = (Naming(names=mention, reason=text, evidence=(span,), confidence=0.5, rule="test"),)
    quads = quads_of(document, facts)
    (stored,) = about(document.iri, quads)[SCHEMA.text]
    (exact,) = about(NAMER.selector(document.iri, start, end), quads)[OA.exact]
    assert len(stored) == len(text)
    assert stored[start:end] == exact
    assert from_oxigraph(nquads(quads)) == nquads(quads)
    graph = rdflib.Graph().parse(data=ntriples(quads), format="nt")
    assert len(graph) == len(quads)
    again = rdflib.Graph().parse(data=graph.serialize(format="xml"), format="xml")
    assert quotations(again) == quotations(graph)


def quotations(graph: rdflib.Graph) -> set[str]:
    return {str(words) for words in graph.objects(None, rdflib.URIRef(OA.exact))}


@pytest.mark.parametrize(
    ("text", "offsets"), [("plain\ttext\r\n", ()), ("a\x00b\x0c", (1, 3)), ("\ud800", (0,)), ("\ufffe\uffff\ufffd", (0, 1))]
)
def test_characters_that_nothing_carries_are_replaced_one_for_one(text: str, offsets: tuple[int, ...]) -> None:
    assert unwritable(text) == offsets
    assert len(writable(text)) == len(text)
    assert unwritable(writable(text)) == ()
    assert [i for i, c in enumerate(writable(text)) if c != text[i]] == list(offsets)


def test_a_replacement_is_told_on_the_document() -> None:
    document = replace(example_document(), text=TEXT + "\x0c\x00", title="a\x01b")
    told = about(document.iri, quads_of(document, ()))[RDFS.comment]
    assert told == {
        f"2 characters of the text cannot be written and stand as U+FFFD: at {len(TEXT)}, {len(TEXT) + 1}",
        "1 characters of the title cannot be written and stand as U+FFFD: at 1",
    }
    assert RDFS.comment not in about(example_document().iri)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("35", "35"),
        ("35.0", "35"),
        ("0.880", "0.88"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.00", "0"),
        ("-0", "0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_decimals_have_one_spelling(number: str, text: str) -> None:
    assert decimal(Decimal(number)) == Literal(value=text, datatype=XSD.decimal)


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(OnrecordError):
        decimal(Decimal(number))


@pytest.mark.parametrize(("date", "kind"), [("2025", XSD.gYear), ("2025-08", XSD.gYearMonth), ("2024-02-29", XSD.date)])
def test_partial_dates_have_the_type_that_they_fill(date: str, kind: str) -> None:
    assert partial_date(date) == Literal(value=date, datatype=kind)


@pytest.mark.parametrize("confidence", [0.12345, 1.0, 0.0, 1e-9])
def test_confidences_are_rounded_to_three_digits(confidence: float) -> None:
    quads = quads_of(example_document(), (replace(ROLES[0], confidence=confidence),))
    (value,) = said(ROLES[0], quads)[KG.confidence]
    assert abs(float(value) - confidence) <= 0.0005
    assert len(value) <= 5


US, CA, GB, WORLD = (CountryCode(code) for code in ("US", "CA", "GB", "001"))
STEEL, GOODS = SectorId("steel"), SectorId("all-goods")


@pytest.mark.parametrize(
    ("measure", "imposing", "target", "sector", "label"),
    [
        (MeasureType.TARIFF, US, CA, STEEL, "U.S. tariff on Canadian steel"),
        (MeasureType.RETALIATORY_TARIFF, CA, US, GOODS, "Canadian retaliatory tariff on U.S. goods"),
        (MeasureType.TARIFF, US, None, STEEL, "U.S. tariff on steel"),
        (MeasureType.TARIFF, US, None, GOODS, "U.S. tariff on all goods"),
        (MeasureType.TARIFF, US, WORLD, STEEL, "U.S. tariff on steel from all countries"),
        (MeasureType.SUBSIDY, GB, None, STEEL, "British subsidy for steel"),
        (
            MeasureType.EXPORT_CONTROL,
            CountryCode("CN"),
            US,
            SectorId("critical-minerals"),
            "Chinese export control on U.S. critical minerals",
        ),
    ],
)
def test_measures_are_called_by_their_parts(
    measure: MeasureType, imposing: CountryCode, target: CountryCode | None, sector: SectorId, label: str
) -> None:
    assert measure_label(Measure(measure=measure, imposing=imposing, target=target, sector=sector), lexicon()) == label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("vice-president", "vice president"),
        ("vice president", "vice president"),
        ("u.s. trade representative", "U.S. trade representative"),
        ("minister responsible for trade with the united states", "minister responsible for trade with the United States"),
        ("minister responsible for canada-u.s. trade", "minister responsible for Canada–U.S. trade"),
        ("ambassador to south korea", "ambassador to South Korea"),
        ("ambassador to the world trade organization", "ambassador to the World Trade Organization"),
        ("chief economist for asia-pacific", "chief economist for Asia Pacific"),
        ("chief negotiator for the usmca", "chief negotiator for the USMCA"),
        ("special envoy to the democratic republic of the congo", "special envoy to the Democratic Republic of the Congo"),
        ("senior fellow for chinese politics", "senior fellow for Chinese politics"),
        ("trade and industry minister", "trade and industry minister"),
        ("co-chair", "co-chair"),
        ("secretary of state", "secretary of state"),
        ("prime minister’s chief of staff", "prime minister's chief of staff"),
    ],
)
def test_titles_with_one_iri_have_one_label(title: str, label: str) -> None:
    assert role_label(RoleTitle(title), lexicon()) == label


def test_the_vocabulary_labels_all_countries_sectors_codes_and_customs_headings() -> None:
    quads = vocabulary_quads()
    labelled = {quad.subject for quad in quads if quad.predicate == SKOS.prefLabel}
    concepts = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object in (SKOS.Concept, SCHEMA.Country)}
    matched = {quad.object for quad in quads if "Match" in quad.predicate and str(quad.object).startswith(BASE + "hs/")}
    assert concepts <= labelled
    assert matched <= labelled
    assert matched
    assert {BASE + "country/" + code for code in lexicon().countries()} <= labelled
    assert {quad.graph for quad in quads} == {VOCABULARY_GRAPH}


def test_a_document_describes_countries_in_the_words_of_the_vocabulary() -> None:
    in_vocabulary = {(q.subject, q.predicate, q.object) for q in vocabulary_quads()}
    countries = {(q.subject, q.predicate, q.object) for q in EXAMPLE if q.subject.startswith(BASE + "country/")}
    assert countries
    assert countries <= in_vocabulary


def test_a_run_says_when_which_version_read_what() -> None:
    start = datetime(2025, 11, 22, 12, 0, 5, 999, tzinfo=timezone(timedelta(hours=2)))
    quads = run_quads([example_document().iri], NAMER, version="0.1.0", started=start, ended=start + timedelta(seconds=3))
    run = about(NAMER.run("0.1.0", "2025-11-22T10:00:05Z"), quads)
    assert run[PROV.startedAtTime] == {"2025-11-22T10:00:05Z"}
    assert run[PROV.endedAtTime] == {"2025-11-22T10:00:08Z"}
    assert run[PROV.used] == {example_document().iri.removeprefix(BASE)}
    assert run[PROV.generated] == {NAMER.graph(example_document().iri).removeprefix(BASE)}
    assert about(NAMER.version("0.1.0"), quads)[SKOS.prefLabel] == {"Onrecord 0.1.0"}
    assert {quad.graph for quad in quads} == {NAMER.runs_graph}
    assert from_oxigraph(nquads(quads)) == nquads(quads)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(OnrecordError, match="time zone"):
        moment(datetime(2025, 1, 1))  # noqa: DTZ001  # the point of the test
    assert moment(datetime(2025, 1, 1, tzinfo=UTC)).value == "2025-01-01T00:00:00Z"
