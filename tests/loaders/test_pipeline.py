"""The one call path: read twice is read once, order does not matter, and no document costs another."""

import io
import itertools
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.facts import Claim
from kg.facts_json import check
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Iri, Literal
from kg.rdf import nquads
from kg.stores import Store, open_store
from loaders.extract import RuleReader
from loaders.nlp import Parsed
from loaders.pipeline import Outcome, Status, Tools, extract_records, ingest
from loaders.rules.claims import find_claims
from loaders.rules.people import People
from ontology.terms import DCTERMS

READER = RuleReader()
NAMER = Namer()
TOOLS = Tools(namer=NAMER, lexicon=lexicon(), extract=READER)

ARTICLE = (
    "Trade Minister Ruth Sample said on Monday that the talks about Canadian steel would resume.\n\n"
    "Subscribe to our newsletter\n"
)
OTHER = "“We will not sign,” U.S. President John Doe told reporters in Washington. He said steel was safe.\n"
FRENCH = "Le ministre a dit lundi que les discussions sur l'acier reprendraient la semaine prochaine dans la capitale.\n"


class Clock:
    """A clock that goes on by a second each time somebody looks at it."""

    def __init__(self) -> None:
        self._looks = itertools.count()

    def __call__(self) -> datetime:
        return datetime(2024, 3, 4, 12, tzinfo=UTC) + timedelta(seconds=next(self._looks))


CLOCK = Clock()


def build(store: Store, *paths: Path | str, tools: Tools = TOOLS, again: bool = False, stdin: bytes = b"") -> list[Outcome]:
    return list(ingest(map(str, paths), tools, store=store, stdin=io.BytesIO(stdin), now=CLOCK, again=again))


def dump(store: Store) -> str:
    """Everything but the record of runs, and what is to be consolidated."""
    return nquads(quad for quad in store.quads() if quad.graph not in (NAMER.runs_graph, NAMER.pending_graph))


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:", write=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    lines = [
        {"text": ARTICLE + "More.", "url": "https://north.example/a", "published": "2024-03-05"},
        {"text": OTHER + "More."},
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def test_every_document_gets_one_graph(store: Store, folder: Path) -> None:
    outcomes = build(store, folder)
    assert [(outcome.document_id, outcome.status) for outcome in outcomes] == [
        ("a", Status.READ),
        ("b", Status.READ),
        ("c-1", Status.READ),
        ("c-2", Status.READ),
    ]
    graphs = {Iri(NAMER.graph(outcome.iri)) for outcome in outcomes if outcome.iri}
    assert set(store.graph_names()) == graphs | {Iri(NAMER.runs_graph), Iri(NAMER.pending_graph)}
    assert dict(outcomes[0].counts)["utterance"] >= 1
    assert dict(outcomes[0].counts)["post"] >= 1


def test_reading_twice_is_reading_once(store: Store, folder: Path) -> None:
    build(store, folder)
    before = nquads(store.quads())
    outcomes = build(store, folder)
    assert {outcome.status for outcome in outcomes} == {Status.UNCHANGED}
    assert nquads(store.quads()) == before


def test_reading_again_on_request_changes_nothing_either(store: Store, folder: Path) -> None:
    build(store, folder)
    before = dump(store)
    assert {outcome.status for outcome in build(store, folder, again=True)} == {Status.READ}
    assert dump(store) == before


def test_the_order_of_paths_does_not_matter(folder: Path) -> None:
    newer = {"text": OTHER + "Newer.", "url": "https://north.example/a", "published": "2024-03-06"}
    (folder / "d.jsonl").write_text(json.dumps(newer), encoding="utf-8")
    (folder / "e.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "f.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "f.meta.yaml").write_text("title: Known", encoding="utf-8")
    dumps = set()
    for paths in itertools.islice(itertools.permutations(sorted(folder.glob("?.[tmj]*"))), 0, 720, 90):
        with open_store("memory:", write=True) as fresh:
            build(fresh, *paths)
            dumps.add(dump(fresh))
    assert len(dumps) == 1
    assert "Known" in dumps.pop()


def test_of_one_document_under_two_names_one_is_stored_and_the_other_reported(store: Store, folder: Path) -> None:
    (folder / "z.txt").write_text(ARTICLE, encoding="utf-8")
    outcomes = build(store, folder)
    last = outcomes[-1]
    assert (last.document_id, last.status) == ("z", Status.NOT_READ)
    assert last.reason == f"the same document as {folder / 'a.txt'} (its text is the same)"


def test_a_changed_text_description_or_version_is_read_again(store: Store, folder: Path) -> None:
    paths = (folder / "a.txt", folder / "b.txt")
    build(store, *paths)
    (folder / "a.meta.yaml").write_text("title: Talks resume", encoding="utf-8")
    assert [outcome.status for outcome in build(store, *paths)] == [Status.READ, Status.UNCHANGED]
    assert any(quad.object == Literal(value="Talks resume") for quad in store.quads() if quad.predicate == DCTERMS.title)
    (folder / "a.meta.yaml").unlink()
    assert [outcome.status for outcome in build(store, *paths)] == [Status.READ, Status.UNCHANGED]
    assert not [quad for quad in store.quads() if quad.predicate == DCTERMS.title]

    class Newer(RuleReader):
        version = "9.9.9"

    newer = Tools(namer=NAMER, lexicon=lexicon(), extract=Newer())
    assert [outcome.status for outcome in build(store, *paths, tools=newer)] == [Status.READ, Status.READ]
    assert [outcome.status for outcome in build(store, *paths, tools=newer)] == [Status.UNCHANGED, Status.UNCHANGED]


