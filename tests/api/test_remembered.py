"""Answers that are kept: only the very same question meets them, never past a write, in bounded memory."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.remembered import Remembered
from api.settings import Settings
from kg.stores import is_lasting
from kg.stores.tasks import Dataset, Task
from tests.api.running import fill, serving

TASK = Task(
    snapshot="/store/snapshots/000001",
    query="ASK {}",
    media_type="text/csv",
    base="http://base.example/",
    most_rows=1,
    most_bytes=1,
    seconds=1,
)
OTHERS = (
    replace(TASK, query="ASK { }"),
    replace(TASK, media_type="application/json"),
    replace(TASK, base="http://other.example/"),
    replace(TASK, most_rows=2),
    replace(TASK, dataset=Dataset(default=("http://a.example/g",))),
    replace(TASK, dataset=Dataset(named=("http://a.example/g",))),
)


def filled(most: int, *tasks: Task) -> Remembered:
    """An answer for each of the tasks."""
    made = Remembered(most)
    for task in tasks:
        assert made.find(task) is None
        assert made.keep(task, task.query.encode())
    return made


def test_only_the_very_same_question_meets_an_answer() -> None:
    remembered = filled(10**6, TASK)
    assert [remembered.find(other) for other in OTHERS] == [None] * len(OTHERS)
    found = remembered.find(replace(TASK))
    assert found is not None
    assert found.content == b"ASK {}"
    assert remembered.met == 1


def test_another_snapshot_ends_all() -> None:
    remembered, newer = filled(10**6, TASK), replace(TASK, snapshot="/store/snapshots/000002")
    assert remembered.find(newer) is None
    assert remembered.keep(TASK, b"late") is None  # what was asked of the old one comes to its end
    assert remembered.find(newer) is None
    assert remembered.keep(newer, b"new")
    found = remembered.find(newer)
    assert found is not None
    assert found.content == b"new"


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    tasks = tuple(replace(TASK, query=f"ASK {{ <a:{number}> ?p ?o }}") for number in range(5))
    remembered = filled(4 * 1_300, *tasks[:3])
    assert remembered.find(tasks[0])
    remembered.find(tasks[3])
    remembered.keep(tasks[3], b"x" * 900)
    assert [remembered.find(task) is not None for task in tasks] == [True, False, True, True, False]
    assert remembered.keep(tasks[4], b"x" * 6_000) is None
    assert filled(10**6, *tasks[:4]).find(tasks[1])


def test_the_same_answer_twice_counts_once() -> None:
    remembered = filled(2_600, TASK)
    for _ in range(9):
        assert remembered.keep(TASK, b"again")
    other = replace(TASK, query="ASK { }")
    assert remembered.keep(other, b"other")
    assert remembered.find(TASK)
    assert remembered.find(other)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (NOW() AS ?n) {}", False),
        ("SELECT (1+now#(\n() AS ?n) {}", False),
        ("SELECT * { ?s ?p ?o } ORDER BY RAND()", False),
        ("SELECT (STRUUID () AS ?n) {}", False),
        ("SELECT (uuid() AS ?n) {}", False),
        ("SELECT (BNODE() AS ?n) {}", False),
        ("SELECT * { ?known ?brand 'NOW()' FILTER(?known = <http://a.example/RAND()>) } # UUID()", True),
        ("DESCRIBE <http://a.example/now>", True),
    ],
)
def test_what_would_be_another_answer_the_next_time_is_told(query: str, expected: bool) -> None:  # noqa: FBT001
    assert is_lasting(query) is expected


def test_the_answer_to_a_long_query_is_not_kept() -> None:
    long = replace(TASK, query="ASK {} #" + "x" * 10_000)
    remembered = Remembered(10**6)
    remembered.find(long)
    assert remembered.keep(long, b"true") is None


def test_what_does_not_last_is_not_kept() -> None:
    passing = replace(TASK, query="SELECT (RAND() AS ?n) {}")
    remembered = Remembered(10**6)
    remembered.find(passing)
    assert remembered.keep(passing, b"0.5") is None


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that may be written to."""
    store = tmp_path_factory.mktemp("remembered") / "store"
    fill(store)
    with serving(Settings(store=str(store), token=SecretStr("t"))) as at:
        yield at


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with httpx.Client(base_url=address, headers={"Authorization": "Bearer t"}, timeout=60) as made:
        yield made


COUNT = "SELECT (COUNT(*) AS ?n) { ?s <http://a.example/p> ?o }"


def kept(client: httpx.Client) -> int:
    """How many queries met an answer that was kept."""
    lines = client.get("/metrics").text.splitlines()
    return int(next(line.rpartition(" ")[2] for line in lines if line.startswith("onrecord_answers_kept_total ")))


def count(client: httpx.Client, **headers: str) -> httpx.Response:
    """The answer to the same query, as ever."""
    return client.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/csv", **headers})


def warm(client: httpx.Client) -> httpx.Response:
    """The answer when it is kept: the first query after a write opens the snapshot, the second is kept."""
    before = kept(client)
    replies = [count(client) for _ in range(3)]
    assert kept(client) > before
    assert len({reply.text for reply in replies}) == 1
    return replies[-1]


def test_every_write_is_seen_by_the_query_after_it(client: httpx.Client) -> None:
    for number in range(1, 6):
        text = f"INSERT DATA {{ GRAPH <http://a.example/g> {{ <http://a.example/{number}> <http://a.example/p> 1 }} }}"
        assert client.post("/update", data={"update": text}).status_code == 204
        assert count(client).text.split() == ["n", str(number)]
        assert warm(client).text.split() == ["n", str(number)]


def test_who_has_the_answer_is_told_so_until_a_write(client: httpx.Client) -> None:
    tag = warm(client).headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        reply = count(client, **{"If-None-Match": known})
        assert (reply.status_code, reply.content, reply.headers["etag"]) == (304, b"", tag)
        assert reply.headers["cache-control"] == "no-cache"
        assert "Accept" in reply.headers["vary"]
    other = count(client, **{"If-None-Match": '"other"'})
    assert (other.status_code, other.headers["etag"]) == (200, tag)
    update = "INSERT DATA { GRAPH <http://a.example/h> { <http://a.example/s> <http://a.example/p> 2 } }"
    assert client.post("/update", data={"update": update}).status_code == 204
    assert count(client, **{"If-None-Match": tag}).status_code == 200
    assert count(client, **{"If-None-Match": tag}).status_code == 200


def test_a_format_is_an_answer_of_its_own(client: httpx.Client) -> None:
    def asked(accept: str) -> httpx.Response:
        return client.get("/sparql", params={"query": COUNT}, headers={"Accept": accept})

    types = ("text/csv", "application/sparql-results+xml", "application/sparql-results+json")
    for _ in range(3):
        assert [asked(accept).headers["content-type"].partition(";")[0] for accept in types] == list(types)


def test_random_answers_are_drawn_anew(client: httpx.Client) -> None:
    replies = [client.get("/sparql", params={"query": "SELECT (STRUUID() AS ?n) {}"}) for _ in range(4)]
    assert len({reply.text for reply in replies}) == 4
    assert not any("etag" in reply.headers for reply in replies)


def test_nothing_is_kept_where_that_is_off(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    with serving(Settings(store=str(tmp_path / "store"), query_kept=0)) as at, httpx.Client(base_url=at, timeout=60) as client:
        assert all("etag" not in count(client).headers for _ in range(3))
        assert kept(client) == 0
