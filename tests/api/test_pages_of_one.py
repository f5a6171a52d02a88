"""The pages of people whom documents know by several IRIs, and of namesakes."""

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from api.settings import Settings
from kg.ids import Namer
from tests.api.running import serving, store_document
from tests.api.test_pages import HTML
from tests.kg.one_of_two_for_tests import ANNA, COACH, DOCUMENTS, HELENA, OTHER


def path(iri: str) -> str:
    return "/" + iri.removeprefix(Namer().base)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    place = tmp_path_factory.mktemp("one") / "store"
    for document, facts in DOCUMENTS:
        store_document(place, document, facts)
    with serving(Settings(store=str(place))) as address, httpx.Client(base_url=address, headers=HTML) as made:
        yield made


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()).replace(" ,", ",").replace("“ ", "“").replace(" ”", "”")


def section(page: str, title: str) -> str:
    return words(page.partition(f'<section aria-labelledby="{title}">')[2].partition("</section>")[0])


@pytest.mark.parametrize("iri", [HELENA, OTHER])
def test_any_iri_shows_the_whole_person(client: httpx.Client, iri: str) -> None:
    page = client.get(path(iri)).text
    assert "<h1><bdi>Helena Vostrak</bdi></h1>" in page
    assert f'<link rel="canonical" href="{path(HELENA)}">' in page
    claims = section(page, "said")
    assert "steel needs the plan" in claims
    assert "steel will wait" in claims
    posts = section(page, "roles")
    assert posts.count("trade minister, Canada") == 1, "one line that two documents support"
    assert {"Harbour Gazette", "Evening Herald"} <= set(re.findall("Harbour Gazette|Evening Herald", posts))
    assert {"“Helena Vostrak”", "“Fostrak”"} <= set(re.findall("“[^”]+”", words(page)))


def test_the_other_iris_are_named_with_reason_and_confidence(client: httpx.Client) -> None:
    told = words(client.get(path(OTHER)).text)
    assert "One person under 2 addresses" in told
    assert "may be a misspelling of the other's surname; the same post in the same years 85% sure" in told
    assert path(OTHER) in told
    assert path(HELENA) in told


def test_namesakes_have_a_page_each(client: httpx.Client) -> None:
    minister, coach = client.get(path(ANNA)).text, client.get(path(COACH)).text
    assert "trade minister, Brazil" in section(minister, "roles")
    assert "football coach" not in section(minister, "roles")
    assert "football coach, Brazil" in section(coach, "roles")
    assert "trade minister" not in section(coach, "roles")
    assert "rails shut" in section(coach, "said")
    assert "rails shut" not in section(minister, "said")


def test_whoever_has_one_iri_is_told_nothing_of_others(client: httpx.Client) -> None:
    page = client.get("/person/dana-roe").text
    assert 'class="prose identity"' not in page
    assert '<link rel="canonical" href="/person/dana-roe">' in page


def test_rdf_is_of_the_iri_that_was_asked_for(client: httpx.Client) -> None:
    data = client.get(f"{path(OTHER)}?format=nt").text
    assert f"<{OTHER}> <https://onrecord.example/ontology#canonical> <{HELENA}>" in data
    assert not [line for line in data.splitlines() if line.startswith(f"<{HELENA}>")]


def test_the_graph_around_any_iri_is_of_the_whole_person(client: httpx.Client) -> None:
    one, other = (words(client.get("/graph", params={"focus": iri}).text) for iri in (HELENA, OTHER))
    assert "Around Helena Vostrak" in one
    assert one == other


def test_a_namesakes_claim_carries_the_namesakes_post(client: httpx.Client) -> None:
    minister, coach = (words(client.get("/claims", params={"speaker": one}).text) for one in (ANNA, COACH))
    assert "trade minister, Brazil" in minister
    assert "football coach, Brazil" not in minister
    assert "football coach, Brazil" in coach
    assert "trade minister, Brazil" not in coach
