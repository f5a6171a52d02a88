"""Into the graph and out again: from a question to a view that another server takes in, by keyboard, without scripts."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from api.settings import Settings
from tests.api.browser.journeys.conftest import held_back
from tests.api.browser.looking import becomes, visit, wait_for_picture
from tests.api.running import serving

pytestmark = pytest.mark.browser

_KNOWN = """ASK {
  ?claim <https://schema.org/spokenByCharacter> ?who .
  ?who ?called ?name FILTER(STR(?name) = "Élise Marchand")
}"""


def test_from_a_question_to_a_graph_that_another_server_takes_in(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("who said what about steel")
    page.keyboard.press("Enter")
    card = page.locator(".claim").filter(has_text="Ottawa would answer the new American duties")
    card.get_by_role("link", name="Show in document").click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    expect(page.locator("mark:target").first).to_contain_text("Ottawa would answer the new American duties on steel")
    page.locator("aside").get_by_role("link", name="Élise Marchand").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Élise Marchand")
    page.get_by_role("link", name=re.compile("graph", re.I)).and_(page.locator("main a")).first.click()
    wait_for_picture(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Turtle").click()
    turtle = tmp_path / "view.ttl"
    saved.value.save_as(turtle)
    with serving(Settings(store=str(tmp_path / "other"))) as other, httpx.Client(base_url=other) as client:
        name = {"graph": "https://onrecord.example/graph/taken-over"}
        put = client.put("/graphs", params=name, content=turtle.read_bytes(), headers={"Content-Type": "text/turtle"})
        assert put.status_code == 201
        answer = client.get("/sparql", params={"query": _KNOWN}, headers={"Accept": "application/sparql-results+json"})
        assert answer.json()["boolean"]


def test_a_way_between_two_is_found_in_the_graph(page: Page) -> None:
    visit(page, "/graph")
    page.locator("#path").get_by_label("From").fill("Tom Reyes")
    page.locator("#path").get_by_label("To").fill("copper")
    page.get_by_role("button", name="Show the path").click()
    expect(page.locator("#path-said")).to_contain_text(re.compile(r"\w"))


def test_a_view_of_the_graph_is_the_same_behind_its_link(page: Page) -> None:
    visit(page, "/graph?focus=steel")
    names = page.locator("#nodes bdi").all_inner_texts()
    assert len(names) > 3
    visit(page, page.locator("#permalink").get_attribute("href") or "")
    becomes(page, lambda page: page.locator("#nodes bdi").all_inner_texts(), names)


def test_the_graph_by_keyboard_alone(page: Page) -> None:
    visit(page, "/graph?focus=steel")
    page.locator("#nodes a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#details blockquote").first).to_be_visible()
    name = page.locator("#details-title").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#details-title")).not_to_have_text(name)


def test_the_graph_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/graph?focus=steel")
    page.locator("#nodes a").first.click()
    expect(page.locator("#details blockquote").first).to_be_visible()
    page.locator("#details").get_by_role("link", name="Hide").click()
    expect(page.locator("#hidden-nodes")).to_contain_text("Show the 1 hidden node")


def test_a_slow_server_is_waited_for_and_the_page_stays_readable(page: Page) -> None:
    """The list and the words stand before the scripts and the picture are there."""
    with held_back(page, r"vis-network|/static/graph/"):
        page.goto("/graph?focus=steel", wait_until="commit")
        expect(page.locator("#nodes a").first).to_be_visible()
    wait_for_picture(page)
