"""Claims, trade measures and questions over the web: filters, formats, pages and what is refused."""

import csv
import io

import httpx
import pytest
import rdflib

from kg.ids import Namer
from tests.api.test_pages import HTML
from tests.kg.facts_for_tests import LISTED, MEASURES

FILTERS: tuple[tuple[dict[str, str | list[str]], int], ...] = (
    ({}, len(LISTED)),
    ({"speaker": "Élise Marchand"}, 3),
    ({"speaker": "marchand"}, 3),
    ({"speaker": Namer().base + "person/tom-reyes.ca"}, 1),
    ({"speaker": ["Tom Reyes", "Élise Marchand"]}, 4),
    ({"speaker": "Tom Reyes, Élise Marchand"}, 4),
    ({"sector": "steel"}, 1),
    ({"sector": "metals"}, 2),
    ({"country": "MX"}, 1),
    ({"form": "direct"}, 2),
    ({"act": "attitude"}, 1),
    ({"text": "DEAL", "act": "attitude"}, 1),
    ({"from": "2025-10-07", "to": "2025-10-07"}, 1),
    ({"from": "2026"}, 0),
    ({"speaker": "Tom Reyes", "sector": "steel"}, 0),
)


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=lambda value: str(value)[:60])
def test_claims_are_filtered(client: httpx.Client, filters: dict[str, str | list[str]], expected: int) -> None:
    found = client.get("/claims.json", params=filters).json()
    assert found["total"] == len(found["rows"]) == expected
    assert found["next"] is None


def test_a_claim_tells_who_said_what_where(client: httpx.Client) -> None:
    row = client.get("/claims", params={"sector": "steel"}, headers={"Accept": "application/json"}).json()["rows"][0]
    assert row["speaker"] == "Élise Marchand"
    assert row["text"] == "Ottawa would answer the new American duties on steel"
    assert (row["form"], row["date"], row["sectors"]) == ("indirect", "2025-10-07", ["steel"])
    assert row["document"]["title"] == "Steel towns wait for an answer"
    assert row["document"]["passage"].endswith("#char=122,174")


def test_long_lists_are_read_page_by_page(client: httpx.Client) -> None:
    seen: list[str] = []
    address: str | None = "/claims.json?limit=4"
    while address:
        found = client.get(address).json()
        assert len(found["rows"]) <= 4
        seen += [row["iri"] for row in found["rows"]]
        address = found["next"]
    assert len(seen) == len(set(seen)) == len(LISTED)


@pytest.mark.parametrize("path", ["/claims", "/tariffs"])
@pytest.mark.parametrize(("suffix", "accept"), [("csv", "text/csv"), ("ttl", "text/turtle"), ("jsonld", "application/ld+json")])
def test_the_suffix_and_accept_give_the_same(client: httpx.Client, path: str, suffix: str, accept: str) -> None:
    by_suffix = client.get(f"{path}.{suffix}")
    by_accept = client.get(path, headers={"Accept": accept})
    assert by_suffix.headers["content-type"].partition(";")[0] == accept
    assert sorted(by_suffix.text.split()) == sorted(by_accept.text.split())


def test_csv_has_a_row_for_each_claim(client: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv").text)))
    assert len(rows) == len(LISTED)
    assert {row["document_publisher"] for row in rows} == {"Northern Ledger"}
    assert "Canada; United States" in {row["countries"] for row in rows}


def test_turtle_holds_the_claims_that_fit(client: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/claims.ttl?sector=steel").text, format="turtle")
    utterance = rdflib.URIRef(Namer().base + "ontology#Utterance")
    assert len(set(graph.subjects(rdflib.RDF.type, utterance))) == 1


MEASURE_FILTERS: tuple[tuple[dict[str, str], int], ...] = (
    ({}, len(MEASURES)),
    ({"imposing": "United States"}, 3),
    ({"imposing": "US", "target": "Canada"}, 1),
    ({"country": "Canada"}, 2),
    ({"sector": "aluminum"}, 1),
    ({"measure": "retaliatory tariff"}, 1),
    ({"status": "threatened"}, 1),
    ({"from": "2030"}, 0),
)


@pytest.mark.parametrize(("filters", "expected"), MEASURE_FILTERS, ids=lambda value: str(value)[:60])
def test_measures_are_filtered(client: httpx.Client, filters: dict[str, str], expected: int) -> None:
    assert len(client.get("/tariffs.json", params=filters).json()["rows"]) == expected


def test_a_measure_tells_from_what_to_what(client: httpx.Client) -> None:
    row = client.get("/tariffs.json", params={"target": "CA", "sector": "steel"}).json()["rows"][0]
    assert (row["imposing"], row["target"], row["sector"]) == ("United States", "Canada", "steel")
    assert (row["previous_rate"], row["rate"], row["change"], row["status"]) == (25.0, 35.0, "raised", "in force")
    assert row["exempts"] == ["United States-Mexico-Canada Agreement"]


REFUSED = (
    ("/claims.json?speaker=Qwertz", 400),
    ("/claims.json?sector=unobtainium", 400),
    ("/claims.json?from=yesterday", 400),
    ("/claims.json?form=loud", 400),
    ("/claims.json?sektor=steel", 422),
    ("/claims.json?limit=0", 422),
    ("/claims.json?limit=many", 422),
    ("/claims.json?from=2025-10-01-01", 422),
    ("/claims.docx", 404),
    ("/tariffs.json?target=Atlantis", 400),
    ("/ask?q=what+is+the+weather", 400),
)


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_what_cannot_be_used_is_told(client: httpx.Client, address: str, status: int) -> None:
    reply = client.get(address)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"]


PAGES = (
    ("/claims", "We will not blink"),
    ("/claims?sector=steel", "remove"),
    ("/claims?speaker=Qwertz", "Nobody by the name"),
    ("/claims?from=2031", "No claim fits"),
    ("/claims?text=deal&act=attitude", "<mark>deal</mark>"),
    ("/tariffs", "25% → 35%"),
    ("/tariffs?from=2031", "No measure fits"),
    ("/ask?q=who+said+what+about+steel", "Ottawa would answer"),
    ("/ask?q=who+is+Tom+Reyes", "Bank of Canada"),
    ("/ask?q=what+is+the+weather", "What can be asked"),
    ("/ask?q=", "What can be asked"),
    ("/ask?q=who+said+what+about+lumber", "no answer"),
)


@pytest.mark.parametrize(("address", "shown"), PAGES)
def test_pages_show_what_was_asked(client: httpx.Client, address: str, shown: str) -> None:
    reply = client.get(address, headers=HTML)
    assert reply.headers["content-type"].startswith("text/html")
    assert shown in reply.text


def test_a_card_shows_the_post_at_the_time_and_the_words_around(client: httpx.Client) -> None:
    page = client.get("/claims?sector=steel", headers=HTML).text
    assert "trade minister, Canada" in page
    assert "said on Tuesday that <mark>Ottawa would answer the new American duties on steel</mark>" in page


def test_an_answer_is_there_for_programs(client: httpx.Client) -> None:
    found = client.get("/ask", params={"q": "who said what about steel"}).json()
    assert found["understood"]["question"] == "who-said-what"
    assert found["understood"]["sector"] == "steel"
    assert [row["speaker"] for row in found["rows"]] == ["Élise Marchand"]
    assert client.get("/sparql", params={"query": found["query"]}).status_code == 200
