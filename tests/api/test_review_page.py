"""Reviewing over HTTP: doubtful pairs with both passages, verdicts that every query follows, and sessions of browsers."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from api.tokens import session, shows_session
from tests.api.running import serving
from tests.api.test_cli_reviewing import SILVA, VOSTRAK, build

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "store"
    build(path)
    return path


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(Settings(store=str(store), token=SecretStr("right"))) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as made:
        yield made


def pairs(client: httpx.Client, verdict: str) -> dict[tuple[str, str], str]:
    """The pairs of a verdict: labels → id."""
    found = client.get("/review", params={"verdict": verdict}, headers=JSON).json()["pairs"]
    return {tuple(sorted((one["one"]["label"], one["other"]["label"]))): one["id"] for one in found}


def decide(client: httpx.Client, verdict: str, name: str, **fields: str) -> httpx.Response:
    headers = {**JSON, "Authorization": "Bearer right"}
    return client.post("/review", data={"verdict": verdict, "name": name, **fields}, headers=headers)


def test_the_page_shows_both_sides_and_asks_for_a_sign_in(client: httpx.Client) -> None:
    page = client.get("/review", headers=HTML).text
    assert "A. Silva" in page and "Ana Silva" in page and "Story 1" in page  # noqa: PT018  # one picture
    assert "sign in" in page
    assert 'name="verdict"' not in page


def test_a_verdict_is_followed_at_once_and_can_be_undone(client: httpx.Client) -> None:
    assert set(pairs(client, "doubtful")) == {SILVA}
    line = decide(client, "same", pairs(client, "doubtful")[SILVA], who="Lena", note="checked").json()
    assert (line["verdict"], line["who"], line["note"]) == ("same", "Lena", "checked")
    assert pairs(client, "doubtful") == {}
    assert "checked" in client.get("/review", headers=HTML).text
    assert decide(client, "undo", line["id"]).status_code == 200
    assert set(pairs(client, "doubtful")) == {SILVA}


def test_two_that_were_joined_are_parted(client: httpx.Client) -> None:
    joined = pairs(client, "same")[VOSTRAK]
    line = decide(client, "different", joined).json()
    assert VOSTRAK not in pairs(client, "same")
    decide(client, "undo", line["id"])


def test_a_reported_fact_stands_first_and_is_rejected(client: httpx.Client) -> None:
    claim = client.get("/claims.json").json()["rows"][0]
    page = client.get("/review", params={"fact": claim["iri"]}, headers=HTML).text
    assert "Is this fact wrong?" in page
    line = decide(client, "reject", claim["iri"]).json()
    assert claim["iri"] not in [row["iri"] for row in client.get("/claims.json").json()["rows"]]
    decide(client, "undo", line["id"])
    assert claim["iri"] in [row["iri"] for row in client.get("/claims.json").json()["rows"]]


@pytest.mark.parametrize(
    ("verdict", "name", "told"),
    [
        ("perhaps", "x", "one of same, different, reject and undo"),
        ("same", "nothing-such", "the id of no pair"),
        ("reject", "https://onrecord.example/document/none#x", "no fact"),
        ("undo", "12345678", "no judgement"),
        ("same", "", "takes 1 or 2 names"),
    ],
)
def test_what_cannot_be_decided_is_told(client: httpx.Client, verdict: str, name: str, told: str) -> None:
    reply = decide(client, verdict, name)
    assert reply.status_code == 400
    assert told in reply.json()["detail"]


def test_nobody_decides_without_the_token(client: httpx.Client) -> None:
    sent = {"verdict": "same", "name": pairs(client, "doubtful")[SILVA]}
    assert client.post("/review", data=sent).status_code == 401
    assert client.post("/review", data=sent, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert set(pairs(client, "doubtful")) == {SILVA}


def test_a_browser_signs_in_once_and_out_again(client: httpx.Client) -> None:
    assert client.post("/sign-in", data={"token": "wrong"}).status_code == 401
    assert not client.cookies
    reply = client.post("/sign-in", data={"token": "right", "onward": "/review?verdict=same"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/review?verdict=same")
    kept = reply.headers["set-cookie"].lower()
    assert "httponly" in kept and "samesite=strict" in kept and "right" not in kept  # noqa: PT018  # one cookie
    assert 'name="verdict"' in client.get("/review", headers=HTML).text
    elsewhere = client.post("/review", data={"verdict": "undo", "name": "x"}, headers={"Origin": "https://evil.example"})
    assert elsewhere.status_code == 401
    sent = {"verdict": "different", "name": pairs(client, "doubtful")[SILVA], "onward": "/review"}
    decided = client.post("/review", data=sent, headers=HTML)
    assert decided.status_code == 303
    assert decided.headers["location"].startswith("/review?noted=")
    undone = client.post(
        "/review", data={"verdict": "undo", "name": decided.headers["location"].rpartition("=")[2]}, headers=HTML
    )
    assert undone.status_code == 303
    client.post("/sign-out")
    assert client.post("/review", data=sent, headers=HTML).status_code == 401


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_host(client: httpx.Client, onward: str) -> None:
    reply = client.post("/sign-in", data={"token": "right", "onward": onward})
    assert reply.headers["location"] == "/"


def test_a_session_is_void_when_the_token_changes() -> None:
    kept = session(SecretStr("old"))
    assert shows_session(kept, SecretStr("old"))
    assert not shows_session(kept, SecretStr("new"))
    assert not shows_session(None, SecretStr("old"))


def test_a_store_in_memory_keeps_nothing_and_says_so() -> None:
    with serving(Settings(store="memory:")) as address, httpx.Client(base_url=address) as client:
        assert "lives in memory" in client.get("/review", headers=HTML).text
        reply = client.post("/review", data={"verdict": "undo", "name": "x"}, headers=JSON)
        assert "lives in memory" in reply.json()["detail"]
