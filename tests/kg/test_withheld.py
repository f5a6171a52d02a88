"""Documents without their full texts: what is left of them, where it stands, and that nothing else repeats the rest."""

from hypothesis import given
from hypothesis import strategies as st

from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, Iri, Literal, Quad
from kg.rdf import WITHHELD, document_quads, is_withheld, passages_only
from kg.rdf.withheld import _sentence
from kg.resolve import resolve
from kg.validate.evidence import evidence_problems
from ontology.terms import KG, OA, SCHEMA
from tests.kg.facts_for_tests import example_document, example_facts

_MORE = "\nNobody asked about the ferry. Its captain likes plums.\n\nThe last paragraph is about weather alone.\n"


def _document() -> Document:
    """The example with some more text, of which no fact is read."""
    example = example_document()
    return Document(
        iri=example.iri,
        id=example.id,
        path=example.path,
        text=example.text + _MORE,
        sha256=example.sha256,
        language="en",
        title=example.title,
        boilerplate=example.boilerplate,
    )


def _quads() -> tuple[Quad, ...]:
    document, facts = _document(), example_facts()
    return document_quads(document, facts, resolve(document, facts, Namer(), lexicon()), Namer(), lexicon())


def _text(quads: tuple[Quad, ...]) -> str:
    iri = _document().iri
    (found,) = [
        quad.object.value
        for quad in quads
        if quad.subject == iri and quad.predicate == SCHEMA.text and isinstance(quad.object, Literal)
    ]
    return found


def test_what_no_fact_was_read_from_is_nowhere() -> None:
    shown = passages_only(_quads())
    written = " ".join(quad.object.value for quad in shown if isinstance(quad.object, Literal))
    for secret in ("ferry", "plums", "weather", "Share this page"):
        assert any(isinstance(quad.object, Literal) and secret in quad.object.value for quad in _quads())
        assert secret not in written
    assert "“We will not blink,” Marchand told the Northern Ledger, “and we will not hurry.”" in _text(shown)


def test_text_keeps_its_length_and_lines_and_every_passage_its_place() -> None:
    whole, shown = _text(_quads()), _text(passages_only(_quads()))
    assert len(shown) == len(whole)
    assert [len(line) for line in shown.split("\n")] == [len(line) for line in whole.split("\n")]
    assert evidence_problems(passages_only(_quads())) == ()
    assert all(now in (then, WITHHELD) for then, now in zip(whole, shown, strict=True))


def test_nothing_else_of_a_graph_changes_and_it_tells_that_it_is_not_whole() -> None:
    whole, shown = set(_quads()), set(passages_only(_quads()))
    assert {quad.predicate for quad in whole - shown} == {SCHEMA.text, OA.exact}
    (note,) = [quad for quad in shown - whole if quad.predicate not in (SCHEMA.text, OA.exact)]
    assert isinstance(note.object, Literal)
    assert "passages" in note.object.value
    assert is_withheld(shown)
    assert not is_withheld(whole)
    utterances = {quad for quad in whole if quad.predicate == SCHEMA.text and quad.subject != _document().iri}
    assert utterances
    assert utterances <= shown


def test_a_name_is_shown_without_its_sentence() -> None:
    text = "Ada Brook fed the ducks. Someone said hello."
    iri = Iri("https://onrecord.example/document/ab")
    graph = Iri("https://onrecord.example/graph/ab")

    def passage(subject: str, predicate: str, start: int, end: int, kind: str) -> tuple[Quad, ...]:
        place, selector = Iri(f"{iri}#char={start},{end}"), Iri(f"{iri}#selector={start},{end}")
        number = "http://www.w3.org/2001/XMLSchema#integer"
        said = (
            (Iri(subject), predicate, place),
            (Iri(subject), "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", Iri(kind)),
            (place, OA.hasSource, iri),
            (place, OA.hasSelector, selector),
            (selector, OA.start, Literal(value=str(start), datatype=number)),
            (selector, OA.end, Literal(value=str(end), datatype=number)),
            (selector, OA.exact, Literal(value=text[start:end])),
        )
        return tuple(Quad(subject=s, predicate=Iri(p), object=o, graph=graph) for s, p, o in said)

    document = Quad(subject=iri, predicate=Iri(SCHEMA.text), object=Literal(value=text), graph=graph)
    name = passage(f"{iri}#name", KG.evidence, 0, 9, OA.Annotation)
    claim = passage(f"{iri}#claim", KG.evidence, 38, 43, KG.Utterance)
    assert "ducks" not in str(passages_only((document, *name)))
    assert "Ada Brook" in str(passages_only((document, *name)))
    assert "Someone said hello." in str(passages_only((document, *name, *claim)))
    orphan = tuple(quad for quad in name if quad.predicate == OA.exact)
    assert "Ada" not in str(passages_only(orphan))


@given(st.text(alphabet="aB. !?”\n\U0001f600", max_size=80), st.integers(0, 80), st.integers(1, 30))
def test_a_passage_lies_within_its_sentence_whatever_the_text(text: str, start: int, size: int) -> None:
    end = min(len(text), start + size)
    if start >= end:
        return
    first, last = _sentence(text, (start, end))
    assert 0 <= first <= start < end <= last <= len(text)
    assert "\n" not in text[first:start] + text[end:last]
