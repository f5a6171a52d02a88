"""Journeys under other conditions: keyboard alone, no JavaScript, a slow or failing server, a telephone, an empty graph."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.settings import Settings
from tests.api.browser.conftest import Watched
from tests.api.browser.journeys.conftest import held_back
from tests.api.browser.looking import until
from tests.api.browser.test_accessible import violations
from tests.api.running import serving

pytestmark = pytest.mark.browser


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the stop of that name has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.ariaLabel || document.activeElement.textContent).trim()") == name:
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def test_a_whole_search_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("who said what about copper")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("copper"))
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    tab_to(page, "Show in document")
    page.keyboard.press("Enter")
    expect(page.locator("mark:target").first).to_contain_text("copper is next")
    page.wait_for_load_state()
    first = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(first)
    expect(page.locator("mark:target").first).to_be_in_viewport()


def test_a_whole_search_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/")
    page.get_by_role("searchbox").fill("who said what about steel")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("steel"))
    page.locator(".claim").first.get_by_role("link", name="Show in document").click()
    expect(page.locator("mark:target").first).to_be_in_viewport()
    page.goto("/claims")
    page.get_by_role("complementary", name="Narrow down").get_by_role("link", name="steel", exact=True).click()
    expect(page.get_by_role("link", name="sector steel")).to_be_visible()


def test_sparql_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/sparql")
    page.get_by_label("Query", exact=True).fill("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("main table tbody tr")).to_have_count(3)


def test_a_decision_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/review?verdict=same")
    with page.expect_navigation():
        page.get_by_role("button", name="Different").first.click()
    expect(page.get_by_role("status")).to_contain_text("Noted")
    with page.expect_navigation():
        page.locator("[aria-labelledby=decided]").get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("status")).to_contain_text("Noted")


def test_a_document_is_added_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/add")
    page.get_by_label("The article").fill("Port minister speaks\n\nTransport Minister Ines Braga said energy is cheap.\n")
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Read").click()
    expect(page.locator("#report")).to_contain_text("1 claim")
    expect(page.locator("#progress")).to_have_text("1 document: 1 read.")


def test_a_slow_reading_says_that_it_goes_on(page: Page) -> None:
    page.goto("/add")
    page.get_by_label("The article").fill("Same\n\nMinister Pia Lund said lumber is dear.\n")
    with held_back(page, r"/add$"):
        page.get_by_role("button", name="Read").click()
        expect(page.locator("#progress")).to_have_text("Reading one document …")
        expect(page.get_by_role("button", name="Read")).to_be_disabled()
    expect(page.locator("#progress")).to_have_text("1 document: 1 read.", timeout=60_000)
    expect(page.get_by_role("button", name="Read")).to_be_enabled()


def test_a_server_that_goes_away_is_told_and_loses_no_text(page: Page, watched: Watched) -> None:
    watched.expect("net::ERR_FAILED")
    page.goto("/add")
    page.route(re.compile("/add$"), lambda route: route.abort())
    page.get_by_label("The article").fill("Something long that nobody wants to type again.")
    page.get_by_role("button", name="Read").click()
    expect(page.locator("#progress")).to_contain_text("Not finished")
    expect(page.get_by_label("The article")).to_have_value("Something long that nobody wants to type again.")


def test_on_a_telephone(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    watched = Watched(context.new_page(), server)
    watched.watch()
    page = watched.page
    page.goto("/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Claims").tap()
    page.wait_for_url(re.compile("/claims"))
    page.locator(".claim").first.get_by_role("link", name="Show in document").tap()
    expect(page.locator("mark:target").first).to_be_in_viewport()
    page.get_by_role("button", name="Next").tap()
    expect(page.locator("mark:target").first).to_be_in_viewport()
    until(page, "document.documentElement.scrollWidth <= 390")
    context.close()
    assert watched.complaints == []


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("empty") / "store"
    with serving(Settings(store=str(path))) as address:
        yield address


EMPTY = ("/", "/claims", "/tariffs", "/compare", "/graph", "/review", "/sparql", "/add", "/downloads", "/ask?q=who+said+what")


def test_an_empty_graph_says_how_to_fill_it_on_every_page(browser: Browser, empty: str) -> None:
    context = browser.new_context(base_url=empty)
    watched = Watched(context.new_page(), empty)
    watched.watch()
    for path in EMPTY:
        watched.page.goto(path)
        expect(watched.page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(watched) == "", path
    watched.page.goto("/")
    expect(watched.page.get_by_role("main")).to_contain_text("onrecord build")
    context.close()
    assert watched.complaints == []