def test_standard_input_is_read(store: Store) -> None:
    (outcome,) = build(store, "-", stdin=ARTICLE.encode())
    assert (outcome.path, outcome.document_id, outcome.status) == ("-", "stdin", Status.READ)


# bad input ------------------------------------------------------------------------------------------------------------

BAD = {
    "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
    "broken.jsonl": b'{"text": "The minister said no to it all."}\n{broken\n{"text": "The president said yes."}\n',
    "empty.md": b"",
    "french.txt": FRENCH.encode(),
    "line.txt": b"word " * 3_000,
    "mixed.txt": b"caf\xc3\x28 talks",
    "nothing.html": b"<html><body></body></html>",
    "quotes.txt": '“““ " He said ‘no” and left “'.encode(),
    "right.txt": "قال الوزير يوم الثلاثاء إن المحادثات بشأن الصلب ستستأنف الأسبوع المقبل في العاصمة.".encode(),
}
EXPECTED = (
    ("a", Status.READ, None),
    ("b", Status.READ, None),
    ("binary", Status.FAILED, "NUL at byte"),
    ("broken-1", Status.READ, None),
    ("broken-2", Status.FAILED, "line 2: not JSON"),
    ("broken-3", Status.READ, None),
    ("c-1", Status.READ, None),
    ("c-2", Status.READ, None),
    ("empty", Status.FAILED, "empty"),
    ("french", Status.NOT_READ, "language fr: not read"),
    ("line", Status.READ, None),
    ("mixed", Status.FAILED, "not UTF-8 at byte 3"),
    ("nothing", Status.FAILED, "no article text"),
    ("quotes", Status.READ, None),
    ("right", Status.NOT_READ, "language ar: not read"),
    ("nope", Status.FAILED, "no such file"),
)


def test_bad_input_is_reported_by_name_and_costs_no_other(store: Store, folder: Path) -> None:
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    outcomes = build(store, folder, folder / "nope.txt")
    assert [(outcome.document_id, outcome.status) for outcome in outcomes] == [(name, status) for name, status, _ in EXPECTED]
    for outcome, (_, status, reason) in zip(outcomes, EXPECTED, strict=True):
        assert (reason or "") in (outcome.reason or "")
        if status is Status.FAILED:
            assert (outcome.reason or "").startswith(outcome.path)
            assert outcome.iri is None
    records = list(extract_records([str(folder), "nope.txt"], TOOLS, io.BytesIO()))
    assert [(outcome.document_id, outcome.status) for outcome, _ in records] == [(name, status) for name, status, _ in EXPECTED]


def test_a_document_in_another_language_is_stored_without_facts(store: Store, tmp_path: Path) -> None:
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")
    (outcome,) = build(store, tmp_path)
    assert outcome.counts == ()
    assert outcome.iri
    (language,) = [quad.object for quad in store.quads() if quad.predicate == DCTERMS.language]
    assert language == Literal(value="fr")


def explode(parsed: Parsed, people: People) -> Iterator[Claim]:
    """A way to find claims with a bug that some texts bring out."""
    if "explode" in parsed.document.text:
        raise IndexError("list index out of range")
    return find_claims(parsed, people)


def interrupt(parsed: Parsed, people: People) -> Iterator[Claim]:
    """A way to find claims during which the user presses Ctrl-C."""
    if "interrupt" in parsed.document.text:
        raise KeyboardInterrupt
    return find_claims(parsed, people)


def test_an_unexpected_error_costs_its_own_document_only(store: Store, folder: Path) -> None:
    (folder / "bad.txt").write_text("The minister said it would explode on Monday.", encoding="utf-8")
    tools = Tools(namer=NAMER, lexicon=lexicon(), extract=RuleReader(find=explode))
    outcomes = build(store, folder, tools=tools)
    assert [outcome.status for outcome in outcomes] == [Status.READ, Status.READ, Status.FAILED, Status.READ, Status.READ]
    reason = "reading it broke off (IndexError: list index out of range); please report this with the document"
    assert outcomes[2].reason == f"{folder / 'bad.txt'}: {reason}"
    with open_store("memory:", write=True) as without:
        (folder / "bad.txt").unlink()
        build(without, folder)
        assert dump(without) == dump(store)


def test_an_interruption_leaves_whole_documents(store: Store, tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(f"The minister said on Monday that mill {n} would close.", encoding="utf-8")
    (tmp_path / "35.txt").write_text("The minister said to interrupt it.", encoding="utf-8")
    tools = Tools(namer=NAMER, lexicon=lexicon(), extract=RuleReader(find=interrupt))
    with pytest.raises(KeyboardInterrupt):
        build(store, tmp_path, tools=tools)
    assert len(store.graph_names()) == 32 + len(("runs", "pending"))
    outcomes = build(store, tmp_path)
    assert [outcome.status for outcome in outcomes[:32]] == [Status.UNCHANGED] * 32
    assert {outcome.status for outcome in outcomes[32:]} == {Status.READ}


# records --------------------------------------------------------------------------------------------------------------


def test_records_come_in_the_order_of_the_documents_and_keep_the_schema(folder: Path) -> None:
    (folder / "b2.txt").write_bytes(b"\x00")
    found = list(extract_records([str(folder / "c.jsonl"), str(folder / "b2.txt"), str(folder / "a.txt")], TOOLS, io.BytesIO()))
    assert [outcome.document_id for outcome, _ in found] == ["c-1", "c-2", "b2", "a"]
    assert found[2][1] is None
    for _, record in found:
        if record is not None:
            check(record)
            assert isinstance(record["claims"], list)
            assert record["claims"]


def test_records_are_the_same_however_often_they_are_made(folder: Path) -> None:
    made = [[record for _, record in extract_records([str(folder)], TOOLS, io.BytesIO())] for _ in range(2)]
    assert made[0] == made[1]
