"""Who may read and write, where the server listens, and what it tells those that run it."""

import base64
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings, is_loopback
from api.tokens import shows_token
from tests.api.commands import run
from tests.api.running import serving

SHOWN = (
    (None, False),
    ("", False),
    ("Bearer right", True),
    ("bearer right ", True),
    ("Bearer wrong", False),
    ("Bearer", False),
    ("right", False),
    ("Basic " + base64.b64encode(b"anybody:right").decode(), True),
    ("Basic " + base64.b64encode(b"right").decode(), False),
    ("Basic ???", False),
    ("Bearer \udcff", False),
)


@pytest.mark.parametrize(("header", "expected"), SHOWN)
def test_a_token_is_shown_as_bearer_or_as_a_password(header: str | None, *, expected: bool) -> None:
    assert shows_token(header, SecretStr("right"), None) is expected


def test_no_token_is_not_an_empty_token() -> None:
    assert not shows_token("Bearer ", None)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("127.evil.example", False), ("10.0.0.1", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_loopback_is_told_from_the_world(host: str, *, local: bool) -> None:
    assert is_loopback(host) is local


def test_nobody_serves_the_world_without_a_token(tmp_path: Path) -> None:
    done = run("serve", "--store", tmp_path / "store", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 1
    assert "ONRECORD_TOKEN" in done.stderr
    assert not (tmp_path / "store").exists()


@pytest.fixture(scope="module")
def guarded(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that wants a token for reading."""
    settings = Settings(
        store="memory:",
        token=SecretStr("w"),
        read_token=SecretStr("r"),
        cors_origins="https://one.example, https://two.example",
    )
    with serving(settings) as address:
        yield address


def test_reading_may_need_a_token(guarded: str) -> None:
    for path in ("/", "/claims.json", "/sparql?query=ASK%20%7B%7D", "/metrics", "/static/explorer.css", "/nowhere"):
        reply = httpx.get(guarded + path)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"].startswith("Basic")
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert httpx.get(f"{guarded}/healthz").status_code == httpx.get(f"{guarded}/readyz").status_code == 200
    for token in ("r", "w"):
        assert httpx.get(f"{guarded}/claims.json", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert httpx.get(f"{guarded}/", auth=("me", "r")).status_code == 200
    update = {"content": "CLEAR ALL", "headers": {"Authorization": "Bearer r", "Content-Type": "application/sparql-update"}}
    assert httpx.post(f"{guarded}/update", **update).status_code == 401  # type: ignore[arg-type]  # keywords of one call


def test_pages_of_other_sites_ask_where_it_is_allowed(guarded: str) -> None:
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for origin, status in (("https://one.example", 200), ("https://evil.example", 400)):
        reply = httpx.options(f"{guarded}/sparql", headers={"Origin": origin, **preflight})
        assert reply.status_code == status
        assert (reply.headers.get("access-control-allow-origin") == origin) is (status == 200)


def test_figures_tell_routes_and_no_secrets(guarded: str, caplog: pytest.LogCaptureFixture) -> None:
    headers = {"Authorization": "Bearer r"}
    with caplog.at_level(logging.INFO, "onrecord.requests"):
        httpx.get(f"{guarded}/sparql", params={"query": "ASK { ?s ?p 'hidden words' }"}, headers=headers)
        httpx.get(f"{guarded}/document/0123456789abcdef?secret=yes", headers=headers)
        text = httpx.get(f"{guarded}/metrics", headers=headers).text
    assert 'onrecord_requests_total{method="GET",route="/sparql",status="200"} ' in text
    assert 'route="/document/{name}",status="404"} 1' in text
    assert "onrecord_queries_running 0" in text
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert "GET /sparql 200" in told
    assert "hidden" not in told + text
    assert "secret" not in told + text
