"""Bringing the derived graph up to date after each change gives, byte for byte, what building it from nothing gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.consolidate import Identities, Known, consolidate, follow_retractions, identities, pending, pending_quads
from kg.facts import Claim, CountryCode, Fact, Form, PartialDate, PostStatus, Role, RoleTitle, SectorId
from kg.ids import Namer
from kg.judgements import Judgement, Judgements, Place, Ruling
from kg.judgements import Mention as Somebody
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Mention, Quad, Span
from kg.rdf import document_quads, nquads
from kg.resolve import resolve
from kg.stores import Store, open_store
from kg.tables import Tables
from ontology.terms import KG, SCHEMA

NAMER = Namer()
DERIVED = Iri(NAMER.derived_graph)
NOW = datetime(2024, 5, 1, tzinfo=UTC)
T = TypeVar("T")
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
DAYS = (
    None, "2024-03-03", "2024",
    "2024-03-01", "2024-03-08", "2024-03-15", "2024-03-22", "2024-03-29", "2024-04-05", "2024-04-12",
)  # fmt: skip
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
    day=st.sampled_from((0, 0, 0, 1, 3, 5)),
)
CONTENTS = st.tuples(st.lists(TOLD, min_size=1, max_size=5), st.integers(0, len(DAYS) - 1), st.integers(0, len(POSTS) - 1))
Contents = tuple[list[Told], int, int]
SAID = [Told(0, 0, Form.DIRECT, 0), Told(4, 3, Form.INDIRECT, 0)]


def address(slot: int) -> str:
    return NAMER.document(url=f"https://news.example/{slot}", text="")


def slot_of(document: str) -> int:
    return next(slot for slot in range(10) if address(slot) == document)


def document_of(slot: int, contents: Contents, retraction: str | None = None) -> tuple[Quad, ...]:
    told, day, post = contents
    lines = [f"{SPEAKERS[one.speaker][0]} said {WORDS[one.words]}." for one in told]
    text = "\n".join(lines)
    url = f"https://news.example/{slot}"
    document = Document(
        iri=NAMER.document(url=url, text=text), id=str(slot), path=f"{slot}.txt", text=text, sha256="0" * 64, url=url,
        published=DAYS[day], retraction=retraction,
    )  # fmt: skip
    facts = () if retraction else tuple(_facts(document, told, lines, POSTS[post]))
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
    document = address(slot)
    quads = document_of(slot, contents) if contents else ()
    store.replace_graphs({Iri(NAMER.graph(document)): quads, **pending_quads(store, NAMER, [document])})
    return document


def dump(store: Store) -> str:
    """All but the record of runs, which tells what was before."""
    return nquads(quad for quad in store.quads() if quad.graph != NAMER.runs_graph)


def rebuilt(contents: Mapping[int, Contents], known: Known) -> str:
    """The dump of a new store that reads the documents knowing what people decided."""
    with open_store("memory:", write=True) as store:
        for slot, told in sorted(contents.items(), reverse=True):
            line = known.judgements.retracted.get(address(slot))
            quads = document_of(slot, told, line.reason if line else None)
            store.replace_graphs({quads[0].graph: quads})
        consolidate(store, NAMER, known)
        return dump(store)


ACTS = st.tuples(
    st.sampled_from((*Ruling, Ruling.SAME, Ruling.DIFFERENT, Ruling.RETRACT)), st.integers(0, 20), st.integers(0, 20)
)
STEPS = st.lists(st.tuples(st.integers(0, 4), st.none() | CONTENTS, st.none() | ACTS), min_size=2, max_size=7)
Act = tuple[Ruling, int, int]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_up_to_date_is_as_built_from_nothing(steps: list[tuple[int, Contents | None, Act | None]]) -> None:
    contents: dict[int, Contents] = {}
    known = Known()
    with open_store("memory:", write=True) as store:
        consolidate(store, NAMER)
        for step, (slot, told, act) in enumerate(steps):
            put(store, slot, told)
            contents = {**contents, slot: told} if told else {at: held for at, held in contents.items() if at != slot}
            if act:
                lines = (*known.judgements.lines, *_decided(store, known.judgements, str(step), act))
                known = Known(judgements=Judgements(lines=lines))
            store.tables()  # and from now on they are at hand
            settle(store, known, contents)
            assert dump(store) == rebuilt(contents, known)
            assert who(store, known, store.tables_at_hand()) == who(store, known)
            assert not pending(store, NAMER)


def who(store: Store, known: Known, tables: Tables | None = None) -> Identities:
    """Who is who, from side tables or, without them, from the documents read anew."""
    return identities(store, NAMER, known.judgements, tables=tables)


def settle(store: Store, known: Known, contents: Mapping[int, Contents]) -> None:
    """What the program does after documents changed; what counts again is read again."""
    for document in follow_retractions(store, NAMER, known.judgements, now=NOW):
        slot = slot_of(document)
        if document not in known.judgements.retracted:
            put(store, slot, contents[slot])
    consolidate(store, NAMER, known)


def _decided(store: Store, judgements: Judgements, number: str, act: Act) -> tuple[Judgement, ...]:
    """A judgement on something in the store, none where there is nothing of the kind."""
    verdict, one, other = act
    if verdict is Ruling.REJECT:
        facts = sorted(quad.subject for quad in store.quads() if quad.object == KG.Utterance)
        return tuple(Judgement(id=number, verdict=verdict, fact=_place(fact)) for fact in _chosen(facts, one))
    if verdict is Ruling.RETRACT:
        documents = sorted(quad.subject for quad in store.quads() if quad.object == SCHEMA.NewsArticle)
        chosen = _chosen(documents, one)
        return tuple(Judgement(id=number, verdict=verdict, document=iri, reason=f"why {number}") for iri in chosen)
    if verdict is Ruling.UNDO:
        standing = [line.id for line in judgements.standing]
        return tuple(Judgement(id=number, verdict=verdict, undoes=line) for line in _chosen(standing, one))
    said = sorted(
        (q.subject.partition("#")[0], str(q.object)) for q in store.quads() if q.predicate == SCHEMA.spokenByCharacter
    )
    pairs = [(a, b) for a in _chosen(said, one) for b in _chosen(said, other) if a != b]
    return tuple(Judgement(id=number, verdict=verdict, one=_somebody(a), other=_somebody(b)) for a, b in pairs)


def _chosen(found: Sequence[T], number: int) -> tuple[T, ...]:
    return (found[number % len(found)],) if found else ()


def _place(fact: str) -> Place:
    return Place(fact=fact, kind="Utterance", document=fact.partition("#")[0], start=-1, end=-1, quote="")


def _somebody(said: tuple[str, str]) -> Somebody:
    document, agent = said
    return Somebody(agent=agent, name="", document=document)


@pytest.mark.parametrize(
    "act",
    [(Ruling.REJECT, 0, 0), (Ruling.REJECT, 3, 0), (Ruling.RETRACT, 1, 0), (Ruling.DIFFERENT, 0, 2), (Ruling.SAME, 0, 1)],
    ids=lambda act: f"{act[0]} {act[1]} {act[2]}",
)
def test_a_judgement_alone_changes_what_it_is_about(act: Act) -> None:
    """Without any change of a document; and undone it leaves no trace."""
    contents: dict[int, Contents] = dict.fromkeys((0, 1), (SAID, 3, 1))
    with open_store("memory:", write=True) as store:
        for slot, told in contents.items():
            put(store, slot, told)
        settle(store, Known(), contents)
        before = dump(store)
        (line,) = _decided(store, Judgements(), "1", act)
        known = Known(judgements=Judgements(lines=(line,)))
        settle(store, known, contents)
        assert dump(store) == rebuilt(contents, known)
        assert dump(store) != before
        undone = Judgement(id="2", verdict=Ruling.UNDO, undoes=line.id)
        settle(store, Known(judgements=Judgements(lines=(line, undone))), contents)
        assert dump(store) == before


@pytest.mark.parametrize("length", [3, 4, 5, 6, 7])
def test_a_document_reaches_others_by_way_of_others(length: int) -> None:
    """One statement a week apart each time: the first report takes the second from the third, which then joins the fourth.

    Each week is compared only once the one before it is known to be reached, so a chain of so many takes as many rounds.
    """
    days = range(len(DAYS) - 7, len(DAYS))
    contents: dict[int, Contents] = {slot: ([Told(0, 0, Form.DIRECT, 0)], day, 0) for slot, day in enumerate(days[:length])}
    with open_store("memory:", write=True) as store:
        for slot in range(1, length):
            put(store, slot, contents[slot])
            consolidate(store, NAMER)
        before = dump(store)
        put(store, 0, contents[0])
        consolidate(store, NAMER)
        assert dump(store) == rebuilt(contents, Known())
        put(store, 0, None)
        consolidate(store, NAMER)
        assert dump(store) == before


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
