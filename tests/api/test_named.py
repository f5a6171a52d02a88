"""Questions with names over HTTP: what there is, answers with sources in each format, and what cannot be used."""

import csv
import io

import httpx
import pytest

from kg.queries import named_queries


def test_every_question_is_listed_with_an_address_that_answers(client: httpx.Client) -> None:
    listed = client.get("/queries").json()["queries"]
    assert [one["name"] for one in listed] == [query.name for query in named_queries()]
    for one in listed:
        reply = client.get(one["address"], params={"limit": "2"})
        assert reply.status_code == 200
        assert len(reply.json()["results"]["bindings"]) <= 2
        assert "limit" in {parameter["name"] for parameter in one["parameters"]}


def test_parameters_narrow_an_answer_and_rows_have_sources(client: httpx.Client) -> None:
    found = client.get("/queries/statements-by-speaker", params={"sector": "steel", "from": "2025-10"}).json()
    (row,) = found["results"]["bindings"]
    assert row["speaker"]["value"] == "Élise Marchand"
    assert row["passage"]["value"].startswith(row["document"]["value"] + "#char=")


@pytest.mark.parametrize("asked", [{"headers": {"Accept": "text/csv"}}, {"params": {"format": "csv"}}])
def test_answers_come_in_the_formats_of_sparql(client: httpx.Client, asked: dict[str, dict[str, str]]) -> None:
    reply = client.get("/queries/post-holders", **asked)  # type: ignore[arg-type]  # headers or parameters
    assert reply.headers["content-type"].startswith("text/csv")
    assert "person" in next(csv.reader(io.StringIO(reply.text)))


def test_a_browser_is_shown_the_query_and_its_answer(client: httpx.Client) -> None:
    reply = client.get("/queries/who-said-what?sector=steel", headers={"Accept": "text/html"}, follow_redirects=True)
    assert reply.status_code == 200
    assert "kg:sector" in reply.text
    assert "Ottawa would answer" in reply.text


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/queries/who-sad-what", 404, "did you mean who-said-what"),
        ("/queries/who-said-what?sektor=steel", 400, "did you mean sector"),
        ("/queries/who-said-what?sector=unobtainium", 400, "is no sector"),
        ("/queries/who-said-what?sector=steel&sector=copper", 422, "given twice"),
        ("/queries/who-said-what?format=docx", 406, "json, xml, csv, tsv"),
        ("/queries/promises?deadline=soon", 400, "stated, open"),
    ],
)
def test_what_cannot_be_used_is_told(client: httpx.Client, address: str, status: int, told: str) -> None:
    reply = client.get(address)
    assert reply.status_code == status
    assert told in reply.json()["detail"]
