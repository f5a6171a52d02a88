"""An analyst: trade measures over time, speakers side by side, and questions to the graph itself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.api.browser.conftest import Watched

pytestmark = pytest.mark.browser

_ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_from_the_time_line_of_measures_to_the_words(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Trade measures").click()
    expect(page.locator("svg").first).to_be_visible()
    page.get_by_role("row").filter(has_text="25% → 35%").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("steel")
    page.goto("/tariffs")
    page.get_by_role("link", name=re.compile("raised its tariff on Canadian steel")).first.click()
    expect(page.locator("mark:target").first).to_be_in_viewport()


def test_measures_are_narrowed_to_what_a_country_does(page: Page) -> None:
    page.goto("/tariffs")
    rows = page.locator("tbody tr[id]").count()
    page.get_by_label("Imposed by").fill("Canada")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("imposing=Canada"))
    narrowed = page.locator("tbody tr[id]")
    assert 0 < narrowed.count() < rows
    expect(narrowed.first).to_contain_text("Canada")


def test_two_speakers_are_set_side_by_side(page: Page) -> None:
    page.goto("/compare?speakers=Élise Marchand,Tom Reyes")
    expect(page.get_by_role("main")).to_contain_text("Élise Marchand")
    expect(page.get_by_role("main")).to_contain_text("copper is next")


def test_an_example_query_runs_and_gives_a_file(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("link", name=re.compile("speakers", re.I)).and_(page.locator("a[href*='example=']")).first.click()
    expect(page.get_by_role("cell").first).to_be_visible()
    address = page.locator("a[href*='format=csv'], a[href*='csv']").first.get_attribute("href")
    reply = page.request.get(address or "")
    assert reply.headers["content-type"].startswith("text/csv")


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_answers(page: Page, watched: Watched) -> None:
    watched.expect("status of 503")
    page.goto("/sparql")
    field = page.get_by_label("Query", exact=True)
    field.fill(_ENDLESS)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert").first).to_contain_text(re.compile("second|long|time", re.I))
    expect(field).to_have_value(_ENDLESS)
    field.fill("SELECT (COUNT(*) AS ?n) WHERE { ?claim a <https://onrecord.example/ontology#Utterance> }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("cell").first).to_be_visible()


def test_the_query_behind_a_list_gives_the_same_claims(page: Page) -> None:
    page.goto("/claims?sector=steel")
    claims = page.locator(".claim").count()
    page.get_by_text("Show the query behind this").click()
    page.get_by_role("link", name="Change it and run it").click()
    expect(page.get_by_label("Query", exact=True)).to_have_value(re.compile("SELECT"))
    page.get_by_role("button", name="Run").click()
    expect(page.locator("main table tbody tr")).to_have_count(claims)


def test_what_an_agreement_is_leads_to_what_is_said_of_it(page: Page) -> None:
    page.goto("/agreement/usmca")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name=re.compile("Canada")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Canada")
