"""Positions over time and the history of measures, by command and over the web."""

import json
from pathlib import Path

import httpx

from tests.api.commands import Inside


def test_positions_over_the_web(client: httpx.Client) -> None:
    found = client.get("/positions", params={"speaker": "Élise Marchand"})
    assert found.status_code == 200
    assert {row["speaker"] for row in found.json()["statements"]} == {"Élise Marchand"}
    assert found.json()["candidates"] == []
    assert client.get("/positions", params={"sector": "no such thing"}).status_code == 400
    assert client.get("/positions", params={"speker": "x"}).status_code in (400, 422)


def test_histories_over_the_web(client: httpx.Client) -> None:
    (history,) = client.get("/histories", params={"imposing": "US", "target": "CA", "sector": "steel"}).json()["rows"]
    assert history["label"] == "U.S. tariff on Canadian steel"
    assert [row["rate"] for row in history["reports"]] == [35]
    assert history["disagreements"] == []


def test_the_same_by_command(inside: Inside, example_store: Path) -> None:
    done = inside("positions", "--speaker", "Élise Marchand", "--store", example_store)
    assert (done.returncode, "Marchand" in done.stdout) == (0, True)
    told = json.loads(inside("history", "--imposing", "US", "--json", "--store", example_store).stdout)["rows"]
    assert any(row["claims"] for row in told)
    assert "U.S. tariff on Canadian steel" in inside("history", "--target", "CA", "--store", example_store).stdout
    assert inside("history", "--imposing", "JP", "--store", example_store).returncode == 3
