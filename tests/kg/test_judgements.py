"""The file of judgements: it only grows, outlives damage, is written to by several at once, and what it says is found again."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kg.consolidate import Known, consolidate
from kg.consolidate.identities import identities
from kg.consolidate.review import fact, mention, pair, questions
from kg.errors import JudgementError
from kg.ids import VOCABULARY_GRAPH
from kg.judgements import Judgement, Judgements, Mention, Place, Ruling, add_judgement, merge, read_judgements
from kg.model import Iri
from kg.queries import ClaimFilter, claims
from kg.rdf import vocabulary_quads
from kg.stores import Store, open_store
from tests.kg.news_for_tests import NAMER, Line, add, news

ONE = Mention(agent="urn:a", name="Ana", document="urn:d", start=3, end=6, quote="Ana")
OTHER = Mention(agent="urn:b", name="Anna", document="urn:e")
SAME = Judgement(id="", verdict=Ruling.SAME, one=ONE, other=OTHER)
DIFFERENT = replace(SAME, verdict=Ruling.DIFFERENT, who="reader", when="2026-01-02", note="two ministers, “Ana” and “Anna”")
REJECT = Judgement(
    id="", verdict=Ruling.REJECT, fact=Place(fact="urn:d#x", kind="Utterance", document="urn:d", start=0, end=3, quote="yes")
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.judgements.jsonl"


def test_what_was_written_is_read_and_the_last_word_on_a_pair_stands(path: Path) -> None:
    assert read_judgements(path) == Judgements()
    first, second, third = (add_judgement(path, line) for line in (SAME, DIFFERENT, REJECT))
    assert len({first.id, second.id, third.id}) == 3
    assert read_judgements(path).lines == (first, second, third)
    assert read_judgements(path).standing == (second, third)


def test_an_undone_judgement_gives_way_to_the_one_before_and_may_be_made_again(path: Path) -> None:
    first, second = add_judgement(path, SAME), add_judgement(path, DIFFERENT)
    add_judgement(path, Judgement(id="", verdict=Ruling.UNDO, undoes=second.id))
    assert read_judgements(path).standing == (first,)
    with pytest.raises(JudgementError, match=f"no judgement {second.id} stands: {first.id} can be undone"):
        add_judgement(path, Judgement(id="", verdict=Ruling.UNDO, undoes=second.id))
    again = add_judgement(path, DIFFERENT)
    assert again.id != second.id
    assert read_judgements(path).standing == (again,)


WRONG_PLACE = {"fact": "f", "kind": "k", "document": "d", "start": "1", "end": 2, "quote": ""}
BAD = (
    b"{", b"not json", b'{"id": "x", "verdict": "maybe"}', b'{"id": "x", "verdict": "same"}', b"\xff\xfe", b"[]", b'"text"',
    json.dumps({"id": "x", "verdict": "reject", "fact": WRONG_PLACE}).encode(),
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_line_that_is_no_judgement_is_told_and_left_and_costs_no_other(path: Path, bad: bytes) -> None:
    first = add_judgement(path, SAME)
    with path.open("ab") as file:
        file.write(bad)  # without an end of line, as a writer that was killed leaves it
    second = add_judgement(path, REJECT)
    found = read_judgements(path)
    assert found.lines == (first, second)
    assert [line.line for line in found.unreadable] == [2]
    assert bad in path.read_bytes()


def test_every_line_is_json_for_others(path: Path) -> None:
    add_judgement(path, DIFFERENT)
    (line,) = path.read_text("utf-8").splitlines()
    assert json.loads(line)["note"] == DIFFERENT.note
    assert json.loads(line)["one"]["quote"] == "Ana"


def _write(path: Path, number: int) -> str:
    return add_judgement(path, replace(SAME, one=replace(ONE, agent=f"urn:{number}"))).id


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        made = [pool.submit(_write, path, number) for number in range(40)]
        ids = {one.result() for one in made}
    found = read_judgements(path)
    assert {line.id for line in found.lines} == ids
    assert (len(ids), found.unreadable) == (40, ())


def test_files_are_merged_line_by_line(path: Path, tmp_path: Path) -> None:
    add_judgement(path, SAME)
    kept = path.read_bytes()
    add_judgement(path, REJECT)
    other = tmp_path / "other.jsonl"
    other.write_bytes(kept)
    assert merge(other, path.read_bytes()) == 1
    assert merge(other, path.read_bytes()) == 0
    assert other.read_bytes() == path.read_bytes()


# ------------------------------------------------------------------------------------------------ what they do to a store

STORIES: tuple[tuple[Line, ...], ...] = (
    (("Helena Vostrak", "trade minister", "CA"), ("Tom Brandeis", "senator", "US")),
    (("Helena Vostrack", "trade minister", "CA"), ("Tom Brandeis", "senator", "US")),
    (("Ellen Marsh", "trade minister", "AU"), ("Grete Olsen", "", "")),
)  # fmt: skip


def store_of(stories: tuple[tuple[Line, ...], ...] = STORIES) -> Store:
    store = open_store("memory:", write=True)
    store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary_quads()})
    for number, lines in enumerate(stories):
        add(store, *news(number, lines))
    consolidate(store, NAMER)
    return store


def deciding(*lines: Judgement) -> Known:
    return Known(judgements=Judgements(lines=tuple(replace(line, id=str(n)) for n, line in enumerate(lines))))


def test_a_reader_is_shown_both_sides_and_may_part_what_rules_joined() -> None:
    with store_of() as store:
        (question,) = questions(store)
        assert (question.verdict, question.one.label, question.other.label) == ("same", "Helena Vostrack", "Helena Vostrak")
        for side in (question.one, question.other):
            assert all(passage.words in passage.around for passage in side.passages)
        one, other = pair(store, (question.id,), NAMER)
        line = Judgement(id="", verdict=Ruling.DIFFERENT, one=one, other=other)
        found = identities(store, NAMER, deciding(line).judgements)
        assert found.by_agent == {}
        assert [verdict for verdict, _ in found.matches] == ["different"]


def test_a_reader_joins_whom_no_rule_would() -> None:
    with store_of() as store:
        line = Judgement(
            id="", verdict=Ruling.SAME, one=mention(store, "Ellen Marsh", NAMER), other=mention(store, "Grete Olsen", NAMER)
        )
        done = consolidate(store, NAMER, deciding(line))
        assert done.joined == 2
        assert {row.source.title for row in claims(store, ClaimFilter(speakers=("Grete Olsen",)))} == {"Story 2"}
        assert len(claims(store, ClaimFilter(speakers=("Grete Olsen",)))) == 2


def test_one_name_in_two_documents_is_parted_by_its_passages() -> None:
    with store_of() as store:
        places = [
            f"{NAMER.document(url=f'https://news.example/{n}', text='')}#char={start},{start + 12}"
            for n in (0, 1)
            for start in [news(n, STORIES[n])[0].text.index("Tom Brandeis")]
        ]
        one, other = pair(store, (places[0], places[1]), NAMER)
        assert one.agent == other.agent
        consolidate(store, NAMER, deciding(Judgement(id="", verdict=Ruling.DIFFERENT, one=one, other=other)))
        who = identities(store, NAMER, deciding(Judgement(id="", verdict=Ruling.DIFFERENT, one=one, other=other)).judgements)
        keys = {who.canonical(side.agent, side.document) for side in (one, other)}
        assert len(keys) == 2
        for key in keys:
            assert len({row.source.iri for row in claims(store, ClaimFilter(speakers=(key,)))}) == 1


def test_a_rejected_fact_is_in_no_list_and_still_in_its_document() -> None:
    with store_of() as store:
        rows = claims(store, ClaimFilter())
        before = tuple(store.quads(Iri(NAMER.graph(rows[0].source.iri))))
        line = Judgement(id="", verdict=Ruling.REJECT, fact=fact(store, rows[0].iri))
        consolidate(store, NAMER, deciding(line))
        assert {row.iri for row in claims(store, ClaimFilter())} == {row.iri for row in rows[1:]}
        assert tuple(store.quads(Iri(NAMER.graph(rows[0].source.iri)))) == before
        consolidate(store, NAMER, deciding(line, Judgement(id="", verdict=Ruling.UNDO, undoes="0")))
        assert len(claims(store, ClaimFilter())) == len(rows)


def test_a_judgement_is_found_again_when_a_better_reading_changes_iris() -> None:
    with store_of() as store:
        row = next(row for row in claims(store, ClaimFilter()) if row.speaker == "Grete Olsen")
        decided = (
            Judgement(id="", verdict=Ruling.REJECT, fact=fact(store, row.iri)),
            Judgement(
                id="",
                verdict=Ruling.SAME,
                one=mention(store, "Ellen Marsh", NAMER),
                other=mention(store, "Grete Olsen", NAMER),
            ),
        )
    better = (*STORIES[:2], (STORIES[2][0], ("Grete Olsen", "finance minister", "NO")))
    with store_of(better) as store:
        done = consolidate(store, NAMER, deciding(*decided))
        assert (done.lost, done.joined) == (0, 2)
        assert all(one.speaker != "Grete Olsen" for one in claims(store, ClaimFilter()))
    with store_of(STORIES[:2]) as store:
        assert consolidate(store, NAMER, deciding(*decided)).lost == 2


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Nobody At All", "Tom Brandeis"), "no person or organisation goes by 'Nobody At All'"),
        (("0123456789abcdef",), "is the id of no pair"),
        (("Tom Brandeis", "Tom Brandeis"), "are the same already: to part what one IRI means in two documents"),
        (("https://news.example/#char=1,2", "Tom Brandeis"), "nobody is named at"),
    ],
)
def test_what_no_judgement_can_be_about_is_told(names: tuple[str, ...], told: str) -> None:
    with store_of() as store, pytest.raises(JudgementError, match=told):
        pair(store, names, NAMER)


def test_what_is_no_fact_cannot_be_rejected() -> None:
    with store_of() as store, pytest.raises(JudgementError, match="no fact of the store"):
        fact(store, "https://onrecord.example/nothing#x")
