"""Bringing the derived graph up to date after each change gives, byte for byte, what building it from nothing gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.consolidate import Known, consolidate, pending, pending_quads
from kg.facts import Claim, CountryCode, Fact, Form, PartialDate, PostStatus, Role, RoleTitle, SectorId
from kg.ids import Namer
from kg.judgements import Judgement, Judgements, Place, Ruling
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Mention, Quad, Span
from kg.rdf import document_quads, nquads
from kg.resolve import resolve
from kg.stores import Store, open_store
from ontology.terms import KG, SCHEMA

NAMER = Namer()
DERIVED = Iri(NAMER.derived_graph)
PERSON, GROUP = EntityKind.PERSON, EntityKind.GROUP

SPEAKERS = (
    ("Ana Silva", PERSON), ("A. Silva", PERSON), ("Ana Sylva", PERSON), ("Silva", PERSON), ("Bo Chen", PERSON),
    ("Harbour officials in Porto", GROUP), ("officials of the Porto harbour", GROUP),
)  # fmt: skip
WORDS = (
    "the port will stay closed until the inspectors have finished their work",
    "The port will stay closed until inspectors have finished",
    "no ship leaves the port before the inspectors have done their work there",
    "orders from the islands have fallen by a third since the summer",
    "since summer a third of the orders from the islands has been lost",
    "orders from the islands have not fallen since the summer",
    "insurers refuse to cover freighters that cross the strait",
    "insurers refuse to cover freighters that cross the strait, and nobody can make them",
    "a compromise on quotas could be struck",
    "there is room for give and take",
    "two hundred members have already found work elsewhere",
    "two hundred members have found work elsewhere already",
)
DAYS = (None, "2024-03-01", "2024-03-03", "2024-03-08", "2024-03-15", "2024")
POSTS = (None, ("port minister", "PT"), ("port minister", "BR"))


@dataclass(frozen=True)
class Told:
    """One claim of a generated document."""

    speaker: int
    words: int
    form: Form
    day: int


TOLD = st.builds(
    Told,
    speaker=st.sampled_from((0, 0, 0, 1, 2, 3, 4, 4, 5, 6)),
    words=st.integers(0, len(WORDS) - 1),
    form=st.sampled_from((Form.DIRECT, Form.INDIRECT)),
    day=st.sampled_from((0, 0, 0, 1, 2, 4)),
)
CONTENTS = st.tuples(st.lists(TOLD, min_size=1, max_size=5), st.integers(0, len(DAYS) - 1), st.integers(0, len(POSTS) - 1))
CHANGES = st.lists(st.tuples(st.integers(0, 4), st.none() | CONTENTS), min_size=2, max_size=7)
Contents = tuple[list[Told], int, int]


def document_of(slot: int, contents: Contents) -> tuple[Quad, ...]:
    told, day, post = contents
    lines = [f"{SPEAKERS[one.speaker][0]} said {WORDS[one.words]}." for one in told]
    text = "\n".join(lines)
    url = f"https://news.example/{slot}"
    document = Document(
        iri=NAMER.document(url=url, text=text), id=str(slot), path=f"{slot}.txt", text=text, sha256="0" * 64, url=url,
        published=DAYS[day],
    )  # fmt: skip
    facts = tuple(_facts(document, told, lines, POSTS[post]))
    return document_quads(document, facts, resolve(document, facts, NAMER, lexicon()), NAMER, lexicon())


def _facts(document: Document, told: Iterable[Told], lines: Iterable[str], post: tuple[str, str] | None) -> Iterable[Fact]:
    start = 0
    for one, line in zip(told, lines, strict=True):
        name, kind = SPEAKERS[one.speaker]
        who = Mention(span=_span(document, start, name), name=name, kind=kind)
        words = _span(document, start + len(name) + len(" said "), WORDS[one.words])
        yield Claim(
            speaker=who, cue=(_span(document, start + len(name) + 1, "said"),), content=(words,), form=one.form,
            sectors=(SectorId("energy"),), date=PartialDate(DAYS[one.day] or "") if one.day else None,
            evidence=(words,), confidence=0.9, rule="test",
        )  # fmt: skip
        if post and kind is PERSON:
            yield Role(
                person=who, title=RoleTitle(post[0]), country=CountryCode(post[1]), status=PostStatus.CURRENT,
                evidence=(_span(document, start, name),), confidence=0.9, rule="test",
            )  # fmt: skip
        start += len(line) + 1


def _span(document: Document, start: int, words: str) -> Span:
    assert document.text.startswith(words, start)
    return document.span(start, start + len(words))


def put(store: Store, slot: int, contents: Contents | None) -> str:
    """Write, replace or remove a document as the program does: the pending mark in the same request."""
    document = NAMER.document(url=f"https://news.example/{slot}", text="")
    quads = document_of(slot, contents) if contents else ()
    store.replace_graphs({Iri(NAMER.graph(document)): quads, **pending_quads(store, NAMER, [document])})
    return document


def dump(store: Store) -> str:
    return nquads(store.quads(DERIVED))


def rebuilt(contents: Mapping[int, Contents], known: Known) -> str:
    with open_store("memory:", write=True) as store:
        for slot, told in sorted(contents.items(), reverse=True):
            quads = document_of(slot, told)
            store.replace_graphs({quads[0].graph: quads})
        consolidate(store, NAMER, known)
        return dump(store)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES, st.lists(st.integers(0, 3), max_size=3))
def test_up_to_date_is_as_built_from_nothing(changes: list[tuple[int, Contents | None]], rejected: list[int]) -> None:
    contents: dict[int, Contents] = {}
    known = Known()
    with open_store("memory:", write=True) as store:
        consolidate(store, NAMER)
        for step, (slot, told) in enumerate(changes):
            put(store, slot, told)
            contents = {**contents, slot: told} if told else {at: held for at, held in contents.items() if at != slot}
            if step in rejected:
                known = Known(judgements=Judgements(lines=(*known.judgements.lines, *_rejection(store, str(step)))))
            consolidate(store, NAMER, known)
            assert dump(store) == rebuilt(contents, known)
            assert not pending(store, NAMER)


def _rejection(store: Store, number: str) -> tuple[Judgement, ...]:
    """That the first utterance of the store is no fact."""
    facts = sorted(quad.subject for quad in store.quads() if quad.object == KG.Utterance)
    if not facts:
        return ()
    document = facts[0].partition("#")[0]
    place = Place(fact=facts[0], kind="Utterance", document=document, start=-1, end=-1, quote="")
    return (Judgement(id=number, verdict=Ruling.REJECT, fact=place),)


SAID = [Told(0, 0, Form.DIRECT, 0), Told(4, 3, Form.INDIRECT, 0)]


def test_a_document_that_goes_leaves_no_trace() -> None:
    with open_store("memory:", write=True) as store:
        for slot in (0, 1):
            gone = put(store, slot, (SAID, 1, 1))
            consolidate(store, NAMER)
        assert gone in dump(store)
        put(store, 1, None)
        consolidate(store, NAMER)
        assert gone not in nquads(store.quads())
        assert str(SCHEMA.Claim) not in dump(store)


@pytest.mark.parametrize("built_by", ["", "0"])
def test_a_graph_of_another_version_is_built_anew(built_by: str) -> None:
    with open_store("memory:", write=True) as store:
        for slot in (0, 1):
            quads = document_of(slot, (SAID, 1, 1))
            store.replace_graphs({quads[0].graph: quads})
        consolidate(store, NAMER)
        whole = tuple(store.quads(DERIVED))
        held = [quad for quad in whole if quad.subject != DERIVED and quad.object != SCHEMA.Claim]
        store.replace_graphs({DERIVED: held})
        consolidate(store, NAMER)
        assert set(store.quads(DERIVED)) == set(whole), built_by


def test_what_was_written_before_the_end_of_a_program_is_made_up_for() -> None:
    with open_store("memory:", write=True) as store:
        put(store, 0, (SAID, 1, 1))
        consolidate(store, NAMER)
        put(store, 1, (SAID, 2, 1))  # and killed here
        put(store, 2, (SAID[:1], 1, 1))
        assert len(pending(store, NAMER)) == 2
        consolidate(store, NAMER)
        assert dump(store) == rebuilt({0: (SAID, 1, 1), 1: (SAID, 2, 1), 2: (SAID[:1], 1, 1)}, Known())
